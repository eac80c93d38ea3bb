"""Whether the user has asked the system for less motion.

Nothing in Kadraj moves by itself: there are no animations, and videos play when they are opened.
What moves unasked is the strip of stills under the mouse; it is left away where less is wished for.
Qt 6.11 does not tell (`QAccessibilityHints.motionPreference` comes with 6.12), so each system is
asked in its own way, by a thread: a desktop's portal may take its time.
"""

import subprocess
import sys
from threading import Thread
from typing import Final

_SECONDS: Final = 5.0
_GET_CLIENT_AREA_ANIMATION: Final = 0x1042  # SPI_GETCLIENTAREAANIMATION


class LessMotion:
    """The wish, asked for once, when it is first read; until the answer is here there is none."""

    def __init__(self) -> None:
        self._wished = False
        self._thread: Thread | None = None

    @property
    def wished(self) -> bool:
        if self._thread is None:
            self._thread = Thread(target=self._ask, name="less motion", daemon=True)
            self._thread.start()
        return self._wished

    def _ask(self) -> None:
        try:
            self._wished = less_motion_wished()
        except Exception:  # noqa: BLE001 - no bus, no portal, no such setting: no wish
            self._wished = False


def less_motion_wished() -> bool:
    """What the system says, which may take seconds. Raises whatever keeps it from answering."""
    if sys.platform == "win32":
        return not _windows_animates()
    if sys.platform == "darwin":
        return _macos_reduces()
    return not _desktop_animates()


def _windows_animates() -> bool:
    import ctypes

    animates = ctypes.c_int(1)
    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore] # on Windows alone
    windll.user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animates), 0)
    return bool(animates.value)


def _macos_reduces() -> bool:
    asked = ["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]
    said = subprocess.run(  # noqa: S603 - nothing of it comes from elsewhere
        asked, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    return said.stdout.strip() == "1"


def _desktop_animates() -> bool:
    """By the portal's settings, which GNOME, KDE and others keep alike.

    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
    """
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    settings = DBusAddress(
        "/org/freedesktop/portal/desktop",
        bus_name="org.freedesktop.portal.Desktop",
        interface="org.freedesktop.portal.Settings",
    )
    question = ("org.gnome.desktop.interface", "enable-animations")
    with open_dbus_connection("SESSION") as bus:
        asking = new_method_call(settings, "Read", "ss", question)
        answer = bus.send_and_get_reply(asking, timeout=_SECONDS)
    if answer.header.message_type is not MessageType.method_return:
        return True
    _, value = answer.body[0]
    while isinstance(value, tuple):  # a variant within a variant
        _, value = value
    return bool(value)
