"""Python's garbage collection, on the window's thread only.

Python collects in whichever thread allocates at the moment. A widget or a timer that is garbage
would then be ended on a thread that is not its own, and Qt does not survive that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QTimer

#: Milliseconds between two looks at whether a collection is due.
_EVERY: Final = 1000


@contextmanager
def collecting_here() -> Iterator[None]:
    """Meanwhile all collections are made on this thread, by its event loop. What is left in the end
    is not collected any more: Qt ends its objects itself, in an order that Python does not know."""
    gc.disable()
    timer = QTimer()
    timer.timeout.connect(_collect_what_is_due)
    timer.start(_EVERY)
    try:
        yield
    finally:
        timer.stop()
        gc.freeze()
        gc.enable()


def _collect_what_is_due() -> None:
    """As Python does by itself: the oldest generation whose count is above its threshold."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if count > most]
    if due:
        gc.collect(due[-1])
