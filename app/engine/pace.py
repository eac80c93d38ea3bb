"""How often and how patiently the engine does things."""

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds everywhere. The services ask for a status every 3 to 5 seconds."""

    poll_shortest: float = 3.0
    poll_longest: float = 5.0
    retry_first: float = 2.0
    retry_longest: float = 60.0
    history_every: float = 300.0
    room_every: float = 5.0
    downloads_at_once: int = 3

    def poll_interval(self) -> float:
        """The time to the next status, never the same for two jobs."""
        return random.uniform(self.poll_shortest, self.poll_longest)

    def retries(self) -> Iterator[float]:
        """Growing waits for something that fails again and again; never ends."""
        wait = self.retry_first
        while True:
            yield wait * random.uniform(0.8, 1.0)
            wait = min(wait * 2, self.retry_longest)
