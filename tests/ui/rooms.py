"""Every room of the program, one after the other: the window with all its panes, every dialog.

For what has to hold everywhere: words in both languages, letters that fit, keys that reach.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import ClipQuery, Marks, MediaInfo
from app.domain.jobs import Job, JobEvent, JobState
from app.domain.reconciling import Search
from app.domain.replies import Quota
from app.ui.desk import Desk
from app.ui.dialogs.about import AboutDialog
from app.ui.dialogs.edit_job import EditJobDialog
from app.ui.dialogs.export_film import ExportFilm
from app.ui.dialogs.guide import GuideDialog
from app.ui.dialogs.job_timeline import JobTimeline
from app.ui.dialogs.join_clips import JoinClips
from app.ui.dialogs.leaving import LeavingDialog
from app.ui.dialogs.match_choice import MatchChoice
from app.ui.dialogs.preset_name import PresetName
from app.ui.dialogs.prompt_history import PromptHistory
from app.ui.dialogs.prompt_list import PromptList
from app.ui.dialogs.refused_files import RefusedFilesDialog
from app.ui.dialogs.sign_in import SignInDialog
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.panes.drop_tray import DropTray
from app.ui.panes.filter_popover import FilterPopover
from app.ui.panes.phrase_popover import PhrasePopover
from app.ui.panes.tag_editor import TagEditor
from app.ui.theme.theme import Theme
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.window_frame import WindowFrame
from tests.ui.films import RED, film
from tests.ui.port import TABLES, PortBridge, a_clip, a_job

#: The smallest size that everything has to have room in.
SMALL: Final = (1024, 640)
WIDE: Final = (1440, 900)

Room = tuple[str, QWidget]


def told_on_the_way(*more: str) -> pytest.MarkDecorator:
    """For a module that walks through the rooms: what Qt says there of a computer without a screen,
    sound and graphics, and `more`, as regular expressions."""
    usual = ("No RHI backend", "Pulse", "Couldn't (load|resolve)", "This plugin does not support")
    return pytest.mark.qt_log_ignore(*usual, "Rejecting image", *more, extend=True)


class Rooms:
    """One program with videos, and with jobs in every state.

    What its user has written has no letters, so that every letter on the screen is Kadraj's.
    """

    def __init__(self, qtbot: QtBot, folder: Path, theme: Theme, language: LanguageSwitch) -> None:
        self._qtbot = qtbot
        self._folder = folder
        self._language = language
        self._now = now = datetime.now(UTC)
        reel = film(folder / "1.mp4", (RED,), seconds_each=3)
        self.picture = folder / "1.png"
        Image.new("RGB", (1280, 720), (40, 80, 160)).save(self.picture)
        self.clips = [
            a_clip(
                f"c{number}",
                service=("sora", "veo")[number % 2],
                prompt=f"{number} + {number}",
                created_at=now - timedelta(hours=11 * number),
                file=None if number == 2 else reel,
                marks=Marks(number, favourite=number == 1, tags=("#1", "#2")),
                duration_seconds=3.0,
                media=MediaInfo(3.0, 320, 180, 40_000, "h264", "aac"),
            )
            for number in range(5)
        ]
        jobs = [
            a_job(state.value, state, prompt=f"{place}²", service="veo", created_at=now)
            for place, state in enumerate(JobState)
        ]
        self.port = PortBridge(clips=self.clips, jobs=jobs)
        self.port.quotas = {"sora": Quota(20, 18), "veo": Quota(10, 0)}
        self.port.usual_times = {"veo": (60.0, 120.0)}
        self.port.searches = {JobState.UNCERTAIN.value: Search(candidates=tuple(self.clips[:2]))}
        self.port.timelines = {job.id: _events(job) for job in jobs}
        self.memory = QSettings(str(folder / "memory.ini"), QSettings.Format.IniFormat)
        self.frame = WindowFrame(folder / "window.ini")
        self.desk = Desk(
            self.port.as_bridge(),
            theme,
            language,
            frame=self.frame,
            library=folder,
            check_address=lambda _service, _address: None,
            tables=TABLES,
            demo=True,
        )
        self.window: MainWindow = self.desk.window
        self.frame.resize(*WIDE)
        with qtbot.waitActive(self.frame):
            self.frame.show()
            self.frame.activateWindow()
        self.until(lambda: self.window.findChild(QWidget, "historyPane_library") is not None)

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()))

    def walk(self, *sizes: tuple[int, int]) -> Iterator[Room]:
        """Each room while it is open, the window in each of these sizes."""
        for size in sizes:
            self.frame.resize(*size)
            yield from self._panes(f"{size[0]}x{size[1]}")
        yield from self._dialogs()
        yield from self._popovers()
        yield from self._menus()

    # -- The window ----------------------------------------------------------------------------

    def _panes(self, size: str) -> Iterator[Room]:
        window = self.window
        for tab in ("sora", "veo", "library"):
            window.show_tab(tab)
            self.settle()
            yield f"{tab} {size}", self.frame
        window.show_tab("sora")
        window.show_clip(self.clips[0])
        window._on_details_requested()
        window._queue.set_collapsed(False)
        self.settle()
        yield f"details {size}", self.frame
        window._on_details_requested()
        window._on_search_requested()
        window._histories["sora"].grid.selectAll()
        self.settle()
        yield f"selection {size}", self.frame
        window._on_cull_requested()
        self.settle()
        yield f"cull {size}", self.frame
        window._cull.end()
        window._comparing.begin([self.clips[0].id, self.clips[4].id])
        self.until(lambda: window._comparing.active)
        self.settle()
        yield f"compare {size}", self.frame
        window._comparing.end()

    def settle(self) -> None:
        """Layouts and answers that are due."""
        self._qtbot.wait(30)
        QApplication.processEvents()

    # -- What stands before it -----------------------------------------------------------------

    def _dialogs(self) -> Iterator[Room]:
        bridge, parent = self.port.as_bridge(), self.frame
        thumbnails = ThumbnailLoader(parent)
        jobs = self.port.jobs
        tray = DropTray(bridge, TABLES["sora"], self.memory, parent)
        tray.add([self.picture])
        match = MatchChoice(bridge, thumbnails, parent)
        match.ask(jobs[JobState.UNCERTAIN.value], self.clips[:2])
        guide = GuideDialog(bridge, parent)
        guide.show_service("sora")
        for dialog in (
            tray,
            match,
            guide,
            PromptList(bridge, self.memory, parent),
            PromptHistory(bridge, parent),
            EditJobDialog(bridge, jobs[JobState.WAITING.value], self.memory, parent),
            JobTimeline(bridge, jobs[JobState.READY.value], parent),
            JoinClips([self.clips[0], self.clips[4]], bridge, thumbnails, parent),
            ExportFilm(self.clips[0], bridge, parent),
            RefusedFilesDialog([Path("1.mp4")], parent),
            PresetName("1 + 1", parent),
            LeavingDialog(parent),
            AboutDialog(parent),
            SignInDialog(bridge, self._language, self.port.settings, parent),
        ):
            with self._shown(dialog):
                yield dialog.objectName(), dialog
        self.desk._on_report_requested()
        assert self.desk._report is not None
        with self._shown(self.desk._report):
            yield "reportDialog", self.desk._report
        settings = self.desk._made_settings()
        settings.resize(settings.minimumSizeHint().expandedTo(settings.minimumSize()))
        with self._shown(settings):
            yield "settingsDialog", settings
        self.window._on_keys_sheet_requested()
        assert self.window._keys_sheet is not None
        with self._shown(self.window._keys_sheet):
            yield "keysDialog", self.window._keys_sheet

    def _popovers(self) -> Iterator[Room]:
        bridge = self.port.as_bridge()
        button = self.window._top
        prompt = self.window.findChild(PromptEdit)
        assert prompt is not None
        filters = FilterPopover(bridge, None, self.window)
        phrases = PhrasePopover(prompt, self.window)
        tags = TagEditor(bridge, self.window)
        opened: tuple[tuple[QWidget, Callable[[], None]], ...] = (
            (filters, lambda: filters.open_below(button, ClipQuery())),
            (phrases, lambda: phrases.open_beside(prompt)),
            (tags, lambda: tags.open_at(QPoint(99, 99), [self.clips[0].id], self.clips[:1])),
        )
        for popover, show in opened:
            show()
            with self._shown(popover):
                yield popover.objectName(), popover
        self.window.commands.open()
        palette = self.window.findChild(QWidget, "commandPalette")
        assert palette is not None
        with self._shown(palette):
            yield "commandPalette", palette

    def _menus(self) -> Iterator[Room]:
        yield from self.window._chosen_menus()
        yield from self._queue_menus()

    def _queue_menus(self) -> Iterator[tuple[str, QMenu]]:
        view = self.window._queue._view
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if menu := view.menu_for(index):
                yield f"menu of job {row}", menu

    @contextmanager
    def _shown(self, widget: QWidget) -> Iterator[None]:
        widget.show()
        self.settle()
        try:
            yield
        finally:
            if isinstance(widget, QDialog):
                widget.done(0)
            widget.close()
            self.settle()


def _events(job: Job) -> list[JobEvent]:
    steps = (JobState.WAITING, JobState.SUBMITTING, JobState.PROCESSING, job.state)
    return [JobEvent(job.created_at, state, "", None, 1) for state in steps]
