"""One press of a key, one deed: what a key repeats while it is held down pays for nothing.

X11 tells a held key as let go and pressed again and again, and Qt does not recognise each of these
pairs as a repetition: `isAutoRepeat` alone would let some of them through, and so would a shortcut
that is not to repeat.
"""

from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

#: Both are Enter to who presses them.
ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
#: Milliseconds between letting a key go and pressing it: a server repeats at once, no finger does.
_AT_ONCE: Final = 20
#: Milliseconds after which a key that was let go is not held any more.
_QUIET: Final = 250
#: Seconds: no system waits longer before a held key begins to repeat.
_BEFORE_REPEATING: Final = 1.0


def let_go_first(*keys: int) -> None:
    """Until it is let go, a key that is down now does nothing more, in no window of the program."""
    if (app := QCoreApplication.instance()) is not None:
        held = app.findChild(_HeldKey) or _HeldKey(app)
        held.begin(frozenset(keys))


class _HeldKey(QObject):
    """Takes the presses of a held key from whom they are for. It sees all events of the program, so
    it listens only as long as a key is held."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._keys: frozenset[int] = frozenset()
        #: When it was let go, by the window system's clock. Nothing is told of that where the
        #: window that had the keyboard has closed meanwhile.
        self._let_go: int | None = None
        self._last_press = 0.0
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._end)

    def begin(self, keys: frozenset[int]) -> None:
        self._end()
        self._keys = keys
        self._last_press = monotonic()
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._app and event.type() is QEvent.Type.ApplicationDeactivate:
            self._end()  # that it is let go is told to another program now
        if not isinstance(event, QKeyEvent):
            return False
        if event.key() not in self._keys:
            if event.type() is not QEvent.Type.KeyRelease:
                self._end()  # only the key that was pressed last repeats
            return False
        if event.type() is QEvent.Type.KeyRelease:
            if not event.isAutoRepeat():
                self._let_go = event.timestamp()
                self._quiet.start()
            return False
        if self._is_new(event):
            self._end()
            return False
        self._let_go = None
        self._last_press = monotonic()
        self._quiet.stop()
        event.accept()
        return True

    def _is_new(self, press: QKeyEvent) -> bool:
        if press.isAutoRepeat():
            return False
        if self._let_go is None:
            return monotonic() - self._last_press > _BEFORE_REPEATING
        # One without a time comes from a program.
        return not press.timestamp() or press.timestamp() - self._let_go > _AT_ONCE

    def _end(self) -> None:
        self._quiet.stop()
        self._let_go = None
        self._app.removeEventFilter(self)
