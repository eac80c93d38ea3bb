"""A desktop's services, real enough: QtDBus on a real bus, in a process of its own.

Notifications, wishes that the computer may not sleep, and a tray. What is asked is told on
standard output as JSON; a line on standard input clicks on the last notification, or ends them all.
"""

import json
import os
import sys
from typing import Any

from PySide6.QtCore import (
    ClassInfo,
    Property,
    QCoreApplication,
    QObject,
    QSocketNotifier,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBusConnection

NAME = "org.freedesktop.Notifications"
SESSION = "org.gnome.SessionManager"
TRAY = "org.kde.StatusNotifierWatcher"
#: Things that PySide's type hints do not know of.
_class_info: Any = ClassInfo
_property: Any = Property
_unsigned: Any = "uint"


@_class_info({"D-Bus Interface": NAME})
class Notifications(QObject):
    """The methods and signals of the specification that Kadraj uses."""

    ActionInvoked = Signal(_unsigned, str)
    ActivationToken = Signal(_unsigned, str)
    NotificationClosed = Signal(_unsigned, _unsigned)

    def __init__(self, abilities: list[str]) -> None:
        super().__init__()
        self.abilities = abilities
        self.last = 0

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802 - the specification's name
        return self.abilities

    @Slot(
        *("QString", "uint", "QString", "QString", "QString", "QStringList", "QVariantMap", int),
        result="uint",
    )
    def Notify(self, *fields: Any) -> int:  # noqa: N802
        program, replaces, _icon, title, text, actions, hints, _milliseconds = fields
        self.last = replaces or self.last + 1
        told = {"id": self.last, "program": program, "replaces": replaces, "title": title}
        told |= {"text": text, "actions": actions, "hints": dict(hints)}
        tell(told)
        return self.last

    @Slot("uint")
    def CloseNotification(self, number: int) -> None:  # noqa: N802
        tell({"closed": number})
        self.NotificationClosed.emit(number, 3)

    @Slot()
    def on_lines(self) -> None:
        for line in os.read(sys.stdin.fileno(), 4096).decode().splitlines() or ["end"]:
            match line:
                case "click":
                    self.ActivationToken.emit(self.last, "a-token")
                    self.ActionInvoked.emit(self.last, "default")
                    self.NotificationClosed.emit(self.last, 2)
                case "click another":
                    self.ActionInvoked.emit(self.last + 1, "default")
                case _:
                    QCoreApplication.quit()


@_class_info({"D-Bus Interface": SESSION})
class SessionManager(QObject):
    """GNOME's, as far as it is about sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.wishes = 0

    @Slot("QString", "uint", "QString", "uint", result="uint")
    def Inhibit(self, *_wish: Any) -> int:  # noqa: N802
        self.wishes += 1
        tell({"awake": self.wishes})
        return self.wishes

    @Slot("uint")
    def Uninhibit(self, wish: int) -> None:  # noqa: N802
        tell({"asleep": wish})


@_class_info({"D-Bus Interface": TRAY})
class Tray(QObject):
    """Takes the icons of programs, by the protocol that KDE began."""

    IsStatusNotifierHostRegistered = _property(bool, lambda _tray: True)

    @Slot(str)
    def RegisterStatusNotifierItem(self, service: str) -> None:  # noqa: N802
        tell({"icon": service})


def tell(what: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def main() -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    service = Notifications(sys.argv[1:])
    options = (
        QDBusConnection.RegisterOption.ExportAllSlots
        | QDBusConnection.RegisterOption.ExportAllSignals
    )
    assert bus.registerObject("/org/freedesktop/Notifications", service, options)
    assert bus.registerService(NAME)
    session = SessionManager()
    assert bus.registerObject("/org/gnome/SessionManager", session, options)
    assert bus.registerService(SESSION)
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(service.on_lines)
    tray = Tray()
    shown = options | QDBusConnection.RegisterOption.ExportAllProperties
    assert bus.registerObject("/StatusNotifierWatcher", tray, shown)
    assert bus.registerService(TRAY)
    tell({"ready": True})
    app.exec()


if __name__ == "__main__":
    main()
