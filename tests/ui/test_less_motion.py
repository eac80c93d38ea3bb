"""Who asks the desktop for less motion gets none that was not asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection
from pytestqt.qtbot import QtBot

from app.ui.filmstrips import FilmstripLoader
from app.ui.motion import LessMotion, less_motion_wished

ROOT = Path(__file__).parents[2]
_NAME = "org.freedesktop.portal.Desktop"
_MODULE = "tests.ui.test_less_motion"


def portal(animations: bool) -> None:
    """On the session's bus: a desktop's settings, asked once by Kadraj in the same session."""
    with open_dbus_connection("SESSION") as bus:
        taken = bus.send_and_get_reply(message_bus.RequestName(_NAME))
        assert taken.body == (1,)
        with subprocess.Popen([sys.executable, "-m", _MODULE, "ask"], cwd=ROOT) as asking:
            while True:
                message = bus.receive(timeout=30)
                if message.header.message_type is not MessageType.method_call:
                    continue
                if message.header.fields[HeaderFields.member] == "Read":
                    known = message.body == ("org.gnome.desktop.interface", "enable-animations")
                    answer = new_method_return(message, "v", (("v", ("b", animations)),))
                    bus.send(answer if known else new_error(message, "org.example.Unknown"))
                    break
            assert asking.wait(30) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no portal")
@pytest.mark.parametrize("animations", [True, False])
def test_the_desktops_wish_is_heard(animations: bool, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", _MODULE, str(int(animations))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(not animations)]


def test_without_a_desktop_there_is_no_wish(qtbot: QtBot) -> None:
    motion = LessMotion()
    assert not motion.wished
    assert motion._thread is not None
    qtbot.waitUntil(lambda: motion._thread is not None and not motion._thread.is_alive())
    assert not motion.wished


def test_no_strip_moves_under_the_mouse_of_who_wants_less(qtbot: QtBot) -> None:
    asked: list[str] = []
    loader = FilmstripLoader(lambda clip_id, _then: asked.append(clip_id))
    loader.motion = _Wished()
    assert loader.frame("c1", 0.5) is None
    assert asked == []
    loader.close()


class _Wished(LessMotion):
    wished = True


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        print(less_motion_wished(), flush=True)  # noqa: T201
    else:
        portal(animations=sys.argv[1] == "1")
