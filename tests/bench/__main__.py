"""How fast Kadraj is, beside references measured in the same run.

`python -m tests.bench [NAME …]` prints a table; without names, all of it that needs no
bundle. Nothing here is a test:
machines are noisy, and a figure is read by a person.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from tests.bench import (
    arrivals,
    composing,
    downloads,
    frozen,
    library,
    pictures,
    stalls,
    starting,
    stills,
)
from tests.bench.figures import Figure

BENCHMARKS: Final[Mapping[str, Callable[[Path], Iterable[Figure]]]] = {
    "starting": starting.measure,
    "memory": starting.measure_memory,
    "stalls": stalls.measure,
    "composing": composing.measure,
    "library": library.measure,
    "downloads": downloads.measure,
    "arrivals": arrivals.measure,
    "pictures": pictures.measure,
    "stills": stills.measure,
    "frozen": frozen.measure,
}
#: Only when asked for: it measures what `packaging/dev.py bundle` has made.
_OF_A_BUNDLE: Final = "frozen"


def main() -> int:
    """Runs what was asked for and returns 0, or 1 when a bound was not kept."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("name", nargs="*", choices=[*BENCHMARKS, []])
    chosen = options.parse_args().name or [name for name in BENCHMARKS if name != _OF_A_BUNDLE]
    if len(chosen) > 1:
        # Each in a process of its own: what one has loaded and made would weigh on the next.
        commands = [[sys.executable, "-m", "tests.bench", name] for name in chosen]
        return max([subprocess.run(command, check=False).returncode for command in commands])
    return _measure(*chosen)


def _measure(name: str) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    kept = True
    with tempfile.TemporaryDirectory(prefix=f"kadraj-bench-{name}-") as folder:
        for figure in BENCHMARKS[name](Path(folder)):
            print(figure.told(), flush=True)  # noqa: T201
            kept = kept and figure.held
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
