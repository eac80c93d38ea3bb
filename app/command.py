"""What is to be done when something stands behind `kadraj`."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from io import TextIOWrapper

from app.bootstrap import Surroundings, build_studio, settings_trouble
from app.cli.arguments import parser
from app.cli.main import run
from app.cli.texts import Speech
from app.diagnosis import diagnose
from app.domain.settings import Language
from app.logs import logging_into
from app.report import write_report
from app.services.registry import SERVICES


def obey(given: Sequence[str], language: Language, show_window: Callable[..., int]) -> int:
    """Carries the command out, or shows the window that was asked for; returns the exit code."""
    speech = Speech(language)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal or pipe of a narrow encoding must not end a command half way.
        sys.stdout.reconfigure(errors="backslashreplace")
    line = parser(tuple(SERVICES), speech)
    options = line.parse_args(given)
    of_the_window = {
        "--demo": options.demo,
        "--headless": options.headless,
        "--smoke": options.smoke,
        "--open": options.open,
    }
    if options.command is not None and any(of_the_window.values()):
        unfit = ", ".join(flag for flag, wanted in of_the_window.items() if wanted)
        line.error(f"not allowed with a command: {unfit}")
    if options.debug:
        logging.getLogger().setLevel(logging.DEBUG)
    if options.command is None:
        if options.smoke:
            from app.smoke import run_smoke

            return run_smoke(os.environ)
        if options.demo and options.headless:
            from app.showcase import run_headless_demo

            return run_headless_demo(os.environ)
        return show_window(demo=options.demo, pictures=options.open)
    around = Surroundings.from_environment(os.environ)
    trouble = settings_trouble(around)
    if trouble is not None:
        print(speech.error(trouble), file=sys.stderr)  # noqa: T201 - before there is a console
    with logging_into(around.places):
        return run(
            options,
            partial(build_studio, around),
            partial(diagnose, around),
            partial(write_report, around),
            speech,
        )
