"""Where scripts are played: a screen, a home of their own, and a process for each run."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from app.domain.settings import Language, Settings, ThemeMode
from app.store.places import Places
from app.store.settings_file import JsonSettings

ROOT: Final = Path(__file__).resolve().parents[2]
BOTH: Final = ("sora", "veo")
_OWN: Final = ("KADRAJ_", "XDG_", "QT_", "DBUS_", "WAYLAND_", "LC_", "PYTEST_")


#: The font that this user's desktop has chosen.
_FONTS: Final = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{ROOT}/resources/fonts</dir>
  <alias binding="strong">
    <family>sans-serif</family><prefer><family>Inter</family></prefer>
  </alias>
</fontconfig>
"""


class Stage:
    """A user's home on a display. Runs on one stage follow each other in the same home."""

    def __init__(self, display: str, home: Path, pictures: Path | None = None) -> None:
        self.home = home
        self.pictures = pictures or home / "pictures"
        self._display = display
        self._runtime = home / "run"
        self._runtime.mkdir(parents=True, mode=0o700, exist_ok=True)
        fonts = home / ".config" / "fontconfig" / "fonts.conf"
        fonts.parent.mkdir(parents=True, exist_ok=True)
        fonts.write_text(_FONTS, encoding="utf-8")

    def settle(self, language: Language, theme: ThemeMode = ThemeMode.DARK) -> None:
        """What the user had chosen before."""
        places = Places.from_environment({"KADRAJ_HOME": str(self.home / "kadraj")})
        JsonSettings(places.settings_file).save(Settings(language=language, theme=theme))

    def play(
        self,
        script: Callable[..., Any] | str,
        *options: str,
        signed_in: Sequence[str] = BOTH,
        keyring: bool = False,
        screen_reader: bool = False,
        seconds: float = 250,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Plays a script (`async def script(play: Play)`, or `module:name`) in a process of its
        own. `AssertionError` with all it said when it failed; `options` are the child's."""
        if not isinstance(script, str):
            script = f"{script.__module__}:{script.__qualname__}"
        bus = ["dbus-run-session", "--"] if keyring or screen_reader else []
        asked = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"} if screen_reader else {}
        command = [*bus, sys.executable, "-m", "tests.e2e.child", script, str(self.pictures)]
        command += [*options, *(["--keyring"] if keyring else []), "--signed-in", *signed_in]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**self.environment(keyring=keyring), **asked, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, f"{script} failed\n{done.stdout}{done.stderr}"

    @contextmanager
    def neighbour(self, x: int, y: int, what: str, *files: Path) -> Iterator[None]:
        """Another program's window on the same screen; see `tests.e2e.neighbour`."""
        with start_neighbour(self.environment(), x, y, what, *files):
            yield

    def environment(self, *, keyring: bool = False) -> dict[str, str]:
        """This home and display, and nothing of the developer's own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
        ring = {} if keyring else {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        return (
            kept
            | ring
            | {
                "DISPLAY": self._display,
                "HOME": str(self.home),
                "KADRAJ_HOME": str(self.home / "kadraj"),
                "LANG": "C.UTF-8",
                "QT_QPA_PLATFORM": "xcb",
                "XDG_RUNTIME_DIR": str(self._runtime),
                "PYTHONWARNINGS": "error",
            }
        )


@contextmanager
def start_neighbour(
    environment: dict[str, str], x: int, y: int, what: str, *files: Path
) -> Iterator[None]:
    """Starts the neighbour and ends it."""
    command = [sys.executable, "-m", "tests.e2e.neighbour", str(x), str(y), what, *map(str, files)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.stdin.close()
            process.wait(10)
