"""What stands on the stage while no video does: a frame, a line, and what to do."""

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, ON_STAGE
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import plain_tooltip
from app.ui.widgets.thin_bar import ThinBar
from app.ui.widgets.viewfinder import draw_corners

_BAR_WIDTH = 200


class StageMessage(QWidget):
    """The corners of a frame around an icon, a line, a second line, a bar and one or two actions.

    Whatever is not given is not there. `acted` tells that the action was taken.
    """

    acted = Signal()
    second_acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = QSizeF(16, 9)
        styled(self, role="stage")
        self._sign = Glyph("film", "stage", 3 * GRID)
        self._line = self._label("strong")
        self._detail = self._label("secondary")
        self._bar = ThinBar("good", on_stage=True)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._action = QPushButton()
        self._action.setObjectName("stageAction")
        self._action.clicked.connect(self.acted)
        self._second = QPushButton()
        self._second.setObjectName("secondStageAction")
        self._second.clicked.connect(self.second_acted)
        actions = QHBoxLayout()
        actions.setSpacing(GRID)
        for button in (self._action, self._second):
            actions.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._sign, 0, middle)
        column.addWidget(self._line)
        column.addWidget(self._detail)
        column.addWidget(self._bar, 0, middle)
        column.addSpacing(GRID)
        column.addLayout(actions)
        column.setAlignment(actions, middle)
        column.addStretch()
        self.say("")

    def say(
        self,
        line: str,
        detail: str = "",
        *,
        sign: str = "",
        action: str = "",
        second: str = "",
        primary: bool = False,
        shape: QSizeF | None = None,
        hint: str = "",
    ) -> None:
        """Shows a message; `shape` is the proportion of the frame around it, `hint` the second
        line's tooltip."""
        self._detail.setToolTip(plain_tooltip(hint))
        self._shape = shape or QSizeF(16, 9)
        self._sign.setVisible(bool(sign))
        if sign:
            self._sign.set_icon(sign, "stage")
        for label, text in ((self._line, line), (self._detail, detail)):
            label.setText(text)
            label.setVisible(bool(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._second.setText(second)
        self._second.setVisible(bool(second))
        styled(self._action, kind="primary" if primary else "")
        self._bar.set_share(None)
        self.setAccessibleName(line or detail)
        self.update()

    def set_progress(self, detail: str, share: float | None) -> None:
        """Changes the second line and the bar, and offers nothing while it goes on.

        There is no bar while the share is not known.
        """
        self._action.hide()
        self._second.hide()
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._bar.set_share(share)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ON_STAGE.stage))
        room = QSizeF(self.size()) - QSizeF(2, 2)
        frame = QRectF(0, 0, 1, 1)
        frame.setSize(self._shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        frame.moveCenter(QRectF(self.rect()).center())
        draw_corners(painter, frame, QPen(QColor(ON_STAGE.line), 2), arm=3 * GRID, radius=4)

    def _label(self, level: str) -> QLabel:
        label = styled(QLabel(), level=level, tone="dim" if level == "secondary" else "")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        return label
