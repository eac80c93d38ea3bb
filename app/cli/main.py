"""Runs one command on an engine that it is handed."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from app.cli import commands, films, folders, pausing, score, uncertain
from app.cli.console import Console
from app.cli.doctor import Finding, show_findings
from app.cli.exits import Exit, exit_for
from app.cli.interruption import end_in_order
from app.cli.report import WriteReport, save_report
from app.cli.texts import Speech
from app.domain.errors import ErrorCode, KadrajError
from app.engine.studio import Studio

_COMMANDS: Final[Mapping[str, Callable[[Studio, Console, Namespace], Awaitable[int]]]] = {
    "login": commands.login,
    "logout": commands.logout,
    "generate": commands.generate,
    "jobs": commands.jobs,
    "follow": commands.follow,
    "pause": pausing.pause,
    "resume": pausing.resume,
    "history": commands.history,
    "download": commands.download,
    "check": uncertain.check,
    "lost": uncertain.lost,
    "send-again": uncertain.send_again,
    "undo": uncertain.undo,
    "import": folders.import_folder,
    "export": folders.export,
    "continue": films.go_on,
    "join": films.join,
    "export-as": films.export_as,
    "score": score.score,
}

#: What the open window offers for its jobs too.
_ANSWERS: Final = frozenset({"check", "lost", "send-again", "undo"})

#: What comes to its end, or to nothing.
_MAKING: Final = frozenset({"join", "export-as"})
#: What reads the library and leaves it as it is, and so can be done beside an open window.
_READING: Final = frozenset({"history", "export-as", "score"})

Diagnose = Callable[[Studio], Awaitable[Sequence[Finding]]]


def run(
    options: Namespace,
    make_studio: Callable[[], Studio],
    diagnose: Diagnose,
    write_report: WriteReport,
    speech: Speech,
) -> int:
    """Carries out `options.command` and returns the exit code.

    Ctrl+C and a polite kill end it in order: what is unfinished goes on later.
    """
    console = Console(speech, as_json=getattr(options, "json", False))
    try:
        if options.command == "demo-panels":
            from app.cli.panels import run_panels  # no other command needs a server

            return run_panels(options, console)
        if options.command == "doctor":
            return show_findings(console, asyncio.run(_look(make_studio, diagnose)))
        if options.command == "report":
            return save_report(make_studio, console, options, write_report)
        if options.command == "rebuild-library":
            return asyncio.run(_rebuild(make_studio(), console))
        return asyncio.run(_carry_out(options, make_studio, console))
    except KadrajError as error:
        console.error(error)
        if error.code is ErrorCode.ALREADY_RUNNING:
            answers = options.command in _ANSWERS
            console.progress(speech.line("answer_there" if answers else "close_first"))
        return exit_for(error.code)
    except (KeyboardInterrupt, asyncio.CancelledError):
        told = "nothing_written" if options.command in _MAKING else "stopped"
        console.progress(speech.line(told))
        return Exit.INTERRUPTED


async def _look(make_studio: Callable[[], Studio], diagnose: Diagnose) -> Sequence[Finding]:
    # The library stays closed: a doctor must be able to come while the window is open.
    return await diagnose(make_studio())


async def _rebuild(studio: Studio, console: Console) -> int:
    # In place of opening the library, which may be what does not go well.
    try:
        return await commands.rebuild_library(studio, console)
    finally:
        await studio.close()


async def _open(studio: Studio, command: str) -> None:
    """Opens the library: for the list of jobs to look at only, unless it has to be put right first;
    for what only reads videos so where another Kadraj writes to it."""
    if command == "jobs":
        try:
            return await studio.open(read_only=True)
        except KadrajError as error:
            if error.code is not ErrorCode.LIBRARY_DAMAGED:
                raise
    try:
        await studio.open()
    except KadrajError as error:
        if error.code is not ErrorCode.ALREADY_RUNNING or command not in _READING:
            raise
        await studio.open(read_only=True)


async def _carry_out(
    options: Namespace, make_studio: Callable[[], Studio], console: Console
) -> int:
    studio = make_studio()
    try:
        await _open(studio, options.command)
        if studio.rebuilt is not None:
            console.error(studio.rebuilt.told())
            if not studio.rebuilt.complete:
                console.progress(console.speech.line("not_all"))
        with end_in_order() as ended:
            command = asyncio.ensure_future(_COMMANDS[options.command](studio, console, options))
            interruption = asyncio.ensure_future(ended.wait())
            await asyncio.wait({command, interruption}, return_when=asyncio.FIRST_COMPLETED)
            interruption.cancel()
            if not command.done():
                command.cancel()
            return await command
    finally:
        await studio.close()
