"""The tags of some clips, to be taken away and added to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.clips import Clip, MarksChange
from app.domain.folding import folded
from app.ui.bridge import Bridge
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.removable_chip import RemovableChip


class TagField(QWidget):
    """Tags as chips with crosses, and a line to type more in: Enter or a comma ends a tag."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tags: tuple[str, ...] = ()
        self._known = QStringListModel(self)
        self.line = QLineEdit()
        self.line.setObjectName("tagLine")
        completer = QCompleter(self._known, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._on_entered)
        self.line.textEdited.connect(self._on_text_edited)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, GRID - 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self._retranslate()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Shows these tags."""
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._show_tags()

    def _show_tags(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for tag in self._tags:
            chip = RemovableChip(tag, self.tr("Remove tag"))
            chip.setObjectName(f"tag_{tag}")
            chip.removed.connect(lambda tag=tag: self.removed.emit(tag))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._tags))

    def learn(self) -> None:
        """Reads which tags there are, to offer them."""
        self._bridge.load_tags(lambda tags: self._known.setStringList([tag for tag, _ in tags]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.line.setPlaceholderText(self.tr("Add a tag"))
        self.line.setAccessibleName(self.tr("Add a tag"))
        self._show_tags()

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        if "," in text:
            self._on_entered()

    @Slot()
    def _on_entered(self) -> None:
        for tag in self.line.text().split(","):
            if tag.strip():
                self.added.emit(tag.strip())
        # After the completer, which writes what was chosen once more.
        self.line.clear()


class TagEditor(QFrame):
    """Stands over the grid while the tags of some clips are changed; Esc closes it."""

    changed = Signal(list, object)  # clip ids, MarksChange

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("tagEditor")
        styled(self, role="popover")
        self.setFixedWidth(38 * GRID)
        self._ids: list[str] = []
        self._tags: dict[str, str] = {}
        self._title = styled(QLabel(), level="label")
        self._field = TagField(bridge)
        self._field.added.connect(self._on_added)
        self._field.removed.connect(self._on_removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._field)

    def open_at(self, place: QPoint, clip_ids: Sequence[str], clips: Sequence[Clip]) -> None:
        """Shows itself at a place of the screen, for `clip_ids`, of which `clips` are known."""
        self._ids = list(clip_ids)
        self._tags = {folded(tag): tag for clip in clips for tag in clip.marks.tags}
        self._title.setText(self.tr("Tags of %n video(s)", "", len(self._ids)))
        self.setAccessibleName(self._title.text())
        self._field.learn()
        self._show_tags()
        room = self.screen().availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.sizeHint().height())),
        )
        self.show()
        self._field.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show_tags(self) -> None:
        self._field.set_tags(list(self._tags.values()))
        self.adjustSize()

    @Slot(str)
    def _on_added(self, tag: str) -> None:
        self._tags.setdefault(folded(tag), tag)
        self._show_tags()
        self.changed.emit(self._ids, MarksChange(add_tags=(tag,)))

    @Slot(str)
    def _on_removed(self, tag: str) -> None:
        self._tags.pop(folded(tag), None)
        self._show_tags()
        self.changed.emit(self._ids, MarksChange(remove_tags=(tag,)))
        self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)
