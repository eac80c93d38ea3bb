"""What can be set, and that it counts."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bootstrap import check_address
from app.domain.capabilities import Model
from app.domain.clips import MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.name_patterns import USUAL_PATTERN
from app.domain.own_tables import OwnTable, table_of_models
from app.domain.proxies import Proxy, ProxyMode
from app.domain.settings import Language, Settings, ThemeMode
from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.ui.dialogs.settings import SettingsDialog
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.widgets.notice import Notice
from tests.ui.port import TABLES, PortBridge, a_clip

W = TypeVar("W", bound=QWidget)

NOT_HTTPS = "This is not an https address that Kadraj can use."
KEYLESS = "A key goes only where it was given for. Sign in for this address."
GIVEN = "Another address was given at the start, and that one counts."


class Settled:
    """The dialog on the screen, used as a person would."""

    def __init__(
        self, qtbot: QtBot, settings: Settings, folder: Path, given: Collection[str]
    ) -> None:
        self.port = PortBridge(settings=settings)
        self.theme = Theme("dark")
        self.language = LanguageSwitch()
        self.language.use(Language.ENGLISH)
        self.dialog = SettingsDialog(
            self.port.as_bridge(), self.theme, self.language, check_address, folder, TABLES, given
        )
        qtbot.addWidget(self.dialog)
        with qtbot.waitActive(self.dialog):
            self.dialog.open()

    @property
    def settings(self) -> Settings:
        return self.port.settings

    @property
    def notices(self) -> list[str]:
        return [notice.text for notice in self.dialog.findChildren(Notice) if notice.isVisible()]

    def child(self, kind: type[W], name: str) -> W:
        found = self.dialog.findChild(kind, name)
        assert found is not None
        return found

    def type_address(self, service: str, address: str) -> None:
        line = self.child(QLineEdit, f"addressEdit_{service}")
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, address)


Settle = Callable[..., Settled]


@pytest.fixture
def settle(qtbot: QtBot, tmp_path: Path) -> Iterator[Settle]:
    """Opens the dialog; theme and language come back after the test."""
    before = QLocale()
    opened: list[Settled] = []

    def make(settings: Settings | None = None, given: Collection[str] = ()) -> Settled:
        opened.append(Settled(qtbot, settings or Settings(), tmp_path / "usual", given))
        return opened[-1]

    yield make
    for settled in opened:
        settled.language.use(Language.ENGLISH)
        settled.theme.set_mode("system")
    QLocale.setDefault(before)


def test_the_theme_is_changed_at_once(settle: Settle) -> None:
    settled = settle(Settings(theme=ThemeMode.DARK))
    (light,) = (b for b in settled.dialog.findChildren(QPushButton) if b.text() == "Light")
    QTest.mouseClick(light, Qt.MouseButton.LeftButton)
    assert settled.theme.mode == "light"
    assert settled.settings.theme is ThemeMode.LIGHT


def test_the_language_is_changed_at_once(settle: Settle) -> None:
    settled = settle(Settings(language=Language.ENGLISH))
    box = settled.child(QComboBox, "languageBox")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert settled.language.current is Language.TURKISH
    assert settled.settings.language is Language.TURKISH
    assert box.currentText() == "Türkçe"


def test_the_size_of_everything_is_chosen_from_what_the_screen_has_room_for(
    settle: Settle, qtbot: QtBot
) -> None:
    settled = settle(Settings(interface_size=150))
    box = settled.child(QComboBox, "interfaceSizeBox")
    assert [box.itemText(row) for row in range(box.count())] == ["100%", "150%"]
    said = "Takes effect at the next start. For larger sizes this screen is too small."
    assert said in [label.text() for label in settled.dialog.findChildren(QLabel)]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert settled.settings.interface_size == 100
    settled.language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: box.currentText() == "%100")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("downloadBox", "download_automatically"),
        ("rememberBox", "remember_keys"),
        ("notificationsBox", "notifications"),
        ("notificationSoundBox", "notification_sound"),
        ("badgeBox", "badge"),
        ("trayIconBox", "tray_icon"),
        ("keepAwakeBox", "keep_awake"),
        ("hardwareDecodingBox", "hardware_decoding"),
    ],
)
def test_boxes_are_kept_and_follow_changes_made_elsewhere(
    settle: Settle, name: str, field: str
) -> None:
    settled = settle()
    box = settled.child(QCheckBox, name)
    usual = getattr(Settings(), field)
    box.click()
    assert getattr(settled.settings, field) is not usual
    settled.port.change_settings(Settings())
    assert box.isChecked() is usual


def test_a_good_address_counts_and_a_missing_key_for_it_is_told(settle: Settle) -> None:
    settled = settle()
    settled.type_address("veo", "https://elsewhere.example/veo")
    QTest.keyClick(settled.child(QLineEdit, "addressEdit_veo"), Qt.Key.Key_Return)
    assert settled.settings.addresses == {"veo": "https://elsewhere.example/veo"}
    assert settled.notices == []
    assert settled.dialog.isVisible()
    settled.port.hold("sora")
    assert settled.notices == [], "nobody has changed anything"
    settled.type_address("veo", "")
    settled.child(QLineEdit, "addressEdit_sora").setFocus()
    assert settled.settings.addresses == {}
    assert settled.notices == [KEYLESS]
    settled.port.hold("sora", "veo")
    assert settled.notices == []


def test_it_is_told_that_an_address_from_the_start_counts(settle: Settle) -> None:
    settled = settle(Settings(addresses={"veo": "https://elsewhere.example"}), given=("veo",))
    assert settled.notices == [GIVEN]
    settled.type_address("veo", "")
    QTest.keyClick(settled.child(QLineEdit, "addressEdit_veo"), Qt.Key.Key_Return)
    assert settled.notices == []


def test_a_wrong_address_is_explained_beside_its_field_and_not_kept(settle: Settle) -> None:
    settled = settle()
    settled.type_address("sora", "http://sora.example")
    settled.child(QLineEdit, "addressEdit_veo").setFocus()
    line = settled.child(QLineEdit, "addressEdit_sora")
    assert settled.notices == [NOT_HTTPS]
    assert line.property("state") == "bad"
    assert settled.settings.addresses == {}
    QTest.keyClicks(line, "x")
    assert settled.notices == []


def test_an_empty_address_shows_the_usual_one(settle: Settle) -> None:
    settled = settle()
    assert settled.child(QLineEdit, "addressEdit_sora").placeholderText() == "https://sora.example"


def test_an_address_being_typed_counts_when_the_dialog_is_closed(settle: Settle) -> None:
    settled = settle()
    settled.type_address("sora", "https://late.example")
    QTest.keyClick(settled.dialog, Qt.Key.Key_Escape)
    assert not settled.dialog.isVisible()
    assert settled.settings.addresses == {"sora": "https://late.example"}


def choose_folder(settled: Settled, folder: Path) -> None:
    button = settled.child(QPushButton, "moveLibraryButton")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = settled.child(QFileDialog, "libraryDialog")
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def test_the_library_moves_with_all_its_videos(
    settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    media = MediaInfo(6.0, 1280, 720, 3 * 1024**2, "h264", None)
    settled = settle()
    settled.port.clips = {
        "c1": a_clip("c1", file=tmp_path / "a.mp4", media=media),
        "c2": a_clip("c2"),
    }
    settled.dialog.close()
    settled.dialog.open()
    size = settled.child(QLabel, "librarySize")
    qtbot.waitUntil(lambda: size.text() == "1 video on this computer, 3.0 MB")
    path = settled.child(QLineEdit, "libraryPath")
    assert path.text() == str(tmp_path / "usual")
    settled.port.hold_work = True
    choose_folder(settled, tmp_path)
    assert ("move_library", tmp_path) in settled.port.calls
    assert not settled.child(QPushButton, "moveLibraryButton").isEnabled(), "one move at a time"
    megabyte = 1024**2
    settled.port.work_progressed.emit(WorkProgress("w", WorkKind.MOVE, megabyte, 3 * megabyte))
    words = settled.child(QWidget, "workLine").findChildren(QLabel)[0]
    qtbot.waitUntil(words.isVisible)
    assert words.text() == "Moving the library · 1.0 of 3.0 MB"
    settled.port.settings = replace(settled.port.settings, library=tmp_path)
    settled.port.end_work()
    settled.port.work_ended.emit(WorkEnd("w", WorkKind.MOVE))
    settled.port.library_moved.emit(tmp_path)
    qtbot.waitUntil(lambda: settled.notices == ["All videos are in the new folder."])
    assert words.isHidden() or not words.isVisible()
    assert path.text() == str(tmp_path)
    settled.child(QPushButton, "usualLibraryButton").click()
    assert settled.port.calls[-1] == ("move_library", tmp_path / "usual")


def test_a_move_can_be_cancelled(settle: Settle, tmp_path: Path, qtbot: QtBot) -> None:
    settled = settle()
    settled.port.hold_work = True
    path = settled.child(QWidget, "libraryPath")
    settled.child(QPushButton, "moveLibraryButton").setFocus()
    choose_folder(settled, tmp_path)
    assert settled.dialog.focusWidget() is path, "not what comes next"
    settled.port.work_progressed.emit(WorkProgress("w", WorkKind.MOVE, 1, 3))
    cancel = settled.child(QPushButton, "workCancel")
    qtbot.waitUntil(cancel.isVisible)
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Space)
    assert settled.port.calls[-1] == ("cancel_work", "w")
    settled.port.end_work(moved=False)
    settled.port.work_ended.emit(WorkEnd("w", WorkKind.MOVE, cancelled=True))
    assert settled.dialog.focusWidget() is path, "not what comes next"
    qtbot.waitUntil(lambda: settled.notices == ["Cancelled: everything is where it was."])
    assert settled.child(QPushButton, "moveLibraryButton").isEnabled()


def test_a_folder_that_cannot_be_used_is_explained(
    settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    settled = settle()
    choose_folder(settled, tmp_path / "gone")
    assert settled.notices == ["Kadraj cannot write to this folder. Choose another one."]
    settled.port.errors["move_library"] = KadrajError(ErrorCode.FOLDER_UNUSABLE, path="/x")
    choose_folder(settled, tmp_path)
    qtbot.waitUntil(lambda: settled.notices == ["The library cannot move to this folder: /x"])
    assert settled.child(QPushButton, "moveLibraryButton").isEnabled()


def type_names(settled: Settled, pattern: str) -> None:
    line = settled.child(QLineEdit, "namePatternEdit")
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, pattern)


def test_a_pattern_shows_the_name_it_makes_while_it_is_typed(settle: Settle) -> None:
    settled = settle()
    sample = settled.child(QLabel, "nameSample")
    type_names(settled, "{service} {prompt} {frame}")
    assert sample.text() == "sora a-red-balloon-over-the-sea 16x9.mp4"
    assert settled.settings.name_pattern == USUAL_PATTERN, "not before it is done"
    QTest.keyClick(settled.child(QLineEdit, "namePatternEdit"), Qt.Key.Key_Return)
    assert settled.settings.name_pattern == "{service} {prompt} {frame}"
    settled.child(QPushButton, "usualNamesButton").click()
    assert settled.settings.name_pattern == USUAL_PATTERN


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "This makes no name. Write a word, or {date} for instance."),
        ("{colour} {id}", "Nothing is known by the name of {colour}."),
        ("a/b {id}", "This sign cannot be in a file’s name: /"),
        ("{prompt", "A } is missing; a field is written as {date}."),
        ("x" * 300, "This is too long for a file’s name."),
    ],
)
def test_a_pattern_that_cannot_be_used_is_explained_beside_it(
    settle: Settle, pattern: str, words: str
) -> None:
    settled = settle()
    type_names(settled, pattern)
    assert settled.notices == [f"{words} Until then: {USUAL_PATTERN}"]
    assert not settled.child(QLabel, "nameSample").isVisible()
    QTest.keyClick(settled.dialog, Qt.Key.Key_Escape)
    assert settled.settings.name_pattern == USUAL_PATTERN
    settled.dialog.open()
    assert settled.child(QLineEdit, "namePatternEdit").text() == USUAL_PATTERN, "the one in force"
    assert settled.notices == []


def test_fields_have_turkish_names_in_a_turkish_window(settle: Settle, qtbot: QtBot) -> None:
    settled = settle()
    settled.language.use(Language.TURKISH)
    line = settled.child(QLineEdit, "namePatternEdit")
    qtbot.waitUntil(lambda: line.text() == "{tarih} {istem} {id}")
    type_names(settled, "{servis} {kadraj} {prompt}")
    assert settled.child(QLabel, "nameSample").text().startswith("sora 16x9 ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settled.settings.name_pattern == "{service} {frame} {prompt}"
    settled.dialog.close()
    settled.dialog.open()
    assert line.text() == "{servis} {kadraj} {istem}"
    settled.language.use(Language.ENGLISH)
    qtbot.waitUntil(lambda: line.text() == "{service} {frame} {prompt}")


def visible(settled: Settled, name: str) -> bool:
    return not settled.child(QWidget, name).visibleRegion().isEmpty()


def test_where_the_screen_is_low_it_scrolls_and_the_sections_lead_through_it(
    settle: Settle, qtbot: QtBot
) -> None:
    settled = settle()
    settled.dialog.resize(settled.dialog.width(), 400)
    area = settled.child(QScrollArea, "settingsArea")
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert visible(settled, "closeButton")
    contents = settled.child(QListWidget, "settingsSections")
    assert [contents.item(row).text() for row in range(contents.count())] == [
        "Language and look",
        "Library and files",
        "In the background",
        "Services",
        "Network",
        "Playback",
        "Reset",
    ]
    assert contents.currentRow() == 0
    assert not visible(settled, "resetSettingsButton")
    contents.setFocus()
    QTest.keyClick(contents, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: visible(settled, "resetSettingsButton"))
    row = contents.visualItemRect(contents.item(3))
    QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    qtbot.waitUntil(lambda: visible(settled, "addressEdit_sora"))
    assert contents.currentRow() == 3
    bar.setValue(0)
    assert contents.currentRow() == 0, "the mark follows the wheel"


def test_each_section_comes_to_the_top_and_the_room_for_that_goes_again(
    settle: Settle, qtbot: QtBot
) -> None:
    settled = settle()
    area = settled.child(QScrollArea, "settingsArea")
    bar = area.verticalScrollBar()
    qtbot.waitUntil(settled.child(QLabel, "librarySize").isVisible)  # the last that is told
    QApplication.processEvents()  # all that is due is laid out
    contents = settled.child(QListWidget, "settingsSections")
    end = bar.maximum()
    places = []
    for row in range(contents.count()):
        line = contents.visualItemRect(contents.item(row))
        QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
        QApplication.processEvents()
        heading = next(
            label
            for label in area.findChildren(QLabel)
            if label.text() == contents.item(row).text()
        )
        places.append(heading.mapTo(area, QPoint()).y())
        assert contents.currentRow() == row
    assert places == [16] * 7, "at the top, one like the other"
    assert bar.value() == bar.maximum() > end
    bar.setValue(end - 1)
    QApplication.processEvents()
    assert bar.maximum() == end, "nothing empty below who goes on reading"
    bar.setValue(end)
    assert contents.currentItem().text() == "Reset"
    contents.setCurrentRow(5)
    assert bar.maximum() > end
    settled.child(QLineEdit, "settingsSearch").setText("proxy")
    QApplication.processEvents()
    assert bar.maximum() == 0


@pytest.mark.parametrize(
    ("language", "words", "found", "gone"),
    [
        (Language.ENGLISH, "PROXY", "proxyChoice", "languageBox"),
        (Language.ENGLISH, "table", "ratiosEdit_veo", "languageBox"),
        (Language.ENGLISH, "click notif", "notificationsBox", "proxyChoice"),
        (Language.ENGLISH, "sora model", "addModelButton_sora", "ratiosEdit_veo"),
        (Language.TURKISH, "BİLDİR", "notificationsBox", "themeChoice"),
        (Language.TURKISH, "acik", "themeChoice", "proxyChoice"),
    ],
)
def test_fields_are_found_by_words_in_them_however_they_are_typed(
    settle: Settle, qtbot: QtBot, language: Language, words: str, found: str, gone: str
) -> None:
    settled = settle(Settings(language=language))
    settled.language.use(language)
    search = settled.child(QLineEdit, "settingsSearch")
    assert settled.dialog.focusWidget() is search
    search.setText(words)  # QTest types no İ
    qtbot.waitUntil(lambda: settled.child(QWidget, found).isVisible())
    assert not settled.child(QWidget, gone).isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert settled.child(QWidget, gone).isVisible()
    assert settled.dialog.isVisible()


def test_a_search_that_finds_nothing_says_so(settle: Settle) -> None:
    settled = settle()
    search = settled.child(QLineEdit, "settingsSearch")
    QTest.keyClicks(search, "<b>teapot")
    nothing = settled.child(QLabel, "settingsNothing")
    assert nothing.text() == "No setting for “<b>teapot”."
    assert nothing.isVisible()
    QTest.keyClick(settled.dialog, Qt.Key.Key_Escape)
    settled.dialog.open()
    assert search.text() == ""
    assert not nothing.isVisible()


def test_a_proxy_of_ones_own_counts_when_its_address_can_be_used(
    settle: Settle, qtbot: QtBot
) -> None:
    settled = settle()
    choice, line = settled.child(QWidget, "proxyChoice"), settled.child(QLineEdit, "proxyEdit")
    none, own = (choice.findChildren(QPushButton)[place] for place in (1, 2))
    assert not line.isVisible()
    QTest.mouseClick(none, Qt.MouseButton.LeftButton)
    assert settled.settings.proxy == Proxy(ProxyMode.NONE)
    QTest.mouseClick(own, Qt.MouseButton.LeftButton)
    assert settled.settings.proxy == Proxy(ProxyMode.NONE), "not without an address"
    assert settled.dialog.focusWidget() is line
    sections = settled.child(QListWidget, "settingsSections")
    assert sections.currentItem().text() == "Network", "the mark follows the keyboard"
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert settled.dialog.focusWidget() is own
    QTest.keyClick(own, Qt.Key.Key_Tab)
    assert settled.dialog.focusWidget() is line
    for typed, said in (
        ("http://ayse:gizli@proxy.example", "No user and password here:"),
        ("socks5://proxy.example", "Kadraj goes through http and https proxies only."),
        ("not an address", "This is no address of a proxy."),
    ):
        line.selectAll()
        QTest.keyClicks(line, typed)
        assert settled.notices == []
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert settled.notices[0].startswith(said)
        assert line.property("state") == "bad"
    line.selectAll()
    QTest.keyClicks(line, "proxy.example:8080")
    QTest.keyClick(settled.dialog, Qt.Key.Key_Escape)
    assert settled.settings.proxy == Proxy(ProxyMode.OWN, "http://proxy.example:8080")
    assert all("gizli" not in str(call) for call in settled.port.calls)


def test_a_model_is_added_to_a_service_and_taken_away_again(settle: Settle) -> None:
    settled = settle()
    QTest.mouseClick(settled.child(QPushButton, "addModelButton_sora"), Qt.MouseButton.LeftButton)

    def keyboard() -> QWidget:
        focused = settled.dialog.focusWidget()
        assert focused is not None
        return focused

    QTest.keyClicks(keyboard(), "sora 2 square")
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert keyboard().objectName() == "modelRatiosEdit", "a name alone is not all"
    assert settled.notices == []
    QTest.keyClicks(keyboard(), "1x1")
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert settled.notices[0].startswith("A model’s name is made of letters")
    assert settled.settings.tables == {}
    *_, name = settled.dialog.findChildren(QLineEdit, "modelNameEdit")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "sora-2-square")
    QTest.keyClick(name, Qt.Key.Key_Return)
    square = Model("sora-2-square", ("1:1",))
    own = table_of_models([*TABLES["sora"].models, square])
    assert settled.settings.tables == {"sora": own}
    assert settled.notices == []
    removing = settled.dialog.findChildren(QWidget, "removeModelButton")
    QTest.mouseClick(removing[0], Qt.MouseButton.LeftButton)
    assert [m.name for m in settled.settings.tables["sora"].models] == [
        "sora-2-portrait",
        "sora-2-square",
    ]
    assert keyboard() is not removing[0]
    QTest.mouseClick(settled.child(QPushButton, "usualTableButton_sora"), Qt.MouseButton.LeftButton)
    assert settled.settings.tables == {}
    assert settled.notices == []


def test_the_last_model_stays_in_force(settle: Settle) -> None:
    settled = settle()
    for button in settled.dialog.findChildren(QWidget, "removeModelButton"):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settled.notices == ["One at least has to be there."]
    [left] = settled.settings.tables["sora"].models
    settled.dialog.close()
    settled.dialog.open()
    lines = settled.dialog.findChildren(QLineEdit, "modelNameEdit")
    assert [line.text() for line in lines if line.isVisible()] == [left.name]
    assert settled.notices == []


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("ratiosEdit_veo", "wide", "A frame is written as 16:9, with commas in between."),
        ("ratiosEdit_veo", "16:9 16x9", "This is there twice."),
        ("ratiosEdit_veo", "1:1 2:1 3:1 4:1 5:1 6:1", "There is room for 5 at most."),
        ("lengthsEdit_veo", "6,5 s", "Lengths are whole seconds up to 600: 4, 6, 8."),
        ("lengthsEdit_veo", "", "One at least has to be there."),
    ],
)
def test_what_no_table_can_have_is_explained_beside_it(
    settle: Settle, name: str, typed: str, said: str
) -> None:
    settled = settle()
    line = settled.child(QLineEdit, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settled.notices == [said]
    assert line.property("state") == "bad"
    assert settled.settings.tables == {}
    line.selectAll()
    good = "6, 12" if "length" in name else "16:9, 1:1"
    QTest.keyClicks(line, good)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settled.settings.tables["veo"] == OwnTable(
        ("16:9", "1:1") if "ratio" in name else ("16:9", "9:16"),
        (6, 12) if "length" in name else (4, 6, 8),
    )


def test_what_cannot_be_kept_is_said_and_not_shown_as_if_it_were(settle: Settle) -> None:
    settled = settle()
    settled.port.errors["change_settings"] = KadrajError(
        ErrorCode.FILE_FAILED, path="/home/x/settings.json", reason="Read-only file system"
    )
    trouble = settled.child(Notice, "settingsTrouble")
    box = settled.child(QCheckBox, "keepAwakeBox")
    box.click()
    assert "settings.json" in trouble.text
    assert not box.isChecked()
    for name, typed, before in (
        ("namePatternEdit", "{id}", USUAL_PATTERN),
        ("addressEdit_veo", "https://x.example", ""),
        ("lengthsEdit_veo", "8", "4, 6, 8"),
    ):
        line = settled.child(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == before
    choice = settled.child(QWidget, "proxyChoice")
    system, none, _own = choice.findChildren(QPushButton)
    QTest.mouseClick(none, Qt.MouseButton.LeftButton)
    assert system.isChecked()
    settled.port.errors.clear()
    box.click()
    assert trouble.text == ""
    assert settled.settings == Settings(keep_awake=True)


def test_all_is_reset_and_that_is_undone(settle: Settle, tmp_path: Path) -> None:
    changed = Settings(
        language=Language.ENGLISH,
        theme=ThemeMode.LIGHT,
        download_automatically=False,
        library=tmp_path,
        name_pattern="{id}",
        addresses={"veo": "https://elsewhere.example"},
        tables={"veo": OwnTable(("16:9",), (6, 12))},
        proxy=Proxy(ProxyMode.OWN, "http://proxy.example:1"),
        tray_icon=True,
    )
    settled = settle(changed)
    button = settled.child(QPushButton, "resetSettingsButton")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settled.settings == Settings(library=tmp_path), "videos stay where they are"
    assert settled.theme.mode == "system"
    assert settled.child(QLineEdit, "namePatternEdit").text() == USUAL_PATTERN
    assert settled.child(QLineEdit, "lengthsEdit_veo").text() == "4, 6, 8"
    assert settled.child(QLineEdit, "addressEdit_veo").text() == ""
    assert not settled.child(QLineEdit, "proxyEdit").isVisible()
    assert not button.isEnabled()
    notice = settled.child(Notice, "resetNotice")
    assert notice.text == "All settings are as they were at the beginning."
    (undo,) = (b for b in notice.findChildren(QPushButton) if b.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert settled.settings == changed
    assert settled.child(QLineEdit, "lengthsEdit_veo").text() == "6, 12"
    assert settled.child(QLineEdit, "proxyEdit").text() == "http://proxy.example:1"
    assert settled.child(QCheckBox, "trayIconBox").isChecked()
    assert not notice.isVisible()
    # Once something else was set, undoing would take that back as well.
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled.child(QCheckBox, "keepAwakeBox").click()
    assert not notice.isVisible()
    assert settled.settings == Settings(library=tmp_path, keep_awake=True)


def test_folders_are_looked_for_where_there_is_one(settle: Settle, tmp_path: Path) -> None:
    settled = settle(Settings(library=tmp_path / "gone"))
    (tmp_path / "usual").mkdir()
    settled.child(QPushButton, "moveLibraryButton").click()
    dialog = settled.child(QFileDialog, "libraryDialog")
    assert Path(dialog.directory().path()) == tmp_path / "usual"
    dialog.close()
