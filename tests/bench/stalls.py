"""How long the window does not answer while very much goes on behind it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure
from tests.bench.many import fill
from tests.bench.starting import surroundings

_ROOT: Final = Path(__file__).resolve().parents[2]
_CLIPS: Final = 10_000


def measure(folder: Path) -> Iterator[Figure]:
    """How late a beat of the window's loop comes: at rest, and then at work."""
    places = surroundings(folder, "home")
    fill(folder / "home", _CLIPS)
    with panels_beside(folder / "panels") as addresses:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.stalled", *addresses],
            cwd=_ROOT,
            env=places,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=300,
        )
    idle_p99, idle_most, p99, most = (float(word) for word in done.stdout.split()[-4:])
    name = "window late, 200 jobs, 10 downloads, scrolling"
    yield Figure(f"{name}: p99", "ms", p99, 8.0, "at rest", idle_p99)
    yield Figure(f"{name}: max", "ms", most, 50.0, "at rest", idle_most)


@contextmanager
def panels_beside(folder: Path) -> Iterator[list[str]]:
    """Panels in a process of their own; gives both addresses."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.stalling_panels", str(folder)],
        cwd=_ROOT,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        yield child.stdout.readline().split()
    finally:
        child.communicate("\n")
