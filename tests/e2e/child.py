"""One real run of Kadraj on a real screen, with somebody who plays its user.

`python -m tests.e2e.child --help`. The panels run beside the window, in a thread of their own. The
run passes when the script ends, nothing went wrong unheard, and Qt had nothing to complain of.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from qasync import QEventLoop

from app.bootstrap import Surroundings
from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.domain.secrets import Secret
from app.domain.settings import Language
from app.engine.pace import Pace
from app.opening import make_application
from app.store.places import Places
from app.store.settings_file import JsonSettings
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.window import live
from tests.e2e.director import Director

#: The engine in a hurry; everything else is as it is for a user.
PACE: Final = Pace(
    poll_shortest=0.2, poll_longest=0.4, retry_first=0.3, retry_longest=1.0, history_every=30.0
)
_CLOSING: Final = 60.0

Script = Callable[["Play"], Coroutine[Any, Any, None]]


class Play(Director):
    """A director who also has the panels in hand, and reads the window's language."""

    def __init__(
        self, pictures: Path, panels: ThreadedDemoPanels, home: Path, language: LanguageSwitch
    ) -> None:
        super().__init__(pictures)
        self._language = language
        self.panels = panels.panels
        self.home = home
        self._thread = panels

    def says(self, english: str, turkish: str) -> str:
        """What is to be read in the window's language."""
        return turkish if self._language.current is Language.TURKISH else english

    def stop_panels(self) -> None:
        """Takes the services off the network."""
        self._thread.stop()

    def start_panels(self) -> None:
        """Brings the services back, where they were."""
        self._thread.start()


class Complaints:
    """What nobody would hear of otherwise: exceptions in slots and tasks, Qt's warnings."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        sys.excepthook = self._on_exception
        qInstallMessageHandler(self._on_message)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.heard.append("".join(traceback.format_exception(kind, error, trace)))

    def on_loop_exception(self, _loop: object, context: dict[str, Any]) -> None:
        error = context.get("exception")
        told = "".join(traceback.format_exception(error)) if error is not None else ""
        self.heard.append(f"{context.get('message')}\n{told}")

    def _on_message(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
            self.heard.append(f"Qt: {text}")


def main() -> int:
    options = _options()
    module, _, function = options.script.partition(":")
    script: Script = getattr(import_module(module), function)
    complaints = Complaints()
    app = make_application()
    theme, language = Theme(), LanguageSwitch()
    theme.apply(app)
    ring = unlocked_keyring() if options.keyring else nullcontext()
    home = Places.from_environment(os.environ).home
    with ring, QEventLoop(app) as loop, collecting_here(), ExitStack() as stack:
        loop.set_exception_handler(complaints.on_loop_exception)
        thread = ThreadedDemoPanels(
            DemoPanels(
                folder=home.parent / "panels",
                pace=options.pace,
                history=options.history,
                draft=options.beautiful is None,
                clip_seconds=options.beautiful or 1.0,
            )
        )
        panels = stack.enter_context(thread)
        addresses = {"sora": panels.sora_url, "veo": panels.veo_url}
        if options.addresses_set:
            file = JsonSettings(Places.from_environment(os.environ).settings_file)
            file.save(replace(file.load(), addresses=addresses))
            addresses = {}
        around = Surroundings(
            places=Places.from_environment(os.environ),
            addresses=addresses,
            keys={service: Secret(DEMO_KEY) for service in options.signed_in},
        )
        play = Play(options.pictures, thread, home, language)
        program = live(around, os.environ, theme, language, demo=False, pace=PACE)
        failed = loop.run_until_complete(_perform(program, script(play)))
    for complaint in [*failed, *complaints.heard]:
        print(complaint, file=sys.stderr)  # noqa: T201
    return 1 if failed or complaints.heard else 0


async def _perform(
    program: Coroutine[Any, Any, None], script: Coroutine[Any, Any, None]
) -> list[str]:
    """Runs the program for as long as the script takes; a script may end the program itself."""
    running, playing = asyncio.create_task(program), asyncio.create_task(script)
    await asyncio.wait({running, playing}, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.wait({playing}, timeout=_CLOSING if running.done() else None)
    playing.cancel()
    running.cancel()
    outcomes = await asyncio.gather(running, playing, return_exceptions=True)
    failed = []
    for name, outcome in zip(("program", "script"), outcomes, strict=True):
        if isinstance(outcome, asyncio.CancelledError):
            if name == "script":
                failed.append("The program ended before its user had.")
        elif outcome is not None:
            failed.append("".join(traceback.format_exception(outcome)))
    return failed


@contextmanager
def unlocked_keyring() -> Iterator[None]:
    """A Secret Service on the session bus; its keys stay in the home for the next one."""
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as ring:
        assert ring.stdin is not None
        assert ring.stdout is not None
        ring.stdin.write(b"password of the test's keyring")
        ring.stdin.close()
        ring.stdout.readline()  # it tells where it listens when it is ready
        try:
            yield
        finally:
            ring.terminate()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.e2e.child", description=__doc__)
    parser.add_argument("script", help="module:coroutine, called with a Play")
    parser.add_argument("pictures", type=Path, help="folder for screenshots")
    parser.add_argument("--pace", type=float, default=0.5, help="seconds a video takes")
    parser.add_argument("--history", type=int, default=0, help="videos made before")
    parser.add_argument("--beautiful", type=float, help="clips at full size, of so many seconds")
    parser.add_argument("--keyring", action="store_true", help="with a keyring on the session bus")
    parser.add_argument("--addresses-set", action="store_true", help="the user set the panels'")
    parser.add_argument("--signed-in", nargs="*", default=[], help="services there are keys for")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
