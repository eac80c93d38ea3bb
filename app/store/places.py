"""Where everything that Kadraj writes lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import platformdirs

from app.metadata import APP_ID, NAME

HOME_VARIABLE: Final = "KADRAJ_HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one set of jobs, clips, keys and settings. All paths are absolute.

    Nothing is made here: whoever writes makes the folder first, readable for its owner only.
    `keyring_name` is the name that keys are kept under, so that two sets never share a key.
    """

    home: Path
    cache: Path
    logs: Path
    library: Path
    keyring_name: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], *, demo: bool = False) -> Self:
        """The places for this start.

        With `KADRAJ_HOME` everything lies below it, otherwise where the system wants it
        (platformdirs). The demo has a whole set of its own below the other's home.
        """
        chosen = environ.get(HOME_VARIABLE, "").strip()
        if chosen:
            home = Path(chosen).expanduser().resolve()
            return cls._below(home / "demo" if demo else home)
        home = Path(platformdirs.user_data_dir(NAME, appauthor=False)).absolute()
        if demo:
            return cls._below(home / "demo")
        return cls(
            home=home,
            cache=Path(platformdirs.user_cache_dir(NAME, appauthor=False)).absolute(),
            logs=Path(platformdirs.user_log_dir(NAME, appauthor=False)).absolute(),
            library=Path(platformdirs.user_videos_dir()).absolute() / NAME,
            keyring_name=APP_ID,
        )

    @classmethod
    def _below(cls, home: Path) -> Self:
        return cls(
            home=home,
            cache=home / "cache",
            logs=home / "logs",
            library=home / "library",
            keyring_name=f"{APP_ID}@{home}",
        )

    @property
    def settings_file(self) -> Path:
        """The settings, as JSON."""
        return self.home / "settings.json"

    @property
    def window_file(self) -> Path:
        """Size and panes of the window."""
        return self.home / "window.ini"

    @property
    def database(self) -> Path:
        """Jobs and clips."""
        return self.home / "kadraj.sqlite3"

    @property
    def journal(self) -> Path:
        """The second copy of jobs and clips."""
        return self.home / "kadraj.journal"

    @property
    def move_note(self) -> Path:
        """Tells of a move of the library that has not ended."""
        return self.home / "kadraj.moving"

    @property
    def lock(self) -> Path:
        """Held by the one program that writes."""
        return self.home / "kadraj.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the one window."""
        return self.home / "window.lock"

    @property
    def window_socket(self) -> Path:
        """Where the one window hears of further starts, on systems whose sockets are files."""
        return self.home / "window.socket"

    @property
    def pictures(self) -> Path:
        """Own copies of the pictures that requests were made with."""
        return self.home / "pictures"

    @property
    def thumbnails(self) -> Path:
        """Stills of the videos; can be deleted at any time."""
        return self.cache / "thumbnails"
