"""Videos made of the library's videos: continued, joined, written in another form."""

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from app.cli.commands import carry_through, output_trouble, sign_in
from app.cli.console import Console, clip_data
from app.cli.exits import Exit
from app.cli.finding import find_any_clips
from app.cli.pausing import refuse_paused
from app.domain.clips import Clip
from app.domain.events import Event, WorkProgressed
from app.domain.films import FilmFormat, FilmShape
from app.engine.studio import Studio


async def go_on(studio: Studio, console: Console, options: Namespace) -> int:
    """Makes a video that goes on from a frame of another one."""
    output: Path | None = options.output
    if output is not None and (trouble := output_trouble(output, console)):
        console.progress(trouble)
        return Exit.BAD_INPUT
    clip = await _the_clip(studio, console, options.video)
    if clip is None:
        return Exit.BAD_INPUT
    draft = await studio.shelf.films.continue_from(clip.id, options.at)
    if options.prompt:
        draft = replace(draft, prompt=options.prompt)
    await sign_in(studio, draft.service)
    refuse_paused(studio, draft.service)
    made = await studio.generate_all([draft])
    return await carry_through(studio, console, options, made)


async def join(studio: Studio, console: Console, options: Namespace) -> int:
    """Joins videos in the order in which they were typed."""
    if len(options.videos) < 2:
        console.progress(console.speech.line("join_several"))
        return Exit.BAD_INPUT
    clips: list[Clip] = []
    for typed in options.videos:
        clip = await _the_clip(studio, console, typed)
        if clip is None:
            return Exit.BAD_INPUT
        clips.append(clip)
    films, ids = studio.shelf.films, [clip.id for clip in clips]
    plan = await films.plan_join(ids, whole=options.whole)
    told = "some_encoded_anew" if plan.encoded else "kept_as_they_are"
    console.progress(console.speech.line(told, frames=plan.frames, encoded=plan.encoded))
    _tell_progress(studio, console)
    joined = await films.join(ids, whole=options.whole)
    if joined is None:  # nobody else can end it
        return Exit.INTERRUPTED
    parents = [clip.remote_id for clip in clips]
    data = {**clip_data(joined), "duration_seconds": joined.length, "parents": parents}
    data |= asdict(plan)
    console.result(str(joined.file), data)
    return Exit.DONE


async def export_as(studio: Studio, console: Console, options: Namespace) -> int:
    """Writes a video as GIF, WebP or MP4, or tells how large that would be."""
    target: Path = options.film.absolute()
    kind = target.suffix.lower().removeprefix(".")
    trouble = "" if options.estimate else output_trouble(target, console)
    if kind not in {form.value for form in FilmFormat}:
        trouble = console.speech.line("no_such_form")
    if trouble:
        console.progress(trouble)
        return Exit.BAD_INPUT
    clip = await _the_clip(studio, console, options.video)
    if clip is None:
        return Exit.BAD_INPUT
    shape = FilmShape(FilmFormat(kind), options.side, options.begin, options.end, options.speed)
    if options.estimate:
        size = await studio.shelf.films.estimate(clip.id, shape)
        told = console.speech.line("about_size", size=console.speech.megabytes(size))
        console.result(told, {"about_bytes": size})
        return Exit.DONE
    _tell_progress(studio, console)
    if await studio.shelf.films.export(clip.id, target, shape) is None:
        return Exit.INTERRUPTED
    console.result(str(target), _file_data(target))
    return Exit.DONE


async def _the_clip(studio: Studio, console: Console, typed: str) -> Clip | None:
    """The one video that was meant; otherwise it is said which may be."""
    clip, *others = await find_any_clips(studio, typed)
    if others:
        ids = ", ".join(found.remote_id for found in (clip, *others))
        console.progress(console.speech.line("several_meant", value=typed, found=ids))
        return None
    return clip


def _file_data(file: Path) -> dict[str, Any]:
    return {"file": str(file), "size": file.stat().st_size}


def _tell_progress(studio: Studio, console: Console) -> None:
    def listen(event: Event) -> None:
        if isinstance(event, WorkProgressed) and event.progress.total:
            tenth = event.progress.done * 10 // event.progress.total
            console.progress(console.speech.line("done_of_film", percent=tenth * 10))

    studio.hub.subscribe(listen)
