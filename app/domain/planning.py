"""What a number of requests come to, before they are sent: quota and time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typical:
    """How long videos take to render, in seconds: the middle one of those known, and the middle
    half of them from `low` to `high`."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Plan:
    """One service's part of what is to be made.

    `waiting` are jobs written down earlier, which are sent first; `remaining` is what the service
    last said is left today, None when it has not. `fits` of the jobs go with that, and `typical` is
    how long those will be in the making, one after the other behind everything that is there
    already; None with too little history, or when none fits.
    """

    service: str
    jobs: int
    waiting: int
    remaining: int | None
    fits: int
    typical: Typical | None

    @property
    def later(self) -> int:
        """How many have to wait for another day's quota."""
        return self.jobs - self.fits
