"""The program's name, identifier and version: the one place the packages, windows and files read."""

from typing import Final

NAME: Final = "Kadraj"
APP_ID: Final = "dev.kadraj.Kadraj"
COMMAND: Final = "kadraj"
VERSION: Final = "0.1.0"
