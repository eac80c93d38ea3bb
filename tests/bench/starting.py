"""From the start of a process to the first picture of its window, and the memory it takes then."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.figures import Figure, interleaved
from tests.bench.many import fill

_ROOT: Final = Path(__file__).resolve().parents[2]
_RUNS: Final = 9
_MANY: Final = 10_000


class Child(NamedTuple):
    """What a measured process said of itself: seconds, seconds and megabytes."""

    painted: float
    usable: float
    megabytes: float


def measure(folder: Path) -> Iterator[Figure]:
    """First paint without clips beside a bare window, and with many clips beside none; and from
    when on the window can be used, which takes loading what the first paint has no need of."""
    usable_empty: list[float] = []
    usable_full: list[float] = []
    empty, full = surroundings(folder, "empty"), surroundings(folder, "full")
    fill(folder / "full", _MANY)
    bare, none, many = interleaved(
        _RUNS + 1,
        lambda: _child("bare", empty).painted,
        lambda: _kept(_child("kadraj", empty), usable_empty),
        lambda: _kept(_child("kadraj", full), usable_full),
    )
    yield Figure("first paint, no clips", "ms", none * 1000, None, "bare window", bare * 1000, 1.6)
    more = (many - none) * 1000
    yield Figure(f"first paint, {_MANY:,} clips: more than without", "ms", more, 50.0)
    for what, seconds in (("no clips", usable_empty), (f"{_MANY:,} clips", usable_full)):
        yield Figure(f"window usable, {what}", "ms", statistics.median(seconds) * 1000)


def measure_memory(folder: Path) -> Iterator[Figure]:
    """Resident memory with many clips, when the window has come to rest, beside a bare window."""
    full = surroundings(folder, "full")
    fill(folder / "full", _MANY)
    bare, many = interleaved(
        3,
        lambda: _child("bare", full, rest="3").megabytes,
        lambda: _child("kadraj", full, rest="3").megabytes,
    )
    yield Figure(f"memory with {_MANY:,} clips", "MB", many, None, "bare window", bare, 3.0)


def surroundings(folder: Path, name: str) -> dict[str, str]:
    home = folder / name
    home.mkdir()
    here = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return here | {
        "KADRAJ_HOME": str(home),
        "KADRAJ_SORA_KEY": "bench",
        "KADRAJ_SORA_URL": "http://127.0.0.1:9",  # nobody answers there
        "PYTHONPYCACHEPREFIX": str(folder.parent / "kadraj-bench-pyc"),
        "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(folder)}",
    }


def _screen(folder: Path) -> Path:
    """A screen that the window has room on; the platform's own is 800 pixels wide."""
    file = folder / "screen.json"
    screen = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return file


def _child(what: str, environment: Mapping[str, str], rest: str = "0") -> Child:
    """Starts a window in a process of its own and returns what it says of itself."""
    begun = time.time()
    child = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_paint", what, str(begun), rest],
        cwd=_ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    painted, usable, megabytes = child.stdout.split()[-3:]
    return Child(float(painted), float(usable), float(megabytes))


def _kept(child: Child, usable: list[float]) -> float:
    usable.append(child.usable)
    return child.painted
