"""What can be done with the selected clips, all at once."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.stars import Stars

_ROOM_FOR_STARS: Final = 400


class SelectionBar(QWidget):
    """A count and a row of actions; there while more than one clip is selected."""

    download_asked = Signal()
    favourite_asked = Signal()
    rated = Signal(int)
    tags_asked = Signal()
    compare_asked = Signal()
    export_asked = Signal()
    trash_asked = Signal()
    closed = Signal()

    def __init__(self, suffix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, role="bar")
        self.setObjectName(f"selectionBar_{suffix}")
        self._count = 0
        self._words = styled(ElidedLabel(), level="secondary")
        self._stars = Stars()
        self._stars.setObjectName("selectionStars")
        self._download = icon_button("selectionDownload", "download")
        self._favourite = icon_button("selectionFavourite", "heart")
        self._tags = icon_button("selectionTags", "tag")
        self._compare = icon_button("selectionCompare", "compare")
        self._export = icon_button("selectionExport", "export")
        self._trash = icon_button("selectionTrash", "remove")
        self._close = icon_button("selectionClose", "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(PANE_PADDING, HALF, GRID, HALF)
        row.setSpacing(HALF)
        row.addWidget(self._words, 1)
        row.addWidget(self._stars)
        marks = (self._favourite, self._tags)
        for button in (*marks, self._compare, self._download, self._export, self._trash):
            row.addWidget(button)
        row.addSpacing(GRID)
        row.addWidget(self._close)
        self._stars.rated.connect(self.rated)
        self._favourite.clicked.connect(self.favourite_asked)
        self._tags.clicked.connect(self.tags_asked)
        self._download.clicked.connect(self.download_asked)
        self._compare.clicked.connect(self.compare_asked)
        self._export.clicked.connect(self.export_asked)
        self._trash.clicked.connect(self.trash_asked)
        self._close.clicked.connect(self.closed)
        self._retranslate()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Keys and the menu give stars too; nothing else here can make way.
        self._stars.setVisible(event.size().width() >= _ROOM_FOR_STARS)

    def set_count(self, count: int) -> None:
        """How many clips are selected."""
        if count != self._count:
            self._count = count
            self.set_common(stars=0, downloadable=True)
            self._words.setText(self.tr("%n selected", "", count))
        self._compare.setVisible(count == 2)
        self.setVisible(count > 1)

    def set_common(self, *, stars: int, downloadable: bool) -> None:
        """The stars that all of them have, or none; and whether any is not here."""
        self._stars.set_value(stars)
        self._download.setVisible(downloadable)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._words.setText(self.tr("%n selected", "", self._count))
        for button, name in (
            (self._favourite, self.tr("Favourite (F)")),
            (self._tags, self.tr("Tags (T)")),
            (self._download, self.tr("Download")),
            (self._compare, self.tr("Compare (V)")),
            (self._export, self.tr("Export files…")),
            (self._trash, self.tr("Move to the recycle bin (Del)")),
            (self._close, self.tr("Select nothing (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
