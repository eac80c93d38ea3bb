"""Whether this computer can make sound, found out without risking the window.

Asking Qt for audio devices waits for the sound server for ever when that is there but does not
answer, and has been seen to abort the program. On Linux a process of its own asks therefore.
"""

import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal, Slot

from app.metadata import SOUND_PROBE_ARGUMENT
from app.resources import ROOT

_PATIENCE_MS: Final = 5_000


class SoundProbe(QObject):
    """Asks once. `answered` tells whether there is something to play sound on.

    No answer within `patience_ms` is a no.
    """

    answered = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_finished)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._process.kill)
        self._done = False

    @Slot()
    def start(self) -> None:
        """Begins to ask, unless it was told to ask no longer."""
        if self._done:
            return
        if sys.platform != "linux":
            self._answer(_has_outputs())
            return
        frozen = getattr(sys, "frozen", False)
        self._process.setProgram(sys.executable)
        self._process.setArguments([SOUND_PROBE_ARGUMENT] if frozen else ["-m", __name__])
        self._process.setWorkingDirectory(str(ROOT))
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.start()
        self._patience.start()

    def stop(self) -> None:
        """Asks no longer."""
        self._done = True
        self._process.kill()
        self._process.waitForFinished()

    @Slot()
    def _on_finished(self) -> None:
        normal = self._process.exitStatus() is QProcess.ExitStatus.NormalExit
        self._answer(normal and self._process.exitCode() == 0)

    def _answer(self, works: bool) -> None:
        self._patience.stop()
        if not self._done:
            self._done = True
            self.answered.emit(works)


def main() -> int:
    """The asking process: 0 when there is something to play sound on."""
    application = QCoreApplication(sys.argv)
    works = _has_outputs()
    del application
    return 0 if works else 1


def _has_outputs() -> bool:
    from PySide6.QtMultimedia import QAudioOutput, QMediaDevices

    if not QMediaDevices.audioOutputs():
        return False
    return not QAudioOutput().device().isNull()


if __name__ == "__main__":
    sys.exit(main())
