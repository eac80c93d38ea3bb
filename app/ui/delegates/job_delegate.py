"""How a row of the queue looks, and what a click on it means."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.jobs import JobState
from app.domain.ratios import sides_of
from app.ui import formats
from app.ui.delegates.job_layout import (
    HEADER_HEIGHT,
    LINE,
    SEPARATOR,
    Button,
    Fonts,
    JobLayout,
    lay_out_job,
)
from app.ui.delegates.painting import fill, outline, rounded_picture
from app.ui.models.queue_model import Role
from app.ui.models.queue_rows import Action, HeaderRow, JobRow, Offer
from app.ui.theme.fonts import sized
from app.ui.theme.icons import draw_ratio
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import (
    CARD_RADIUS,
    FONT_SMALL,
    FONT_TITLE,
    HALF,
    ICON_LARGE,
    ON_STAGE,
    PANE_PADDING,
    RADIUS,
)
from app.ui.thumbnails import Fit, ThumbnailLoader
from app.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

_RING: Final = 2
_RING_GAP: Final = 2
_BUTTON_RADIUS: Final = 4
_HEADER_TEXT_TOP: Final = 12


class JobDelegate(QStyledItemDelegate):
    """Paints group lines and jobs; `triggered` tells which job something is to be done with.

    A click beside the buttons opens the video of a job that has one.
    """

    triggered = Signal(str, object)  # job id, Action

    def __init__(self, thumbnails: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._hovered: tuple[str, Action] | None = None
        self._pressed: tuple[str, Action] | None = None
        self._chosen: tuple[str, Action] | None = None
        # A list asks for all heights whenever one row changes. By job id: the view's width and the
        # row's height.
        self._heights: dict[str, tuple[int, int]] = {}

    def choose_button(self, index: Index, offer: Offer | None) -> None:
        """Marks a button of a row as the one that a key will press; with None no button is."""
        row = index.data(Role.ROW)
        self._chosen = (row.job.id, offer.action) if offer and isinstance(row, JobRow) else None

    def chosen_button(self, index: Index) -> Offer | None:
        """The marked button, if it is this row's and can still be pressed."""
        row = index.data(Role.ROW)
        offers = row.offers if isinstance(row, JobRow) else ()
        return next(
            (
                offer
                for offer in offers
                if offer.enabled and (row.job.id, offer.action) == self._chosen
            ),
            None,
        )

    def forget_pointer(self, view: QAbstractItemView) -> None:
        """The pointer left the view."""
        if self._hovered is not None:
            self._hovered = None
            view.viewport().update()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        job_id = index.data(Role.JOB_ID)
        if job_id is None:
            return QSize(width, HEADER_HEIGHT)
        whole = view.width() if view is not None else 0
        known = self._heights.get(job_id)
        if known is None or known[0] != whole:
            row = index.data(Role.ROW)
            known = (whole, _layout(option, row, Fonts.of(option.font)).height)
            self._heights[job_id] = known
        return QSize(width, known[1])

    def forget_height(self, index: Index) -> None:
        """A row looks different now; its height is measured again when it is asked for."""
        self._heights.pop(index.data(Role.JOB_ID), None)

    def forget_heights(self) -> None:
        """All rows may look different now."""
        self._heights.clear()

    # -- Painting ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(row, HeaderRow):
            _paint_header(painter, option.rect, option.font, row)
        elif isinstance(row, JobRow):
            self._paint_job(painter, option, row)
        painter.restore()

    def _paint_job(self, painter: QPainter, option: QStyleOptionViewItem, row: JobRow) -> None:
        tokens = current_tokens()
        fonts = Fonts.of(option.font)
        layout = _layout(option, row, fonts)
        _paint_ground(painter, option)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_picture(painter, layout.picture, row, option.font, over=over)
        if option.state & QStyle.StateFlag.State_Selected and not _is_framed(option):
            reach = _RING + _RING_GAP
            around = QRectF(layout.picture).adjusted(-reach, -reach, reach, reach)
            outline(painter, around, tokens.accent, RADIUS + _RING_GAP, _RING)

        painter.setFont(fonts.prompt)
        elided = QFontMetrics(fonts.prompt).elidedText(
            row.prompt, Qt.TextElideMode.ElideRight, layout.prompt.width()
        )
        painter.setPen(QColor(tokens.text))
        painter.drawText(layout.prompt, Qt.TextFlag.TextSingleLine, elided)

        fill(painter, QRectF(layout.dot), tokens.service(row.job.service), layout.dot.width() / 2)
        _paint_lines(painter, layout.state, layout.state_lines, fonts.state, tokens.named(row.tone))
        _paint_lines(painter, layout.hint, layout.hint_lines, fonts.state, tokens.dim)
        _paint_lines(painter, layout.question, layout.question_lines, fonts.state, tokens.text)
        if layout.bar is not None and row.bar is not None:
            _paint_bar(painter, QRectF(layout.bar), row.bar.share, tokens.named(row.bar.tone))
        for button in layout.buttons:
            self._paint_button(painter, button, row, fonts.button)
            focused = option.state & QStyle.StateFlag.State_HasFocus
            if focused and self._chosen == (row.job.id, button.offer.action):
                around = QRectF(button.rect).adjusted(-1, -1, 1, 1)
                outline(painter, around, tokens.accent, _BUTTON_RADIUS + 1, _RING)

    def _paint_picture(
        self, painter: QPainter, place: QRect, row: JobRow, font: QFont, *, over: bool
    ) -> None:
        pixmap = None
        if row.picture is not None:
            dpr = painter.device().devicePixelRatioF()
            fit = Fit.WHOLE if _is_upright(row) else Fit.COVER
            pixmap = self._thumbnails.pixmap(row.picture, place.size(), dpr, fit)
        if pixmap is not None:
            fill(painter, QRectF(place), ON_STAGE.stage, RADIUS)
            spot = QRectF(QPointF(), pixmap.deviceIndependentSize())
            spot.moveCenter(QRectF(place).center())
            rounded_picture(painter, spot, pixmap, 0 if _is_upright(row) else RADIUS)
            return
        tokens = current_tokens()
        fill(painter, QRectF(place), tokens.panel if over else tokens.raised, RADIUS)
        faint = QColor(tokens.faint)
        if row.job.state is JobState.UNCERTAIN:
            painter.setFont(sized(font, FONT_TITLE))
            painter.setPen(faint)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            frame = QRectF(0, 0, ICON_LARGE, ICON_LARGE)
            frame.moveCenter(QRectF(place).center())
            draw_ratio(painter, frame, *_sides(row.job.request.aspect_ratio), faint)

    def _paint_button(self, painter: QPainter, button: Button, row: JobRow, font: QFont) -> None:
        tokens = current_tokens()
        offer = button.offer
        rect = QRectF(button.rect)
        this = (row.job.id, offer.action)
        over = offer.enabled and self._hovered == this
        pressed = over and self._pressed == this
        ground = tokens.line if pressed else tokens.raised if over else tokens.panel
        fill(painter, rect, ground, _BUTTON_RADIUS)
        accent = tokens.accent_pressed if pressed else tokens.accent
        main = offer.action is Action.CONFIRM
        border = accent if main else tokens.faint if over else tokens.line
        outline(painter, rect, border, _BUTTON_RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(accent if main else tokens.text if offer.enabled else tokens.faint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, offer.text)

    # -- The pointer ---------------------------------------------------------------------------

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(Role.ROW)
        if not isinstance(event, QMouseEvent) or not isinstance(row, JobRow):
            return super().editorEvent(event, model, option, index)
        offer = self._offer_at(event.position().toPoint(), option, row)
        self._hover(None if offer is None else (row.job.id, offer.action), option)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        # What a click beside every button does; nothing happens where there is nothing to open.
        action = offer.action if offer is not None else Action.OPEN
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = (row.job.id, action)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if pressed == (row.job.id, action) and (offer or row.job.clip_id):
                self.triggered.emit(row.job.id, action)
        return offer is not None

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(Role.ROW)
        if event.type() == QEvent.Type.ToolTip and isinstance(row, JobRow):
            offer = self._offer_at(event.pos(), option, row)
            if offer is not None and offer.tip:
                QToolTip.showText(event.globalPos(), plain_tooltip(offer.tip), view)
                return True
        return super().helpEvent(event, view, option, index)

    def _offer_at(self, place: QPoint, option: QStyleOptionViewItem, row: JobRow) -> Offer | None:
        return _layout(option, row, Fonts.of(option.font)).offer_at(place)

    def _hover(self, hovered: tuple[str, Action] | None, option: QStyleOptionViewItem) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            view = option.widget
            if isinstance(view, QAbstractItemView):
                view.viewport().update()


def _layout(option: QStyleOptionViewItem, row: JobRow, fonts: Fonts) -> JobLayout:
    width = option.widget.width() if option.widget is not None else option.rect.width()
    return lay_out_job(row, option.rect.topLeft(), width, fonts)


def _is_upright(row: JobRow) -> bool:
    """Whether the picture of a row is: the one the user gave, or a frame of the video."""
    given = row.job.request.picture
    if given is not None and given.path == row.picture:
        return given.height > given.width
    across, upright = _sides(row.job.request.aspect_ratio)
    return upright > across


def _sides(aspect_ratio: str) -> tuple[int, int]:
    return sides_of(aspect_ratio) or (16, 9)


def _paint_header(painter: QPainter, rect: QRect, font: QFont, row: HeaderRow) -> None:
    painter.setFont(sized(font, FONT_SMALL, semibold=True, tabular=True))
    painter.setPen(QColor(current_tokens().faint))
    words = rect.adjusted(PANE_PADDING, _HEADER_TEXT_TOP, -PANE_PADDING, 0)
    painter.drawText(words, Qt.TextFlag.TextSingleLine, formats.capitals(row.text))


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    tokens = current_tokens()
    rect = QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_MouseOver:
        fill(painter, rect, tokens.raised)
    fill(painter, rect.adjusted(0, rect.height() - SEPARATOR, 0, 0), tokens.line)
    if _is_framed(option):
        inner = rect.adjusted(HALF, HALF, -HALF, -HALF - SEPARATOR)
        outline(painter, inner, tokens.accent, CARD_RADIUS, _RING)


def _is_framed(option: QStyleOptionViewItem) -> bool:
    """Whether a row shows that it has the keyboard; no other frame is needed then."""
    keyboard = option.widget is not None and option.widget.window().testAttribute(
        Qt.WidgetAttribute.WA_KeyboardFocusChange
    )
    return keyboard and bool(option.state & QStyle.StateFlag.State_HasFocus)


def _paint_lines(
    painter: QPainter, corner: QPoint, lines: tuple[str, ...], font: QFont, colour: str
) -> None:
    metrics = QFontMetrics(font)
    baseline = corner.y() + (LINE + metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for number, line in enumerate(lines):
        painter.drawText(QPointF(corner.x(), baseline + number * LINE), line)


def _paint_bar(painter: QPainter, groove: QRectF, share: float, colour: str) -> None:
    radius = groove.height() / 2
    fill(painter, groove, current_tokens().line, radius)
    filled = QRectF(groove)
    filled.setWidth(groove.width() * share)
    fill(painter, filled, colour, radius)
