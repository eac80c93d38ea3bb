"""What each command does. Each returns its exit code; results and progress go to the console."""

import shutil
import sys
from argparse import Namespace
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.cli.console import Console, clip_data, job_data, state_line
from app.cli.exits import Exit, exit_for
from app.cli.finding import find_clips
from app.cli.lists import check_exit, read_list, show_plan
from app.cli.pausing import is_held_back, refuse_paused
from app.cli.watching import JobWatch
from app.domain.clips import Clip, ClipQuery
from app.domain.errors import NO_KEYRING, ErrorCode, KadrajError, file_failed
from app.domain.jobs import OPEN, Job, JobState, ended_while_sending
from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.engine.studio import Studio

#: Letters of our own ids, which `download` takes too.
_SHOWN: Final = 8
_WITH_REASON: Final = frozenset({JobState.FAILED, JobState.WAITING, JobState.UNCERTAIN})


async def login(studio: Studio, console: Console, options: Namespace) -> int:
    """Reads a key from standard input, tries it and remembers it."""
    service: str = options.service
    if sys.stdin.isatty():
        typed = getpass(console.speech.line("key_prompt", service=service))
    else:
        typed = sys.stdin.readline()
    key = Secret(typed.strip())
    if not key:
        console.progress(console.speech.line("no_key_came"))
        return Exit.BAD_INPUT
    check = await studio.access.check(service, key)
    if check.error is not None:
        raise check.error
    trouble = await studio.access.sign_in({service: key}, remember=True)
    if trouble is not None:
        raise KadrajError(trouble.code, **{**trouble.params, "service": service})
    quota = check.history.quota if check.history else None
    data = {
        "service": service,
        "daily_limit": quota.daily_limit if quota else None,
        "daily_limit_remaining": quota.remaining if quota else None,
    }
    console.result(console.speech.line("key_kept"), data)
    if quota is not None and None not in (quota.remaining, quota.daily_limit):
        left = console.speech.line("left_today", remaining=quota.remaining, limit=quota.daily_limit)
        console.progress(left)
    return Exit.DONE


async def logout(studio: Studio, console: Console, options: Namespace) -> int:
    """Forgets a key; without a keyring there is none to forget."""
    told = "key_forgotten"
    try:
        await studio.access.sign_out((options.service,))
    except KadrajError as error:
        if error.params.get("reason") != NO_KEYRING:
            raise KadrajError(error.code, **{**error.params, "service": options.service}) from error
        told = "nothing_kept"
    console.result(console.speech.line(told), {"service": options.service})
    return Exit.DONE


async def generate(studio: Studio, console: Console, options: Namespace) -> int:
    """Makes a video, or those of a list, follows them and downloads them."""
    output: Path | None = options.output
    wrong = _generate_trouble(options, console) or (output and output_trouble(output, console))
    if wrong:
        console.progress(wrong)
        return Exit.BAD_INPUT
    others = [name for name in studio.capabilities if options.both and name != options.service]
    if not options.check:  # which sends nothing
        await sign_in(studio, options.service, *others)
        refuse_paused(studio, options.service, *others)
    with TemporaryDirectory() as folder:
        picture = await _picture(studio, console, options, Path(folder))
        if options.both:
            made = await _ask_all(studio, console, _asked(options, picture), others)
            return await carry_through(studio, console, options, made)
        if options.list_file is None:
            asked = [_asked(options, picture)]
        else:
            asked, bad = await read_list(studio, console, options, picture)
            plans = await show_plan(studio, console, asked)
            if options.check:
                return check_exit(console, plans, len(asked), bad)
            if bad and not options.skip_bad:
                console.progress(console.speech.line("list_refused"))
                return Exit.BAD_INPUT
        made = await studio.generate_all(asked)
    return await carry_through(studio, console, options, made)


async def _ask_all(
    studio: Studio, console: Console, request: GenerationRequest, others: list[str]
) -> list[Job]:
    """Writes down one idea for all services; says first what the others are asked for."""
    requests = [studio.nearest(request, service) for service in others]
    for near in requests:
        choices = [near.aspect_ratio, near.model or ""]
        choices.append(f"{near.duration_seconds} s" if near.duration_seconds else "")
        told = ", ".join(choice for choice in choices if choice)
        console.progress(console.speech.line("asked_too", service=near.service, choices=told))
    return await studio.generate_together([request, *requests])


def _asked(options: Namespace, picture: Picture | None) -> GenerationRequest:
    return GenerationRequest(
        service=options.service,
        prompt=options.prompt,
        aspect_ratio=options.aspect,
        duration_seconds=options.duration,
        model=options.model,
        picture=picture,
    )


def _generate_trouble(options: Namespace, console: Console) -> str | None:
    if (options.prompt is None) == (options.list_file is None):
        return console.speech.line("prompt_or_list")
    if options.both and options.list_file is not None:
        return console.speech.line("both_or_list")
    if options.output is not None and (options.both or options.list_file is not None):
        return console.speech.line("one_output")
    return None


