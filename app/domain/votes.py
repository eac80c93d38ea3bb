"""Which of two clips the user likes better, and what that comes to between the services."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clips import IMPORTED, JOINED

#: The ids of two clips that were compared, in whatever order.
Pair = tuple[str, str]

#: Nobody's work at a service: what was brought in or put together here.
_OF_NO_SERVICE = frozenset({IMPORTED, JOINED})


@dataclass(frozen=True, slots=True)
class Vote:
    """The user's word on two clips; there is one at most for each two.

    `services` are those of `clips`, in their order, as they were when it was given: it counts on
    when the clips are gone. `winner` is one of the clips, or None for neither.
    """

    clips: Pair
    services: Pair
    winner: str | None
    at: datetime

    @property
    def between_services(self) -> bool:
        """Whether it says something of two services."""
        one, other = self.services
        return one != other and not _OF_NO_SERVICE & {one, other}

    @property
    def winning_service(self) -> str | None:
        """Whose clip was liked better; None for neither."""
        return None if self.winner is None else self.services[self.clips.index(self.winner)]


@dataclass(frozen=True, slots=True)
class Score:
    """What the votes between different services come to.

    `wins` has each service that was ever compared, `comparisons` counts them all, and so also
    those in which neither was better.
    """

    wins: Mapping[str, int] = field(default_factory=dict)
    comparisons: int = 0

    @property
    def undecided(self) -> int:
        """How many found neither better."""
        return self.comparisons - sum(self.wins.values())

    @classmethod
    def of(cls, votes: Iterable[Vote]) -> "Score":
        """Counts votes."""
        counted = [vote for vote in votes if vote.between_services]
        wins = Counter(vote.winning_service for vote in counted)
        services = {service for vote in counted for service in vote.services}
        return cls({service: wins[service] for service in sorted(services)}, len(counted))
