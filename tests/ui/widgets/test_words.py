"""Labels, notices, bars and empty places."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.theme.theme import Theme
from app.ui.theme.tokens import DARK, LIGHT
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.notice import Notice
from app.ui.widgets.service_dot import ServiceDot
from app.ui.widgets.text import clock, plain_tooltip
from app.ui.widgets.thin_bar import ThinBar
from app.ui.widgets.viewfinder import Viewfinder
from tests.ui.widgets.conftest import Shown

LONG = "Gece deniz fenerine vuran dalgalar, ağır çekim, sis ve ışık, İstanbul"


def test_what_does_not_fit_is_in_the_tooltip(shown: Shown) -> None:
    label = shown(ElidedLabel(LONG))
    label.resize(120, 20)
    assert label.is_elided()
    assert LONG in label.toolTip()
    label.resize(1200, 20)
    assert not label.is_elided()
    assert label.toolTip() == ""


def test_two_lines_hold_more_than_one(shown: Shown) -> None:
    one, two = shown(ElidedLabel(LONG)), shown(ElidedLabel(LONG, lines=2))
    width = round(one.sizeHint().width() * 0.7)
    one.resize(width, 40)
    two.resize(width, 40)
    assert one.is_elided()
    assert not two.is_elided()
    assert two.sizeHint().height() > one.sizeHint().height()


def test_a_prompt_is_never_read_as_markup(shown: Shown) -> None:
    label = shown(ElidedLabel("<b>kalın</b> <img src='http://example.com/x.png'> " * 4))
    label.resize(60, 20)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()


def test_an_empty_text_has_an_empty_tooltip() -> None:
    assert plain_tooltip("") == ""


@pytest.mark.parametrize(
    ("ms", "places", "text"),
    [
        (0, 0, "0:00"),
        (4_649, 1, "0:04.6"),
        (4_649, 2, "0:04.64"),
        (59_999, 0, "0:59"),
        (60_000, 2, "1:00.00"),
        (3_723_000, 0, "1:02:03"),
        (-5, 1, "0:00.0"),
    ],
)
def test_moments_are_written_as_on_a_clock(ms: int, places: int, text: str) -> None:
    assert clock(ms, places=places) == text


def test_a_notice_stands_only_while_there_is_something_to_say(shown: Shown) -> None:
    notice = shown(Notice())
    notice.say("")
    assert notice.isHidden()
    notice.say("Servis bu anahtarı kabul etmedi.", "bad")
    assert notice.isVisible()
    assert notice.accessibleName() == "Servis bu anahtarı kabul etmedi."
    notice.clear()
    assert notice.isHidden()


def test_a_notice_offers_what_to_do(shown: Shown, qtbot: QtBot) -> None:
    notice = shown(Notice())
    notice.say("Bu görsel 12 MB; sınır 10 MB.", "bad", action="Küçült", closable=True)
    action, decline = notice.findChildren(QPushButton)
    assert (action.text(), decline.isHidden()) == ("Küçült", True)
    with qtbot.waitSignal(notice.acted):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    [close] = notice.findChildren(QToolButton)
    assert close.accessibleName()
    with qtbot.waitSignal(notice.closed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.isHidden()
    notice.say("Bu görsel bir GIF.", "warn", action="Kopyayı kullan", decline="Onsuz sürdür")
    with qtbot.waitSignal(notice.declined):
        QTest.mouseClick(decline, Qt.MouseButton.LeftButton)
    notice.say("Tamam", "good")
    assert action.isHidden()
    assert decline.isHidden()
    assert close.isHidden()


def test_a_long_notice_grows_instead_of_being_cut(shown: Shown) -> None:
    notice = shown(Notice())
    notice.say(LONG * 3, "warn")
    assert notice.heightForWidth(200) > notice.heightForWidth(900)


def test_an_empty_place_offers_one_action(shown: Shown, qtbot: QtBot) -> None:
    empty = EmptyState()
    empty.set_texts("Henüz video yok.", "Görsel seç…")
    shown(empty)
    [action] = empty.findChildren(QPushButton)
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    empty.set_texts("Hiçbiri uymuyor.")
    assert action.isHidden()
    assert empty.accessibleName() == "Hiçbiri uymuyor."


def test_a_bar_shows_its_share_and_nothing_without_one(shown: Shown, theme: Theme) -> None:
    bar = shown(ThinBar("veo"))
    bar.set_share(None)
    assert bar.isHidden()
    bar.set_share(0.5)
    assert bar.isVisible()
    bar.resize(100, 3)
    image = bar.grab().toImage()
    assert image.pixelColor(25, 1) == QColor(DARK.service("veo"))
    assert image.pixelColor(75, 1) == QColor(DARK.line)
    bar.set_tone("bad")
    theme.set_mode("light")
    assert bar.grab().toImage().pixelColor(25, 1) == QColor(LIGHT.bad)
    bar.set_share(7)
    assert bar.value() == bar.maximum()


def test_small_signs_are_painted_in_their_colours(shown: Shown) -> None:
    dot = shown(ServiceDot("sora"))
    assert dot.grab().toImage().pixelColor(4, 4) == QColor(DARK.service("sora"))
    dot.set_service("veo")
    assert dot.grab().toImage().pixelColor(4, 4) == QColor(DARK.service("veo"))
    sign = shown(Viewfinder(40))
    assert sign.grab().toImage().pixelColor(10, 1) == QColor(DARK.accent)


def test_an_action_already_taken_is_not_counted_twice(shown: Shown) -> None:
    notice = shown(Notice())
    notice.say("Bir", action="Yap")
    notice.say("İki", action="Yap")
    acted = QSignalSpy(notice.acted)
    QTest.mouseClick(notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert acted.count() == 1
