"""From the start of the frozen Kadraj to its first picture, beside a frozen window that is empty.

Both are started as they are packed, without a word of ours in them: Qt says on standard error when
a window's picture goes to the screen.
"""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure, interleaved
from tests.bench.starting import surroundings

_ROOT: Final = Path(__file__).resolve().parents[2]
_KADRAJ: Final = _ROOT / "dist" / "kadraj" / "kadraj"
_RUNS: Final = 11
_PATIENCE: Final = 60.0
#: What Qt writes of its own accord when a window is drawn, and how it begins when the picture goes.
_PAINTING: Final = {"QT_LOGGING_RULES": "qt.widgets.painting=true"}
_FLUSHED: Final = b"Flushing"
_BARE: Final = """\
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.exec()
"""


def measure(folder: Path) -> Iterator[Figure]:
    """Needs `packaging/dev.py bundle` before it."""
    if not _KADRAJ.exists():
        sys.exit("There is no frozen Kadraj yet: python3 packaging/dev.py bundle")
    bare = _freeze_bare(folder)
    environment = surroundings(folder, "frozen") | _PAINTING
    reference, own = interleaved(
        _RUNS,
        lambda: _first_picture(bare, environment),
        lambda: _first_picture(_KADRAJ, environment),
    )
    name = "first paint, frozen"
    yield Figure(name, "ms", own * 1000, None, "frozen bare window", reference * 1000, 1.5)


def _freeze_bare(folder: Path) -> Path:
    source = folder / "bare.py"
    source.write_text(_BARE, "utf-8")
    places = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    options = ["--noconfirm", "--log-level", "ERROR", "--windowed", "--specpath", str(folder)]
    command = [sys.executable, "-m", "PyInstaller", *options, *places, str(source)]
    subprocess.run(command, check=True, cwd=folder)
    return folder / "bare" / "bare"


def _first_picture(program: Path, environment: Mapping[str, str]) -> float:
    """Seconds from the start of a program to its first picture; it is ended then."""
    begun = time.monotonic()
    with (
        subprocess.Popen([program], env=environment, stderr=subprocess.PIPE) as child,
        selectors.DefaultSelector() as selector,
    ):
        assert child.stderr is not None
        selector.register(child.stderr, selectors.EVENT_READ)
        said = b""
        while _FLUSHED not in said and selector.select(_PATIENCE):
            piece = os.read(child.stderr.fileno(), 65_536)
            if not piece:
                break
            said += piece
        taken = time.monotonic() - begun
        child.kill()
    if _FLUSHED not in said:
        raise RuntimeError(f"{program} painted nothing: {said.decode(errors='replace')}")
    return taken
