"""What is done with a clip beside playing it, and what is said about it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QProcess, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.ui import desktop
from app.ui.panes.clip_actions import ClipActions
from app.ui.panes.clip_notice import ClipNotice
from app.ui.panes.history import HistoryPane
from app.ui.panes.preview import PreviewPane
from app.ui.theme.tokens import DARK
from app.ui.widgets.service_dot import ServiceDot
from tests.ui.port import PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

WATCH = "https://panel.example/watch/1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there, and nothing more."""
    file = tmp_path / "library" / "c1.mp4"
    file.parent.mkdir()
    file.write_bytes(b"no video")
    return file


class Preview:
    """A pane on the screen with a clip on its stage."""

    def __init__(self, qtbot: QtBot) -> None:
        self.port = PortBridge()
        self.pane = PreviewPane(self.port.as_bridge())
        qtbot.addWidget(self.pane)
        self.pane.resize(800, 480)
        self.pane.show()
        with qtbot.waitActive(self.pane):
            self.pane.activateWindow()
        notice = self.pane.findChild(ClipNotice)
        actions = self.pane.findChild(ClipActions)
        assert notice is not None
        assert actions is not None
        self.notice, self.actions = notice, actions

    def button(self, name: str) -> QPushButton:
        found = self.pane.findChild(QPushButton, name)
        assert found is not None
        return found

    @property
    def more(self) -> QToolButton:
        found = self.pane.findChild(QToolButton, "moreActions")
        assert found is not None
        return found

    @property
    def way_out(self) -> QPushButton:
        """What the notice offers."""
        return next(b for b in self.notice.findChildren(QPushButton) if b.isVisible())

    def forget(self) -> None:
        """Lets the time pass after which good news goes away."""
        timer = self.notice.findChild(QTimer)
        assert timer is not None
        assert timer.isActive()
        assert 6_000 <= timer.interval() <= 10_000
        timer.timeout.emit()


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Preview]:
    preview = Preview(qtbot)
    yield preview
    preview.pane.shut()


def test_copying_a_prompt_is_told_for_a_while(preview: Preview) -> None:
    preview.pane.show_clip(a_clip("c1", prompt="Fog over Cappadocia"))
    preview.button("copyPrompt").click()
    assert QGuiApplication.clipboard().text() == "Fog over Cappadocia"
    assert preview.notice.isVisible()
    assert preview.notice.text == "Prompt copied"
    preview.forget()
    assert not preview.notice.isVisible()
    preview.button("copyPrompt").click()
    preview.pane.show_clip(a_clip("c2"))
    assert not preview.notice.isVisible(), "of another clip it says nothing"


def test_a_notice_keeps_its_distance(preview: Preview) -> None:
    below = preview.actions.geometry().bottom()
    assert below == preview.pane.rect().bottom(), "without a notice there is no room for one"
    preview.pane.show_clip(a_clip("c1"))
    preview.button("copyPrompt").click()
    QTest.qWait(0)
    words = preview.notice.contentsRect()
    assert words.top() >= 8
    assert preview.notice.height() - words.bottom() - 1 >= 8


