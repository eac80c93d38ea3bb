"""How a card of the drop tray looks."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.delegates.painting import fill, outline
from app.ui.models.tray_model import TrayCard, TrayRole
from app.ui.theme.fonts import sized
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import (
    BADGE,
    CARD_RADIUS,
    FONT_SECONDARY,
    FONT_SMALL,
    GRID,
    HALF,
    ICON_LARGE,
    ON_PICTURE,
    ON_STAGE,
    RADIUS,
)
from app.ui.widgets.crop_frame import draw_cropped

CARD: Final = QSize(176, 168)
_STAGE: Final = 112
_BADGE: Final = 18


class TrayDelegate(QStyledItemDelegate):
    """The picture with its frame, its number, its name, and what is to be said of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.size = CARD
        self.ratio = ""  # of the frame; empty where pictures go whole
        self._small: dict[int, tuple[int, QPixmap]] = {}

    def forget(self, number: int) -> None:
        """A card is gone: so is its small picture."""
        self._small.pop(number, None)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        card: TrayCard = index.data(TrayRole.CARD)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(option.rect).adjusted(HALF, HALF, -HALF, -HALF)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        fill(painter, whole, tokens.raised, CARD_RADIUS)
        stage = QRectF(whole.left(), whole.top(), whole.width(), _STAGE)
        fill(painter, stage, ON_STAGE.stage, CARD_RADIUS)
        self._paint_picture(painter, stage.adjusted(HALF, HALF, -HALF, -HALF), card)
        self._paint_number(painter, stage, index.row() + 1)
        self._paint_words(painter, whole.adjusted(GRID, _STAGE + HALF, -GRID, -HALF), card, index)
        if chosen:
            outline(painter, whole, tokens.accent, CARD_RADIUS, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            outline(painter, whole, tokens.faint, CARD_RADIUS, 1)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRectF, card: TrayCard) -> None:
        if card.preview is None or card.facts is None:
            sign = QRectF(0, 0, ICON_LARGE, ICON_LARGE)
            sign.moveCenter(room.center())
            icon("warning" if card.problem else "picture", "stage").paint(painter, sign.toRect())
            return
        picture = card.facts.picture
        fitted = QSize(picture.width, picture.height).scaled(
            room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(0, 0, max(1, fitted.width()), max(1, fitted.height()))
        place.moveCenter(room.center())
        painter.drawPixmap(place.toRect(), self._pixmap(painter, card, card.preview, place))
        crop = card.crop(self.ratio) if self.ratio else None
        kept = draw_cropped(painter, place, (picture.width, picture.height), crop)
        if crop is not None:
            outline(painter, kept, ON_STAGE.text, 0, 1)

    def _pixmap(self, painter: QPainter, card: TrayCard, preview: QImage, place: QRectF) -> QPixmap:
        """The small picture, made once."""
        known = self._small.get(card.number)
        size = (place.size() * painter.device().devicePixelRatioF()).toSize()
        if known is None or known[0] != preview.cacheKey() or known[1].size() != size:
            small = preview.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            known = (preview.cacheKey(), QPixmap.fromImage(small))
            self._small[card.number] = known
        return known[1]

    @staticmethod
    def _paint_number(painter: QPainter, stage: QRectF, number: int) -> None:
        font = sized(painter.font(), FONT_SMALL)
        wide = max(_BADGE, QFontMetrics(font).horizontalAdvance(str(number)) + GRID)
        badge = QRectF(stage.left() + HALF, stage.top() + HALF, wide, _BADGE)
        fill(painter, badge, BADGE, RADIUS)
        painter.setFont(font)
        painter.setPen(QColor(ON_PICTURE))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))

    @staticmethod
    def _paint_words(
        painter: QPainter,
        room: QRectF,
        card: TrayCard,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = current_tokens()
        said: str = index.data(Qt.ItemDataRole.DisplayRole)
        tone = tokens.bad if card.problem else tokens.dim
        for line, (text, size, colour) in enumerate(
            ((card.name, FONT_SECONDARY, tokens.text), (said, FONT_SMALL, tone))
        ):
            font = sized(painter.font(), size)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            place = QRectF(room.left(), room.top() + line * 20, room.width(), 20)
            shown = QFontMetrics(font).elidedText(
                text, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
