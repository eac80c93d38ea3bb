"""Imports a folder again and again, telling of each video taken in: to be killed."""

import asyncio
import sys
from pathlib import Path

from app.domain.events import ClipChanged, Event
from tests.engine.workshop import Workshop


async def import_all(home: Path, folder: Path) -> None:
    async with Workshop(home).opened() as (studio, _watch):

        def tell(event: Event) -> None:
            if isinstance(event, ClipChanged):
                sys.stdout.write(f"{event.clip.id}\n")
                sys.stdout.flush()

        studio.hub.subscribe(tell)
        await studio.shelf.importer.import_folder(folder)
        sys.stdout.write("done\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(import_all(Path(sys.argv[1]), Path(sys.argv[2])))
