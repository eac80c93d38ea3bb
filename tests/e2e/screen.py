"""A screen of the tests' own, with a window manager and a Turkish keyboard."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

#: Seconds.
_STARTING: Final = 20.0

TOOLS: Final = ("Xvfb", "openbox", "setxkbmap", "xdotool")

#: Undecorated and as large as the screen, so that every pixel is Kadraj's; dialogs stay small.
_WINDOW_MANAGER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*"><decor>no</decor></application>
    <application type="normal"><maximized>yes</maximized></application>
    <application type="dialog"><position force="yes"><x>center</x><y>center</y></position>
    </application>
  </applications>
</openbox_config>
"""


class ToolMissingError(Exception):
    """A program that makes or drives the screen is not installed."""


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """Starts a screen of this size in pixels with a Turkish keyboard; gives its display name."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise ToolMissingError("not installed: " + ", ".join(missing))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kadraj-screen-")))
        display = stack.enter_context(_x_server(width, height, folder / "Xvfb.log"))
        environment = {**os.environ, "DISPLAY": display}
        # Letters that a keyboard does not have would be typed by remapping it, which loses some.
        subprocess.run(["setxkbmap", "tr"], env=environment, check=True)
        stack.enter_context(_window_manager(environment, folder))
        yield display


@contextmanager
def _x_server(width: int, height: int, log: Path) -> Iterator[str]:
    ours, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", f"{width}x{height}x24"]
    command += ["-nolisten", "tcp", "-noreset", "-dpi", "96"]
    with log.open("wb") as output, _running(command, pass_fds=[its], stderr=output):
        os.close(its)
        with os.fdopen(ours) as told:
            number = told.readline().strip()  # written when it takes connections
        if not number:
            raise ToolMissingError("Xvfb did not start: " + log.read_text(errors="replace"))
        yield f":{number}"


@contextmanager
def _window_manager(environment: Mapping[str, str], folder: Path) -> Iterator[None]:
    config, up = folder / "openbox.xml", folder / "up"
    config.write_text(_WINDOW_MANAGER, encoding="utf-8")
    # openbox runs the startup command when it has taken over the screen.
    command = ["openbox", "--sm-disable", "--config-file", str(config)]
    command += ["--startup", f"touch {up}"]
    log = folder / "openbox.log"
    with log.open("wb") as output, _running(command, stderr=output, env=environment):
        deadline = time.monotonic() + _STARTING
        while not up.exists():
            if time.monotonic() > deadline:
                raise ToolMissingError("openbox did not start: " + log.read_text(errors="replace"))
            time.sleep(0.02)
        yield


@contextmanager
def _running(
    command: Sequence[str],
    *,
    stderr: IO[bytes],
    pass_fds: Sequence[int] = (),
    env: Mapping[str, str] | None = None,
) -> Iterator[None]:
    process = subprocess.Popen(
        command, pass_fds=pass_fds, stdout=subprocess.DEVNULL, stderr=stderr, env=env
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)
