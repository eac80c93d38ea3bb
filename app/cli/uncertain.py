"""The answers to jobs of which it is not known whether their service took them."""

import sys
from argparse import Namespace
from typing import Any, Final

from app.cli.commands import job_exit, show_job, sign_in
from app.cli.console import Console, clip_data, job_data, state_line
from app.cli.exits import Exit
from app.cli.finding import find_jobs
from app.cli.pausing import refuse_paused
from app.cli.watching import JobWatch
from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.engine.studio import Studio

#: Typed instead of an id.
_NONE: Final = "none"
_NONE_ANSWERS: Final = frozenset({_NONE, "n", "hiçbiri", "h"})
_YES_ANSWERS: Final = frozenset({"y", "yes", "e", "evet"})
_SHOWN: Final = 8
_UNCERTAIN: Final = frozenset({JobState.UNCERTAIN})
_CHECKABLE: Final = frozenset({JobState.UNCERTAIN, JobState.LOST})
_SENDABLE: Final = frozenset({JobState.FAILED, JobState.UNCERTAIN, JobState.LOST})


async def check(studio: Studio, console: Console, options: Namespace) -> int:
    """Looks for an uncertain job at its service; where several videos fit, the user chooses."""
    job = await _the_job(studio, console, options.job, _CHECKABLE)
    if job is None:
        return Exit.BAD_INPUT
    await sign_in(studio, job.service)
    search = await studio.check_now(job.id)
    answer = options.take or ""
    if search.candidates and not answer:
        answer = _asked_which(console, job, search.candidates)
    if answer and not search.found:
        told = await _answered(studio, console, job, search, answer)
        if told is None:
            return Exit.BAD_INPUT
        search = told
    after = await studio.library.job(job.id) or job
    text = "\n".join([_outcome(console, job, search), *_listed(console, search.candidates)])
    console.result(text, {**job_data(after, None), **_search_data(search)})
    if search.candidates and not console.as_json:
        console.progress(console.speech.line("look_hint", service=job.service))
        console.progress(console.speech.line("take_hint", job=options.job))
    if search.found and not console.as_json:
        console.progress(console.speech.line("undo_hint", job=options.job))
    return Exit.DONE if search.found else Exit.UNREACHABLE


async def lost(studio: Studio, console: Console, options: Namespace) -> int:
    """Gives an uncertain job up."""
    job = await _the_job(studio, console, options.job, _UNCERTAIN)
    if job is None:
        return Exit.BAD_INPUT
    await studio.mark_lost(job.id)
    after = await studio.library.job(job.id) or job
    console.result(state_line(console.speech, after), job_data(after, None))
    console.progress(console.speech.line("undo_hint", job=options.job))
    return Exit.DONE


async def undo(studio: Studio, console: Console, options: Namespace) -> int:
    """Takes back what was found or said of a job: a video that is not its own, that it is lost, or
    that none of the videos offered is its own."""
    job = await _the_job(studio, console, options.job, frozenset(JobState))
    if job is None:
        return Exit.BAD_INPUT
    undone = await studio.not_this_one(job.id)
    if job.state is JobState.LOST:
        await studio.undo_lost(job.id)
        undone = True
    elif studio.has_refused(job):
        await studio.offer_matches_again(job.id)
        undone = True
    after = await studio.library.job(job.id) or job
    state = state_line(console.speech, after)
    told = console.speech.line("undone" if undone else "nothing_to_undo", state=state)
    console.result(told, job_data(after, None))
    return Exit.DONE if undone else Exit.BAD_INPUT


async def send_again(studio: Studio, console: Console, options: Namespace) -> int:
    """Sends a failed, uncertain or lost job once more; asked first where it may be paid twice."""
    job = await _the_job(studio, console, options.job, _SENDABLE)
    if job is None:
        return Exit.BAD_INPUT
    if job.state is not JobState.FAILED and not options.yes and not _confirmed(console, job):
        return Exit.BAD_INPUT
    await sign_in(studio, job.service)
    refuse_paused(studio, job.service)
    watch = JobWatch(studio, console, [job])
    await studio.send_again(job.id)
    await studio.start()
    (job,) = await watch.until_ended(taken_is_enough=options.no_wait)
    clip = await studio.library.clip(job.clip_id) if job.clip_id else None
    if job.state is JobState.WAITING:
        console.progress(console.speech.line("kept_waiting"))
    show_job(console, job, clip)
    return job_exit(job)


