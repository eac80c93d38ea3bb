"""The control address of the demo panels: how they behave and what they were asked, by hand.

`GET /_control` tells, `POST /_control` sets, with the fields of a form:

    curl http://127.0.0.1:8700/_control
    curl -d scenario=server-error http://127.0.0.1:8700/_control
    curl -d scenario=reset-after-body -d times=1 http://127.0.0.1:8700/_control
    curl -d scenario=bad-gateway -d endpoint=status -d job=JOB_ID http://127.0.0.1:8700/_control
    curl -d quota=0 http://127.0.0.1:8700/_control

A `scenario` alone is played until there is another, and ends all else. With `times` (the next so
many requests), `endpoint`, `job` or `service` it comes on top, for these requests only; the
service is the one whose port was asked unless it is named. `quota` is how many videos a service
still takes, empty for as many as usual.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.demo.conduct import Act, Conduct
from app.demo.jobs import JobBook
from app.demo.scenarios import SCENARIOS, SORA, VEO, Endpoint

CONTROL: Final = "/_control"

_FIELDS: Final = ("scenario", "times", "endpoint", "service", "job", "quota")
_PASSING: Final = frozenset({"times", "endpoint", "service", "job"})
_MOST: Final = 1_000_000
_HERE: Final = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Control:
    """What can be seen and set. No key is needed, and none is ever shown."""

    conduct: Conduct
    book: JobBook
    clock: Callable[[], datetime]

    def route(self, service: str = "") -> Route:
        """The address on the server of a service, or on that of the files."""

        async def handle(request: Request) -> Response:
            # A page in a browser could send a form here, or call this computer by its own name.
            if "origin" in request.headers or request.url.hostname not in _HERE:
                return JSONResponse({"detail": "only from this computer"}, 403)
            if request.method == "POST":
                told = (await request.body()).decode("utf-8", "replace")
                try:
                    self._set(dict(parse_qsl(told, keep_blank_values=True)), service)
                except ValueError as error:
                    return JSONResponse({"detail": str(error)}, 400)
            return JSONResponse(self._seen())

        return Route(CONTROL, handle, methods=["GET", "POST"])

    def _set(self, fields: Mapping[str, str], here: str) -> None:
        """Does what the fields say, all of it or nothing. Raises `ValueError`."""
        if not fields:
            raise ValueError("fields: " + ", ".join(_FIELDS))
        for name in fields:
            _one_of("field", name, _FIELDS)
        services = (SORA, VEO)
        service = _one_of("service", fields["service"], services) if "service" in fields else here
        act = self._act(fields, service) if "scenario" in fields else None
        if act is None and "quota" not in fields:
            raise ValueError("scenario or quota is missing")
        if "quota" in fields:
            self._grant(fields["quota"], (service,) if service else services)
        if act is not None and _PASSING & fields.keys():
            self.conduct.play(act)
        elif act is not None:
            self.conduct.scenario = act.scenario

    def _act(self, fields: Mapping[str, str], service: str) -> Act:
        scenario = SCENARIOS[_one_of("scenario", fields["scenario"], SCENARIOS)]
        if _PASSING & fields.keys():
            if service:
                scenario = scenario.of(service)
            if "endpoint" in fields:
                endpoint = _one_of(
                    "endpoint", fields["endpoint"], [each.value for each in Endpoint]
                )
                scenario = scenario.at(Endpoint(endpoint))
        job = fields.get("job", "")
        if job and self.book.job(job) is None:
            raise ValueError("job: unknown")
        times = _number("times", fields["times"], 1) if "times" in fields else None
        return Act(scenario, job, times)

    def _grant(self, quota: str, services: tuple[str, ...]) -> None:
        left = _number("quota", quota, 0) if quota else None
        for service in services:
            self.conduct.granted.pop(service, None)
            if left is not None:
                self.conduct.granted[service] = left + self.book.taken(service)

    def _seen(self) -> dict[str, Any]:
        now = self.clock()
        return {
            "scenario": self.conduct.scenario.name,
            "passing": [
                {
                    "scenario": act.scenario.name,
                    "services": sorted(act.scenario.services),
                    "endpoints": sorted(act.scenario.endpoints),
                    "job": act.job,
                    "left": act.left,
                }
                for act in self.conduct.passing
            ],
            "begun": {name: self.conduct.begun(name) for name in (SORA, VEO, "files")},
            "posts": {name: self.conduct.posts(name) for name in (SORA, VEO, "files")},
            "keys_at_the_files": self.conduct.keys_astray,
            "faults_played": self.conduct.broken,
            "quota": {
                name: max(0, granted - self.book.taken(name))
                for name, granted in self.conduct.granted.items()
            },
            "jobs": [
                {"job_id": job.id, "service": job.service, "ended": job.ended(now)}
                for job in self.book.all()
            ],
            "scenarios": list(SCENARIOS),
        }


def _one_of(
    field: str, value: str, allowed: Mapping[str, object] | tuple[str, ...] | list[str]
) -> str:
    if value not in allowed:
        raise ValueError(f"{field}: one of {', '.join(allowed)}")
    return value


def _number(field: str, value: str, least: int) -> int:
    if not (value.isascii() and value.isdigit() and least <= int(value[:9]) <= _MOST):
        raise ValueError(f"{field}: {least} to {_MOST}")
    return int(value)
