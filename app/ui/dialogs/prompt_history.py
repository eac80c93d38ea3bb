"""Prompts of before, to search in and to take one of."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.theme.styled import styled
from app.ui.theme.tokens import CONTROL, GRID
from app.ui.widgets.search_field import SearchField

_WIDTH: Final = 480
_HEIGHT: Final = 480
_PAUSE: Final = 150  # milliseconds of quiet before it is searched


class PromptHistory(Dialog):
    """A searchable list, the latest prompt first; arrows and Enter work from the search field."""

    chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptHistory")
        styled(self, role="panel")
        self._bridge = bridge
        self._title = styled(QLabel(), level="heading")
        self._shown: list[str] | None = None
        self._search = SearchField()
        self._search.setObjectName("promptSearch")
        self._list = QListWidget()
        self._list.setObjectName("promptList")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setUniformItemSizes(True)
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemClicked.connect(self._on_activated)
        self._nothing = styled(QLabel(), tone="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self._search.textChanged.connect(self._pause.start)
        self._search.down_asked.connect(self._go_down)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._search)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._list, 1)
        self._nothing.hide()
        self.resize(_WIDTH, _HEIGHT)
        self._retranslate()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._go_down()
            case Qt.Key.Key_Up:
                self._list.setCurrentRow(max(self._list.currentRow() - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._list.currentItem() is not None:
                self._on_activated(self._list.currentItem())
            case _:
                super().keyPressEvent(event)

    @Slot()
    def _go_down(self) -> None:
        self._list.setCurrentRow(min(self._list.currentRow() + 1, self._list.count() - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Prompts of before"))
        self._title.setText(self.tr("Prompts of before"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search in prompts"))
        self._list.setAccessibleName(self.tr("Prompts of before"))
        self._say_nothing()

    def _say_nothing(self) -> None:
        searched = self._search.text().strip()
        self._nothing.setText(
            self.tr("No such prompt.") if searched else self.tr("No prompts yet.")
        )

    @Slot()
    def _look(self) -> None:
        wanted = self._search.text()
        self._bridge.find_prompts(wanted, partial(self._on_found, wanted))

    def _on_found(self, wanted: str, prompts: list[str]) -> None:
        # Heard twice, it must not take back which one the user has gone to.
        if wanted == self._search.text() and prompts != self._shown:
            self._show(prompts)

    def _show(self, prompts: list[str]) -> None:
        self._shown = prompts
        self._list.clear()
        for prompt in prompts:
            item = QListWidgetItem(" ".join(prompt.split()), self._list)
            item.setData(Qt.ItemDataRole.UserRole, prompt)
            item.setSizeHint(QSize(0, CONTROL))
        self._list.setCurrentRow(0)
        self._say_nothing()
        self._list.setVisible(bool(prompts))
        self._nothing.setVisible(not prompts)

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()