async def _picture(
    studio: Studio, console: Console, options: Namespace, folder: Path
) -> Picture | None:
    """The picture that was named, or with `--convert` a copy in `folder` if it is needed."""
    if options.image is None:
        return None
    limits = studio.capabilities[options.service].picture
    if options.convert and limits is not None:
        facts = await studio.media.survey_picture(options.image)
        if facts.wants_preparing(limits):
            done = await studio.media.prepare_picture(options.image, folder / "copy", limits)
            told = console.speech.line(
                "prepared",
                picture=console.speech.plain(done.before.name),
                before=console.speech.megabytes(done.before.size),
                after=console.speech.megabytes(done.after.size),
                width=done.after.width,
                height=done.after.height,
            )
            console.progress(told)
            return done.after
    return await studio.media.inspect_picture(options.image)


async def carry_through(
    studio: Studio, console: Console, options: Namespace, made: list[Job]
) -> int:
    """Sends jobs that were written down and sees them through."""
    watch = JobWatch(studio, console, made)
    await studio.start()
    try:
        ended = await watch.until_ended(taken_is_enough=options.no_wait)
    except KadrajError:
        for job in made:
            await _withdraw(studio, job)
        raise
    clips = {clip.id: clip for clip in await studio.library.clips(_clip_ids(ended))}
    for job in ended:
        clip = clips.get(job.clip_id or "")
        if clip is not None and clip.file is not None and options.output is not None:
            _copy(clip.file, options.output)
        if job.state is JobState.WAITING:
            console.progress(console.speech.line("kept_waiting"))
        alone = options.list_file is None and len(made) == 1
        show_job(console, job, clip, options.output, alone=alone)
    return max((job_exit(job) for job in ended), default=Exit.DONE)


async def jobs(studio: Studio, console: Console, _options: Namespace) -> int:
    """Lists the jobs, by the service's job id where it has given one."""
    listed = await _as_they_are(studio)
    clips = {clip.id: clip for clip in await studio.library.clips(_clip_ids(listed))}
    rows = [
        (
            job.remote_id or job.id[:_SHOWN],
            job.service,
            state_line(
                console.speech,
                job,
                late=studio.unusually_long(job.id),
                paused=is_held_back(studio, job),
            ),
        )
        for job in listed
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([*map(str.ljust, row, widths), console.speech.one_line(job.request.prompt)])
        + _reason(console, job)
        for row, job in zip(rows, listed, strict=True)
    ]
    console.result(
        "\n".join(lines) or console.speech.line("no_jobs"),
        [
            job_data(
                job,
                clips.get(job.clip_id or ""),
                late=studio.unusually_long(job.id),
                paused=is_held_back(studio, job),
            )
            for job in listed
        ],
    )
    return Exit.DONE


async def _as_they_are(studio: Studio) -> list[Job]:
    """The jobs; one that was being sent when another Kadraj ended is uncertain, though nobody has
    written that down yet."""
    listed = await studio.library.jobs()
    sending = any(job.state is JobState.SUBMITTING for job in listed)
    if not sending or not studio.read_only or await studio.library.written_elsewhere():
        return listed
    return [
        replace(job, state=JobState.UNCERTAIN, failure=ended_while_sending(job))
        if job.state is JobState.SUBMITTING
        else job
        for job in listed
    ]


def _reason(console: Console, job: Job) -> str:
    """Why a job does not go on, on a line of its own."""
    if job.failure is None or job.state not in _WITH_REASON:
        return ""
    return f"\n    {console.speech.error(KadrajError(job.failure.code, **job.failure.params))}"


async def follow(studio: Studio, console: Console, _options: Namespace) -> int:
    """Takes up every open job until it has ended."""
    listed = [
        job for job in await studio.library.jobs(OPEN) if not _told_paused(studio, console, job)
    ]
    if not listed:
        console.result(console.speech.line("no_jobs"), [])
        return Exit.DONE
    watch = JobWatch(
        studio, console, [job for job in listed if job.state is not JobState.UNCERTAIN]
    )
    for service in {job.service for job in listed}:
        await sign_in(studio, service)
    await studio.start()
    for job in listed:
        if job.state is JobState.COMPLETED and job.clip_id:
            studio.downloads.start(job.clip_id)
    for job in listed:
        console.progress(
            f"{job.service} · {state_line(console.speech, job)}{_reason(console, job)}"
        )
    ended = await watch.until_ended()
    clips = {clip.id: clip for clip in await studio.library.clips(_clip_ids(ended))}
    for job in ended:
        show_job(console, job, clips.get(job.clip_id or ""), None)
    uncertain = [job for job in listed if job.state is JobState.UNCERTAIN]
    for job in uncertain:
        tell_answers(console, job)
    return max((job_exit(job) for job in ended + uncertain), default=Exit.DONE)


