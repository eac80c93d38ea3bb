"""The theme on a real application."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.ui.theme.fonts import is_usable
from app.ui.theme.icons import FRAMES, GLYPHS, icon
from app.ui.theme.resources import app_icon
from app.ui.theme.styled import styled
from app.ui.theme.theme import Mode, Theme, current_theme
from app.ui.theme.tokens import DARK, LIGHT, Tokens, contrast
from tests.ui.widgets.conftest import Shown


def ink(sign: QIcon, *, state: QIcon.State = QIcon.State.Off) -> str:
    """The colour of an icon's most solid pixel, large enough to have one."""
    size = 64
    image = sign.pixmap(size, QIcon.Mode.Normal, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
    return max(pixels, key=QColor.alpha).name().upper()


def ground(widget: QWidget) -> str:
    """The colour in a widget's middle."""
    return widget.grab().toImage().pixelColor(widget.rect().center()).name().upper()


def test_a_change_of_mode_reaches_what_is_already_shown(qtbot: QtBot, theme: Theme) -> None:
    panel = styled(QWidget(), role="panel")
    panel.resize(80, 40)
    qtbot.addWidget(panel)
    panel.show()
    sign = icon("settings", tone="text")
    assert (ground(panel), ink(sign)) == (DARK.panel, DARK.text)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("light")
    assert (ground(panel), ink(sign)) == (LIGHT.panel, LIGHT.text)
    assert current_theme() is theme


def test_the_stage_stays_dark_in_the_light_theme(qtbot: QtBot, theme: Theme) -> None:
    theme.set_mode("light")
    stage = styled(QWidget(), role="stage")
    stage.resize(80, 40)
    qtbot.addWidget(stage)
    assert ground(stage) == LIGHT.stage


@pytest.mark.parametrize(("mode", "tokens"), [("dark", DARK), ("light", LIGHT)])
def test_qts_own_file_dialog_is_dressed_too(
    qtbot: QtBot, theme: Theme, tmp_path: Path, mode: Mode, tokens: Tokens
) -> None:
    theme.set_mode(mode)
    (tmp_path / "here.png").touch()
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    qtbot.addWidget(dialog)
    dialog.show()
    (header,) = (h for h in dialog.findChildren(QHeaderView) if h.isVisible())
    image = header.grab().toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert image.pixelColor(2, 2).name().upper() == tokens.panel
    assert tokens.line in colours
    assert max(contrast(colour, tokens.panel) for colour in colours) > 4.5, "its words"
    (up,) = (b for b in dialog.findChildren(QToolButton) if b.objectName() == "toParentButton")
    assert ink(up.icon()) == tokens.dim


def test_system_mode_takes_what_the_desktop_says(theme: Theme) -> None:
    hints = QGuiApplication.styleHints()
    theme.set_mode("light")
    theme.set_mode("system")
    scheme = hints.colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        assert theme.tokens is LIGHT, "a desktop that says nothing, with a light palette"
    else:
        assert theme.is_dark == (scheme == Qt.ColorScheme.Dark)


@pytest.mark.parametrize("name", [*GLYPHS, *FRAMES])
def test_every_icon_draws_something(name: str, theme: Theme) -> None:
    assert ink(icon(name, tone="accent")) == DARK.accent


def test_a_checked_icon_takes_its_own_tone() -> None:
    loop = icon("loop", tone="dim", checked_tone="accent")
    assert ink(loop, state=QIcon.State.Off) == DARK.dim
    assert ink(loop, state=QIcon.State.On) == DARK.accent


def test_the_programs_own_sign_loads() -> None:
    assert not app_icon().pixmap(64).isNull()


def test_the_base_font_holds_turkish_letters(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("ĞÜŞİÖÇ ğüşıöç")
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    assert label.font().pixelSize() == 13
    assert all(metrics.inFontUcs4(ord(letter)) for letter in label.text().replace(" ", ""))


def test_a_font_that_cuts_the_dots_of_capitals_is_not_taken(theme: Theme) -> None:
    """DejaVu Sans, which many systems have, draws the dots of Ö and İ above its line."""
    assert is_usable(QGuiApplication.font())
    cutting = QFont("DejaVu Sans")
    if not QFontInfo(cutting).exactMatch():
        pytest.skip("not on this system")
    assert not is_usable(cutting)


@pytest.fixture
def row(shown: Shown) -> QWidget:
    """Two buttons and a field with room around them."""
    row = QWidget()
    layout = QHBoxLayout(row)
    for child in (QPushButton("Bir"), QPushButton("İki"), QLineEdit()):
        layout.addWidget(child)
    return shown(row)


def ring_of(window: QWidget) -> QWidget | None:
    rings = [w for w in window.children() if isinstance(w, QWidget) and "Ring" in type(w).__name__]
    return next((ring for ring in rings if ring.isVisible()), None)


def test_the_keyboard_is_followed_by_a_ring_and_the_mouse_is_not(
    qtbot: QtBot, row: QWidget
) -> None:
    first, second = row.findChildren(QPushButton)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert ring_of(row) is None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    ring = ring_of(row)
    assert ring is not None
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    assert row.grab().toImage().pixelColor(ring.geometry().center().x(), ring.y() + 1) == QColor(
        DARK.accent
    )
    row.resize(row.width() + 100, row.height() + 40)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert ring_of(row) is None


def test_the_ring_goes_with_a_hidden_widget(qtbot: QtBot, row: QWidget) -> None:
    first, second = row.findChildren(QPushButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    ring = ring_of(row)
    assert ring is not None
    second.hide()
    assert row.focusWidget() is not second
    assert not ring.isVisible()


def test_a_window_may_be_deleted_while_it_holds_the_ring(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    column = QHBoxLayout(window)
    for name in ("Bir", "İki"):
        column.addWidget(QPushButton(name))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert ring_of(window) is not None
    delete(window)
    qapp.processEvents()
    assert qapp.focusWidget() is None
