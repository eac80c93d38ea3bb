"""A long work under way: how far it is, and the button that ends it."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.thin_bar import ThinBar

#: What is over sooner is not worth a line that comes and goes.
_SOON_MS: Final = 300
_BAR_WIDTH: Final = 20 * GRID


class WorkLine(QWidget):
    """Shows the work of one of `kinds` that was begun last; nothing while there is none.

    Downloads can be paused here, every work can be ended. `heir` gets the keyboard when the line
    goes with it: Qt would give it to whatever comes next.
    """

    def __init__(
        self, bridge: Bridge, kinds: Collection[WorkKind], heir: QWidget | None = None
    ) -> None:
        super().__init__()
        self._heir = heir
        self._bridge = bridge
        self._kinds = kinds
        self._works: dict[str, WorkProgress] = {}
        self.setObjectName("workLine")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._bar = ThinBar()
        self._bar.setMaximumWidth(_BAR_WIDTH)
        self._pause = styled(QPushButton(), compact=True)
        self._pause.setObjectName("workPause")
        self._cancel = styled(QPushButton(), compact=True)
        self._cancel.setObjectName("workCancel")
        for button in (self._pause, self._cancel):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addStretch()
        row.addWidget(self._pause)
        row.addWidget(self._cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._show)
        self._pause.clicked.connect(self._on_pause_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        bridge.work_progressed.connect(self._on_work_progressed)
        bridge.work_ended.connect(self._on_work_ended)
        bridge.downloads_pause_changed.connect(self._retranslate)
        self._retranslate()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    @Slot()
    def _retranslate(self) -> None:
        paused = self._bridge.downloads_paused
        self._pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self._cancel.setText(self.tr("Cancel"))
        self._tell()

    @property
    def _latest(self) -> WorkProgress | None:
        return next(reversed(self._works.values()), None)

    @Slot()
    def _show(self) -> None:
        self._tell()
        typing_in = self.window().focusWidget()
        if not self._works and self._heir is not None and self.isAncestorOf(typing_in or self):
            self._heir.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(self._works))

    def _tell(self) -> None:
        work = self._latest
        if work is None:
            return
        if work.kind in {WorkKind.EXPORT, WorkKind.MOVE}:
            done, total = formats.size_progress(work.done, work.total)
        else:
            done, total = formats.number(work.done), formats.number(work.total)
        text = self._text(work.kind).format(done=done, total=total)
        self._words.setText(text)
        self._bar.set_share(work.done / work.total if work.total else None)
        self._bar.setAccessibleName(text)
        self._pause.setVisible(work.kind is WorkKind.DOWNLOADS)

    def _text(self, kind: WorkKind) -> str:
        if kind is WorkKind.DOWNLOADS and self._bridge.downloads_paused:
            return self.tr("Downloads are paused · {done} of {total}")
        return {
            WorkKind.EXPORT: self.tr("Exporting · {done} of {total}"),
            WorkKind.IMPORT: self.tr("Importing · {done} of {total}"),
            WorkKind.MOVE: self.tr("Moving the library · {done} of {total}"),
            WorkKind.DOWNLOADS: self.tr("Downloading · {done} of {total}"),
            WorkKind.JOIN: self.tr("Joining · {done} of {total} frames"),
            WorkKind.CONVERT: self.tr("Writing · {done} of {total} frames"),
        }.get(kind, self.tr("Working · {done} of {total}"))

    @Slot(object)
    def _on_work_progressed(self, progress: WorkProgress) -> None:
        if progress.kind not in self._kinds:
            return
        self._works[progress.id] = progress
        if not self.isHidden():
            self._tell()
        elif not self._soon.isActive():
            self._soon.start()

    @Slot(object)
    def _on_work_ended(self, end: WorkEnd) -> None:
        if self._works.pop(end.id, None) is not None:
            self._show()

    @Slot()
    def _on_pause_clicked(self) -> None:
        self._bridge.set_downloads_paused(not self._bridge.downloads_paused)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if (work := self._latest) is not None:
            self._bridge.cancel_work(work.id)
