"""How a clip looks in the grid: a still with what is to be known laid over it, two lines below."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError, is_passing
from app.domain.ratios import sides_of
from app.ui import formats
from app.ui.delegates.badges import BADGE_HEIGHT, BADGE_RADIUS, SMALL_SIGN, Badges
from app.ui.delegates.painting import fill, rounded, rounded_picture
from app.ui.filmstrips import FilmstripLoader
from app.ui.models.clips_model import ClipRole, Progress
from app.ui.texts import brief_halt_text, clip_title, halt_text, service_title
from app.ui.theme.fonts import sized
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import (
    BADGE,
    CARD_RADIUS,
    DOT,
    FONT_NORMAL,
    FONT_SECONDARY,
    FONT_SMALL,
    GRID,
    HALF,
    ICON,
    ON_STAGE,
    RADIUS,
)
from app.ui.thumbnails import Fit, ThumbnailLoader
from app.ui.widgets.text import plain_tooltip
from app.ui.widgets.viewfinder import draw_corners

Index = QModelIndex | QPersistentModelIndex

#: Free space around a cell's still, half of what lies between two stills.
CELL_PADDING: Final = 6
_RING: Final = 2
_RING_GAP: Final = 2
_BAR: Final = 3
#: What halts downloads, which go on by themselves.
_HALTS: Final = frozenset({ErrorCode.DISK_FULL, ErrorCode.LIBRARY_AWAY})
_SIGN: Final = 20
_STAR: Final = 11
_BUTTON: Final = 28
_PROMPT_LINE: Final = 18
_DATE_LINE: Final = 16


@dataclass(frozen=True, slots=True)
class Hover:
    """The row under the mouse, and where in its cell the mouse is."""

    row: int
    place: QPoint


class ClipDelegate(QStyledItemDelegate):
    """Paints clips, with a button over the touched one while it is only in the cloud.

    With `names_services` every clip says whose it is; `under_days` says that its day stands over
    it already. `bare` cells have no words below; `rejected` ones are crossed.
    """

    def __init__(
        self,
        thumbnails: ThumbnailLoader,
        filmstrips: FilmstripLoader,
        parent: QObject | None = None,
        *,
        names_services: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__(parent)
        self._bare = bare
        self.rejected: Collection[str] = ()
        self._badges = Badges()
        self._thumbnails = thumbnails
        self._filmstrips = filmstrips
        self._names_services = names_services
        self._still = QSize(176, 99)
        self._across = 176 + 2 * CELL_PADDING
        self._dpr = 1.0
        self.hover: Hover | None = None
        self.under_days = False

    def set_width(self, width: int) -> None:
        """Makes every cell this wide, with its padding; the height follows."""
        self._across = width
        across = max(1, width - 2 * CELL_PADDING)
        self._still = QSize(across, round(across * 9 / 16))

    @property
    def cell(self) -> QSize:
        """The size of every cell."""
        below = 0 if self._bare else GRID + _PROMPT_LINE + _DATE_LINE
        return QSize(self._across, self._still.height() + below + 2 * CELL_PADDING)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        clip: Clip | None = index.data(ClipRole.CLIP)
        still = self._still_in(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._hovered(index):
            fill(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), current_tokens().raised, 12)
        if clip is None:
            fill(painter, QRectF(still), current_tokens().panel, CARD_RADIUS)
        else:
            self._paint_still(painter, still, clip)
            if self._hovered(index) and clip.downloaded:
                self._paint_moment(painter, still, clip)
            self._paint_marks(painter, still, clip, index, option)
            if clip.id in self.rejected:
                _paint_rejected(painter, still)
            if not self._bare:
                self._paint_words(painter, still, clip, index, option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_ring(painter, still, current_tokens().accent, _RING)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            _paint_ring(painter, still, current_tokens().faint, 1)
        painter.restore()

    def still_of(self, clip: Clip) -> QPixmap | None:
        """The still of a clip as it is shown in the grid, if it is at hand."""
        if clip.thumbnail is None:
            return None
        fit = Fit.WHOLE if _is_upright(clip) else Fit.COVER
        dpr = self._dpr
        return self._thumbnails.pixmap(clip.thumbnail, self._still, dpr, fit)

    def is_on_button(self, cell: QRect, index: Index, place: QPoint) -> bool:
        """Whether `place` is on the download button of the clip painted in `cell`."""
        return self._has_button(index) and _button_rect(self._still_in(cell)).contains(place)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        clip: Clip | None = index.data(ClipRole.CLIP)
        if clip is None:
            return False
        error = index.data(ClipRole.ERROR)
        if self.is_on_button(option.rect, index, event.pos()):
            text = self.tr("Download")
        elif error is not None:
            text = halt_text(error)
        else:
            facts = [formats.full_date(clip.created_at)]
            if self._names_services:
                facts.insert(0, service_title(clip.service))
            text = f"{clip.prompt or clip_title(clip)}\n\n{' · '.join(facts)}"
        QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
        return True

    # -- The still -----------------------------------------------------------------------------

    def _still_in(self, cell: QRect) -> QRect:
        return QRect(cell.topLeft() + QPoint(CELL_PADDING, CELL_PADDING), self._still)

    def _paint_still(self, painter: QPainter, still: QRect, clip: Clip) -> None:
        if clip.thumbnail is None or self._thumbnails.is_broken(clip.thumbnail):
            _paint_placeholder(painter, QRectF(still), clip)
            return
        fill(painter, QRectF(still), ON_STAGE.stage, CARD_RADIUS)
        # What lies fills the cell, a little cut off perhaps; what stands upright is shown whole.
        upright = _is_upright(clip)
        self._dpr = painter.device().devicePixelRatioF()
        pixmap = self.still_of(clip)
        if pixmap is None:
            return
        place = QRectF(QPointF(), pixmap.deviceIndependentSize())
        place.moveCenter(QRectF(still).center())
        if upright:
            painter.drawPixmap(place.topLeft(), pixmap)
        else:
            rounded_picture(painter, place, pixmap, CARD_RADIUS)

    def _paint_moment(self, painter: QPainter, still: QRect, clip: Clip) -> None:
        """The still of the moment the mouse points at, and where that is in the whole."""
        share = self._share()
        frame = None if share is None else self._filmstrips.frame(clip.id, share)
        if frame is None or share is None:
            return
        mode = Qt.AspectRatioMode.KeepAspectRatio
        if not _is_upright(clip):
            mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        shape = QSizeF(frame.size()).scaled(QSizeF(still.size()), mode)
        place = QRectF(QPointF(), shape)
        place.moveCenter(QRectF(still).center())
        painter.save()
        painter.setClipPath(rounded(QRectF(still), CARD_RADIUS))
        fill(painter, QRectF(still), ON_STAGE.stage)
        # One cell alone is under the mouse: this is the only picture that is scaled here.
        painter.drawPixmap(place, frame, QRectF(frame.rect()))
        moment = QRectF(still.left() + share * still.width() - 1, still.top(), 2, still.height())
        fill(painter, moment, ON_STAGE.accent)
        painter.restore()

    def _share(self) -> float | None:
        """How far along the still the mouse is, 0 to 1; None where it is not over it."""
        if self.hover is None:
            return None
        place = self.hover.place - QPoint(CELL_PADDING, CELL_PADDING)
        if not QRect(QPoint(), self._still).contains(place):
            return None
        return place.x() / self._still.width()

    # -- What lies over it ---------------------------------------------------------------------

    def _paint_marks(
        self,
        painter: QPainter,
        still: QRect,
        clip: Clip,
        index: Index,
        option: QStyleOptionViewItem,
    ) -> None:
        font = sized(option.font, FONT_SMALL, tabular=True)
        inside = QRectF(still).adjusted(GRID, GRID, -GRID, -GRID)
        progress: Progress | None = index.data(ClipRole.PROGRESS)
        told = "" if progress is None else self._progress_text(progress)
        if clip.length is not None:
            text = formats.length(clip.length)
            if self._bare and progress is not None and progress.share is None:
                told = ""  # there is room for one of them
            self._badges.paint(painter, inside.bottomRight(), text, font, from_right=True)
        if progress is not None:
            sign = "" if told else "download"
            self._badges.paint(painter, inside.bottomLeft(), told, font, sign=sign)
            _paint_bar(painter, QRectF(still), progress.share)
        elif not clip.downloaded and not (self._bare and clip.thumbnail is None):
            place = self.tr("file not there") if clip.missing else self.tr("in the cloud")
            sign = "cloud_off" if clip.missing else "cloud"
            self._paint_place(painter, inside, place, font, sign)
        elif not clip.at_service and clip.remote_id:
            self._paint_place(painter, inside, self.tr("only here"), font, "cloud_off")
        if clip.marks.favourite:
            _paint_heart(painter, inside.topLeft())
        if self._bare and clip.marks.rating:
            corner = QPointF(inside.right(), inside.top() + BADGE_HEIGHT)
            stars = str(clip.marks.rating)
            self._badges.paint(painter, corner, stars, font, from_right=True, sign="star_filled")
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        touched = selected or self._hovered(index)
        if touched and not self._bare and self._has_button(index):
            _paint_button(painter, still, lit=self._on_button(still, index))

    def _on_button(self, still: QRect, index: Index) -> bool:
        if self.hover is None or not self._hovered(index):
            return False
        corner = still.topLeft() - QPoint(CELL_PADDING, CELL_PADDING)
        return _button_rect(still).contains(corner + self.hover.place)

    def _paint_place(
        self, painter: QPainter, inside: QRectF, words: str, font: QFont, sign: str
    ) -> None:
        """Where a clip is; a bare cell has room for the sign alone."""
        told = "" if self._bare else words
        self._badges.paint(painter, inside.bottomLeft(), told, font, sign=sign)

    def _progress_text(self, progress: Progress) -> str:
        if progress.share is not None:
            return formats.percent(progress.share)
        if progress.received:
            return formats.file_size(progress.received)
        if progress.received is None:
            return self.tr("Waiting to download")
        return self.tr("Downloading…")

    def _has_button(self, index: Index) -> bool:
        clip: Clip | None = index.data(ClipRole.CLIP)
        if clip is None or clip.downloaded or not clip.obtainable:
            return False
        return index.data(ClipRole.PROGRESS) is None

    def _hovered(self, index: Index) -> bool:
        return self.hover is not None and self.hover.row == index.row()

    # -- The words below -----------------------------------------------------------------------

    def _paint_words(
        self, painter: QPainter, still: QRect, clip: Clip, index: Index, font: QFont
    ) -> None:
        tokens = current_tokens()
        line = QRectF(still.left(), still.bottom() + 1 + GRID, still.width(), _PROMPT_LINE)
        painter.setFont(sized(font, FONT_NORMAL))
        _paint_line(painter, line, clip_title(clip), tokens.text if clip.prompt else tokens.dim)
        line = QRectF(line.left(), line.bottom(), line.width(), _DATE_LINE)
        if self._names_services:
            dot = QRectF(line.left(), line.center().y() - DOT / 2, DOT, DOT)
            fill(painter, dot, tokens.service(clip.service), DOT / 2)
            line.setLeft(dot.right() + HALF + 2)
        painter.setFont(sized(font, FONT_SECONDARY))
        error: KadrajError | None = index.data(ClipRole.ERROR)
        if error is not None:
            goes_on = error.code in _HALTS or is_passing(error.code, error.params)
            tone = tokens.warn if goes_on else tokens.bad
            _paint_line(painter, line, brief_halt_text(error), tone)
            return
        self._paint_stars(painter, line, clip.marks.rating)
        line.setRight(line.right() - clip.marks.rating * _STAR - (HALF if clip.marks.rating else 0))
        if self.under_days:
            facts = formats.time_of_day(clip.created_at)
        else:
            facts = formats.day_and_time(clip.created_at)
        if clip.aspect_ratio:
            both = f"{facts} · {clip.aspect_ratio}"
            fits = QFontMetricsF(painter.font()).horizontalAdvance(both) <= line.width()
            facts = both if fits else facts
        _paint_line(painter, line, facts, tokens.faint)

    def _paint_stars(self, painter: QPainter, line: QRectF, rating: int) -> None:
        for number in range(rating):
            left = line.right() - (rating - number) * _STAR
            place = QRect(round(left), round(line.center().y() - _STAR / 2), _STAR, _STAR)
            icon("star_filled", "warn").paint(painter, place)


def _paint_ring(painter: QPainter, still: QRect, colour: str, width: float) -> None:
    reach = _RING_GAP + width / 2
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    around = QRectF(still).adjusted(-reach, -reach, reach, reach)
    painter.drawRoundedRect(around, CARD_RADIUS + reach, CARD_RADIUS + reach)


def _button_rect(still: QRect) -> QRect:
    corner = still.topRight() + QPoint(1 - GRID - _BUTTON, GRID)
    return QRect(corner, QSize(_BUTTON, _BUTTON))


def _is_upright(clip: Clip) -> bool:
    if clip.media is not None:
        return clip.media.height > clip.media.width
    sides = sides_of(clip.aspect_ratio)
    return sides is not None and sides[1] > sides[0]


def _paint_placeholder(painter: QPainter, frame: QRectF, clip: Clip) -> None:
    """The frame of a picture nobody has here: its proportions, and where it is."""
    tokens = current_tokens()
    fill(painter, frame, tokens.panel, CARD_RADIUS)
    shape = QSizeF(9, 16) if _is_upright(clip) else QSizeF(16, 9)
    corners = QRectF(QPointF(), shape.scaled(frame.size() / 2, Qt.AspectRatioMode.KeepAspectRatio))
    corners.moveCenter(frame.center() - QPointF(0, GRID))
    draw_corners(painter, corners, QPen(QColor(tokens.line), 1.5), arm=8, radius=3)
    sign = QRect(0, 0, _SIGN, _SIGN)
    sign.moveCenter(corners.center().toPoint())
    icon("film" if clip.downloaded else "cloud", "faint").paint(painter, sign)


def _paint_rejected(painter: QPainter, still: QRect) -> None:
    fill(painter, QRectF(still), BADGE, CARD_RADIUS)
    place = QRect(0, 0, _SIGN, _SIGN)
    place.moveCenter(still.center())
    icon("close", "bad").paint(painter, place)


def _paint_heart(painter: QPainter, corner: QPointF) -> None:
    badge = QRectF(corner.x(), corner.y(), BADGE_HEIGHT + 2, BADGE_HEIGHT)
    fill(painter, badge, BADGE, BADGE_RADIUS)
    place = QRect(0, 0, SMALL_SIGN, SMALL_SIGN)
    place.moveCenter(badge.center().toPoint())
    icon("heart_filled", "stage_accent").paint(painter, place)


def _paint_button(painter: QPainter, still: QRect, *, lit: bool) -> None:
    rect = _button_rect(still)
    fill(painter, QRectF(rect), current_tokens().accent if lit else BADGE, RADIUS)
    spare = (_BUTTON - ICON) // 2
    sign = icon("download", "on_accent" if lit else "stage")
    sign.paint(painter, rect.adjusted(spare, spare, -spare, -spare))


def _paint_bar(painter: QPainter, still: QRectF, share: float | None) -> None:
    """How much is here, along the lower edge; nothing where the whole is not known."""
    if share is None:
        return
    groove = still.adjusted(GRID, 0, -GRID, 0)
    groove.setTop(still.bottom() - _BAR - 2)
    groove.setHeight(_BAR)
    fill(painter, groove, BADGE, _BAR / 2)
    groove.setWidth(groove.width() * share)
    fill(painter, groove, ON_STAGE.good, _BAR / 2)


def _paint_line(painter: QPainter, line: QRectF, text: str, colour: str) -> None:
    elided = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, line.width()
    )
    painter.setPen(QColor(colour))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)