@pytest.fixture
def no_file_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A desktop whose opener ends with a code, here as where nothing shows folders."""

    def install(code: int) -> None:
        opener = tmp_path / "bin" / "xdg-open"
        opener.parent.mkdir(exist_ok=True)
        opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/asked\nexit {code}\n')
        opener.chmod(0o755)
        monkeypatch.setenv("PATH", str(opener.parent), prepend=":")

    monkeypatch.setattr(desktop, "_file_manager_shows", lambda _file: False)
    return install


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a file manager")
def test_without_a_file_manager_the_folder_is_told_and_can_be_copied(
    preview: Preview, qtbot: QtBot, no_file_manager: Callable[[int], None], file: Path
) -> None:
    no_file_manager(3)
    preview.actions.set_clip(a_clip("c1", file=file), playable=False)
    preview.button("showInFolder").click()
    qtbot.waitUntil(preview.notice.isVisible)
    said = preview.notice.text.replace("\N{ZERO WIDTH SPACE}", "")
    assert said == f"No program here opens folders. The file is in {file.parent}"
    assert preview.way_out.text() == "Copy path"
    preview.way_out.click()
    assert QGuiApplication.clipboard().text() == str(file.parent)
    assert preview.notice.text == "Path copied"
    preview.forget()
    assert not preview.notice.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a file manager")
def test_a_folder_that_opens_needs_no_words(
    preview: Preview,
    qtbot: QtBot,
    no_file_manager: Callable[[int], None],
    file: Path,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    no_file_manager(0)
    preview.actions.set_clip(a_clip("c1", file=file), playable=False)
    preview.button("showInFolder").click()
    asked = tmp_path / "asked"
    qtbot.waitUntil(lambda: asked.is_file() and bool(asked.read_text()))
    assert asked.read_text().strip() == str(file.parent)
    qtbot.waitUntil(lambda: not qapp.findChildren(QProcess))
    assert not preview.notice.isVisible()


def test_what_cannot_be_done_without_a_prompt_says_why(preview: Preview) -> None:
    preview.pane.show_clip(a_clip("c1", prompt="", remote_url=WATCH))
    for name in ("useAgain", "copyPrompt"):
        assert not preview.button(name).isEnabled()
        assert (
            preview.button(name).toolTip()
            == "This video was made elsewhere; its prompt is not known"
        )
    preview.pane.show_clip(a_clip("c2"))
    assert preview.button("useAgain").toolTip() == ""


def test_there_is_no_menu_without_something_to_do_in_it(preview: Preview) -> None:
    preview.pane.show_clip(a_clip("c1"))
    assert not preview.more.isVisible()
    preview.pane.show_clip(a_clip("c1", remote_url=WATCH))
    assert preview.more.isVisible()
    preview.pane.show_clip(a_clip("c1"))
    QTest.qWait(0)  # what was laid out anew is
    preview.pane.resize(360, 480)
    assert preview.button("copyPrompt").isHidden()
    assert preview.more.isVisible(), "what has no room is in it"


def test_it_is_told_whose_video_is_on_the_stage(preview: Preview) -> None:
    told = preview.pane.findChild(QLabel, "clipService")
    assert told is not None
    assert not told.isVisible(), "nobody's"
    for service, title in (("veo", "Veo"), ("sora", "Sora"), ("imported", "Imported")):
        preview.pane.show_clip(a_clip(f"of {service}", service, prompt="Fog"))
        assert told.isVisible()
        assert told.text() == title
        around = told.parentWidget()
        assert around is not None
        dot = around.findChild(ServiceDot)
        assert dot is not None
        seen = dot.grab().toImage().pixelColor(dot.rect().center())
        assert seen.name().upper() == DARK.service(service).upper()
        assert preview.pane.area.accessibleDescription() == f"Fog. {title}", "also to be heard"
    preview.pane.resize(360, 480)
    assert told.isVisible(), "however little room there is"


def test_a_download_is_told_on_the_stage_wherever_it_was_begun(preview: Preview) -> None:
    preview.pane.show_clip(a_clip("c1"))
    preview.port.download_failed.emit("c1", KadrajError(ErrorCode.NOT_A_VIDEO, name="x"))
    preview.port.download("c1")
    said = preview.pane.area.message.findChildren(QPushButton)
    assert not any(button.isVisible() for button in said)
    assert "Downloading…" in [label.text() for label in preview.pane.findChildren(QLabel)]


@pytest.fixture
def library(qtbot: QtBot) -> HistoryPane:
    port = PortBridge(clips=[a_clip("c1", prompt="Fog"), a_clip("c2", "veo", prompt="")])
    pane = HistoryPane(port.as_bridge(), None)
    qtbot.addWidget(pane)
    port.setParent(pane)
    pane.resize(780, 500)
    pane.show()
    return pane


def entries(pane: HistoryPane, clip: Clip) -> dict[str, tuple[bool, str]]:
    menu = pane.menu_for(clip)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert not any(action.icon().isNull() for action in actions)
    return {action.text(): (action.isEnabled(), action.toolTip()) for action in actions}


def test_the_grids_menu_has_signs_and_reasons(library: HistoryPane) -> None:
    known = entries(library, a_clip("c1", prompt="Fog"))
    assert list(known)[:5] == ["Open", "Download", "Copy file", "Copy prompt", "Use again"]
    assert [text for text, (enabled, _) in known.items() if not enabled] == [
        "Copy file",
        "Export as GIF, WebP, MP4…",
        "Continue from its last frame",
    ]
    foreign = entries(library, a_clip("c2", prompt="", file=Path("/library/c2.mp4")))
    assert {"Open", "Show in folder", "Open with another program"} <= set(foreign)
    why = (False, "This video was made elsewhere; its prompt is not known")
    assert (foreign["Copy prompt"], foreign["Use again"]) == (why, why)


def test_copying_in_the_grid_is_told_below_it(library: HistoryPane) -> None:
    menu = library.menu_for(a_clip("c1", prompt="Fog"))
    next(action for action in menu.actions() if action.text() == "Copy prompt").trigger()
    notice = library.findChild(ClipNotice)
    assert notice is not None
    assert notice.isVisible()
    assert notice.text == "Prompt copied"
    QApplication.sendEvent(library, QEvent(QEvent.Type.LanguageChange))
    assert not notice.isVisible(), "it would stay in the other language"