async def _the_job(
    studio: Studio, console: Console, typed: str, states: frozenset[JobState]
) -> Job | None:
    """The one job that was meant, if it is in one of these states; otherwise it is said why not."""
    job, *others = await find_jobs(studio, typed)
    speech = console.speech
    if others:
        ids = ", ".join(found.id for found in (job, *others))
        console.progress(speech.line("several_meant", value=typed, found=ids))
        return None
    if job.state not in states and not job.forgotten:
        name = "not_sendable" if states == _SENDABLE else "not_uncertain"
        console.progress(speech.line(name, state=state_line(speech, job)))
        return None
    return job


async def _answered(
    studio: Studio, console: Console, job: Job, search: Search, answer: str
) -> Search | None:
    """What is known after the user has chosen; None where that could not be, which was said."""
    if answer.casefold() in _NONE_ANSWERS:
        await studio.refuse_matches(job.id, [clip.remote_id for clip in search.candidates])
        console.progress(console.speech.line("undo_hint", job=job.id[:_SHOWN]))
        return studio.last_search(job.id) or search
    meant = [clip.remote_id for clip in search.candidates if clip.remote_id.startswith(answer)]
    # A whole id may be any video's that no other job has: the user knows best.
    known = await studio.library.clip_by_remote(job.service, answer)
    remote_ids = meant or ([] if known is None else [answer])
    if len(remote_ids) != 1:
        if search.candidates:
            console.progress(console.speech.line("not_offered", value=console.speech.plain(answer)))
            return None
        raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=answer)
    if not await studio.take_as(job.id, remote_ids[0]):
        console.progress(console.speech.line("anothers_video", value=remote_ids[0]))
        return None
    return Search(found=True)


def _asked_which(console: Console, job: Job, clips: tuple[Clip, ...]) -> str:
    """The id that the user chose on a terminal, `none`, or nothing."""
    if console.as_json or not sys.stdin.isatty():
        return ""
    for number, line in enumerate(_listed(console, clips), start=1):
        console.progress(f"{number})  {line}")
    console.progress(console.speech.line("look_hint", service=job.service))
    console.progress(console.speech.line("which_is_it"))
    typed = sys.stdin.readline().strip()
    if typed.isdigit() and 1 <= int(typed) <= len(clips):
        return clips[int(typed) - 1].remote_id
    return typed


def _confirmed(console: Console, job: Job) -> bool:
    """Whether the user wants to pay twice, if it comes to that."""
    speech = console.speech
    console.progress(speech.line("may_be_paid_twice", service=job.service))
    if console.as_json or not sys.stdin.isatty():
        console.progress(speech.line("say_yes"))
        return False
    console.progress(speech.line("send_it"))
    return sys.stdin.readline().strip().casefold() in _YES_ANSWERS


def _outcome(console: Console, job: Job, search: Search) -> str:
    if search.found:
        name = "search_found"
    elif search.candidates:
        name = "search_one" if len(search.candidates) == 1 else "search_several"
    else:
        name = f"search_{search.evidence.value}"
    return console.speech.line(name, service=job.service)


def _listed(console: Console, clips: tuple[Clip, ...]) -> list[str]:
    return [
        f"{console.speech.moment(clip.created_at, exact=True)}  {clip.remote_id}  "
        f"{clip.aspect_ratio}  {console.speech.one_line(clip.prompt)}".rstrip()
        for clip in clips
    ]


def _search_data(search: Search) -> dict[str, Any]:
    return {
        "found": search.found,
        "evidence": search.evidence.value,
        "candidates": [clip_data(clip) for clip in search.candidates],
    }
