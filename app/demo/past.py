"""Videos that the demo's user seems to have made in the last days."""

from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from app.demo.jobs import DemoJob
from app.demo.orders import SORA_SECONDS
from app.demo.scenarios import SORA, VEO

_MODELS: Final = {"16:9": "sora-2-landscape", "9:16": "sora-2-portrait"}

# Service, ratio, seconds, hours before today's first minute, prompt.
_MADE: Final = (
    (SORA, "16:9", SORA_SECONDS, 4.5, "Lanterns rise over a lake at dusk"),
    (VEO, "16:9", 6, 5.2, "Gün batımında Boğaz'ın ardında süzülen martılar"),
    (SORA, "16:9", SORA_SECONDS, 9.4, "Jellyfish in deep blue, slow"),
    (VEO, "9:16", 8, 11.1, "Türk kahvesi dökülürken makro çekim"),
    (SORA, "9:16", SORA_SECONDS, 30.3, "Paper boat on a spring stream"),
    (VEO, "16:9", 6, 33.7, "Fog over Cappadocia, balloons lift off"),
    (SORA, "16:9", SORA_SECONDS, 52.9, "Şehirde yağmur, taksi camından"),
    (VEO, "16:9", 4, 58.0, "Wind over tea fields, Rize"),
    (SORA, "16:9", SORA_SECONDS, 81.6, "Lavanta tarlasında rüya gibi bir sabah"),
    (VEO, "16:9", 6, 104.2, "A lone lighthouse on a cliff, waves below"),
)


def past_jobs(count: int, today: datetime) -> list[DemoJob]:
    """The latest `count` of at most ten finished videos, all from before `today` (aware)."""
    jobs = []
    for service, ratio, seconds, hours, prompt in _MADE[:count]:
        created = today - timedelta(hours=hours)
        model = "" if service == VEO else _MODELS[ratio]
        jobs.append(
            DemoJob(
                id=str(uuid5(NAMESPACE_URL, f"kadraj:demo:job:{prompt}")),
                service=service,
                prompt=prompt,
                aspect_ratio=ratio,
                duration_seconds=seconds,
                model=model,
                picture="",
                guid=str(uuid5(NAMESPACE_URL, f"kadraj:demo:page:{prompt}")),
                created_at=created,
                started_at=created + timedelta(seconds=1),
                completed_at=created + timedelta(seconds=68),
            )
        )
    return jobs[::-1]