def _told_paused(studio: Studio, console: Console, job: Job) -> bool:
    """Says of a job that it is held back, if it is."""
    held = is_held_back(studio, job)
    if held:
        state = state_line(console.speech, job, paused=True)
        console.progress(f"{job.service} · {state}")
        console.progress(console.speech.line("resume_hint", service=job.service))
    return held


async def history(studio: Studio, console: Console, options: Namespace) -> int:
    """Lists a service's videos; without network, or beside an open window, those that are known."""
    code: int = Exit.DONE
    if studio.read_only:
        console.progress(console.speech.line("may_be_old"))
    else:
        await sign_in(studio, options.service)
        try:
            await studio.history.refresh(options.service)
        except KadrajError as error:
            console.error(error)
            code = exit_for(error.code)
    found = await studio.library.clip_ids(ClipQuery(service=options.service))
    clips = await studio.library.clips(found)
    rows = [
        f"{console.speech.moment(clip.created_at)}  {clip.remote_id}  "
        f"{clip.file or console.speech.line(_place(clip))}  "
        f"{console.speech.one_line(clip.prompt)}".rstrip()
        for clip in clips
    ]
    console.result(
        "\n".join(rows) or console.speech.line("no_videos"), [clip_data(clip) for clip in clips]
    )
    return code


def _place(clip: Clip) -> str:
    return "file_missing" if clip.missing else "in_the_cloud"


async def download(studio: Studio, console: Console, options: Namespace) -> int:
    """Downloads one video of the history."""
    output: Path | None = options.output
    if output is not None and (trouble := output_trouble(output, console)):
        console.progress(trouble)
        return Exit.BAD_INPUT
    await studio.sign_in_remembered()
    clip, *others = await find_clips(studio, options.service, options.job_id)
    if others:
        ids = ", ".join(found.remote_id for found in (clip, *others))
        console.progress(console.speech.line("several_meant", value=options.job_id, found=ids))
        return Exit.BAD_INPUT
    if clip.file is None:
        JobWatch(studio, console, [], {clip.id})
        clip = await studio.downloads.bring(clip)
    if output is not None and clip.file is not None:
        _copy(clip.file, output)
    console.result(str(output or clip.file), clip_data(clip))
    return Exit.DONE


async def rebuild_library(studio: Studio, console: Console) -> int:
    """Makes the library's database anew, on a studio that is not open."""
    rebuilt = await studio.library.rebuild()
    line = console.speech.line("library_rebuilt", videos=rebuilt.videos, jobs=rebuilt.jobs)
    data = {"videos": rebuilt.videos, "jobs": rebuilt.jobs, "set_aside": rebuilt.set_aside}
    console.result(line, data)
    if rebuilt.set_aside is not None:
        console.progress(console.speech.line("set_aside", file=rebuilt.set_aside))
    if not rebuilt.complete:
        console.progress(console.speech.line("not_all"))
    return Exit.DONE


async def sign_in(studio: Studio, *services: str) -> None:
    """Takes the keys from environment and keyring; raises when there is none for a service."""
    trouble = await studio.sign_in_remembered()
    for service in services:
        if service not in studio.access.services:
            raise KadrajError(ErrorCode.KEY_MISSING, service=service) from trouble


async def _withdraw(studio: Studio, job: Job) -> None:
    """Takes back a job that was not sent, so that no later start sends it by surprise."""
    current = await studio.library.job(job.id)
    if current is not None and current.state is JobState.WAITING:
        await studio.remove(job.id)


def show_job(
    console: Console,
    job: Job,
    clip: Clip | None,
    output: Path | None = None,
    *,
    alone: bool = True,
) -> None:
    """Says where a job's video is, or its id, and why it halted or failed."""
    where = output or (clip.file if clip else None)
    if job.failure is not None:
        console.error(KadrajError(job.failure.code, **job.failure.params))
    tell_answers(console, job)
    told = str(where) if where else (job.remote_id or job.id)
    tell = console.result if alone else console.item
    tell(told, job_data(job, clip))


def tell_answers(console: Console, job: Job) -> None:
    """Names the commands that a job waits for, if it does."""
    if job.state is JobState.UNCERTAIN or job.forgotten:
        console.progress(console.speech.line("doubted_hint", job=job.id[:_SHOWN]))


def job_exit(job: Job) -> int:
    """The exit code for a job that will not go on by itself."""
    if job.failure is not None:
        return exit_for(job.failure.code)
    return Exit.UNREACHABLE if job.state is JobState.UNCERTAIN else Exit.DONE


def _clip_ids(listed: list[Job]) -> list[str]:
    return [job.clip_id for job in listed if job.clip_id]


def _copy(video: Path, output: Path) -> None:
    try:
        shutil.copyfile(video, output)
    except OSError as error:
        raise file_failed(output, error) from error


def output_trouble(output: Path, console: Console) -> str:
    """Why a video cannot be copied there; known before anything is paid for."""
    if output.exists():
        return console.speech.line("file_exists", path=output)
    if not output.absolute().parent.is_dir():
        return console.speech.line("no_folder", path=output.absolute().parent)
    return ""
