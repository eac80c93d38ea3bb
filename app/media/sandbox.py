"""Work on files of any origin where it can neither hang nor crash the program nor take its memory:
in a process of its own, which is kept warm and replaced when it ends."""

import json
import logging
import subprocess
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.media.starting import start
from app.metadata import HELPER_ARGUMENT

_HELPER: Final = "app.media.helper"
#: How a helper ends that was at work for too long (`faulthandler.dump_traceback_later`).
_TOO_LONG: Final = 1

_log = logging.getLogger(__name__)


class Sandbox:
    """Hands pieces of work to a helper, one after the other. `close` must be called at the end.

    A piece of work may take `seconds`. Where no process can be started, work is done in a thread.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "media")
        self._lock = threading.Lock()
        self._helper: subprocess.Popen[bytes] | None = None
        self._usable = True
        self._closed = False

    def submit(self, refusal: KadrajError, work: str, *arguments: object) -> Future[Any]:
        """Has a piece of work done: one of `app.media.helper`'s names and what it is given, as JSON
        can say it.

        Errors are `KadrajError`, `refusal` where the file did not let the work come to an end.
        """
        return self._thread.submit(self._do, refusal, work, arguments)

    def close(self) -> None:
        """Ends the helper, also in the middle of work, and waits for it."""
        with self._lock:
            self._closed = True
            if self._helper is not None:
                self._helper.kill()
        self._thread.shutdown(cancel_futures=True)
        self._put_away()

    def _do(self, refusal: KadrajError, work: str, arguments: tuple[object, ...]) -> Any:
        request = {"work": work, "arguments": arguments, "seconds": self._seconds}
        reply = self._answer(request)
        if reply is None or "fault" in reply:
            _log.warning("%s was given up: %s", work, "no answer" if reply is None else reply)
            raise refusal
        if "error" in reply:
            raise KadrajError(ErrorCode(reply["error"]), **reply["params"])
        return reply["result"]

    def _answer(self, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """The helper's answer, or None when the work ended it."""
        # Twice, for what ended it may have been something else, as a system short of memory.
        for first in (True, False):
            helper = self._running()
            if helper is None:
                return self._answer_here(request) if first and not self._closed else None
            reply = _asked(helper, request)
            if reply is not None:
                return reply
            if self._put_away() == _TOO_LONG:
                break
        return None

    def _answer_here(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from app.media.helper import carry_out

        return carry_out(request)

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The helper, started if there is none; None where it cannot be or must not be."""
        with self._lock:
            if self._helper is None and self._usable and not self._closed:
                self._helper = _started()
                self._usable = self._helper is not None
            return self._helper

    def _put_away(self) -> int | None:
        """Ends the helper, if there is one; returns how it ended."""
        with self._lock:
            helper, self._helper = self._helper, None
        if helper is None:
            return None
        # Its output has ended, so it is ending, or was told to. A request may be stuck on the way.
        with suppress(BrokenPipeError), helper:
            return helper.wait()
        return helper.returncode


def _started() -> subprocess.Popen[bytes] | None:
    try:
        helper = start(_HELPER, HELPER_ARGUMENT)
    except OSError as error:
        _log.warning("files are decoded in this process: %s", type(error).__name__)
        return None
    if _read(helper) is not None:  # its word that it is ready
        return helper
    with helper:
        helper.kill()  # unless it has ended by itself
    _log.warning("files are decoded in this process: the helper did not start")
    return None


def _asked(helper: subprocess.Popen[bytes], request: Mapping[str, Any]) -> dict[str, Any] | None:
    assert helper.stdin is not None  # noqa: S101 - a pipe, see _started
    try:
        helper.stdin.write(json.dumps(request).encode() + b"\n")
        helper.stdin.flush()
    except OSError:  # it ended since its last answer
        return None
    return _read(helper)


def _read(helper: subprocess.Popen[bytes]) -> dict[str, Any] | None:
    assert helper.stdout is not None  # noqa: S101 - a pipe, see _started
    line = helper.stdout.readline()
    return json.loads(line) if line.endswith(b"\n") else None
