"""`python -m app`, installed as `kadraj`: a command, the window, or the demo."""

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from io import TextIOWrapper

from app.bootstrap import Surroundings, build_studio
from app.cli.arguments import parser
from app.cli.exits import exit_for
from app.cli.main import run
from app.cli.texts import Speech
from app.diagnosis import diagnose
from app.domain.errors import ErrorCode, KadrajError
from app.logs import logging_into
from app.media.sandbox import HELPER_ARGUMENT
from app.report import write_report
from app.services.registry import SERVICES
from app.store.places import Places
from app.store.settings_file import JsonSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say and returns the exit code."""
    if arguments is None and sys.argv[1:] == [HELPER_ARGUMENT]:
        from app.media.helper import main as help_with_media

        return help_with_media()
    around = Surroundings.from_environment(os.environ)
    speech = Speech(JsonSettings(around.places.settings_file).load().language)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal or pipe of a narrow encoding must not end a command half way.
        sys.stdout.reconfigure(errors="backslashreplace")
    options = parser(tuple(SERVICES), speech).parse_args(arguments)
    # Whatever writes a file, this program's or a library's: it is for its owner only.
    os.umask(0o077)
    if options.debug:
        logging.getLogger().setLevel(logging.DEBUG)
    try:
        if options.command is not None:
            with logging_into(around.places):
                return run(
                    options,
                    partial(build_studio, around),
                    partial(diagnose, around),
                    partial(write_report, around),
                    speech,
                )
        return _show_window(options, around)
    except KadrajError as error:
        fault = error
    except Exception as error:  # noqa: BLE001 - it stands in the log; Python's own words know too much
        fault = KadrajError(ErrorCode.INTERNAL, reason=type(error).__name__)
    print(speech.error(fault), file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return exit_for(fault.code)


def _show_window(options: Namespace, around: Surroundings) -> int:
    # Qt is imported for the window only: the commands must work where it cannot be loaded.
    if options.demo and options.headless:
        from app.showcase import run_headless_demo

        return run_headless_demo(os.environ)
    from app.one_window import Call, claim_window

    places = Places.from_environment(os.environ, demo=options.demo)
    call = Call.of_this_start(options.open)
    claim = claim_window(places, call)
    if claim is None:
        return 0
    # What takes time to load is loaded by who has a use for it.
    from app.window import run_window

    return run_window(around, os.environ, demo=options.demo, claim=claim, call=call)


if __name__ == "__main__":
    sys.exit(main())
