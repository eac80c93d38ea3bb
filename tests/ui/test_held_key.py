"""A key that is held down does one thing: what is paid for is asked for once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.jobs import JobState
from app.ui.language import LanguageSwitch
from app.ui.models.queue_model import QueueModel, Role
from app.ui.panes.queue_view import QueueView
from app.ui.theme.theme import Theme
from app.ui.widgets.prompt_edit import PromptEdit
from tests.ui.port import PortBridge
from tests.ui.rooms import SMALL, Rooms, told_on_the_way

pytestmark = told_on_the_way()

Key = Qt.Key
PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
#: How often a second has a key, held down.
REPEATS = 25


class Finger:
    """One key of an X server, wherever the keyboard is: held down it is let go and pressed again at
    the same moment, and Qt says of only some of these pairs that they repeat."""

    def __init__(
        self, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, *, begin: int = 0
    ) -> None:
        self._qtbot = qtbot
        self._key = key
        self._modifiers = modifiers
        self._now = 1_000 + begin

    def press(self) -> None:
        self._tell(QEvent.Type.KeyPress)

    def let_go(self) -> None:
        self._tell(QEvent.Type.KeyRelease)

    def hold(self) -> None:
        """For a second, as the server counts; what is pressed meanwhile has time to take effect."""
        for number in range(REPEATS):
            self._now += 40
            for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
                self._tell(kind, repeats=number % 3 > 0)
            self._qtbot.wait(QApplication.styleHints().mouseDoubleClickInterval() // REPEATS + 5)

    def rest(self) -> None:
        """As short as fingers can."""
        self._now += 60

    def _tell(self, kind: QEvent.Type, *, repeats: bool = False) -> None:
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        target = QApplication.focusWidget() or window
        assert target is not None
        kinds = [kind]
        if kind is QEvent.Type.KeyPress:
            kinds.insert(0, QEvent.Type.ShortcutOverride)
        for each in kinds:
            event = QKeyEvent(each, self._key, self._modifiers, "", repeats)
            event.setTimestamp(self._now)
            QApplication.sendEvent(target, event)


def sent(port: PortBridge) -> list[str]:
    return [call[1].prompt for call in port.calls if call[0] == "generate"]


@pytest.fixture
def rooms(qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch) -> Rooms:
    return Rooms(qtbot, tmp_path, theme, language)


def prompt_of(rooms: Rooms, text: str) -> PromptEdit:
    prompt = rooms.window.findChild(PromptEdit, "promptEdit_sora")
    assert prompt is not None
    prompt.setPlainText(text)
    prompt.setFocus()
    return prompt


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_in_the_prompt_it_makes_one_video(rooms: Rooms, qtbot: QtBot, key: Qt.Key) -> None:
    prompt_of(rooms, "Tea")
    finger = Finger(qtbot, key, CTRL)
    finger.press()
    finger.hold()
    assert sent(rooms.port) == ["Tea"]
    finger.let_go()
    finger.rest()
    finger.press()
    finger.let_go()
    assert sent(rooms.port) == ["Tea", "Tea"], "another press is another video"


def test_what_is_typed_meanwhile_is_not_lost(rooms: Rooms, qtbot: QtBot) -> None:
    prompt = prompt_of(rooms, "Tea")
    finger = Finger(qtbot, Key.Key_Return, CTRL)
    finger.press()
    QTest.keyClicks(prompt, " and a cat")
    finger.let_go()
    assert " and a cat" in prompt.toPlainText()


def test_on_the_button_it_makes_one_video(rooms: Rooms, qtbot: QtBot) -> None:
    prompt_of(rooms, "Tea")
    button = rooms.window.findChild(QPushButton, "generateButton_sora")
    assert button is not None
    button.setFocus()
    rooms.frame.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as if by Tab
    finger = Finger(qtbot, Key.Key_Space)
    finger.press()
    finger.hold()
    finger.let_go()
    assert sent(rooms.port) == ["Tea"]


def test_it_does_not_send_what_it_brings_to_the_front(rooms: Rooms, qtbot: QtBot) -> None:
    prompt_of(rooms, "Tea")
    rooms.frame.resize(*SMALL)
    rooms.window._on_search_requested()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyPress(focus, Key.Key_Return, CTRL)
    finger = Finger(qtbot, Key.Key_Return, CTRL)
    finger.hold()
    finger.let_go()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "promptEdit_sora"
    assert sent(rooms.port) == []


def at_job(rooms: Rooms, state: JobState) -> QueueView:
    """The queue, with the keyboard on its job in this state."""
    view = rooms.window.findChild(QueueView)
    assert view is not None
    rooms.window._queue.take_keyboard()
    model = view.model()
    assert isinstance(model, QueueModel)
    view.setCurrentIndex(model.index_of(state.value))
    return view


def test_it_does_not_send_what_lies_behind_a_dialog(rooms: Rooms, qtbot: QtBot) -> None:
    prompt_of(rooms, "Tea")
    QTest.keyClick(at_job(rooms, JobState.WAITING), Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    finger = Finger(qtbot, Key.Key_Return, CTRL)
    finger.press()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    with qtbot.waitActive(rooms.frame):
        rooms.frame.activateWindow()
    finger.hold()
    finger.let_go()
    asked = [call[0] for call in rooms.port.calls if call[0] in {"edit_job", "generate"}]
    assert asked == ["edit_job"]


def test_it_does_not_answer_the_question_that_it_brings_up(rooms: Rooms, qtbot: QtBot) -> None:
    view = at_job(rooms, JobState.UNCERTAIN)
    QTest.keyClick(view, Key.Key_Left)  # round to the last: Send again
    finger = Finger(qtbot, Key.Key_Return)
    finger.press()
    finger.hold()
    assert "second video of your quota" in view.currentIndex().data(Role.ROW).question
    finger.let_go()
    assert not [call for call in rooms.port.calls if "again" in call[0]]


def test_it_makes_one_copy(rooms: Rooms, qtbot: QtBot) -> None:
    view = at_job(rooms, JobState.WAITING)
    finger = Finger(qtbot, Key.Key_D, CTRL)
    finger.press()
    finger.hold()
    finger.let_go()
    copies = [call for call in rooms.port.calls if "duplicate" in call[0]]
    assert len(copies) == 1
    assert view.hasFocus()


def test_a_key_that_another_program_saw_let_go_is_free(rooms: Rooms, qtbot: QtBot) -> None:
    prompt_of(rooms, "Tea")
    finger = Finger(qtbot, Key.Key_Return, CTRL)
    finger.press()
    app = QApplication.instance()
    assert app is not None
    QApplication.sendEvent(app, QEvent(QEvent.Type.ApplicationDeactivate))
    rooms.settle()
    prompt_of(rooms, "Coffee")
    finger.rest()
    finger.press()
    finger.let_go()
    assert sent(rooms.port) == ["Tea", "Coffee"]
