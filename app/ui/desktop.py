"""Handing files and addresses over to the computer's own programs."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices

_WAIT_MS: Final = 1_000


def show_in_folder(file: Path) -> bool:
    """Opens the file's folder, with the file marked where the system can; whether it did."""
    if sys.platform == "win32":
        # Explorer wants switch and path in one word, and no quotes around the switch.
        return bool(QProcess.startDetached("explorer.exe", [f"/select,{file}"])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", str(file)])[0])
    return _file_manager_shows(file) or QDesktopServices.openUrl(
        QUrl.fromLocalFile(str(file.parent))
    )


def open_in_browser(address: str) -> bool:
    """Opens a web page; only https leaves the program. Tells whether it was opened."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and QDesktopServices.openUrl(url)


def _file_manager_shows(file: Path) -> bool:
    """Asks over D-Bus, https://www.freedesktop.org/wiki/Specifications/file-manager-interface."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    call.setArguments([[QUrl.fromLocalFile(str(file)).toString()], ""])
    answer = bus.call(call, timeout=_WAIT_MS)
    return bool(answer.type() == QDBusMessage.MessageType.ReplyMessage)
