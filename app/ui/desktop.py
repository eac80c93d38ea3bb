"""Handing files and addresses over to the computer's own programs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QProcess, QStandardPaths, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices

_WAIT_MS: Final = 1_000


def show_in_folder(file: Path, otherwise: Callable[[], None] = lambda: None) -> None:
    """Opens the file's folder, with the file marked where the system can.

    Calls `otherwise`, at once or when it turns out, where there is nothing to open folders with.
    """
    if sys.platform == "win32":
        # Explorer wants switch and path in one word, and no quotes around the switch.
        opened = bool(QProcess.startDetached("explorer.exe", [f"/select,{file}"])[0])
    elif sys.platform == "darwin":
        opened = bool(QProcess.startDetached("open", ["-R", str(file)])[0])
    else:
        opened = _file_manager_shows(file) or _open_folder(file.parent, otherwise)
    if not opened:
        otherwise()


def open_in_browser(address: str) -> bool:
    """Opens a web page; only https leaves the program. Tells whether it was opened."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and QDesktopServices.openUrl(url)


def open_file(file: Path) -> bool:
    """Opens a file with the program the system has for its kind. Tells whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _open_folder(folder: Path, otherwise: Callable[[], None]) -> bool:
    """Asks the desktop's opener, which Qt would start without looking at what comes of it."""
    opener = QStandardPaths.findExecutable("xdg-open")
    if not opener:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
    process = QProcess(QCoreApplication.instance())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())

    def end(code: int, status: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if code or status is not QProcess.ExitStatus.NormalExit:
            otherwise()

    process.finished.connect(end)
    process.start(opener, [str(folder)])
    return process.waitForStarted(_WAIT_MS)


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
