"""Whether a frozen Kadraj works, on a desktop of its own: `python -m tests.e2e.frozen PROGRAM`.

Starts the program's `--smoke` with a screen, a session bus and an unlocked keyring on it, and with
nothing of this Python around it; returns what it returns.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.e2e.child import unlocked_keyring
from tests.e2e.screen import screen

_INSIDE: Final = "--inside"
#: Seconds.
_PATIENCE: Final = 300


def main() -> int:
    """Starts itself once more inside the desktop, and there the program."""
    if sys.argv[1] == _INSIDE:
        with unlocked_keyring():
            return subprocess.run(
                [sys.argv[2], "--smoke"], check=False, timeout=_PATIENCE
            ).returncode
    command = [sys.executable, "-m", "tests.e2e.frozen", _INSIDE, sys.argv[1]]
    with tempfile.TemporaryDirectory(prefix="kadraj-frozen-") as home, screen(1440, 900) as display:
        return subprocess.run(
            ["dbus-run-session", "--", *command], env=_environment(home, display), check=False
        ).returncode


def _environment(home: str, display: str) -> dict[str, str]:
    """What a desktop gives a program; no word of this checkout and its Python."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    runtime = Path(home, "runtime")
    runtime.mkdir(mode=0o700)
    return kept | {"HOME": home, "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": display}


if __name__ == "__main__":
    sys.exit(main())
