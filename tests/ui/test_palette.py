"""The palette has whatever can be done in the window, and does it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QToolButton,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode
from app.domain.jobs import Failure, JobState
from app.domain.presets import Preset
from app.domain.requests import GenerationRequest
from app.domain.settings import Language, ThemeMode
from app.ui.bridge import Bridge
from app.ui.commands import Command
from app.ui.desk import Desk
from app.ui.dialogs.palette import Palette
from app.ui.dialogs.settings import SettingsDialog
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.models.commands_model import CommandsModel, Found
from app.ui.panes.history import HistoryPane
from app.ui.panes.queue_view import QueueView
from app.ui.theme.theme import Theme, current_tokens
from app.ui.theme.tokens import LIGHT
from app.ui.window_frame import WindowFrame
from tests.ui.port import TABLES, PortBridge, a_clip, a_job

pytestmark = pytest.mark.qt_log_ignore(
    "No RHI backend", "Pulse", "This plugin does not support", extend=True
)

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Window:
    """The window with two clips, and somebody at its keyboard."""

    def __init__(self, qtbot: QtBot, file: Path, theme: Theme, language: LanguageSwitch) -> None:
        self.qtbot = qtbot
        self.is_open = True
        self.port = PortBridge(clips=[a_clip("c1", prompt="Kırmızı balon"), a_clip("c2")])
        self.frame = WindowFrame(file)
        bridge: Bridge = self.port.as_bridge()
        self.desk = Desk(
            bridge,
            theme,
            language,
            frame=self.frame,
            library=file.parent,
            check_address=lambda _service, _address: None,
            tables=TABLES,
            demo=False,
        )
        self.window: MainWindow = self.desk.window
        self.frame.resize(1280, 800)
        with qtbot.waitActive(self.frame):
            self.frame.show()
            self.frame.activateWindow()
        history = self.window.findChild(HistoryPane, "historyPane_sora")
        assert history is not None
        self.history = history
        qtbot.waitUntil(lambda: history.model.rowCount() == 2)

    @property
    def palette(self) -> Palette:
        palette = self.window.findChild(Palette)
        assert palette is not None
        return palette

    @property
    def line(self) -> QLineEdit:
        line = self.palette.findChild(QLineEdit, "paletteSearch")
        assert line is not None
        return line

    @property
    def rows(self) -> QListView:
        found = self.palette.findChild(QListView, "paletteList")
        assert found is not None
        return found

    def open(self) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, K.Key_K, CTRL)
        assert self.palette.isVisible()

    def titles(self) -> list[str]:
        model = self.rows.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def told(self, title: str) -> str:
        """A command as it is read out, with its group and keys."""
        model = self.rows.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return next(str(index.data(role)) for index in rows if index.data() == title)

    def type(self, text: str) -> None:
        self.line.setText(text)

    def enter(self) -> None:
        """Runs the marked command, and waits until it was."""
        with self.qtbot.waitSignal(self.palette.finished):
            QTest.keyClick(self.line, K.Key_Return)

    def run(self, text: str) -> None:
        self.open()
        self.type(text)
        self.enter()

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.desk.close()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, language: LanguageSwitch, tmp_path: Path
) -> Iterator[Window]:
    window = Window(qtbot, tmp_path / "window.ini", theme, language)
    yield window
    window.close()


@pytest.mark.parametrize(
    ("chosen", "typed", "titles"),
    [
        (Language.ENGLISH, "guid", ["User guide…", "API guide…"]),
        (Language.TURKISH, "kılav", ["Kullanım kılavuzu…", "API kılavuzu…"]),
    ],
    ids=["en", "tr"],
)
def test_what_stands_in_two_places_is_one_command_and_the_guide_to_kadraj_comes_first(
    window: Window, language: LanguageSwitch, chosen: Language, typed: str, titles: list[str]
) -> None:
    guide = window.window.findChild(QAction, "userGuideAction")
    assert guide is not None
    language.use(chosen)
    window.qtbot.waitUntil(lambda: guide.text() == titles[0])
    window.open()
    window.type(typed)
    assert window.titles()[:2] == titles
    assert [title for title in window.titles() if title == titles[1]] == titles[1:]


def test_it_opens_from_a_prompt_too_and_gives_the_keyboard_back(window: Window) -> None:
    prompt = window.window.findChild(QPlainTextEdit)
    assert prompt is not None
    prompt.setFocus()
    prompt.setPlainText("Balon")
    window.open()
    assert window.line.hasFocus()
    assert window.rows.currentIndex().row() == 0
    QTest.keyClick(window.line, K.Key_Escape)
    assert not window.palette.isVisible()
    assert window.window.focusWidget() is prompt
    window.open()
    QTest.keyClick(window.line, K.Key_K, CTRL)
    assert not window.palette.isVisible()
    assert prompt.toPlainText() == "Balon"


def test_what_can_be_done_is_there_with_its_keys_and_nothing_else(window: Window) -> None:
    window.open()
    titles = window.titles()
    assert len(titles) > 40
    assert window.told("Go to Veo") == "Go to Veo, Ctrl+2"
    assert window.told("Write a prompt") == "Write a prompt, Ctrl+P"
    assert window.told("Refresh") == "Refresh, History, F5"
    assert window.told("Sort: Oldest first") == "Sort: Oldest first, History"
    assert window.told("Generate").startswith("Generate, Create")
    assert window.told("Frame: 9:16") == "Frame: 9:16, Create"
    assert window.told("Model: sora-2-landscape") == "Model: sora-2-landscape, Create"
    assert "All commands…" not in titles
    assert "Undo" not in titles  # there is nothing to undo
    assert "Play" not in titles  # and nothing to play
    # What others add is there without a word.
    action = QAction("Brew tea\tT", window.window)  # keys that are shown, and are not its own
    action.setObjectName("brewTea")
    window.window.addAction(action)
    QTest.keyClick(window.line, K.Key_Escape)
    window.open()
    assert window.told("Brew tea") == "Brew tea, T"
    action.setEnabled(False)
    QTest.keyClick(window.line, K.Key_Escape)
    window.open()
    assert "Brew tea" not in window.titles()


def test_few_letters_find_it_and_enter_does_it(window: Window) -> None:
    window.run("go lib")
    assert window.window.findChild(HistoryPane, "historyPane_library").isVisible()  # type: ignore[union-attr]
    window.open()
    window.type("zzz")
    nothing = window.palette.findChild(QLabel, "paletteNothing")
    assert nothing is not None
    assert nothing.isVisible()
    assert nothing.text() == "Nothing called “zzz” can be done now."
    QTest.keyClick(window.line, K.Key_Return)
    assert window.palette.isVisible()
    window.type("old fir")
    assert window.titles()[0] == "Sort: Oldest first"
    # By mouse.
    place = window.rows.visualRect(window.rows.model().index(0, 0)).center()
    with window.qtbot.waitSignal(window.palette.finished):
        QTest.mouseClick(window.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    bar = window.window.findChild(HistoryPane, "historyPane_library")
    assert bar is not None
    assert bar.bar.query.order == "oldest"


def test_arrows_go_round_and_the_mouse_marks(window: Window) -> None:
    window.open()
    window.type("go to")
    assert sorted(window.titles()[:3]) == ["Go to Library", "Go to Sora", "Go to Veo"]
    last = window.rows.model().rowCount() - 1
    for key, row in (
        (K.Key_Down, 1),
        (K.Key_Up, 0),
        (K.Key_Up, last),
        (K.Key_Down, 0),
        (K.Key_PageDown, min(9, last)),
        (K.Key_PageUp, 0),
    ):
        QTest.keyClick(window.line, key)
        assert window.rows.currentIndex().row() == row
    second = window.rows.visualRect(window.rows.model().index(1, 0)).center()
    QTest.mouseMove(window.rows.viewport(), second)
    QTest.mouseMove(window.rows.viewport(), second + QPoint(2, 0))
    window.qtbot.waitUntil(lambda: window.rows.currentIndex().row() == 1)


def test_what_was_used_last_comes_first_also_at_the_next_start(
    window: Window, qtbot: QtBot, theme: Theme, language: LanguageSwitch
) -> None:
    window.run("go to veo")
    window.run("go to sora")
    window.open()
    assert window.titles()[:2] == ["Go to Sora", "Go to Veo"]
    window.type("go")
    assert window.titles()[:3] == ["Go to Sora", "Go to Veo", "Go to Library"]
    file = Path(window.frame.memory.fileName())
    QTest.keyClick(window.line, K.Key_Escape)
    window.close()
    again = Window(qtbot, file, theme, language)
    again.open()
    assert again.titles()[:2] == ["Go to Sora", "Go to Veo"]
    again.close()


def test_the_chosen_video_can_be_dealt_with(window: Window) -> None:
    window.history.grid.setFocus()
    window.history.choose("c1")
    window.run("favourite")
    window.qtbot.waitUntil(lambda: window.port.clips["c1"].marks.favourite)
    window.run("stars: ★★★★★")
    window.qtbot.waitUntil(lambda: window.port.clips["c1"].marks.rating == 5)
    window.history.grid.selectAll()
    window.open()
    assert window.told("Compare") == "Compare, 2 selected, V"
    window.type("recycle")
    window.enter()
    window.qtbot.waitUntil(lambda: window.port.clips["c2"].trashed_at is not None)


def test_the_chosen_job_can_be_dealt_with(window: Window) -> None:
    window.port.put(a_job("j1", JobState.FAILED, failure=Failure(ErrorCode.SERVICE_FAILED, {})))
    jobs = window.window.findChild(QueueView)
    assert jobs is not None
    row = next(
        index
        for index in (jobs.model().index(n, 0) for n in range(jobs.model().rowCount()))
        if not jobs.menu_for(index).isEmpty()
    )
    window.open()
    assert not any(window.told(each).endswith("Selected job") for each in window.titles())
    QTest.keyClick(window.line, K.Key_Escape)
    jobs.setCurrentIndex(row)
    jobs.setFocus()
    window.open()
    assert window.told("Remove").startswith("Remove, Selected job")
    window.type("remove")
    window.enter()
    window.qtbot.waitUntil(lambda: ("remove_job", "j1") in window.port.calls)


def test_theme_language_and_settings_are_commands(window: Window) -> None:
    window.run("theme light")
    assert window.port.settings.theme is ThemeMode.LIGHT
    assert current_tokens() is LIGHT
    window.run("türkçe")
    assert window.port.settings.language is Language.TURKISH
    button = window.window.findChild(QAbstractButton, "settingsButton")
    assert button is not None
    window.qtbot.waitUntil(lambda: button.accessibleName() == "Ayarlar")
    window.open()
    window.type("TEMA ACIK")
    assert window.titles()[0] == "Tema: açık"
    window.type("dil: ıng")
    assert window.titles() == ["Dil: English"]
    window.type("english")
    window.enter()
    window.qtbot.waitUntil(lambda: button.accessibleName() == "Settings")
    window.open()
    window.qtbot.waitUntil(lambda: any(each.startswith("Settings: ") for each in window.titles()))
    assert window.palette.isVisible()
    wanted = [each for each in window.titles() if each.startswith("Settings: ")][-1]
    window.type(wanted)
    window.enter()
    dialog = window.window.window().findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    sections = dialog.findChild(QListWidget, "settingsSections")
    assert sections is not None
    window.qtbot.waitUntil(
        lambda: f"Settings: {sections.item(sections.currentRow()).text()}" == wanted
    )
    dialog.accept()


@pytest.mark.parametrize("width", [1024, 1600])
def test_all_that_stands_in_a_menu_is_there_in_both_languages(
    window: Window, language: LanguageSwitch, width: int
) -> None:
    window.frame.resize(width, 800)
    request = GenerationRequest("sora", "Balon", "16:9")
    window.port.presets = [Preset.of("Rüzgâr", request)]
    by_word: dict[Language, dict[str, str]] = {
        Language.ENGLISH: {"": "Settings: Playback", "list": "Prompt list…"},
        Language.TURKISH: {
            "liste": "İstem listesi…",
            "istem": "İstem listesi…",
            "görsel": "Toplu görsel…",
            "ruzgar": "Şablon: Rüzgâr",
            "tasi": "Kitaplığı taşı…",
            "": "Ayarlar: Oynatma",
        },
    }
    for spoken, finding in by_word.items():
        language.use(spoken)
        QApplication.processEvents()
        window.open()
        window.qtbot.waitUntil(lambda: any("Rüzgâr" in each for each in window.titles()))
        section = finding.pop("")
        window.qtbot.waitUntil(partial(lambda wanted: wanted in window.titles(), section))
        titles = window.titles()
        assert ("Settings: Playback" in titles) == (spoken is Language.ENGLISH)
        off = ("historySort", "speed", "moreControls")  # of a list in sight, and of what plays
        buttons = window.window.findChildren(QToolButton)
        unseen = [b for b in buttons if not b.isVisible() or not b.isEnabled()]
        menus = [b.menu() for b in buttons if not (b in unseen and b.objectName().startswith(off))]
        for menu in filter(None, menus):
            for action in menu.actions():
                text = action.text().replace("&", "").partition("\t")[0]
                if text and action.isVisible() and action.isEnabled() and action.menu() is None:
                    assert any(text in title for title in titles), (spoken, text)
        for menu_name in ("moreMenu", "presetsMenu"):
            made = window.window.findChild(QMenu, menu_name)
            assert made is not None
            assert {a.text() for a in made.actions() if a.text() and not a.menu()} <= set(titles)
        for typed, wanted in finding.items():
            window.type(typed)
            assert any(wanted in title for title in window.titles()), typed
        QTest.keyClick(window.line, K.Key_Escape)


def test_rows_are_as_a_list_has_to_have_them(qtmodeltester: ModelTester) -> None:
    model = CommandsModel()
    command = Command("x", "Do it", "Queue", lambda: None, keys="Ctrl+D", icon=QIcon())
    model.show([Found(command, (0,)), Found(replace(command, title="Undo it"), (1,))])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.found_at(QModelIndex()) is None
