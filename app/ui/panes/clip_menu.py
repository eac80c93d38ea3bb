"""The menu of a clip, or of several at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.clips import BEST_RATING, Clip
from app.ui.bridge import Bridge
from app.ui.clip_deeds import ClipDeeds
from app.ui.desktop import open_file
from app.ui.panes.clip_notice import ClipNotice
from app.ui.texts import prompt_unknown
from app.ui.theme.icons import icon


class ClipMenu(QMenu):
    """What can be done with `clip`, or with all of `clip_ids` that it was asked for on, of which
    `clips` are known and `downloadable` are not here."""

    opened = Signal(object)  # Clip
    use_again = Signal(object)  # Clip
    continue_asked = Signal(object)  # Clip
    join_asked = Signal(list)  # clip ids
    compare_asked = Signal(list)  # clip ids
    export_as_asked = Signal(object)  # Clip
    tags_asked = Signal()
    details_asked = Signal()

    def __init__(
        self,
        clip: Clip,
        clips: Sequence[Clip],
        clip_ids: Sequence[str],
        downloadable: Sequence[str],
        bridge: Bridge,
        deeds: ClipDeeds,
        notice: ClipNotice,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._clip = clip
        self._known = clips
        self._ids = list(clip_ids)
        self._bridge = bridge
        self._deeds = deeds
        self._notice = notice
        if len(self._ids) == 1:
            self._add_opening()
        elif downloadable:
            ids = list(downloadable)
            self._add("download", self.tr("Download"), lambda: bridge.download_many(ids))
        self.addSeparator()
        self._add_copying()
        self.addSeparator()
        self._add_marks()
        self.addSeparator()
        self._add("export", self.tr("Export files…"), lambda: deeds.ask_export(self._ids))
        self._add_films()
        bin_ = self._add(
            "remove", self.tr("Move to the recycle bin"), lambda: deeds.trash(self._ids)
        )
        bin_.setShortcut("Del")

    def _add_opening(self) -> None:
        clip, file = self._clip, self._clip.file
        self._add("play", self.tr("Open"), lambda: self.opened.emit(clip))
        if file is None and not clip.obtainable:
            self._add("folder", self.tr("Choose file…"), lambda: self._deeds.find_file(clip))
        elif file is None:
            download = self._add(
                "download", self.tr("Download"), lambda: self._bridge.download(clip.id)
            )
            download.setEnabled(not self._bridge.downloading(clip.id))
        else:
            self._add("external", self.tr("Open with another program"), self._open_elsewhere)
            show = partial(self._notice.show_in_folder, file)
            self._add("folder", self.tr("Show in folder"), show)

    def _add_copying(self) -> None:
        copy = self._add("copy", self.tr("Copy file"), lambda: self._deeds.copy_files(self._ids))
        copy.setShortcut("Ctrl+C")
        if len(self._ids) > 1:
            return
        copy.setEnabled(self._clip.downloaded)
        prompt = self._clip.prompt
        for sign, text, deed in (
            ("copy", self.tr("Copy prompt"), partial(self._notice.copy_prompt, prompt)),
            ("edit", self.tr("Use again"), lambda: self.use_again.emit(self._clip)),
        ):
            action = self._add(sign, text, deed)
            action.setEnabled(bool(prompt))
            action.setToolTip("" if prompt else prompt_unknown())

    def _add_films(self) -> None:
        """What is made of videos that are on this computer."""
        if len(self._ids) > 1:
            join = self._add("join", self.tr("Join…"), lambda: self.join_asked.emit(self._ids))
            join.setObjectName("clipJoin")
            if len(self._ids) == 2:
                compare = self._add(
                    "compare", self.tr("Compare"), lambda: self.compare_asked.emit(self._ids)
                )
                compare.setObjectName("clipCompare")
                compare.setShortcut("V")
            return
        for name, sign, text, asked in (
            (
                "clipExportAs",
                "export",
                self.tr("Export as GIF, WebP, MP4…"),
                self.export_as_asked,
            ),
            (
                "clipContinue",
                "forward",
                self.tr("Continue from its last frame"),
                self.continue_asked,
            ),
        ):
            action = self._add(sign, text, partial(asked.emit, self._clip))
            action.setObjectName(name)
            action.setEnabled(self._clip.downloaded)

    def _add_marks(self) -> None:
        stars = self.addMenu(icon("star"), self.tr("Stars"))
        stars.setAccessibleName(stars.title())
        for number in range(BEST_RATING, -1, -1):
            text = "★" * number or self.tr("None")
            action = stars.addAction(text, partial(self._deeds.rate, self._ids, number))
            action.setShortcut(str(number))
            action.setCheckable(True)
            action.setChecked(len(self._ids) == 1 and self._clip.marks.rating == number)
        favourites = all(clip.marks.favourite for clip in self._known)
        text = self.tr("No favourite any more") if favourites else self.tr("Favourite")
        action = self._add("heart", text, lambda: self._deeds.favour(self._known, self._ids))
        action.setShortcut("F")
        self._add("tag", self.tr("Tags…"), self.tags_asked.emit).setShortcut("T")
        if len(self._ids) == 1:
            self._add("info", self.tr("Details"), self.details_asked.emit).setShortcut("I")

    def _add(self, sign: str, text: str, deed: Callable[[], Any]) -> QAction:
        action = self.addAction(icon(sign), text)
        action.triggered.connect(lambda _checked=False: deed())
        return action

    def _open_elsewhere(self) -> None:
        file = self._clip.file
        if file is not None and not open_file(file):
            self._notice.tell(self.tr("No program here plays this file."), "warn")
