"""How a process begins that `app.media.starting` has started, and how it answers."""

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

_BEHIND_OTHERS: Final = 10


@contextmanager
def listening() -> Iterator[tuple[BinaryIO, BinaryIO, TextIO]]:
    """Where requests come from, where replies go, and where nobody reads what is written."""
    requests, replies = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    with requests, replies, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # what a library prints is no reply
        # Ctrl+C in a terminal reaches this process too, and is not meant for it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        yield requests, replies, nowhere


def stand_back() -> None:
    """Leaves the processor to the window first, where a process can do that by itself."""
    if sys.platform != "win32":
        os.nice(_BEHIND_OTHERS)


def bound_memory(size: int) -> None:
    """Leaves memory to everybody: this process gets so many bytes and leaves no core behind."""
    if sys.platform == "linux":  # Windows has no such limit, and macOS does not keep to it
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def send(replies: BinaryIO, reply: Mapping[str, Any]) -> None:
    """Answers with a line of JSON."""
    replies.write(json.dumps(reply).encode() + b"\n")
    replies.flush()
