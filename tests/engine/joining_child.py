"""Joins clips of a library, by the real engine: to be killed."""

import asyncio
import sys
from pathlib import Path

from tests.engine.workshop import Workshop


async def join(home: Path, clip_ids: list[str]) -> None:
    async with Workshop(home).opened() as (studio, _watch):
        await studio.shelf.films.join(clip_ids)


if __name__ == "__main__":
    asyncio.run(join(Path(sys.argv[1]), sys.argv[2:]))
