"""What a pane shows while it has nothing to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.glyph import Glyph


class EmptyState(QWidget):
    """An icon, one line and one action, in the middle; `acted` when the action was taken."""

    acted = Signal()

    def __init__(self, icon_name: str = "film", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = styled(QLabel(), tone="dim")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line.setWordWrap(True)
        self._line.setMinimumWidth(1)
        self._action = QPushButton()
        self._action.clicked.connect(self.acted)
        self._action.hide()
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addStretch()
        column.addWidget(Glyph(icon_name, "faint", 4 * GRID), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._line)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def set_texts(self, line: str, action: str = "") -> None:
        """One line, and the name of the one action; no button without a name."""
        self._line.setText(line)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(line)
