"""The program's name, identifier and version: the one place packages and windows read."""

from typing import Final

NAME: Final = "Kadraj"
APP_ID: Final = "dev.kadraj.Kadraj"
COMMAND: Final = "kadraj"
VERSION: Final = "0.1.0"

#: The argument that makes a frozen Kadraj a helper for media instead of opening its window.
HELPER_ARGUMENT: Final = "--media-helper"
#: The same for making one video.
FILM_HELPER_ARGUMENT: Final = "--film-helper"
#: The same for finding out whether this computer can make sound.
SOUND_PROBE_ARGUMENT: Final = "--probe-sound"
