"""What is seen first: the window's frame, before the program behind it is loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from app.cli.texts import Speech
from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language, Settings
from app.store.claims import claim, is_claimed
from app.store.places import Places
from app.store.settings_file import JsonSettings

ROOT = Path(__file__).parents[2]

#: Nothing of these has a use for the first paint.
LATER = {
    "app.bootstrap",
    "app.engine",
    "app.ui.main_window",
    "asyncio",
    "av",
    "filelock",
    "hashlib",
    "httpx",
    "keyring",
    "PIL",
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "qasync",
    "sqlite3",
    "ssl",
    "starlette",
}

#: Tells of the first paint of a main window, and of the window with its parts in it.
WATCHED = """
import json, os, sys
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    first = None
    shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.shown.append(watched.objectName())
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            if self.first is None:
                self.first = watched
                watched.painted.connect(self.tell)
            elif watched.centralWidget() is not None:
                keyboard = QApplication.focusWidget()
                told = {
                    "same": watched is self.first,
                    "title": watched.windowTitle(),
                    "keyboard": keyboard and keyboard.objectName(),
                    "shown": self.shown,
                }
                print(json.dumps(told), flush=True)
                os._exit(0)
        return False

    def tell(self):
        told = {"modules": sorted(sys.modules), "filled": self.first.centralWidget() is not None}
        told["enumerations"] = "Qt" in vars(QtCore)
        told["decoding"] = os.environ.get("QT_FFMPEG_DECODING_HW_DEVICE_TYPES")
        told["scale"] = self.first.devicePixelRatioF(), os.environ.get("QT_SCALE_FACTOR")
        print(json.dumps(told))

watch, made = Watch(), QApplication.__init__

def make(self, *arguments):
    made(self, *arguments)
    self.installEventFilter(watch)

QApplication.__init__ = make
from app.__main__ import main
sys.argv[1:] = []
sys.exit(main([]))
"""


def started(home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", "")}
        | {
            "KADRAJ_HOME": str(home),
            "KADRAJ_SORA_URL": "http://127.0.0.1:9",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "HOME": str(home / "nobody"),
        }
        | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_the_first_paint_waits_for_nothing_that_it_has_no_use_for(tmp_path: Path) -> None:
    places = Places.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})
    wanted = Settings(hardware_decoding=False, interface_size=150)
    JsonSettings(places.settings_file).save(wanted)
    done = started(tmp_path / "home", KADRAJ_SORA_KEY="a-key-for-nobody")
    assert done.returncode == 0, done.stderr
    painted, filled = (json.loads(line) for line in done.stdout.splitlines())
    assert not painted["filled"]
    loaded: Any = painted["modules"]
    assert LATER & set(loaded) == set()
    assert not painted["enumerations"], "PySide makes all of them when one is asked for"
    assert painted["decoding"] == ",", "no kind of hardware, and that before the first player"
    assert painted["scale"] == [1.5, None], "as large as was wanted, and no other program's affair"
    # And it is that window, not another one, that becomes the whole one, and is written in; also
    # when the service does not answer.
    assert filled == {
        "same": True,
        "title": "Kadraj",
        "keyboard": "promptEdit_sora",
        "shown": ["mainWindow"],
    }


def test_beside_a_command_no_frame_is_painted(tmp_path: Path) -> None:
    places = Places.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})
    places.home.mkdir(parents=True)
    with FileLock(places.lock):
        done = started(places.home, KADRAJ_SORA_KEY="a-key-for-nobody")
    told = Speech(Language.ENGLISH).error(KadrajError(ErrorCode.ALREADY_RUNNING))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{told}\n")


def test_a_file_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    assert not is_claimed(file)
    held = claim(file)
    assert held is not None
    assert claim(file) is None
    assert is_claimed(file)
    held.release()
    held.release()
    assert not is_claimed(file)
    with FileLock(file):
        assert claim(file) is None
    with pytest.raises(KadrajError) as refused:
        claim(tmp_path / "missing" / "lock")
    assert refused.value.code is ErrorCode.FILE_FAILED
