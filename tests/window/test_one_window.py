"""One window for each home, with real processes."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cli.texts import Speech
from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language
from app.one_window import Call, Doorbell, claim_window
from app.store.places import Places
from app.ui.desk import Desk
from app.ui.language import LanguageSwitch
from app.ui.panes.composer import ComposerPane
from app.ui.panes.composer_picture import PictureField
from app.ui.theme.theme import Theme
from app.ui.window_frame import WindowFrame
from tests.ui.port import PortBridge

ROOT = Path(__file__).parents[2]
#: Seconds after which it hangs: fifty starts at once take a slow machine over a minute.
PATIENCE = 250.0


class Starts:
    """Starts windows in one home, and ends those that are left."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.running: list[subprocess.Popen[str]] = []

    def begin(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        nowhere = "http://127.0.0.1:9"
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *arguments],
            cwd=ROOT,
            env=kept
            | {
                "KADRAJ_HOME": str(self.home),
                "KADRAJ_SORA_KEY": "a-key-for-nobody",
                "KADRAJ_SORA_URL": nowhere,
                "KADRAJ_VEO_URL": nowhere,
                "DBUS_SESSION_BUS_ADDRESS": "disabled:",
                "QT_QPA_PLATFORM": "offscreen",
                "LANG": "C.UTF-8",
                "HOME": str(self.home / "nobody"),
                "PYTHONWARNINGS": "error",
            }
            | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.running.append(process)
        return process

    def ended(self, *arguments: str, **environment: str) -> tuple[int, str]:
        process = self.begin(*arguments, **environment)
        _, err = process.communicate(timeout=PATIENCE)
        return process.returncode, err

    @property
    def places(self) -> Places:
        return Places.from_environment({"KADRAJ_HOME": str(self.home)})

    @property
    def socket(self) -> Path:
        return self.home / "window.socket"

    @property
    def log(self) -> str:
        file = self.home / "logs" / "kadraj.log"
        return file.read_text("utf-8") if file.exists() else ""

    def window(self) -> "subprocess.Popen[str]":
        """A window that is open."""
        process = self.begin()
        until(lambda: self.answers() or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        return process

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.socket))
            except OSError:
                return False
            return True


def taken(language: Language) -> str:
    """What a program says that finds the library in another's hands."""
    return Speech(language).error(KadrajError(ErrorCode.ALREADY_RUNNING))


def until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.02)


@pytest.fixture
def starts() -> Iterator[Starts]:
    # Not pytest's folder, whose name grows with every run: a socket's path has about 100 bytes.
    with tempfile.TemporaryDirectory(prefix="kadraj-") as folder:
        starts = Starts(Path(folder) / "home")
        yield starts
        for process in starts.running:
            if process.poll() is None:
                process.kill()
            process.communicate()


def test_fifty_starts_at_once_are_one_window_and_every_picture_arrives(
    starts: Starts, tmp_path: Path
) -> None:
    started = [starts.begin("--open", str(tmp_path / f"{number}.png")) for number in range(50)]
    until(lambda: sum(process.poll() is None for process in started) == 1)
    told = [process.communicate()[1] for process in started if process.poll() is not None]
    assert told == [""] * 49
    assert sum(process.poll() == 0 for process in started) == 49
    assert starts.log.count("a further start, with 1 picture(s)") == 49
    # The one that is left has the library.
    way_out = "Use the open window, or close it first."
    said = f"{taken(Language.ENGLISH)}\n{way_out}\n"
    assert starts.ended("generate", "sora", "x") == (1, said)


def test_a_window_that_was_killed_leaves_nothing_in_the_way(starts: Starts) -> None:
    first = starts.window()
    first.kill()
    first.wait()
    assert starts.socket.is_socket()
    second = starts.window()
    assert starts.ended() == (0, "")
    assert second.poll() is None


def test_the_demo_and_another_home_have_windows_of_their_own(starts: Starts) -> None:
    starts.window()
    demo = starts.begin("--demo")
    other = Starts(starts.home.with_name("other"))
    starts.running.append(other.window())
    until(lambda: (starts.home / "demo" / "window.socket").exists() or demo.poll() is not None)
    assert demo.poll() is None
    assert starts.ended("--demo") == (0, "")
    assert starts.ended() == (0, "")


def test_the_sockets_are_for_their_owner_only(starts: Starts) -> None:
    starts.window()
    assert stat.S_IMODE(starts.socket.stat().st_mode) & 0o077 == 0
    # Qt makes it for its owner; a moment later it is a file like any other in the home.
    until(lambda: stat.S_IMODE(starts.socket.stat().st_mode) == 0o600)
    assert stat.S_IMODE(starts.home.stat().st_mode) == 0o700


