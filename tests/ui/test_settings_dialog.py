"""What can be set, and that it counts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bootstrap import check_address
from app.domain.settings import Language, Settings, ThemeMode
from app.ui.dialogs.settings import SettingsDialog
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.widgets.notice import Notice
from tests.ui.port import PortBridge

W = TypeVar("W", bound=QWidget)

NOT_HTTPS = "This is not an https address that Kadraj can use."
NEXT_START = "Counts from the next start."


class Settled:
    """The dialog on the screen, used as a person would."""

    def __init__(self, qtbot: QtBot, settings: Settings, folder: Path) -> None:
        self.port = PortBridge(settings=settings)
        self.theme = Theme("dark")
        self.language = LanguageSwitch()
        self.language.use(Language.ENGLISH)
        self.dialog = SettingsDialog(
            self.port.as_bridge(), self.theme, self.language, check_address, folder
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

    def make(settings: Settings | None = None) -> Settled:
        opened.append(Settled(qtbot, settings or Settings(), tmp_path / "usual"))
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


@pytest.mark.parametrize(
    ("name", "field"),
    [("downloadBox", "download_automatically"), ("rememberBox", "remember_keys")],
)
def test_boxes_are_kept_and_follow_changes_made_elsewhere(
    settle: Settle, name: str, field: str
) -> None:
    settled = settle()
    box = settled.child(QCheckBox, name)
    box.click()
    assert getattr(settled.settings, field) is False
    settled.port.change_settings(Settings())
    assert box.isChecked()


def test_a_good_address_is_kept_for_the_next_start(settle: Settle) -> None:
    settled = settle()
    settled.type_address("veo", "https://elsewhere.example/veo")
    QTest.keyClick(settled.child(QLineEdit, "addressEdit_veo"), Qt.Key.Key_Return)
    assert settled.settings.addresses == {"veo": "https://elsewhere.example/veo"}
    assert settled.notices == [NEXT_START]
    assert settled.dialog.isVisible()
    settled.type_address("veo", "")
    settled.child(QLineEdit, "addressEdit_sora").setFocus()
    assert settled.settings.addresses == {}


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


def test_another_library_folder_counts_from_the_next_start(
    settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    settled = settle()
    path = settled.child(QLineEdit, "libraryPath")
    assert path.text() == str(tmp_path / "usual")
    QTest.mouseClick(settled.child(QPushButton, "chooseLibraryButton"), Qt.MouseButton.LeftButton)
    dialog = settled.child(QFileDialog, "libraryDialog")
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert settled.settings.library == tmp_path
    assert path.text() == str(tmp_path)
    assert any(notice.startswith(NEXT_START) for notice in settled.notices)
    settled.child(QPushButton, "usualLibraryButton").click()
    assert settled.settings.library is None


def test_a_folder_that_cannot_be_used_is_explained(settle: Settle, tmp_path: Path) -> None:
    settled = settle()
    settled.child(QPushButton, "chooseLibraryButton").click()
    dialog = settled.child(QFileDialog, "libraryDialog")
    dialog.fileSelected.emit(str(tmp_path / "gone"))
    dialog.close()
    assert settled.notices == ["Kadraj cannot write to this folder. Choose another one."]
    assert settled.settings.library is None


def test_it_is_as_high_as_what_is_in_it(settle: Settle, qtbot: QtBot) -> None:
    settled = settle()
    (area,) = settled.dialog.findChildren(QScrollArea)
    last = settled.child(QLineEdit, "addressEdit_veo")

    def void() -> int:
        return area.height() - last.mapTo(area, last.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: 0 < void() <= 24)
    height = settled.dialog.height()
    settled.type_address("veo", "http://veo.example")
    settled.child(QLineEdit, "addressEdit_sora").setFocus()
    qtbot.waitUntil(lambda: settled.dialog.height() > height)
    assert settled.notices == [NOT_HTTPS]
    assert area.verticalScrollBar().maximum() == 0


def test_where_the_screen_is_low_it_scrolls(settle: Settle, qtbot: QtBot) -> None:
    settled = settle()
    settled.dialog.resize(settled.dialog.width(), 300)
    (area,) = settled.dialog.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert settled.dialog.height() == 300
    assert not settled.child(QPushButton, "closeButton").visibleRegion().isEmpty()


def test_folders_are_looked_for_where_there_is_one(settle: Settle, tmp_path: Path) -> None:
    settled = settle(Settings(library=tmp_path / "gone"))
    (tmp_path / "usual").mkdir()
    settled.child(QPushButton, "chooseLibraryButton").click()
    dialog = settled.child(QFileDialog, "libraryDialog")
    assert Path(dialog.directory().path()) == tmp_path / "usual"
    dialog.close()
