"""Tabs and the account."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.panes.top_bar import TopBar
from app.ui.theme.tokens import DARK
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.dusk_art import DuskArt
from app.ui.widgets.nav_tab import NavTab
from app.ui.window_frame import LIBRARY
from tests.ui.port import PortBridge
from tests.ui.widgets.conftest import Shown


@pytest.fixture
def tabs(shown: Shown) -> list[NavTab]:
    bar = QWidget()
    row = QHBoxLayout(bar)
    tabs = [NavTab("Sora", "sora"), NavTab("Veo", "veo"), NavTab("Kitaplık")]
    for tab in tabs:
        row.addWidget(tab)
    tabs[0].setChecked(True)
    shown(bar)
    return tabs


def underlined(tab: NavTab) -> bool:
    image = tab.grab().toImage()
    return image.pixelColor(tab.width() // 2, tab.height() - 1) == QColor(DARK.accent)


def test_one_tab_is_underlined(tabs: list[NavTab]) -> None:
    assert [underlined(tab) for tab in tabs] == [True, False, False]
    QTest.mouseClick(tabs[1], Qt.MouseButton.LeftButton)
    assert [underlined(tab) for tab in tabs] == [False, True, False]
    assert [tab.height() for tab in tabs] == [48] * 3


def test_arrows_go_from_tab_to_tab(tabs: list[NavTab]) -> None:
    tabs[0].setFocus()
    QTest.keyClick(tabs[0], Qt.Key.Key_Right)
    assert tabs[1].isChecked()
    assert tabs[1].hasFocus()


def test_a_service_tab_has_its_dot(tabs: list[NavTab]) -> None:
    image = tabs[1].grab().toImage()
    row = {image.pixelColor(x, tabs[1].height() // 2).name() for x in range(tabs[1].width())}
    assert QColor(DARK.service("veo")).name() in row


@pytest.fixture
def _turkish() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Turkish))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_turkish")
def test_the_letter_is_turkish_in_turkish(shown: Shown) -> None:
    avatar = shown(Avatar())
    assert not avatar.icon().isNull()
    avatar.set_name(" ismail")
    assert avatar.text() == "İ"
    assert avatar.icon().isNull()
    assert (avatar.width(), avatar.height()) == (32, 32)


def test_the_dusk_names_the_program(shown: Shown) -> None:
    art = DuskArt()
    art.set_texts("Kadraj", "Sözcükler ve görseller videoya dönüşür.")
    art.resize(340, 560)
    shown(art)
    image = art.grab().toImage()
    assert image.pixelColor(170, 5).red() > image.pixelColor(170, 550).red()


@pytest.mark.qt_log_ignore("This plugin does not support")  # what menus ask of a real screen
def test_the_accounts_menu_stays_inside_the_window(shown: Shown, qtbot: QtBot) -> None:
    port = PortBridge()
    bar = TopBar(port.as_bridge(), demo=False)
    bar.resize(900, 48)
    shown(bar)
    account = bar.findChild(Avatar)
    assert account is not None
    edges: list[int] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        edges.append(menu.mapTo(bar, QPoint(menu.width(), 0)).x())
        menu.close()

    QTimer.singleShot(0, look)
    account.click()
    qtbot.waitUntil(lambda: bool(edges))
    assert edges[0] <= account.geometry().right() + 1


def test_the_number_says_whose_videos_it_counts(shown: Shown) -> None:
    port = PortBridge()
    port.totals = {"sora": 13, "veo": 12}
    bar = TopBar(port.as_bridge(), demo=False)
    shown(bar)
    number = bar.findChild(QLabel, "totalLabel")
    assert number is not None
    bar.choose("sora")
    assert number.text() == "Sora: 13 video(s)"
    bar.choose(LIBRARY)
    assert number.text() == "Sora + Veo: 25 video(s)"
