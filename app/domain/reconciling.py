"""What came of looking for a job of which it is not known whether its service took it."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.clips import Clip


class Evidence(StrEnum):
    """What a service's count of today's videos says of an uncertain job; never a proof."""

    NOT_TAKEN = "not_taken"  # the service counts no more than Kadraj knows of
    TAKEN = "taken"  # it counts one more, or several
    UNKNOWN = "unknown"  # it named no figures, or they cannot be compared


@dataclass(frozen=True, slots=True)
class Search:
    """The outcome of one look into a service's history.

    `found` says that exactly one video fitted, beyond doubt, and is this job's now. `candidates`
    are the videos, or the one, that may be this job's where only the user can tell.
    """

    found: bool = False
    candidates: tuple[Clip, ...] = ()
    evidence: Evidence = Evidence.UNKNOWN
