"""Moves a library between two folders without end, telling of each step: to be killed."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from app.store.places import Places
from app.store.settings_file import JsonSettings
from app.store.sqlite_library import SqliteLibrary


async def move_for_ever(home: Path, folders: list[Path]) -> None:
    places = Places.from_environment({"KADRAJ_HOME": str(home)})
    settings = JsonSettings(places.settings_file)
    library = SqliteLibrary(places, settings.load().library)
    await library.open()
    while True:
        now = settings.load().library
        target = next(folder for folder in folders if folder != now)

        def switch(target: Path = target) -> None:
            tell("switching")
            settings.save(replace(settings.load(), library=target))
            tell("switched")

        await library.move(
            target,
            begun=lambda _size: tell("begun"),
            go_on=copied,
            quiet=asyncio.Lock(),
            switch=switch,
        )
        tell("moved")


def tell(fact: str) -> None:
    sys.stdout.write(f"{fact}\n")
    sys.stdout.flush()


def copied(_size: int) -> bool:
    tell("copied")
    return True


if __name__ == "__main__":
    asyncio.run(move_for_ever(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]]))
