"""What `kadraj report` does."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path

from app.cli.console import Console
from app.cli.exits import Exit
from app.domain.errors import KadrajError
from app.engine.studio import Studio

WriteReport = Callable[[Studio, Path, bool, KadrajError | None], Awaitable[None]]
"""Called with the engine, the file to write, whether prompts go into it, and why the library is
not open, if it is not."""


def save_report(
    make_studio: Callable[[], Studio], console: Console, options: Namespace, write: WriteReport
) -> int:
    """Writes the report, beside an open window too; a library that cannot be read is told of
    inside."""
    target: Path = options.file.absolute()
    if target.exists():
        console.progress(console.speech.line("file_exists", path=target))
        return Exit.BAD_INPUT
    asyncio.run(_save(make_studio(), target, options.with_prompts, write))
    console.result(str(target), None)
    return Exit.DONE


async def _save(studio: Studio, target: Path, with_prompts: bool, write: WriteReport) -> None:
    closed = None
    try:
        await studio.open(read_only=True)
    except KadrajError as error:
        closed = error
    try:
        await write(studio, target, with_prompts, closed)
    finally:
        await studio.close()
