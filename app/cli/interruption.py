"""Ending in order when the user, or the system, says so."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def end_in_order() -> Iterator[asyncio.Event]:
    """Gives an event that is set by Ctrl+C or a polite kill, instead of the process ending.

    On Windows loops know no signals: there Ctrl+C interrupts as usual, and what awaits is
    cancelled.
    """
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    with suppress(NotImplementedError):
        for number in signals:
            loop.add_signal_handler(number, ended.set)
    try:
        yield ended
    finally:
        with suppress(NotImplementedError):
            for number in signals:
                loop.remove_signal_handler(number)
