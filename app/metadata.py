"""The program's name, identifier and version: the one place packages and windows read."""

from typing import Final

NAME: Final = "Kadraj"
APP_ID: Final = "dev.kadraj.Kadraj"
COMMAND: Final = "kadraj"
VERSION: Final = "0.1.0"
