"""One window for each home: who starts second hands over to the first, and brings it forward.

The window holds a lock as long as it lives; a further start that finds it held speaks to the window
through a local socket. It says, as one line of JSON, `{"pictures": [PATH…], "activation": TOKEN}`,
and gets `ok` when the window has taken that. Who may write in the home may speak: nobody else.
"""

import json
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.domain.errors import ErrorCode, KadrajError
from app.store.claims import Claim, claim
from app.store.files import private_folder
from app.store.places import Places

_log = logging.getLogger(__name__)

#: Seconds that a second start waits for the first one, which may be unlocking a keyring.
PATIENCE: Final = 60.0
_BETWEEN: Final = 0.1
_CONNECTING: Final = 1.0
#: Milliseconds that whoever rings has to say what for, and the most that they may say, in bytes.
_SPEAKING: Final = 5000
_LONGEST: Final = 256 * 1024
_TAKEN: Final = b"ok\n"

#: Bytes. The system's limit for a socket's path is 104 to 108, and Qt makes it under another name.
_PATH_LIMIT: Final = 90
#: By which the desktop lets a window come to the front on behalf of the program it started.
_ACTIVATION: Final = "XDG_ACTIVATION_TOKEN"


@dataclass(frozen=True, slots=True)
class Call:
    """What a further start has to say: pictures for the composer, and the desktop's token."""

    pictures: tuple[Path, ...] = ()
    activation: str = ""

    @classmethod
    def of_this_start(cls, pictures: Sequence[Path]) -> Self:
        """With paths that mean the same in another folder."""
        return cls(tuple(path.absolute() for path in pictures), os.environ.get(_ACTIVATION, ""))

    def written(self) -> bytes:
        """The line that `read` reads."""
        told = {"pictures": [str(path) for path in self.pictures], "activation": self.activation}
        return json.dumps(told).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        """Raises `TypeError` or `ValueError` for anything that `written` does not write."""
        told = json.loads(line)
        if not isinstance(told, dict):
            raise TypeError("no object")
        pictures, activation = told.get("pictures"), told.get("activation")
        if not isinstance(pictures, list) or not isinstance(activation, str):
            raise TypeError("not a call")
        if not all(isinstance(path, str) for path in pictures):
            raise TypeError("a picture is no path")
        return cls(tuple(Path(path) for path in pictures), activation)


def claim_window(
    places: Places, call: Call | None = None, patience: float = PATIENCE
) -> Claim | None:
    """Makes this program the window of these places, until what it returns is released.

    None when another one is it: that one was called, and has answered. `ALREADY_RUNNING` when it
    does not answer within `patience` seconds, `FILE_FAILED` when the home cannot be written to.
    """
    private_folder(places.home)
    give_up = time.monotonic() + patience
    while True:
        taken = claim(places.window_lock)
        if taken is not None:
            return taken
        left = give_up - time.monotonic()
        if _hand_over(_address(places), call or Call(), left):
            return None
        if left <= 0:
            raise KadrajError(ErrorCode.ALREADY_RUNNING)
        time.sleep(_BETWEEN)


class Doorbell(QObject):
    """Hears of further starts. Made by who has claimed the window, and closed before it is given
    back: a socket that is there already was left behind by a program that is no more."""

    rung = Signal(object)  # Call

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        address = _address(places)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            # The window is as good without; who starts a second one is told that there is one.
            _log.warning("no further start will be heard of: %s", self._server.errorString())
        elif Path(address).is_absolute():
            Path(address).chmod(0o600)

    def close(self) -> None:
        """Hears no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self).called.connect(self._on_called)

    @Slot(object)
    def _on_called(self, call: Call) -> None:
        _log.info("a further start, with %d picture(s)", len(call.pictures))
        if call.activation:
            # Qt takes it from there when the window is activated, as at a start.
            os.environ[_ACTIVATION] = call.activation
        self.rung.emit(call)


class _Caller(QObject):
    """One connection: hears one call, answers it and hangs up; on nonsense it only hangs up."""

    called = Signal(object)  # Call

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.readyRead.connect(self._on_said)
        socket.disconnected.connect(self.deleteLater)
        late = QTimer(self)
        late.setSingleShot(True)
        late.timeout.connect(self._hang_up)
        late.start(_SPEAKING)
        # What was said before anybody listened is told of by nobody.
        QTimer.singleShot(0, self._on_said)

    @Slot()
    def _on_said(self) -> None:
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() > _LONGEST:
                self._hang_up()
            return
        try:
            call = Call.read(bytes(self._socket.readLine(_LONGEST).data()))
        except (TypeError, ValueError, RecursionError):
            self._hang_up()
            return
        self._socket.write(_TAKEN)
        self._socket.flush()
        self._socket.disconnectFromServer()
        self.called.emit(call)

    @Slot()
    def _hang_up(self) -> None:
        self._socket.abort()


def _hand_over(address: str, call: Call, patience: float) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(int(_CONNECTING * 1000)):
        return False
    socket.write(call.written())
    if not socket.waitForBytesWritten(_SPEAKING):
        return False
    said = b""
    while said != _TAKEN and socket.waitForReadyRead(max(0, int(patience * 1000))):
        said += socket.readAll().data()
    return said == _TAKEN


def _address(places: Places) -> str:
    """Of the socket: a path in the home; where there are none, or it is too long, a name."""
    if os.name != "nt" and len(os.fsencode(places.window_socket)) <= _PATH_LIMIT:
        return str(places.window_socket)
    name = f"kadraj-{sha256(os.fsencode(places.home)).hexdigest()[:20]}"
    if os.name == "nt":
        return name
    # For this user alone, and gone when they sign out.
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return str(Path(folder) / name)
