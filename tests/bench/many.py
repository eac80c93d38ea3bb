"""A library with very many clips in it."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Final

from app.domain.clips import Clip
from app.domain.replies import HistoryItem
from app.media.videos import probe
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON

_WORDS: Final = tuple(
    "kırmızı balon İstanbul Boğaz gece yağmur ışık sokak kedi deniz fener vapur martı sis"  # noqa: SIM905
    " orman kar dağ gün batımı neon street wide shot slow camera golden hour close up rain"
    " city drone".split()
)


def fill(home: Path, count: int) -> Places:
    """Puts `count` clips of both services, all in the cloud, into a new library below `home`."""
    places = Places.from_environment({"KADRAJ_HOME": str(home)})
    asyncio.run(_fill(places, count))
    return places


async def _fill(places: Places, count: int) -> None:
    library = SqliteLibrary(places, None, probe)
    await library.open()
    chance = random.Random(1)
    for service in ("sora", "veo"):
        clips = [_clip(service, number, chance) for number in range(count // 2)]
        await library.merge_history(
            service, [(HistoryItem(clip.remote_id, clip.remote_url), clip) for clip in clips]
        )
    await library.close()


def _clip(service: str, number: int, chance: random.Random) -> Clip:
    return Clip(
        id=f"{chance.getrandbits(128):032x}",
        service=service,
        remote_id=f"{service}-{number}",
        created_at=NOON - timedelta(minutes=7 * number),
        prompt=" ".join(chance.choices(_WORDS, k=12)),
        aspect_ratio=chance.choice(("16:9", "9:16")),
        duration_seconds=6.0,
        remote_url=f"https://videos.example/{number}.mp4",
        at_service=True,
    )
