"""What is known of each sending of a job that came, or may come, to be uncertain."""

import json
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.errors import KadrajError
from app.domain.jobs import Job, JobState
from app.domain.ports import Library
from app.domain.reconciling import Evidence

_log = logging.getLogger(__name__)

_NOTE: Final = "uncertain"
_UNSETTLED: Final = frozenset(
    {JobState.WAITING, JobState.SUBMITTING, JobState.UNCERTAIN, JobState.LOST}
)


@dataclass(slots=True)
class Trail:
    """One sending, videos by the service's ids.

    `before` are videos made elsewhere that were known before it, so none of them is the job's;
    `refused` those that the user said are not; `found` the one that was taken for it afterwards.
    """

    before: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    evidence: Evidence = Evidence.UNKNOWN
    found: str = ""

    @classmethod
    def from_text(cls, kept: dict[str, Any]) -> "Trail":
        """What `as_text` made, also of an earlier Kadraj."""
        return cls(
            before=set(kept.get("before", ())),
            refused=set(kept["refused"]),
            evidence=Evidence(kept["evidence"]),
            found=str(kept.get("found", "")),
        )

    def as_text(self) -> dict[str, Any]:
        """The trail as JSON."""
        return {
            "before": sorted(self.before),
            "refused": sorted(self.refused),
            "evidence": self.evidence,
            "found": self.found,
        }


class Trails:
    """The trails of all sendings, kept over restarts for as long as they matter."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._trails: defaultdict[str, Trail] = defaultdict(Trail)

    async def load(self) -> None:
        """Takes up what was known at the end of the last run."""
        try:
            kept: dict[str, Any] = json.loads(await self._library.note(_NOTE) or "{}")
            self._trails.update({name: Trail.from_text(each) for name, each in kept.items()})
        except (ValueError, LookupError, TypeError, AttributeError):
            _log.warning("what was known of uncertain jobs cannot be read")

    def of(self, job: Job) -> Trail:
        """The trail of a job as it was sent this time: sent again, it is another one."""
        return self._trails[_name(job)]

    def found(self, job: Job) -> bool:
        """Whether a job's video was found for it: its service never said that it is the job's."""
        trail = self._trails.get(_name(job))
        return trail is not None and trail.found != "" and trail.found == job.remote_id

    def refused(self, job: Job) -> bool:
        """Whether the user said of any video that it is not this job's."""
        trail = self._trails.get(_name(job))
        return trail is not None and bool(trail.refused)

    async def keep(self) -> None:
        """Writes down what still matters and forgets the rest."""
        jobs = await self._library.jobs()
        matter = {_name(job) for job in jobs if job.state in _UNSETTLED or self.found(job)}
        for name in [name for name, trail in self._trails.items() if _idle(name, trail, matter)]:
            del self._trails[name]
        text = json.dumps({name: self._trails[name].as_text() for name in sorted(self._trails)})
        try:
            if text != (await self._library.note(_NOTE) or "{}"):
                await self._library.set_note(_NOTE, text)
        except KadrajError as error:  # what was seen can be seen again
            _log.warning("what is known of uncertain jobs could not be kept: %s", error.code)


def _idle(name: str, trail: Trail, matter: set[str]) -> bool:
    return name not in matter or trail == Trail()


def _name(job: Job) -> str:
    return f"{job.id}.{job.attempt}"
