"""The composer's fields one under the other, in as much height as there is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.panes.composer_options import OptionFields
from app.ui.panes.composer_picture import PictureField
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.titled_field import TitledField
from app.ui.widgets.prompt_edit import PromptEdit

_PROMPT: Final = 136
_LOW_PROMPT: Final = 72


class ComposerFields(QScrollArea):
    """Picture, prompt and choices.

    Where height is short the place for the picture and the prompt get lower, so that no choice
    that is paid for is out of sight; only after that it scrolls.
    """

    def __init__(
        self,
        picture: PictureField | None,
        prompt: PromptEdit,
        prompt_field: TitledField,
        options: OptionFields,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._prompt = prompt
        self._bar = 0  # the width that the scroll bar takes
        prompt.setFixedHeight(_PROMPT)
        fields = styled(QWidget(), role="panel")
        self._column = QVBoxLayout(fields)
        self._column.setSpacing(PANE_PADDING)
        if picture is not None:
            self._column.addWidget(picture)
        self._column.addWidget(prompt_field)
        self._column.addWidget(options)
        self._column.addStretch(1)
        self._tight = False
        self._pad()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(fields)
        fields.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._share_height()  # a notice came or went
        return super().eventFilter(watched, event)

    def _share_height(self) -> None:
        """The picture gives first, then the prompt, then the padding."""
        spare = self.viewport().height() - self._least_height()
        gained = 0 if self._picture is None else self._picture.height_gained()
        roomy = spare >= gained + _PROMPT - _LOW_PROMPT
        if self._picture is not None:
            self._picture.set_low(not roomy)
        self._prompt.setFixedHeight(min(_PROMPT, _LOW_PROMPT + max(0, spare)))
        self._tight = spare < 0
        self._pad()

    def _least_height(self) -> int:
        """What all of it needs with picture and prompt as low as they get."""
        wide, whole = self.viewport().width(), self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            whole = self._column.totalHeightForWidth(wide)
        above_low = self._prompt.height() - _LOW_PROMPT + sum(self._padding) - 2 * PANE_PADDING
        if self._picture is not None and not self._picture.is_low:
            above_low += self._picture.height_gained()
        return whole - above_low

    @Slot(int, int)
    def _on_range_changed(self, _low: int, high: int) -> None:
        """The scroll bar stands in the padding, so that nothing gets narrower."""
        self._bar = self.verticalScrollBar().sizeHint().width() if high > 0 else 0
        self._pad()

    def _pad(self) -> None:
        above, below = self._padding
        self._column.setContentsMargins(PANE_PADDING, above, PANE_PADDING - self._bar, below)

    @property
    def _padding(self) -> tuple[int, int]:
        """Above and below. What stands below the fields keeps its own distance, the tabs do not."""
        return (GRID, 0) if self._tight else (PANE_PADDING, PANE_PADDING)
