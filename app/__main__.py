"""`python -m app`, installed as `kadraj`: a command, the window, or the demo.

What is imported here stands before the first paint of the window; the rest is loaded by who has a
use for it.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Settings
from app.metadata import FILM_HELPER_ARGUMENT, HELPER_ARGUMENT, SOUND_PROBE_ARGUMENT
from app.store.claims import claim
from app.store.files import private_folder
from app.store.places import Places
from app.store.settings_file import JsonSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say and returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if arguments is None and given == [HELPER_ARGUMENT]:
        from app.media.helper import main as help_with_media

        return help_with_media()
    if arguments is None and given == [FILM_HELPER_ARGUMENT]:
        from app.media.film_helper import main as make_film

        return make_film()
    if arguments is None and given == [SOUND_PROBE_ARGUMENT]:
        from app.ui.sound import main as probe_sound

        return probe_sound()
    # Whatever writes a file, this program's or a library's: it is for its owner only.
    os.umask(0o077)
    try:
        # A desktop that has nothing to open says so with nothing behind the option.
        return _show_window() if given in ([], ["--open"]) else _obey(given)
    except KadrajError as error:
        fault = error
    except ImportError as error:
        from app.system_libraries import tell_missing_libraries

        if tell_missing_libraries():
            return 1
        fault = KadrajError(ErrorCode.INTERNAL, reason=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - it stands in the log; Python's own words know too much
        fault = KadrajError(ErrorCode.INTERNAL, reason=type(error).__name__)
    from app.cli.exits import exit_for
    from app.cli.texts import Speech

    print(Speech(_settings().language).error(fault), file=sys.stderr)  # noqa: T201 - no window says it
    return exit_for(fault.code)


def _show_window(*, demo: bool = False, pictures: Sequence[Path] = ()) -> int:
    places = Places.from_environment(os.environ, demo=demo)
    private_folder(places.home)
    taken = claim(places.window_lock)
    if taken is None:
        from app.one_window import Call, claim_window

        taken = claim_window(places, Call.of_this_start(pictures))
    if taken is None:
        return 0
    # Until `Opening.load` is done nothing is made that goes again: looking for rubbish takes time
    # from the first paint.
    gc.disable()
    # Qt is imported for the window only: the commands must work where it cannot be loaded.
    from app.opening import Opening

    opening = Opening(places, JsonSettings(places.settings_file).load(), os.environ)
    if not opening.load():
        return 0
    from app.bootstrap import Surroundings
    from app.one_window import Call
    from app.window import run_window

    around = Surroundings.from_environment(os.environ)
    call = Call.of_this_start(pictures)
    return run_window(around, os.environ, demo=demo, opening=opening, claim=taken, call=call)


def _obey(given: Sequence[str]) -> int:
    from app.command import obey

    return obey(given, _settings().language, _show_window)


def _settings() -> Settings:
    return JsonSettings(Places.from_environment(os.environ).settings_file).load()


if __name__ == "__main__":
    sys.exit(main())
