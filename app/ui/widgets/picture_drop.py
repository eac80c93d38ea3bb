"""Where a picture is dropped, pasted or picked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.preparing import Crop
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import CARD_RADIUS, GRID, HALF, ICON_LARGE
from app.ui.widgets.crop_frame import CropFrame
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.picture_mime import Encoded, Files, may_hold_picture, read_picture

_PICK_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_HEIGHT = 152
_LOW = 64
_BESIDE = 88  # how wide a picture is with its caption beside it
_NO_LIMIT = 16_777_215  # as Qt has it


class PictureDrop(QAbstractButton):
    """A dashed place for a picture, and the picture once it is there; a click picks one.

    It does not open or judge anything: it hands over what came, and shows what it is given.
    `refused` tells that something came which holds no picture, such as a web address. Where height
    is short it can be low: then words and buttons stand beside the picture instead of under it.
    """

    files_dropped = Signal(list)
    image_dropped = Signal(bytes, str)
    refused = Signal()
    pick_requested = Signal()
    removed = Signal()
    crop_moved = Signal(float)  # where the frame lies, from 0 to 1
    cut_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragged_over = False
        self._low = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.pick_requested)

        self._title = styled(QLabel(), level="strong")
        self._hint = styled(QLabel(), level="secondary", tone="faint")
        self._frame = CropFrame()
        self._frame.setObjectName("pictureCropFrame")
        self._frame.moved.connect(self.crop_moved)
        # Of a name the beginning and the end tell most.
        self._name = styled(ElidedLabel(elide=Qt.TextElideMode.ElideMiddle), level="secondary")
        self._name.setObjectName("pictureName")
        self._facts = styled(QLabel(), level="secondary", tone="dim")
        self._facts.setObjectName("pictureFacts")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cut = self._tool("crop")
        self._cut.setObjectName("cutPictureButton")
        self._cut.setCheckable(True)
        self._cut.clicked.connect(self.cut_chosen)
        self._replace = self._tool("retry")
        self._replace.setObjectName("replacePictureButton")
        self._replace.clicked.connect(self.pick_requested)
        self._remove = self._tool("remove")
        self._remove.setObjectName("removePictureButton")
        self._remove.clicked.connect(self.removed)

        self._pages = QStackedLayout(self)
        self._empty = self._empty_page()
        self._filled = self._filled_page()
        self.set_low(False)

    @property
    def is_filled(self) -> bool:
        return self._pages.currentIndex() == 1

    @property
    def is_low(self) -> bool:
        return self._low

    def height_gained(self) -> int:
        """How many pixels of height it can spare by being low."""
        return _HEIGHT - _LOW

    def set_low(self, low: bool) -> None:
        """Be a row of little height, or as high as a picture deserves."""
        self._low = low
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        self._empty.setDirection(way)
        self._filled.setDirection(way)
        words = Qt.AlignmentFlag.AlignLeft if low else Qt.AlignmentFlag.AlignHCenter
        self._title.setAlignment(words)
        self._hint.setAlignment(words)
        self._filled.setStretch(0, 0 if low else 1)
        self._filled.setStretch(1, 1 if low else 0)
        around = 0 if low else HALF  # four lines have room beside a low picture
        self._foot.setContentsMargins(GRID + HALF, around, HALF, around)
        self._frame.setMinimumWidth(_BESIDE if low else 0)
        # As wide as that beside words, otherwise as wide as there is room.
        wide = QSizePolicy.Policy.Minimum if low else QSizePolicy.Policy.Ignored
        self._frame.setSizePolicy(wide, QSizePolicy.Policy.Ignored)
        self._frame.setMaximumWidth(_BESIDE if low else _NO_LIMIT)
        self._frame.set_joined_edge(Qt.Edge.RightEdge if low else Qt.Edge.BottomEdge)
        self._pages.update()
        self.updateGeometry()

    def set_texts(
        self,
        *,
        title: str,
        hints: Sequence[str],
        replace: str,
        remove: str,
        cut: str = "",
        frame: str = "",
    ) -> None:
        """`title` and `hints` invite while it is empty; the others name the buttons and the
        frame."""
        self._frame.setAccessibleName(frame)
        self._title.setText(title)
        self._hint.setText("\n".join(hints))
        self.setAccessibleName(title)
        self._describe()
        for button, name in ((self._cut, cut), (self._replace, replace), (self._remove, remove)):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def show_picture(self, image: QImage, name: str, facts: str = "") -> None:
        """Show `image` whole, with its `name` and under that its `facts`, such as size and
        pixels."""
        self._frame.show_picture(image, image.size().toTuple(), None, 0.5)
        self._cut.hide()
        self._show(name, facts)

    def show_frame(
        self,
        image: QImage,
        name: str,
        facts: str,
        size: tuple[int, int],
        crop: Crop | None,
        along: float,
    ) -> None:
        """The same of a picture of `size` pixels that has not the chosen ratio: `crop` is what is
        taken of it, None where it goes whole all the same."""
        self._frame.show_picture(image, size, crop, along)
        self._cut.setChecked(crop is not None)
        self._cut.show()
        self._show(name, facts)

    def _show(self, name: str, facts: str) -> None:
        self._name.setText(name)
        self._facts.setText(facts)
        self._turn_to(1)

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Who hears it is told what is in it, or how something comes in."""
        shown = (self._name.text(), self._facts.text())
        words = filter(None, shown) if self.is_filled else (self._hint.text(),)
        self.setAccessibleDescription("\n".join(words))

    def clear(self) -> None:
        """Be empty again."""
        self._frame.show_picture(QImage(), (0, 0), None, 0.5)
        self._turn_to(0)

    def paste(self) -> None:
        """Take the picture that is on the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def sizeHint(self) -> QSize:
        return QSize(256, _LOW if self._low else _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return False  # what its words take, the picture gives

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_picture(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_drag(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_drag(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        # Always a copy: a file manager would delete what was moved.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show_drag(over=False)
        self._take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _PICK_KEYS:
            self.click()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.is_filled:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._dragged_over:
            painter.setBrush(QColor(tokens.raised))
            painter.setPen(QPen(QColor(tokens.accent), 1))
        elif self.is_filled:
            painter.setBrush(QColor(tokens.field))
            painter.setPen(QPen(QColor(tokens.line), 1))
        else:
            painter.setBrush(QColor(tokens.field))
            pen = QPen(QColor(tokens.faint), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
        painter.drawRoundedRect(edge, CARD_RADIUS, CARD_RADIUS)

    def _empty_page(self) -> QBoxLayout:
        page = QWidget()
        words = QVBoxLayout()
        words.setSpacing(HALF)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._hint)
        words.addStretch()
        parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, page)
        parts.setContentsMargins(GRID, HALF, GRID, HALF)
        parts.setSpacing(GRID + HALF)
        parts.addStretch()
        parts.addWidget(
            Glyph("picture_drop", size=ICON_LARGE + HALF), 0, Qt.AlignmentFlag.AlignCenter
        )
        parts.addLayout(words)
        parts.addStretch()
        self._pages.addWidget(page)
        return parts

    def _filled_page(self) -> QBoxLayout:
        page = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._facts)
        words.addStretch()
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addLayout(words, 1)
        foot.addSpacing(HALF)
        foot.addWidget(self._cut)
        foot.addWidget(self._replace)
        foot.addWidget(self._remove)
        parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, page)
        parts.setContentsMargins(1, 1, 1, 1)
        parts.setSpacing(0)
        parts.addWidget(self._frame)
        parts.addLayout(foot)
        self._pages.addWidget(page)
        return parts

    def _tool(self, icon_name: str) -> QToolButton:
        tool = styled(QToolButton(), kind="icon", compact=True)
        tool.setIcon(icon(icon_name, checked_tone="accent"))
        tool.setCursor(Qt.CursorShape.ArrowCursor)
        return tool

    def _show_drag(self, *, over: bool) -> None:
        self._dragged_over = over
        self.update()

    def _take(self, mime: QMimeData) -> None:
        match read_picture(mime):
            case Files(paths):
                self.files_dropped.emit(list(paths))
            case Encoded(data, name):
                self.image_dropped.emit(data, name)
            case None:
                self.refused.emit()
