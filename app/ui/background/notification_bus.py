"""Notifications by the desktop's own service on Linux, over the session's D-Bus.

https://specifications.freedesktop.org/notification-spec/latest/ wants an unsigned number, which
PySide's QtDBus cannot send; so it is asked by jeepney, which comes along with keyring.

The bus has a thread of its own: neither a slow service nor none at all holds the window up.
"""

import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import Final

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.threading import DBusRouter, open_dbus_connection
from PySide6.QtCore import QObject, Signal

from app.metadata import APP_ID, NAME

_LOG = logging.getLogger(__name__)

_NAME: Final = "org.freedesktop.Notifications"
_SERVICE: Final = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
_SIGNALS: Final = MatchRule(type="signal", interface=_NAME, path=_SERVICE.object_path)
#: As long as D-Bus itself has patience: a busy desktop answers late, and is still to be heard.
_SECONDS: Final = 25.0
#: Seconds for a service that has stopped to answer, when the program ends.
_PARTING: Final = 1.0
_USUAL: Final = "default"  # the action that a click on the notification itself stands for


@dataclass(frozen=True, slots=True)
class _Order:
    """A notification to be shown in place of the last one; without a title, to take that away."""

    title: str = ""
    text: str = ""
    sound: bool = False


class NotificationBus(QObject):
    """One notification at a time. `clicked` tells that the user wants to see what it is about;
    `sound_missing` that the service makes no sounds. Without a service nothing happens.
    """

    clicked = Signal(str)  # the token that lets a window come forward, or nothing
    sound_missing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox: Queue[_Order | Message | None] = Queue()
        self._thread: Thread | None = None
        self._shown = 0
        self._token = ""
        self._abilities: frozenset[str] = frozenset()

    def show(self, title: str, text: str, *, sound: bool) -> None:
        """Shows plain text, in place of what was shown before."""
        if self._thread is None or not self._thread.is_alive():
            self._inbox = Queue()
            self._shown = 0
            self._thread = Thread(target=self._run, name="notifications", daemon=True)
            self._thread.start()
        self._inbox.put(_Order(title, text, sound))

    def withdraw(self) -> None:
        """Takes away what is shown."""
        self._inbox.put(_Order())

    def shut(self) -> None:
        """Takes away what is shown and ends."""
        if self._thread is not None:
            self._inbox.put(_Order())
            self._inbox.put(None)
            self._thread.join(_PARTING)

    # -- In the thread -------------------------------------------------------------------------

    def _run(self) -> None:
        inbox = self._inbox
        try:
            with _router() as router, router.filter(_SIGNALS, queue=inbox):
                router.send_and_get_reply(message_bus.AddMatch(_SIGNALS), timeout=_SECONDS)
                self._abilities = _abilities(router)
                while (item := inbox.get()) is not None:
                    if isinstance(item, _Order):
                        self._carry_out(router, item)
                    else:
                        self._hear(item)
        except Exception as error:  # noqa: BLE001 - no bus, or one that ended: nothing to show on
            _LOG.info("no notifications: %s", type(error).__name__)

    def _carry_out(self, router: DBusRouter, order: _Order) -> None:
        if order.title:
            answer = router.send_and_get_reply(self._notification(order), timeout=_SECONDS)
            if answer.header.message_type is MessageType.method_return:
                self._shown = int(answer.body[0])
        elif self._shown:
            closing = new_method_call(_SERVICE, "CloseNotification", "u", (self._shown,))
            router.send_and_get_reply(closing, timeout=_SECONDS)
            self._shown = 0

    def _notification(self, order: _Order) -> Message:
        audible = order.sound and "sound" in self._abilities
        if order.sound and not audible:
            self.sound_missing.emit()
        sound = ("sound-name", ("s", "complete")) if audible else ("suppress-sound", ("b", True))
        hints = dict([sound, ("desktop-entry", ("s", APP_ID)), ("urgency", ("y", 1))])
        text = html.escape(order.text) if "body-markup" in self._abilities else order.text
        actions = [_USUAL, NAME] if "actions" in self._abilities else []
        fields = (NAME, self._shown, APP_ID, order.title, text, actions, hints, -1)
        return new_method_call(_SERVICE, "Notify", "susssasa{sv}i", fields)

    def _hear(self, signal: Message) -> None:
        number, *said = signal.body
        if number != self._shown:
            return
        match signal.header.fields.get(HeaderFields.member), said:
            case "ActivationToken", [str(token)]:
                self._token = token
            case "ActionInvoked", [str(action)] if action == _USUAL:
                self.clicked.emit(self._token)
            case "NotificationClosed", _:
                self._shown, self._token = 0, ""
            case _:
                pass


@contextmanager
def _router() -> Iterator[DBusRouter]:
    connection = open_dbus_connection("SESSION")
    try:
        with DBusRouter(connection) as router:
            yield router
    finally:
        connection.close()


def _abilities(router: DBusRouter) -> frozenset[str]:
    """What the service can do; nothing where there is none."""
    asking = new_method_call(_SERVICE, "GetCapabilities")
    answer = router.send_and_get_reply(asking, timeout=_SECONDS)
    known = answer.header.message_type is MessageType.method_return
    return frozenset(answer.body[0]) if known else frozenset()
