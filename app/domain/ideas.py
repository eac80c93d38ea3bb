"""One idea for several services: what another one can be asked for that comes nearest.

An idea has an id, which the jobs and the clips that came of it share.
"""

from dataclasses import replace
from math import log

from app.domain.capabilities import Capabilities
from app.domain.ratios import sides_of
from app.domain.requests import GenerationRequest, completed_request


def nearest(request: GenerationRequest, table: Capabilities) -> GenerationRequest:
    """The same prompt and picture for another service, with the frame and the length that are
    nearest among what its table has; of its models the first one that makes that frame."""
    ratio = _nearest_ratio(request.aspect_ratio, table.aspect_ratios)
    wanted = replace(
        request,
        service=table.service,
        aspect_ratio=ratio,
        duration_seconds=_nearest_duration(request.duration_seconds, table.durations),
        model=None,
    )
    return completed_request(wanted, table)


def _nearest_ratio(ratio: str, offered: tuple[str, ...]) -> str:
    """A ratio that is none leaves the choice to the table."""
    if ratio in offered:
        return ratio
    wanted = sides_of(ratio)
    known = [other for other in offered if sides_of(other) is not None]
    if wanted is None or not known:
        return ""
    return min(known, key=lambda other: abs(_proportion(other) - _proportion(ratio)))


def _proportion(ratio: str) -> float:
    """So that 16:9 is as far from 1:1 as 9:16 is."""
    across, down = sides_of(ratio) or (1, 1)
    return log(across / down)


def _nearest_duration(seconds: int | None, offered: tuple[int, ...]) -> int | None:
    if seconds is None or not offered:
        return None
    return min(offered, key=lambda other: abs(other - seconds))
