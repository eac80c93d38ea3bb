"""Where everything in a row of the queue stands."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from app.ui.models.queue_rows import JobRow, Offer
from app.ui.theme.fonts import sized
from app.ui.theme.tokens import (
    DOT,
    FONT_NORMAL,
    FONT_SECONDARY,
    FONT_SMALL,
    GRID,
    HALF,
    PANE_PADDING,
)
from app.ui.widgets.text import lines_that_fit

#: Text that stands beside the picture starts at its upper edge.
PICTURE: Final = QSize(72, 44)
HEADER_HEIGHT: Final = 32
BUTTON_HEIGHT: Final = 24
LINE: Final = 16
BAR: Final = 3
SEPARATOR: Final = 1
_GAP: Final = GRID + HALF
_PROMPT_LINE: Final = 18
_BUTTON_PADDING: Final = 8
_STATE_LINES: Final = 5
_HINT_LINES: Final = 4
_QUESTION_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Fonts:
    """The three sizes of a row, made from the view's font."""

    prompt: QFont
    state: QFont
    button: QFont

    @staticmethod
    def of(font: QFont) -> "Fonts":
        return Fonts(
            prompt=sized(font, FONT_NORMAL),
            state=sized(font, FONT_SECONDARY, tabular=True),
            button=sized(font, FONT_SMALL),
        )


@dataclass(frozen=True, slots=True)
class Button:
    """An offer and its place."""

    offer: Offer
    rect: QRect


@dataclass(frozen=True, slots=True)
class JobLayout:
    """One row, in the coordinates of its view; lines stand below each other, `LINE` apart."""

    height: int
    picture: QRect
    prompt: QRect
    dot: QRect
    state: QPoint
    state_lines: tuple[str, ...]
    hint: QPoint
    hint_lines: tuple[str, ...]
    bar: QRect | None
    question: QPoint
    question_lines: tuple[str, ...]
    buttons: tuple[Button, ...]

    def offer_at(self, place: QPoint) -> Offer | None:
        """The offer whose button is there and can be pressed."""
        for button in self.buttons:
            if button.rect.contains(place) and button.offer.enabled:
                return button.offer
        return None


def lay_out_job(row: JobRow, corner: QPoint, width: int, fonts: Fonts) -> JobLayout:
    """Arranges a row whose upper left is `corner`; its height follows from its words.

    `width` is the pane's: a scroll bar stands in the padding, so that it moves nothing.
    """
    picture = QRect(corner + QPoint(PANE_PADDING, _GAP), PICTURE)
    left = picture.right() + 1 + _GAP
    room = max(1, corner.x() + width - PANE_PADDING - left)
    prompt = QRect(left, picture.top(), room, _PROMPT_LINE)

    indent = DOT + HALF + 2
    state = QPoint(left + indent, prompt.bottom() + 1)
    state_lines = tuple(lines_that_fit(row.state, fonts.state, room - indent, _STATE_LINES))
    dot = QRect(left, state.y() + (LINE - DOT) // 2, DOT, DOT)
    bottom = state.y() + max(1, len(state_lines)) * LINE

    hint = QPoint(state.x(), bottom + HALF)
    hint_lines: tuple[str, ...] = ()
    if row.hint:
        hint_lines = tuple(lines_that_fit(row.hint, fonts.state, room - indent, _HINT_LINES))
        bottom = hint.y() + len(hint_lines) * LINE

    bar = None
    if row.bar is not None:
        bar = QRect(left, bottom + GRID - 1, room, BAR)
        bottom = bar.bottom() + 1

    question = QPoint(left, bottom + GRID)
    question_lines: tuple[str, ...] = ()
    if row.question:
        question_lines = tuple(lines_that_fit(row.question, fonts.state, room, _QUESTION_LINES))
        bottom = question.y() + len(question_lines) * LINE

    # Below the picture, where three have room in one line in both languages.
    below = QPoint(picture.left(), max(bottom, picture.bottom() + 1) + GRID)
    wide = room + left - picture.left()
    buttons = _lay_out_buttons(row.offers, below, wide, fonts.button)
    if buttons:
        bottom = buttons[-1].rect.bottom() + 1
    return JobLayout(
        height=max(bottom, picture.bottom() + 1) + _GAP + SEPARATOR - corner.y(),
        picture=picture,
        prompt=prompt,
        dot=dot,
        state=state,
        state_lines=state_lines,
        hint=hint,
        hint_lines=hint_lines,
        bar=bar,
        question=question,
        question_lines=question_lines,
        buttons=buttons,
    )


def _lay_out_buttons(
    offers: tuple[Offer, ...], corner: QPoint, room: int, font: QFont
) -> tuple[Button, ...]:
    """Side by side, and below each other where the room ends."""
    metrics = QFontMetrics(font)
    placed = []
    spot = QPoint(corner)
    for offer in offers:
        width = min(room, metrics.horizontalAdvance(offer.text) + 2 * _BUTTON_PADDING)
        if spot.x() > corner.x() and spot.x() + width > corner.x() + room:
            spot = QPoint(corner.x(), spot.y() + BUTTON_HEIGHT + HALF)
        placed.append(Button(offer, QRect(spot, QSize(width, BUTTON_HEIGHT))))
        spot = spot + QPoint(width + HALF, 0)
    return tuple(placed)
