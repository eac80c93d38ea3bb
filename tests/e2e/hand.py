"""A hand on mouse and keyboard of an X screen. Places are pixels of that screen."""

import subprocess
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint

#: Milliseconds between keys; as quick as nobody types.
_BETWEEN_KEYS: Final = 4
#: Seconds; a key begins to repeat after two thirds of one, and does so 25 times in each.
_HELD: Final = 2


class Hand:
    """On the screen that `DISPLAY` names. Every call returns when the screen has been told; what
    comes of it takes its time."""

    def move(self, place: QPoint) -> None:
        """Puts the pointer there."""
        self._do("mousemove", str(place.x()), str(place.y()))

    def glide(self, start: QPoint, end: QPoint, steps: int = 12) -> None:
        """Moves the pointer as a hand does, through places between."""
        way = [start + (end - start) * step / steps for step in range(steps + 1)]
        for _, place in pairwise(way):
            self.move(place)

    def click(self, place: QPoint, *, times: int = 1, button: int = 1) -> None:
        """Presses and releases a mouse button there."""
        self.move(place)
        self._do("click", "--repeat", str(times), "--delay", "60", str(button))

    def press(self) -> None:
        """Holds the left button down."""
        self._do("mousedown", "1")

    def release(self) -> None:
        """Lets the left button go."""
        self._do("mouseup", "1")

    def type(self, text: str) -> None:
        """Types letters that the keyboard has."""
        self._do("type", "--delay", str(_BETWEEN_KEYS), "--", text)

    def keys(self, *combinations: str) -> None:
        """Presses keys one after the other, such as `ctrl+Return`."""
        self._do("key", "--delay", str(_BETWEEN_KEYS), *combinations)

    def hold(self, combination: str) -> None:
        """Presses keys together and holds them down until they have repeated many times."""
        self._do("keydown", combination, "sleep", str(_HELD), "keyup", combination)

    def put_away(self) -> None:
        """Minimizes the window in front."""
        self._do("getactivewindow", "windowminimize")

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], check=True, timeout=30)
