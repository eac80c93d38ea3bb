"""Saving a report from the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language
from app.ui.dialogs.report import ReportDialog
from app.ui.language import LanguageSwitch
from app.ui.panes.top_bar import TopBar
from app.ui.widgets.notice import Notice
from tests.ui.port import PortBridge


@pytest.fixture
def bridge() -> PortBridge:
    return PortBridge()


@pytest.fixture
def dialog(qtbot: QtBot, bridge: PortBridge) -> ReportDialog:
    dialog = ReportDialog(bridge.as_bridge())
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def click(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def notice(dialog: QWidget) -> str:
    found = dialog.findChild(Notice, "reportNotice")
    assert found is not None
    return found.text


def test_the_account_menu_has_it(qtbot: QtBot, bridge: PortBridge) -> None:
    bar = TopBar(bridge.as_bridge(), demo=False)
    qtbot.addWidget(bar)
    action = bar.findChild(QAction, "saveReportAction")
    assert action is not None
    assert action.text() == "Save report…"
    with qtbot.waitSignal(bar.report_requested):
        action.trigger()


def test_it_asks_where_and_writes_without_prompts(
    qtbot: QtBot, bridge: PortBridge, dialog: ReportDialog, tmp_path: Path
) -> None:
    click(dialog, "saveReportButton")
    asking = dialog.findChild(QFileDialog, "reportFileDialog")
    assert asking is not None
    (proposed,) = asking.selectedFiles()
    assert Path(proposed).name.startswith("kadraj-report-")
    assert proposed.endswith(".zip")
    target = tmp_path / "mine.zip"
    asking.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: notice(dialog) == "Report saved: mine.zip")
    assert bridge.calls == [("save_report", target, False)]


def test_prompts_go_in_when_that_is_ticked_and_not_the_next_time(
    qtbot: QtBot, bridge: PortBridge, dialog: ReportDialog, tmp_path: Path
) -> None:
    box = dialog.findChild(QCheckBox, "promptsBox")
    assert box is not None
    assert not box.isChecked()
    box.click()
    dialog.save(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: bool(notice(dialog)))
    assert bridge.calls == [("save_report", tmp_path / "a.zip", True)]
    click(dialog, "closeReportButton")
    assert not dialog.isVisible()
    dialog.open()
    assert not box.isChecked()
    assert notice(dialog) == ""


def test_what_went_wrong_is_said_and_can_be_tried_again(
    qtbot: QtBot, bridge: PortBridge, dialog: ReportDialog, tmp_path: Path
) -> None:
    bridge.errors["save_report"] = KadrajError(ErrorCode.DISK_FULL, folder=str(tmp_path))
    dialog.save(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: "disk" in notice(dialog).lower())
    del bridge.errors["save_report"]
    dialog.save(tmp_path / "a.zip")
    qtbot.waitUntil(lambda: notice(dialog) == "Report saved: a.zip")


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_nothing_is_cut_off_whatever_came_of_it(
    qtbot: QtBot,
    bridge: PortBridge,
    dialog: ReportDialog,
    language: LanguageSwitch,
    tmp_path: Path,
    spoken: Language,
) -> None:
    language.use(spoken)
    assert_whole(dialog)
    dialog.save(tmp_path / "a report with a name that needs more than one line of it.zip")
    qtbot.waitUntil(lambda: bool(notice(dialog)))
    assert_whole(dialog)
    bridge.errors["save_report"] = KadrajError(ErrorCode.DISK_FULL, folder=str(tmp_path))
    dialog.save(tmp_path / "b.zip")
    qtbot.waitUntil(lambda: "zip" not in notice(dialog) and bool(notice(dialog)))
    assert_whole(dialog)


def assert_whole(dialog: ReportDialog) -> None:
    """All words have the height that they need, and the buttons stand in one line."""
    QApplication.processEvents()
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    names = ("closeReportButton", "saveReportButton")
    middles = [
        button.geometry().center().y()
        for name in names
        if (button := dialog.findChild(QPushButton, name)) is not None
    ]
    assert abs(middles[0] - middles[1]) <= 1
    assert dialog.rect().contains(dialog.childrenRect())
