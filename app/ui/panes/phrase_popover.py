"""The phrase builder: what a shot is to look like, chosen in one's own language."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.folding import folded
from app.domain.phrases import PHRASES, Phrase, PhraseGroup, Standing, standing
from app.ui.phrase_words import group_name, phrase_name
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.widgets.phrase_card import PhraseCard
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.steady_scroll_bar import keep_scroll_bar
from app.ui.widgets.text import plain_tooltip

_WIDTH: Final = 608
_NARROWEST: Final = 512
_HEIGHT: Final = 464
_GROUPS: Final = 152
_COLUMNS: Final = 2
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class PhrasePopover(QFrame):
    """Groups on the left, their phrases as cards on the right; a word in the search field looks
    through all of them.

    A click writes a phrase into the prompt, where its cursor stands, and another one takes it out
    again. Arrows go from card to card.
    """

    def __init__(self, prompt: PromptEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("phrasePopover")
        styled(self, role="popover")
        self._prompt = prompt
        self._group = PhraseGroup.SHOT
        self._cards: dict[str, PhraseCard] = {}
        self._search = SearchField()
        self._search.setObjectName("phraseSearch")
        self._search.textChanged.connect(self._fill)
        self._search.down_asked.connect(lambda: self._go_to(0))
        self._search.returnPressed.connect(self._on_return_pressed)
        self._groups: dict[PhraseGroup, QPushButton] = {}
        self._hint = styled(QLabel(), level="small", tone="faint")
        self._hint.setWordWrap(True)
        self._nothing = styled(QLabel(), tone="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("phraseArea")
        self._lay_out()
        prompt.textChanged.connect(self._on_prompt_changed)
        self.ensurePolished()

    def open_beside(self, field: QWidget) -> None:
        """Shows itself to the right of the prompt, which goes on being seen, or as near to that as
        the window has room for it."""
        self._retranslate()
        room = field.screen().availableGeometry() & field.window().frameGeometry()
        room.adjust(GRID, GRID, -GRID, -GRID)
        corner = field.mapToGlobal(QPoint(field.width() + PANE_PADDING + GRID, 0))
        wide = min(_WIDTH, max(_NARROWEST, room.right() - corner.x()))
        self.resize(wide, min(_HEIGHT, room.height()))
        left = min(corner.x(), room.right() - self.width())
        top = min(corner.y(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Who goes on typing, wherever the focus is, searches."""
        if event.text().isprintable() and event.text().strip():
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._prompt.setFocus(Qt.FocusReason.PopupFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(HALF)
        choice = QButtonGroup(self)
        for group in PhraseGroup:
            button = styled(QPushButton(), kind="entry")
            button.setObjectName(f"phraseGroup_{group}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose_group, group))
            choice.addButton(button)
            self._groups[group] = button
            side.addWidget(button)
        side.addStretch()
        side.addWidget(self._hint)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_scroll_bar(self._area)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self._nothing, 1)
        right.addWidget(self._area, 1)
        below = QHBoxLayout()
        below.setSpacing(PANE_PADDING)
        below.addLayout(side)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANE_PADDING, PANE_PADDING, GRID, PANE_PADDING)
        column.setSpacing(PANE_PADDING)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, GRID, 0)
        top.addWidget(self._search)
        column.addLayout(top)
        column.addLayout(below, 1)

    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Search in all phrases"))
        self._search.setAccessibleName(self.tr("Search in all phrases"))
        self._nothing.setText(self.tr("No such phrase."))
        self._hint.setText(
            self.tr("Click to write it into the prompt in English, again to take it out.")
        )
        self.setAccessibleName(self.tr("Phrases"))
        self._give_room()
        self._fill()

    def _give_room(self) -> None:
        """Makes the groups as wide as the longest name with a count."""
        for group, button in self._groups.items():
            button.setText(_counted(group, 88))
        wide = max(_GROUPS, *(button.sizeHint().width() for button in self._groups.values()))
        for part in (*self._groups.values(), self._hint):
            part.setFixedWidth(wide)

    # -- What is shown -------------------------------------------------------------------------

    def _choose_group(self, group: PhraseGroup) -> None:
        self._group = group
        self._search.clear()
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Makes the cards anew: those of the group, or those that are searched."""
        page = styled(QWidget(), role="panel")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, GRID, 0)
        grid.setSpacing(GRID)
        self._cards = {}
        for place, phrase in enumerate(self._found()):
            card = PhraseCard(phrase_name(phrase), phrase.english)
            card.setObjectName(f"phrase_{phrase.id}")
            card.clicked.connect(partial(self._on_clicked, phrase))
            card.arrow_pressed.connect(partial(self._on_arrow_pressed, place))
            self._cards[phrase.id] = card
            grid.addWidget(card, *divmod(place, _COLUMNS))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(page)
        self._area.setVisible(bool(self._cards))
        self._nothing.setVisible(not self._cards)
        self._show_chosen()

    def _found(self) -> list[Phrase]:
        words = folded(self._search.text()).split()
        if not words:
            return [phrase for phrase in PHRASES.values() if phrase.group is self._group]
        return [
            phrase
            for phrase in PHRASES.values()
            if all(word in folded(f"{phrase_name(phrase)} {phrase.english}") for word in words)
        ]

    def _show_chosen(self) -> None:
        """Checks what stands in the prompt now, and counts it by groups."""
        prompt = self._prompt.toPlainText()
        stands = {phrase.id: standing(prompt, phrase) for phrase in PHRASES.values()}
        for id_, card in self._cards.items():
            within = stands[id_] is Standing.WITHIN
            card.setChecked(stands[id_] is not Standing.ABSENT)
            card.setEnabled(not within)
            words = self.tr("It is in your own sentence.") if within else ""
            card.setToolTip(plain_tooltip(words or PHRASES[id_].english))
        searching = bool(self._search.text().strip())
        for group, button in self._groups.items():
            count = sum(
                phrase.group is group and stands[phrase.id] is not Standing.ABSENT
                for phrase in PHRASES.values()
            )
            button.setText(_counted(group, count))
            button.setAccessibleName(button.text())
            button.setProperty("active", not searching and group is self._group)
            styled(button, kind="entry")

    def _go_to(self, place: int) -> None:
        cards = list(self._cards.values())
        if cards:
            cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(cards[place])

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_prompt_changed(self) -> None:
        if self.isVisible():  # otherwise that is looked at when it opens
            self._show_chosen()

    def _on_arrow_pressed(self, place: int, key: int) -> None:
        there = place + _STEPS[Qt.Key(key)]
        if there < 0 and key == Qt.Key.Key_Up:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to(min(max(there, 0), len(self._cards) - 1))

    def _on_clicked(self, phrase: Phrase) -> None:
        self._prompt.toggle(phrase)
        self._show_chosen()

    @Slot()
    def _on_return_pressed(self) -> None:
        """The first one that was found, if one was searched."""
        if self._search.text().strip() and self._cards:
            next(iter(self._cards.values())).click()


def _counted(group: PhraseGroup, count: int) -> str:
    name = group_name(group)
    return f"{name} · {count}" if count else name
