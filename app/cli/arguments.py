"""What can be typed after `kadraj`."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

from app.cli.exits import Exit
from app.cli.texts import Speech
from app.metadata import COMMAND, NAME, VERSION

#: The column in which the explanations begin, unless what is explained is longer.
_EXPLANATIONS: Final = 26


def parser(services: Sequence[str], speech: Speech) -> argparse.ArgumentParser:
    """The whole command line; without a command the window opens.

    `services` are the ids that `SERVICE` may be. Bad input ends the program with code 2.
    """
    root = _Parser(speech, prog=COMMAND, about=COMMAND, epilog=speech.help("exit codes"))
    root.option("--version", action="version", version=f"{NAME} {VERSION}")
    root.option("--demo", action="store_true")
    root.option("--headless", action="store_true")
    root.option("--smoke", action="store_true")
    root.option("--open", nargs="*", type=Path, default=[], metavar="PICTURE")
    root.option("--debug", action="store_true")
    commands = root.add_subparsers(
        title=speech.help("commands"), dest="command", metavar="COMMAND", parser_class=_Parser
    )

    def command(name: str) -> _Parser:
        return commands.add_parser(name, help=speech.help(name), speech=speech, about=name)

    def command_of_service(name: str) -> _Parser:
        added = command(name)
        added.argument("SERVICE", choices=services, services=", ".join(services))
        return added

    command_of_service("login")
    command_of_service("logout")

    generate = command_of_service("generate")
    generate.argument("PROMPT", nargs="?")
    generate.option("--from", type=Path, metavar="FILE", dest="list_file")
    generate.option("--dry-run", "--check", action="store_true", dest="check")
    generate.option("--skip-bad", action="store_true")
    generate.option("--times", type=_times, default=1, metavar="N")
    generate.option("--image", type=Path, metavar="F")
    generate.option("--convert", action="store_true")
    generate.option("--aspect", default="", metavar="R")
    generate.option("--duration", type=int, metavar="S")
    generate.option("--model", metavar="M")
    generate.option("-o", "--output", type=Path, metavar="FILE")
    generate.option("--both", action="store_true")
    generate.option("--no-wait", action="store_true")
    generate.option("--json", action="store_true")

    command("jobs").option("--json", action="store_true")
    command("follow")
    for name in ("pause", "resume"):
        paused = command(name)
        names = ", ".join(services)
        paused.argument("SERVICE", nargs="?", choices=services, services=names)
        paused.option("--json", action="store_true")
    command_of_service("history").option("--json", action="store_true")

    download = command_of_service("download")
    download.argument("JOB_ID")
    download.option("-o", "--output", type=Path, metavar="FILE")

    check = command("check")
    check.argument("JOB")
    check.option("--take", metavar="JOB_ID")
    check.option("--json", action="store_true")

    lost = command("lost")
    lost.argument("JOB")
    lost.option("--json", action="store_true")

    undo = command("undo")
    undo.argument("JOB")
    undo.option("--json", action="store_true")

    again = command("send-again")
    again.argument("JOB")
    again.option("--yes", action="store_true")
    again.option("--no-wait", action="store_true")
    again.option("--json", action="store_true")

    taken = command("import")
    taken.argument("FOLDER", type=Path)
    taken.option("--json", action="store_true")

    given = command("export")
    given.argument("FOLDER", type=Path)
    given.option("--search", default="", metavar="TEXT")
    given.option("--with-sidecars", action="store_true")
    given.option("--json", action="store_true")

    further = command("continue")
    further.argument("VIDEO")
    further.argument("PROMPT", nargs="?")
    further.option("--at", type=float, metavar="S")
    further.option("-o", "--output", type=Path, metavar="FILE")
    further.option("--no-wait", action="store_true")
    further.option("--json", action="store_true")
    further.set_defaults(list_file=None)

    joined = command("join")
    joined.argument("VIDEOS", nargs="+")
    joined.option("--whole", action="store_true")
    joined.option("--json", action="store_true")

    formed = command("export-as")
    formed.argument("VIDEO")
    formed.argument("FILM", type=Path)
    formed.option("--side", type=int, metavar="PX")
    formed.option("--begin", type=float, default=0.0, metavar="S")
    formed.option("--end", type=float, metavar="S")
    formed.option("--speed", type=float, default=1.0, metavar="X")
    formed.option("--estimate", action="store_true")
    formed.option("--json", action="store_true")

    command("score").option("--json", action="store_true")

    panels = command("demo-panels")
    panels.option("--port", type=_port, default=0, metavar="P")
    panels.option("--scenario", default="calm", metavar="NAME")

    command("rebuild-library").option("--json", action="store_true")

    report = command("report")
    report.argument("FILE", type=Path)
    report.option("--with-prompts", action="store_true")

    command("doctor").option("--json", action="store_true")
    return root


class _Formatter(argparse.HelpFormatter):
    """Says "usage" in Kadraj's words."""

    def __init__(self, usage: str, prog: str) -> None:
        super().__init__(prog, max_help_position=_EXPLANATIONS)
        self._usage = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """As argparse does, with another word before it."""
        super().add_usage(usage, actions, groups, f"{self._usage}: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Takes every explanation from the texts, under the name of what it explains."""

    def __init__(self, speech: Speech, about: str, **settings: Any) -> None:
        super().__init__(
            description=speech.help(about),
            formatter_class=partial(_Formatter, speech.help("usage")),
            add_help=False,
            **settings,
        )
        self._speech = speech
        self._arguments = self.add_argument_group(speech.help("arguments"))
        self._options = self.add_argument_group(speech.help("options"))
        self.option("-h", "--help", action="help")

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and ends the program."""
        self.print_usage(sys.stderr)
        wrong = self._speech.wrong_input(message)
        self.exit(Exit.BAD_INPUT, f"{self.prog}: {self._speech.help('error')}: {wrong}\n")

    def argument(self, name: str, services: str = "", **settings: Any) -> None:
        """Adds an argument that stands for itself, shown as `name` and kept under it in small
        letters."""
        told = self._speech.help(name, services=services)
        self._arguments.add_argument(name.lower(), metavar=name, help=told, **settings)

    def option(self, *flags: str, **settings: Any) -> None:
        """Adds an option; its last flag is the name that it is explained under."""
        self._options.add_argument(*flags, help=self._speech.help(flags[-1]), **settings)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_532:
        raise argparse.ArgumentTypeError("0–65532")
    return port


def _times(text: str) -> int:
    times = int(text)
    if not 1 <= times <= 100:
        raise argparse.ArgumentTypeError("1–100")
    return times
