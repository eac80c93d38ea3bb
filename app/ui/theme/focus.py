"""The ring around what the keyboard is on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QListWidget,
    QMenu,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.ui.theme.tokens import ON_STAGE, RADIUS, Tokens

_WIDTH = 2
_GAP = 2
_REACH = _WIDTH + _GAP

_MOVING = frozenset({QEvent.Type.Move, QEvent.Type.Resize})


class FocusRing(QObject):
    """Shows one ring in the window where keyboard focus was moved by keyboard.

    A style sheet knows borders only, so the ring is a widget of its own: a child of the window,
    above everything, deaf to the mouse, cut where a scroll area cuts its widget.
    """

    def __init__(self, app: QApplication, tokens: Callable[[], Tokens]) -> None:
        super().__init__(app)
        self._tokens = tokens
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        self._window: QWidget | None = None  # which had the keyboard last
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is not None:
            self._come_into(new.window())
        if new is not None and _wants_ring(new):
            self._surround(new)

    def _come_into(self, window: QWidget) -> None:
        """Whether it was moved by keyboard goes along into another window, and back again."""
        attribute = Qt.WidgetAttribute.WA_KeyboardFocusChange
        before, self._window = self._window, window
        if before is None or before is window or not isValid(before):
            return
        if before.testAttribute(attribute):
            window.setAttribute(attribute)

    def _surround(self, target: QWidget) -> None:
        tokens = ON_STAGE if _on_stage(target) else self._tokens()
        self._target = target
        self._ring = _Ring(target.window(), tokens.accent)
        for widget in _with_ancestors(target):
            widget.installEventFilter(self)
        self._follow()
        self._ring.show()

    def _follow(self) -> None:
        if self._target is None or self._ring is None:
            return
        window = self._target.window()
        corner = self._target.mapTo(window, QPoint(0, 0))
        around = QRect(corner, self._target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self._ring.setGeometry(around)
        self._ring.setMask(
            _visible_part(self._target, window, around).translated(-around.topLeft())
        )
        self._ring.raise_()

    def _let_go(self) -> None:
        # Either may be gone already, with the window that held them.
        if self._target is not None and isValid(self._target):
            for widget in _with_ancestors(self._target):
                widget.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._target = self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOVING:
            self._follow()
        elif kind == QEvent.Type.Hide or (
            kind == QEvent.Type.MouseButtonPress and watched is self._target
        ):
            self._let_go()
        return False


class _Ring(QWidget):
    """Holds no widget but its parent: what it surrounds must be free to be deleted with it."""

    def __init__(self, window: QWidget, colour: str) -> None:
        super().__init__(window)
        self._colour = QColor(colour)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, _WIDTH))
        inset = _WIDTH / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS + _GAP, RADIUS + _GAP)


def _wants_ring(widget: QWidget) -> bool:
    return (
        not widget.isWindow()
        and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        and not isinstance(widget, QMenu)  # marks its chosen line
        and not _marks_its_rows(widget)
        and widget.property("focusRing") is not False
    )


def _marks_its_rows(widget: QWidget) -> bool:
    """Whether it shows by its current row that the keyboard is on it; plain lists show the same
    with it and without."""
    return (
        isinstance(widget, QAbstractItemView)
        and not isinstance(widget, QListWidget | QTableView)
        and widget.property("focusRing") is not True
    )


def _with_ancestors(widget: QWidget) -> list[QWidget]:
    found = [widget]
    while not found[-1].isWindow() and (parent := found[-1].parentWidget()) is not None:
        found.append(parent)
    return found


def _on_stage(widget: QWidget) -> bool:
    return any(ancestor.property("role") == "stage" for ancestor in _with_ancestors(widget))


def _visible_part(target: QWidget, window: QWidget, around: QRect) -> QRect:
    """`around` without what scroll areas cut away; in the window's coordinates."""
    visible = QRect(around)
    for ancestor in _with_ancestors(target)[1:]:
        area = ancestor.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is ancestor:
            corner = ancestor.mapTo(window, QPoint(0, 0))
            visible = visible.intersected(QRect(corner, ancestor.size()))
    return visible
