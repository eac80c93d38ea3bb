"""The window opens where something can be done: at a service that is signed in, with the keyboard
there."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.panes.queue import QueuePane
from app.ui.theme.theme import Theme
from app.ui.widgets.key_field import KeyField
from app.ui.widgets.nav_tab import NavTab
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.window_frame import WindowFrame
from tests.ui.port import TABLES, PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore(
    "No RHI backend", "Pulse", "This plugin does not support", extend=True
)


class Windows(QObject):
    """The names of all windows that come up from now on, for however short a time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched.objectName())
        return False


class Start:
    """The program from its start on, for who is signed in to these services."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        theme: Theme,
        language: LanguageSwitch,
        *signed_in: str,
        demo: bool = False,
    ) -> None:
        self.qtbot = qtbot
        self.port = PortBridge(services=signed_in, clips=[a_clip("c1", "veo")])
        self.frame = WindowFrame(folder / "window.ini")
        qtbot.addWidget(self.frame)
        if signed_in:
            with qtbot.waitActive(self.frame):
                self.frame.show()  # as the program does, before it is loaded
        self.desk = Desk(
            self.port.as_bridge(),
            theme,
            language,
            frame=self.frame,
            library=folder,
            check_address=lambda _service, _address: None,
            tables=TABLES,
            demo=demo,
        )
        self.desk.open(None)
        if not signed_in:
            self.sign_in = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
            qtbot.waitUntil(self.sign_in.isActiveWindow)

    def keyboard_comes_to(self, name: str) -> None:
        def is_there() -> bool:
            focus = QApplication.focusWidget()
            return focus is not None and focus.objectName() == name

        self.qtbot.waitUntil(is_there)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key)

    @property
    def written(self) -> dict[str, str]:
        prompts = self.frame.findChildren(PromptEdit)
        return {p.objectName(): p.toPlainText() for p in prompts if p.toPlainText()}


def in_front(window: MainWindow) -> str:
    [tab] = [tab.objectName() for tab in window.findChildren(NavTab) if tab.isChecked()]
    return tab.removeprefix("tab_")


@pytest.mark.parametrize(
    ("left", "signed_in", "first"),
    [
        ("", ("sora", "veo"), "sora"),
        ("", ("veo",), "veo"),
        ("", (), "sora"),
        ("veo", ("sora", "veo"), "veo"),
        ("sora", ("veo",), "veo"),
        ("veo", (), "veo"),
        ("library", ("veo",), "library"),
        ("gone", ("veo",), "veo"),
    ],
)
def test_the_last_tab_comes_back_unless_only_others_are_signed_in(
    qtbot: QtBot, tmp_path: Path, left: str, signed_in: tuple[str, ...], first: str
) -> None:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    frame.memory.setValue("tab", left)
    port = PortBridge(services=signed_in)
    assert in_front(MainWindow(port.as_bridge(), frame, demo=False)) == first


def test_who_signs_in_to_another_service_comes_to_that_one(qtbot: QtBot, tmp_path: Path) -> None:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    port = PortBridge(services=())
    window = MainWindow(port.as_bridge(), frame, demo=False)
    assert in_front(window) == "sora"
    port.hold("veo")
    window.go_to_usable_tab()
    assert in_front(window) == "veo"
    port.hold("sora", "veo")
    window.go_to_usable_tab()
    assert in_front(window) == "veo", "where it can be used, the tab stays"


def test_the_queue_is_at_the_edge_of_a_window_that_was_left_wider(
    qtbot: QtBot, tmp_path: Path
) -> None:
    for widths in ((1600,), (1024, 1120), (1600,)):  # with the queue, or its strip alone
        frame = WindowFrame(tmp_path / "window.ini")
        qtbot.addWidget(frame)
        frame.resize(widths[0], 680)
        with qtbot.waitExposed(frame):
            frame.show()
        window = MainWindow(PortBridge().as_bridge(), frame, demo=False)
        queue = window.findChild(QueuePane)
        assert queue is not None
        qtbot.waitUntil(queue.isVisible)
        for width in widths:
            frame.resize(width, 680)
            qtbot.waitUntil(partial(_at_the_edge, queue, frame))
            assert queue.collapsed == (width < 1600)
        frame.close()


def _at_the_edge(queue: QueuePane, frame: WindowFrame) -> bool:
    return queue.mapTo(frame, queue.rect().topRight()).x() == frame.width() - 1


@pytest.mark.parametrize("demo", [False, True])
def test_the_window_alone_comes_up_and_has_the_keyboard_in_the_prompt(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    theme: Theme,
    language: LanguageSwitch,
    demo: bool,
) -> None:
    windows = Windows(qapp)
    start = Start(qtbot, tmp_path, theme, language, "sora", "veo", demo=demo)
    start.keyboard_comes_to("promptEdit_sora")
    start.press(Qt.Key.Key_Space)
    assert start.written == {"promptEdit_sora": " "}
    # One that another part was for a moment would have taken the keyboard, and kept it.
    assert windows.seen == ["mainWindow"]
    start.desk.close()


def test_who_has_signed_in_writes_at_once(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    start = Start(qtbot, tmp_path, theme, language)
    field = start.sign_in.findChild(KeyField, "keyField_veo")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "a-key")
    start.press(Qt.Key.Key_Return)
    start.keyboard_comes_to("promptEdit_veo")
    asked = len(start.port.calls)
    start.press(Qt.Key.Key_Space)
    start.press(Qt.Key.Key_Return)
    assert start.written == {"promptEdit_veo": " \n"}
    assert start.port.calls[asked:] == [], "nothing else came of it"
    start.desk.close()


def test_who_goes_on_offline_looks_for_videos(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    start = Start(qtbot, tmp_path, theme, language)
    offline = start.sign_in.findChild(QPushButton, "offlineLink")
    assert offline is not None
    QTest.mouseClick(offline, Qt.MouseButton.LeftButton)
    start.keyboard_comes_to("historyGrid_library")
    start.desk.close()
