"""`python -m app`, installed as `kadraj`: a command, the window, or the demo."""

import os
import sys
from collections.abc import Sequence
from functools import partial

from app.bootstrap import Surroundings, build_studio, start_logging
from app.cli.arguments import parser
from app.cli.exits import exit_for
from app.cli.main import run
from app.cli.texts import Speech
from app.diagnosis import diagnose
from app.domain.errors import KadrajError
from app.services.registry import SERVICES
from app.store.settings_file import JsonSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say and returns the exit code."""
    options = parser(tuple(SERVICES)).parse_args(arguments)
    around = Surroundings.from_environment(os.environ)
    speech = Speech(JsonSettings(around.places.settings_file).load().language)
    if options.command is not None:
        start_logging(around.places)
        return run(options, partial(build_studio, around), partial(diagnose, around), speech)
    # Qt is imported for the window only: the commands must work where it cannot be loaded.
    from app.showcase import run_headless_demo
    from app.window import run_window

    try:
        if options.demo and options.headless:
            return run_headless_demo(os.environ)
        return run_window(around, os.environ, demo=options.demo)
    except KadrajError as error:
        print(speech.error(error), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return exit_for(error.code)


if __name__ == "__main__":
    sys.exit(main())
