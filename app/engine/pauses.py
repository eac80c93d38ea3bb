"""Holding waiting jobs back, all of them or one service's, also over the program's end."""

import asyncio
import json
from collections.abc import Callable, Collection
from typing import Final

from app.domain.events import QueuePaused
from app.domain.ports import Library
from app.engine.hub import EventHub

_NOTE: Final = "sending paused"


class Pauses:
    """The services to which nothing is sent. What was sent goes on; `turn` as in `Lineup`."""

    def __init__(
        self,
        *,
        library: Library,
        hub: EventHub,
        services: Collection[str],
        turn: asyncio.Lock,
        wake: Callable[[], None],
    ) -> None:
        self._library = library
        self._hub = hub
        self._known = frozenset(services)
        self._turn = turn
        self._wake = wake
        self._paused: frozenset[str] = frozenset()

    async def load(self) -> None:
        """Takes up what was paused at the end of the last run."""
        noted = json.loads(await self._library.note(_NOTE) or "[]")
        self._tell(frozenset(noted) & self._known)

    @property
    def services(self) -> frozenset[str]:
        """The services whose jobs are held back."""
        return self._paused

    async def set(self, paused: bool, service: str | None = None) -> None:
        """Holds a service's waiting jobs back or lets them go; without a name those of all.

        It counts at once, and where it cannot be written down until the program ends.
        """
        meant = self._known if service is None else frozenset({service})
        async with self._turn:
            self._tell(self._paused | meant if paused else self._paused - meant)
        await self._library.set_note(_NOTE, json.dumps(sorted(self._paused)))

    def _tell(self, paused: frozenset[str]) -> None:
        if paused != self._paused:
            self._paused = paused
            self._hub.emit(QueuePaused(paused))
            self._wake()
