"""A model in a service's table."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.domain.capabilities import Model
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID


class ModelRow(QWidget):
    """A model's name and the ratios that it makes."""

    edited = Signal()
    entered = Signal()
    removed = Signal()

    def __init__(self, model: Model, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(model.name)
        self.name.setObjectName("modelNameEdit")
        self.ratios = QLineEdit(", ".join(model.aspect_ratios))
        self.ratios.setObjectName("modelRatiosEdit")
        self._remove = styled(QToolButton(), kind="icon")
        self._remove.setObjectName("removeModelButton")
        self._remove.setIcon(icon("close"))
        self._remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.name, 3)
        row.addWidget(self.ratios, 2)
        row.addWidget(self._remove)
        for line in (self.name, self.ratios):
            line.textEdited.connect(self.edited)
            line.editingFinished.connect(self._on_entered)
        self._retranslate()

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet."""
        return not (self.name.text().strip() or self.ratios.text().strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.name.setPlaceholderText(self.tr("Model’s name"))
        self.name.setAccessibleName(self.tr("Model’s name"))
        self.ratios.setPlaceholderText(self.tr("Frames, such as 16:9"))
        self.ratios.setAccessibleName(self.tr("Frames of this model"))
        self._remove.setToolTip(self.tr("Remove this model"))
        self._remove.setAccessibleName(self.tr("Remove this model"))

    @Slot()
    def _on_entered(self) -> None:
        """A name without ratios is not done yet while the keyboard is here."""
        focused = QApplication.focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        if here and self.name.text().strip() and not self.ratios.text().strip():
            self.ratios.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entered.emit()
