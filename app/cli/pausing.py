"""Holding waiting jobs back, and letting them go, from the command line."""

from argparse import Namespace

from app.cli.console import Console
from app.cli.exits import Exit
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.engine.studio import Studio


async def pause(studio: Studio, console: Console, options: Namespace) -> int:
    """Sends nothing more to a service, or to any, until `resume`."""
    await studio.pauses.set(True, options.service)
    return _tell(studio, console)


async def resume(studio: Studio, console: Console, options: Namespace) -> int:
    """Lets a service's jobs go again, or all; the next `follow` or window sends them."""
    await studio.pauses.set(False, options.service)
    return _tell(studio, console)


def refuse_paused(studio: Studio, *services: str) -> None:
    """Raises `SENDING_PAUSED` for the first of these services that nothing is sent to."""
    for service in services:
        if service in studio.pauses.services:
            raise KadrajError(ErrorCode.SENDING_PAUSED, service=service)


def is_held_back(studio: Studio, job: Job) -> bool:
    """Whether a job waits because its service is paused."""
    return job.state is JobState.WAITING and job.service in studio.pauses.services


def _tell(studio: Studio, console: Console) -> int:
    paused = sorted(studio.pauses.services)
    told = console.speech.line(
        "some_paused" if paused else "nothing_paused", services=", ".join(paused)
    )
    console.result(told, {"paused_services": paused})
    return Exit.DONE