def test_beside_a_command_there_is_no_window(starts: Starts) -> None:
    places = starts.places
    places.home.mkdir(parents=True)
    with FileLock(places.lock):  # as `generate` holds it, for minutes
        assert starts.ended() == (1, f"{taken(Language.ENGLISH)}\n")
        language = {"LANG": "tr_TR.UTF-8"}
        assert starts.ended(**language) == (1, f"{taken(Language.TURKISH)}\n")
    starts.window()


def test_a_window_that_does_not_answer_is_not_waited_for_endlessly(starts: Starts) -> None:
    places = starts.places
    held = claim_window(places)
    assert held is not None
    try:
        with pytest.raises(KadrajError) as refused:
            claim_window(places, patience=0.3)
        assert refused.value.code is ErrorCode.ALREADY_RUNNING
    finally:
        held.release()


def test_what_is_handed_over_arrives_as_it_was(
    starts: Starts, qtbot: QtBot, tmp_path: Path
) -> None:
    held = claim_window(starts.places)
    assert held is not None
    bell = Doorbell(starts.places)
    try:
        names = ["çiçek “1”.png", "b\n.png"]
        with qtbot.waitSignal(bell.rung, timeout=20_000) as rung:
            start = starts.begin("--open", *names, XDG_ACTIVATION_TOKEN="token-1")
        assert rung.args == [Call(tuple(ROOT / name for name in names), "token-1")]
        assert start.wait(PATIENCE) == 0
        assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token-1"
    finally:
        bell.close()
        held.release()


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"[]\n",
        b"{}\n",
        b"\xff\xfe\n",
        b'{"pictures": "a", "activation": ""}\n',
        b'{"pictures": [1], "activation": ""}\n',
        b"[" * 100_000 + b"\n",
        b"x" * 1_000_000,
    ],
)
def test_nonsense_is_hung_up_on(starts: Starts, qtbot: QtBot, said: bytes) -> None:
    held = claim_window(starts.places)
    assert held is not None
    bell = Doorbell(starts.places)
    try:
        with qtbot.assertNotEmitted(bell.rung), socket.socket(socket.AF_UNIX) as client:
            client.connect(str(starts.socket))
            client.setblocking(False)
            left = said

            def hung_up() -> bool:
                nonlocal left
                try:
                    left = left[client.send(left) :] if left else left
                    return client.recv(100) == b""
                except BlockingIOError:
                    return False
                except OSError:
                    return True

            qtbot.waitUntil(hung_up)
    finally:
        bell.close()
        held.release()


def test_a_home_too_deep_for_a_socket_has_one_elsewhere(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    starts = Starts(tmp_path / "deep" / ("d" * 80))
    held = claim_window(starts.places)
    assert held is not None
    bell = Doorbell(starts.places)
    try:
        with qtbot.waitSignal(bell.rung, timeout=20_000):
            start = starts.begin(XDG_RUNTIME_DIR=str(runtime))
        assert start.communicate(timeout=PATIENCE) == ("", "")
        (there,) = runtime.iterdir()
        assert stat.S_IMODE(there.stat().st_mode) == 0o600
    finally:
        bell.close()
        held.release()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # the offscreen platform
def test_a_picture_from_elsewhere_comes_into_the_composer_in_front(
    qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "çiçek.png"
    Image.effect_noise((64, 36), 60).save(picture)
    bridge = PortBridge()
    desk = Desk(
        bridge.as_bridge(),
        Theme("dark"),
        LanguageSwitch(),
        frame=WindowFrame(tmp_path / "window.ini"),
        library=tmp_path,
        check_address=lambda _service, _address: None,
        tables={},
        demo=False,
    )
    desk.open(None)
    desk.window.show_tab("veo")
    desk.frame.setWindowState(Qt.WindowState.WindowMinimized)
    desk.come_forward([picture])
    in_veo = picture_field(desk, "veo")
    qtbot.waitUntil(lambda: in_veo.picture is not None)
    assert in_veo.picture is not None
    assert in_veo.picture.path == picture
    assert not desk.frame.isMinimized()
    # From the library, which has no composer, it goes to the first service.
    desk.window.show_tab("library")
    desk.come_forward([picture])
    in_sora = picture_field(desk, "sora")
    qtbot.waitUntil(lambda: in_sora.picture is not None)
    assert stat.S_IMODE((tmp_path / "window.ini").stat().st_mode) == 0o600
    desk.close()


def picture_field(desk: Desk, service: str) -> PictureField:
    composer = desk.window.findChild(ComposerPane, f"composerPane_{service}")
    assert composer is not None
    field = composer.findChild(PictureField)
    assert field is not None
    return field
