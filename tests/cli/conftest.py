"""`kadraj` as a process of its own, and panels in a thread for it to talk to."""

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.demo.panels import DemoPanels, ThreadedDemoPanels

ROOT = Path(__file__).parents[2]
#: A key that looks like one, so that finding it anywhere means something.
KEY = "sk-kadraj-cok-gizli-0123456789"
#: Seconds after which a command hangs, on a machine with other things to do.
PATIENCE = 100


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote to standard output, parsed."""
        return json.loads(self.out)


@dataclass
class Kadraj:
    """Runs commands in a home of its own. `environment` comes on top of a bare one."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str | Path, stdin: str = "", **environment: str) -> Ended:
        """Runs a command to its end; nothing that it says or writes may show the key."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=self.surroundings(**environment),
            input=stdin.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        ended = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ended.err, ended.err
        self.show_no_key(ended.out, ended.err)
        return ended

    def begun(self, *arguments: str | Path, **environment: str) -> "subprocess.Popen[str]":
        """Starts a command and returns at once."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=self.surroundings(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    @staticmethod
    def command(*arguments: str | Path) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "app", *map(str, arguments)]

    def surroundings(self, **environment: str) -> dict[str, str]:
        """The whole environment of a command."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        bare = {"KADRAJ_HOME": str(self.home), "HOME": str(self.home / "nobody"), "LANG": "C.UTF-8"}
        return kept | bare | self.environment | environment

    def show_no_key(self, *texts: str) -> None:
        """Fails when the key stands in these texts or in any file of the home."""
        forms = [KEY.encode(), base64.b64encode(KEY.encode())[:-4]]
        files = [file.read_bytes() for file in self.home.rglob("*") if file.is_file()]
        for content in [*files, *(text.encode() for text in texts)]:
            assert not any(form in content for form in forms)


def until(condition: Callable[[], bool]) -> None:
    """Waits for something that happens at the panels' end."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.01)


@pytest.fixture
def panels(tmp_path: Path) -> Iterator[DemoPanels]:
    keys = {service: {KEY} for service in ("sora", "veo")}
    # So quick that the first status already tells of the video: the next is seconds away.
    panels = DemoPanels(
        folder=tmp_path / "panels", keys=keys, draft=True, clip_seconds=1, pace=0.005, history=2
    )
    with ThreadedDemoPanels(panels):
        yield panels


@pytest.fixture
def bare(tmp_path: Path) -> Kadraj:
    """A home with nothing in it and no service in reach."""
    nowhere = "http://127.0.0.1:9"
    return Kadraj(tmp_path / "home", {"KADRAJ_SORA_URL": nowhere, "KADRAJ_VEO_URL": nowhere})


@pytest.fixture
def kadraj(bare: Kadraj, panels: DemoPanels) -> Kadraj:
    """A home whose services are the panels, with keys from the environment."""
    bare.environment |= {
        "KADRAJ_SORA_URL": panels.sora_url,
        "KADRAJ_VEO_URL": panels.veo_url,
        "KADRAJ_SORA_KEY": KEY,
        "KADRAJ_VEO_KEY": KEY,
    }
    return bare


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "çiçek.png"
    Image.effect_noise((64, 36), 60).save(path)
    return path
