"""Long file works in worker threads, ended in order when nobody waits for them any more."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from app.domain.ports import GoOn

T = TypeVar("T")


async def in_thread(work: Callable[[GoOn], T], go_on: GoOn) -> T:
    """Runs `work` in a thread. When the waiting task is cancelled, `work` is told at its next
    question whether to go on, and waited for."""
    given_up = Event()
    running = asyncio.ensure_future(
        asyncio.to_thread(work, lambda size: not given_up.is_set() and go_on(size))
    )
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        given_up.set()
        await asyncio.wait([running])
        running.exception()  # heard, though nobody is told any more
        raise
