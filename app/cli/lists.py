"""Many videos from one list."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any, Final

from app.cli.console import Console
from app.cli.exits import Exit
from app.cli.texts import Speech
from app.domain.planning import Plan
from app.domain.prompt_lists import CheckedRow, RowProblem
from app.domain.requests import GenerationRequest, Picture
from app.engine.studio import Studio

_SHOWN: Final = 60


async def read_list(
    studio: Studio, console: Console, options: Namespace, picture: Picture | None
) -> tuple[list[GenerationRequest], int]:
    """The requests of a list, and how many of its rows are none. Those are told of at once.

    With `--check` every row is told, and as JSON each in a line of its own: a list may be long.
    """
    usual = GenerationRequest(
        options.service, "", options.aspect, options.duration, options.model, picture
    )
    table = studio.capabilities[options.service]
    requests, bad = list[GenerationRequest](), 0
    prompts = lines = 0
    async for rows in studio.prompt_lists.read(options.list_file, usual, table):
        for row in rows:
            prompts, lines = prompts + 1, lines + row.row.lines
            if row.request is not None:
                requests += [row.request] * options.times
            bad += row.request is None
            if options.check:
                console.item(_line(console.speech, row), row_data(row, console.speech))
            elif row.request is None:
                console.progress(_line(console.speech, row))
    if lines > prompts:
        console.progress(console.speech.line("list_joined", lines=lines, count=prompts))
    return requests, bad


async def show_plan(
    studio: Studio, console: Console, requests: Sequence[GenerationRequest]
) -> list[Plan]:
    """Says what these requests come to."""
    plans = await studio.planner.plan(requests)
    for plan in plans:
        console.progress(plan_line(console.speech, plan))
    return plans


def check_exit(console: Console, plans: Sequence[Plan], good: int, bad: int) -> int:
    """Ends `--check`: how many rows can be made, how many cannot."""
    told = console.speech.line("list_checked", good=good, bad=bad)
    console.item(told, {"good": good, "bad": bad, "plan": [plan_data(plan) for plan in plans]})
    return Exit.BAD_INPUT if bad else Exit.DONE


def plan_line(speech: Speech, plan: Plan) -> str:
    """`12 videos · 9 left today: 3 wait for another day · about 40 min (35 to 50)`."""
    parts = [speech.line("plan_jobs", service=plan.service, count=plan.jobs)]
    if plan.remaining is not None:
        parts.append(speech.line("plan_left", count=plan.remaining))
    if plan.later:
        parts.append(speech.line("plan_later", count=plan.later))
    if plan.typical is not None:
        low, median, high = (
            max(1, round(seconds / 60))
            for seconds in (plan.typical.low, plan.typical.median, plan.typical.high)
        )
        parts.append(speech.line("plan_minutes", low=low, median=median, high=high))
    return " · ".join(parts)


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan as JSON; seconds."""
    typical = plan.typical
    return {
        "service": plan.service,
        "jobs": plan.jobs,
        "waiting_before": plan.waiting,
        "remaining": plan.remaining,
        "today": plan.fits,
        "later": plan.later,
        "seconds": [typical.low, typical.median, typical.high] if typical else None,
    }


def row_data(row: CheckedRow, speech: Speech) -> dict[str, Any]:
    """A row as JSON."""
    request = row.request
    return {
        "row": row.row.number,
        "prompt": row.row.prompt,
        "image": row.row.image or None,
        "aspect_ratio": request.aspect_ratio if request else row.row.aspect,
        "duration_seconds": request.duration_seconds if request else row.row.seconds,
        "model": request.model if request else row.row.model or None,
        "problems": [
            {
                "column": problem.column,
                "code": problem.error.code.value,
                "text": speech.error(problem.error),
            }
            for problem in row.problems
        ],
    }


def _line(speech: Speech, row: CheckedRow) -> str:
    if row.request is not None:
        shown = speech.one_line(row.row.prompt)[:_SHOWN]
        return speech.line("list_row", row=row.row.number, text=shown)
    told = " ".join(_told(speech, problem) for problem in row.problems)
    return speech.line("list_row", row=row.row.number, text=told)


def _told(speech: Speech, problem: RowProblem) -> str:
    text = speech.error(problem.error)
    if problem.column is None:
        return text
    return f"{speech.line(f'column_{problem.column.value}')}: {text}"
