"""In which order clips are joined to one video."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.dialogs.clip_list import ROW, ClipList
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.dialogs.join_plan import JoinPlan
from app.ui.texts import clip_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.icon_button import icon_button

_WIDTH: Final = 520
_ROWS_SHOWN: Final = 5


class JoinClips(Dialog):
    """Clips in a row, the oldest first; drag, buttons or Alt with arrows give another order.

    `asked` says what to join: the clips' ids in order, and whether what comes after a frame that
    the next one was continued from stays. Clips that are not on this computer cannot be joined.
    """

    asked = Signal(list, bool)

    def __init__(
        self,
        clips: Sequence[Clip],
        bridge: Bridge,
        thumbnails: ThumbnailLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("joinClips")
        styled(self, role="panel")
        self._title = styled(QLabel(), level="heading")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._list = ClipList(thumbnails)
        self._list.setObjectName("joinList")
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._up = icon_button("joinUp", "up")
        self._down = icon_button("joinDown", "down")
        self._out = icon_button("joinOut", "close")
        self._cut = QCheckBox()
        self._cut.setObjectName("joinCut")
        self._cut.setChecked(True)
        self._how = JoinPlan(bridge)
        self._cancel = QPushButton()
        self._cancel.setObjectName("joinCancel")
        self._join = styled(QPushButton(), kind="primary")
        self._join.setObjectName("joinButton")
        self._join.setDefault(True)
        self._fill(sorted(clips, key=lambda clip: clip.created_at))
        self._lay_out()
        self._connect()
        self._retranslate()

    def done(self, result: int) -> None:
        self._how.end()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _fill(self, clips: Sequence[Clip]) -> None:
        for clip in clips:
            item = self._list.add(clip)
            # Dropped between others, never into one.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        self._list.setFixedHeight(min(max(len(clips), 2), _ROWS_SHOWN) * ROW + 2)
        self._list.setCurrentRow(0)
        self._list.show_stills()

    def _lay_out(self) -> None:
        column = dialog_column(self, GRID)
        column.addWidget(self._title)
        column.addWidget(self._words)
        middle = QHBoxLayout()
        middle.setSpacing(GRID)
        middle.addWidget(self._list, 1)
        arrows = QVBoxLayout()
        arrows.setSpacing(GRID)
        for button in (self._up, self._down, self._out):
            arrows.addWidget(button)
        arrows.addStretch()
        middle.addLayout(arrows)
        column.addLayout(middle)
        column.addWidget(self._cut)
        column.addWidget(self._how)
        foot = dialog_foot(self._cancel, self._join)
        column.addSpacing(GRID)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._out.clicked.connect(self._on_out)
        for keys, deed in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Del", self._on_out),
        ):
            QShortcut(QKeySequence(keys), self._list).activated.connect(deed)
        self._list.currentRowChanged.connect(self._on_changed)
        self._list.model().rowsMoved.connect(self._on_changed)
        self._list.model().rowsRemoved.connect(self._on_changed)
        self._list.model().rowsInserted.connect(self._on_changed)
        self._cut.toggled.connect(self._on_changed)
        self._cancel.clicked.connect(self.reject)
        self._join.clicked.connect(self._on_join)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Join videos"))
        self._title.setText(self.tr("Join videos"))
        self._list.setAccessibleName(self.tr("Videos in their order"))
        for button, words in (
            (self._up, self.tr("Earlier (Alt+↑)")),
            (self._down, self.tr("Later (Alt+↓)")),
            (self._out, self.tr("Leave out (Del)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._cut.setText(self.tr("End each video where the next one was continued from"))
        self._cancel.setText(self.tr("Cancel"))
        self._join.setText(self.tr("Join"))
        self._on_changed()

    # -- Rows ----------------------------------------------------------------------------------

    def _move(self, distance: int) -> None:
        row = self._list.currentRow()
        if row < 0 or not 0 <= row + distance < self._list.count():
            return
        item = self._list.takeItem(row)
        self._list.insertItem(row + distance, item)
        self._list.setCurrentItem(item)

    @Slot()
    def _on_out(self) -> None:
        if self._list.count() > 1:
            self._list.takeItem(self._list.currentRow())

    @Slot()
    def _on_changed(self) -> None:
        clips = self._list.clips
        for row, clip in enumerate(clips):
            length = "" if clip.length is None else formats.length(clip.length)
            self._list.item(row).setText(f"{row + 1}. {clip_title(clip)}\n{length}")
        away = sum(not clip.downloaded for clip in clips)
        told = [
            self.tr("%n video(s)", "", len(clips)),
            formats.length(sum(clip.length or 0.0 for clip in clips)),
        ]
        if away:
            told.append(self.tr("%n only in the cloud: download first", "", away))
        self._words.setText(" · ".join(told))
        self._join.setEnabled(len(clips) > 1 and not away)
        pairs = pairwise(clips)
        self._cut.setVisible(any(before.id in after.parents for before, after in pairs))
        row = self._list.currentRow()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < len(clips) - 1)
        self._out.setEnabled(row >= 0 and len(clips) > 1)
        ids, whole = self._wanted
        self._how.look(ids if self._join.isEnabled() else [], whole=whole)

    @property
    def _wanted(self) -> tuple[list[str], bool]:
        """The clips' ids in order, and whether what was continued before its end stays whole."""
        return [clip.id for clip in self._list.clips], not self._cut.isChecked()

    # -- Slots ---------------------------------------------------------------------------------

    @Slot()
    def _on_join(self) -> None:
        self.asked.emit(*self._wanted)
        self.accept()
