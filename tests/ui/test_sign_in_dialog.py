"""Giving keys: what is checked, said, kept and thrown away."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.secrets import Secret
from app.domain.settings import Language, Settings
from app.ui.dialogs.sign_in import SignInDialog
from app.ui.language import LanguageSwitch
from app.ui.widgets.key_field import KeyField
from tests.ui.port import PortBridge

W = TypeVar("W", bound=QWidget)

REFUSED = KadrajError(ErrorCode.KEY_REFUSED, service="veo")
UNREACHABLE = KadrajError(ErrorCode.UNREACHABLE, service="veo", reason="no route")


class SignIn:
    """The dialog on the screen, used as a person would."""

    def __init__(self, qtbot: QtBot, port: PortBridge, language: LanguageSwitch) -> None:
        self.qtbot = qtbot
        self.port = port
        self.dialog = SignInDialog(port.as_bridge(), language, port.settings)
        self.ended: list[str] = []
        for name in ("signed_in", "demo_requested", "offline_requested", "rejected"):
            getattr(self.dialog, name).connect(lambda name=name: self.ended.append(name))
        self.dialog.keyring_troubled.connect(lambda error: self.ended.append(error.code.value))
        qtbot.addWidget(self.dialog)
        with qtbot.waitActive(self.dialog):
            self.dialog.show()

    def key(self, service: str) -> KeyField:
        return self._child(KeyField, f"keyField_{service}")

    def result(self, service: str) -> str:
        return self._child(QLabel, f"keyResult_{service}").text()

    def retry(self, service: str) -> QPushButton:
        return self._child(QPushButton, f"retryButton_{service}")

    def middle_of_result(self, service: str) -> int:
        """The middle of the first line of words, by height in the window."""
        label = self._child(QLabel, f"keyResult_{service}")
        top = label.mapTo(self.dialog, label.contentsRect().topLeft()).y()
        return top + label.fontMetrics().height() // 2

    def middle_of_retry(self, service: str) -> int:
        button = self.retry(service)
        return button.mapTo(self.dialog, button.rect().center()).y()

    def box(self, name: str) -> QCheckBox:
        return self._child(QCheckBox, name)

    @property
    def languages(self) -> QComboBox:
        return self._child(QComboBox, "languageBox")

    @property
    def step(self) -> str:
        return self._child(QPushButton, "continueButton").text()

    def calls(self, name: str) -> list[tuple[object, ...]]:
        return [call[1:] for call in self.port.calls if call[0] == name]

    def type_keys(self, **keys: str) -> None:
        for service, key in keys.items():
            field = self.key(service)
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, key)

    def press(self, name: str = "continueButton") -> None:
        button = self._child(QPushButton, name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def check(self, **keys: str) -> None:
        """Types keys and waits for what comes of them."""
        self.type_keys(**keys)
        self.press()
        self.qtbot.waitUntil(lambda: self.step != "Checking…")

    def wait_ended(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.ended) and not self.dialog.isVisible())

    def _child(self, kind: type[W], name: str) -> W:
        found = self.dialog.findChild(kind, name)
        assert found is not None
        return found


Open = Callable[..., SignIn]


@pytest.fixture
def language(qapp: QCoreApplication) -> Iterator[LanguageSwitch]:
    """English; the language that was on before comes back."""
    before = QLocale()
    switch = LanguageSwitch()
    switch.use(Language.ENGLISH)
    yield switch
    switch.use(Language.ENGLISH)
    QLocale.setDefault(before)


@pytest.fixture
def sign_in(qtbot: QtBot, language: LanguageSwitch) -> Open:
    """Opens the dialog over a port."""

    def make(port: PortBridge | None = None) -> SignIn:
        return SignIn(qtbot, port or PortBridge(services=()), language)

    return make


def test_working_keys_sign_in_and_leave_the_window(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.type_keys(sora=" s-key ", veo="v-key")
    dialog.press()
    dialog.wait_ended()
    keys = {"sora": Secret("s-key"), "veo": Secret("v-key")}
    assert dialog.calls("check_keys") == [(keys,)]
    assert dialog.calls("sign_in") == [(keys, True)]
    assert dialog.ended == ["signed_in"]
    assert dialog.key("sora").text() == dialog.key("veo").text() == ""


def test_enter_goes_on_from_a_key_field(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.type_keys(sora="s-key")
    QTest.keyClick(dialog.key("sora"), Qt.Key.Key_Return)
    dialog.wait_ended()
    assert dialog.calls("sign_in") == [({"sora": Secret("s-key")}, True)]


def test_with_one_refused_key_the_other_can_be_used_alone(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.port.key_errors["veo"] = REFUSED
    dialog.check(sora="s-key", veo="wrong")
    assert dialog.result("sora") == "✓ Works: 18 of 20 videos left today"
    assert dialog.result("veo") == "The service refused this key. Check it for missing letters."
    assert dialog.key("sora").property("state") == "good"
    assert dialog.key("veo").property("state") == "bad"
    assert not dialog.retry("veo").isVisible(), "the same key would be refused again"
    assert dialog.step == "Continue with Sora only"
    assert dialog.ended == []
    dialog.press()
    dialog.wait_ended()
    assert dialog.calls("sign_in") == [({"sora": Secret("s-key")}, True)]


def test_an_edited_key_is_another_key(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.port.key_errors["veo"] = REFUSED
    dialog.check(sora="s-key", veo="wrong")
    del dialog.port.key_errors["veo"]
    dialog.type_keys(veo="right")
    assert dialog.result("veo") == ""
    assert dialog.key("veo").property("state") == ""
    assert dialog.step == "Check and continue"
    dialog.press()
    dialog.wait_ended()
    assert dialog.calls("check_keys")[1] == ({"veo": Secret("right")},), "Sora's is known to work"
    assert dialog.ended == ["signed_in"]


def test_what_comes_of_a_key_that_was_edited_meanwhile_is_not_shown(
    sign_in: Open, qtbot: QtBot
) -> None:
    dialog = sign_in()
    dialog.port.key_errors["sora"] = REFUSED
    dialog.type_keys(sora="old")
    dialog.press()
    assert dialog.step == "Checking…"
    dialog.type_keys(sora="new")
    qtbot.waitUntil(lambda: dialog.step == "Check and continue")
    assert dialog.result("sora") == ""
    assert dialog.ended == []


def test_a_service_out_of_reach_says_so_and_can_be_tried_again(sign_in: Open, qtbot: QtBot) -> None:
    dialog = sign_in()
    dialog.port.key_errors["veo"] = UNREACHABLE
    dialog.check(sora="s-key", veo="v-key")
    assert dialog.result("veo") == "Veo cannot be reached. Check your network."
    assert dialog.key("veo").property("state") == "", "nothing is known of the key"
    qtbot.waitUntil(
        lambda: abs(dialog.middle_of_result("veo") - dialog.middle_of_retry("veo")) <= 1
    )
    del dialog.port.key_errors["veo"]
    dialog.press("retryButton_veo")
    dialog.wait_ended()
    assert dialog.calls("check_keys")[1] == ({"veo": Secret("v-key")},)
    assert dialog.ended == ["signed_in"]


@pytest.mark.parametrize(
    "error",
    [
        KadrajError(ErrorCode.HTML_REPLY, service="sora", status=200),
        KadrajError(ErrorCode.ODD_REPLY, service="sora", reason="list"),
        KadrajError(ErrorCode.TIMED_OUT, service="sora"),
        KadrajError(ErrorCode.SERVER_ERROR, service="sora", status=502),
    ],
    ids=lambda error: error.code.value,
)
def test_every_other_answer_has_its_own_words(sign_in: Open, error: KadrajError) -> None:
    dialog = sign_in()
    dialog.port.key_errors["sora"] = error
    dialog.check(sora="s-key")
    assert "Sora" in dialog.result("sora")
    assert "refused" not in dialog.result("sora")
    assert "by itself" not in dialog.result("sora"), "nobody asks again by itself here"
    assert dialog.step == "Check and continue"


def test_without_any_key_it_says_so_beside_the_field(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.press()
    assert dialog.result("sora") == "Paste a key here first."
    assert dialog.key("sora").hasFocus()
    assert dialog.calls("check_keys") == []
    dialog.type_keys(sora="k")
    assert dialog.result("sora") == ""


def test_one_key_serves_both(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.type_keys(sora="shared", veo="own")
    dialog.box("sameKeyBox").click()
    assert not dialog.key("veo").isEnabled()
    assert dialog.key("veo").placeholderText() == "Same key as for Sora"
    dialog.box("sameKeyBox").click()
    assert dialog.key("veo").text() == "own", "what was typed comes back"
    dialog.box("sameKeyBox").click()
    dialog.press()
    dialog.wait_ended()
    keys = {"sora": Secret("shared"), "veo": Secret("shared")}
    assert dialog.calls("sign_in") == [(keys, True)]


def test_trouble_of_the_keyring_is_told_and_does_not_hinder(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.port.keyring_trouble = KadrajError(ErrorCode.KEYRING_UNAVAILABLE, reason="none")
    dialog.type_keys(sora="k")
    dialog.press()
    dialog.wait_ended()
    assert dialog.ended == ["keyring_unavailable", "signed_in"]


def test_not_remembering_is_asked_for_and_kept_as_a_setting(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.box("rememberBox").click()
    dialog.type_keys(sora="k")
    dialog.press()
    dialog.wait_ended()
    assert dialog.calls("sign_in") == [({"sora": Secret("k")}, False)]
    assert dialog.port.settings == Settings(remember_keys=False)


def test_escape_while_checking_ends_it(sign_in: Open, qtbot: QtBot) -> None:
    dialog = sign_in()
    dialog.type_keys(sora="k")
    dialog.press()
    QTest.keyClick(dialog.dialog, Qt.Key.Key_Escape)
    assert dialog.ended == ["rejected"]
    assert dialog.key("sora").text() == ""
    answered: list[object] = []
    dialog.port.check_keys({}, answered.append)
    qtbot.waitUntil(lambda: bool(answered))  # the answer to the check came before this one
    assert dialog.calls("sign_in") == []


def test_a_fault_while_checking_is_told_and_another_try_is_free(
    sign_in: Open, qtbot: QtBot
) -> None:
    dialog = sign_in()
    dialog.port.errors["check_keys"] = KadrajError(ErrorCode.INTERNAL, reason="ValueError")
    dialog.check(sora="k")
    assert dialog.step == "Check and continue"
    assert any("ValueError" in label.text() for label in dialog.dialog.findChildren(QLabel))
    dialog.port.errors.clear()
    dialog.press()
    dialog.wait_ended()
    assert dialog.ended == ["signed_in"]


@pytest.mark.parametrize(
    ("link", "ended"), [("demoLink", "demo_requested"), ("offlineLink", "offline_requested")]
)
def test_there_are_ways_without_a_key(sign_in: Open, link: str, ended: str) -> None:
    dialog = sign_in()
    dialog.press(link)
    assert dialog.ended == [ended]
    assert not dialog.dialog.isVisible()


def test_the_language_is_switched_on_the_spot(sign_in: Open, language: LanguageSwitch) -> None:
    dialog = sign_in()
    dialog.languages.setFocus()
    QTest.keyClick(dialog.languages, Qt.Key.Key_Up)
    assert language.current is Language.TURKISH
    assert dialog.port.settings.language is Language.TURKISH
    assert dialog.languages.currentText() == "Türkçe"


def test_another_language_does_not_undo_other_choices(sign_in: Open) -> None:
    dialog = sign_in()
    dialog.box("rememberBox").click()
    dialog.languages.setFocus()
    QTest.keyClick(dialog.languages, Qt.Key.Key_Up)
    assert not dialog.box("rememberBox").isChecked()


class LongWords(QTranslator):
    """Says everything with half as many letters again."""

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's own name
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"{source} {'ğışü' * 20}"[: len(source) + len(source) // 2]


def test_long_words_and_a_small_screen_do_not_push_anything_out(
    sign_in: Open, qtbot: QtBot
) -> None:
    words = LongWords()
    QCoreApplication.installTranslator(words)
    try:
        dialog = sign_in()
        dialog.port.key_errors["veo"] = REFUSED
        dialog.check(sora="s-key", veo="v-key")
        (area,) = dialog.dialog.findChildren(QScrollArea)
        form = area.widget()
        assert form is not None
        for size in (QSize(860, 560), QSize(512, 320)):
            dialog.dialog.resize(size)
            QCoreApplication.processEvents()
            assert form.minimumSizeHint().width() <= area.viewport().width()
    finally:
        QCoreApplication.removeTranslator(words)
