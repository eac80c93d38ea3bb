"""Starting this very program as a helper, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]


def start(module: str, argument: str, *flags: str) -> "subprocess.Popen[bytes]":
    """Starts a helper: as a module or, where the program is frozen, by its argument.

    It gets none of the keys that the environment may hold. `flags` are Windows' names for how it
    is to run. Raises `OSError` where no process can be started.
    """
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *([argument] if frozen else ["-m", module])]
    environment = {name: value for name, value in os.environ.items() if "KADRAJ" not in name}
    wanted = ("CREATE_NO_WINDOW", *flags)
    return subprocess.Popen(  # noqa: S603 - this very program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
        creationflags=sum(getattr(subprocess, flag, 0) for flag in wanted),
    )
