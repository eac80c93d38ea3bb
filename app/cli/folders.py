"""Videos into the library and out of it, by folder."""

from argparse import Namespace

from app.cli.console import Console, clip_data
from app.cli.exits import Exit
from app.domain.clips import ClipPlace, ClipQuery
from app.engine.studio import Studio


async def import_folder(studio: Studio, console: Console, options: Namespace) -> int:
    """Copies a folder's videos into the library."""
    imported = await studio.shelf.importer.import_folder(options.folder.absolute())
    for path in imported.refused:
        console.progress(console.speech.line("not_imported", path=path))
    taken = await studio.library.clips(imported.clip_ids)
    told = console.speech.line("imported", taken=len(taken), known=len(imported.known))
    data = {
        "imported": [clip_data(clip) for clip in taken],
        "known": [str(path) for path in imported.known],
        "refused": [str(path) for path in imported.refused],
    }
    console.result(told, data)
    return Exit.DONE


async def export(studio: Studio, console: Console, options: Namespace) -> int:
    """Copies the library's videos, or those that a search finds, into a folder."""
    query = ClipQuery(text=options.search, place=ClipPlace.HERE)
    found = await studio.library.clip_ids(query)
    exported = await studio.shelf.exporter.export(
        found, options.folder.absolute(), with_sidecars=options.with_sidecars
    )
    files = [str(path) for path in exported.files]
    console.result("\n".join(files) or console.speech.line("no_videos"), files)
    return Exit.DONE
