"""A desktop's services, started and heard."""

import asyncio
import json
import subprocess
import sys
from typing import Any


class Desktop:
    """The services' process."""

    def __init__(self, *abilities: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.background.daemon", *abilities],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._told: list[dict[str, Any]] = []
        assert self._line() == {"ready": True}

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    async def told(self, key: str) -> dict[str, Any]:
        """The first thing told under `key` that nobody has asked for yet; the rest may be."""
        while True:
            for told in self._told:
                if key in told:
                    self._told.remove(told)
                    return told
            line = await asyncio.get_running_loop().run_in_executor(None, self._line)
            self._told.append(line)

    def do(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        self.do("end")
        self._process.communicate(timeout=30)
