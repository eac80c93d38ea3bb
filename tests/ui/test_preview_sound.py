"""Finding out about sound where the sound server hangs."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.player import Player, VideoSurface
from app.ui.sound import SoundProbe
from tests.ui.films import film

# What Qt's player says about the machine it runs on.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "No RHI backend", "Pulse", extend=True
)


@pytest.fixture
def deaf_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A sound server that takes connections and never says a word."""
    address = tmp_path / "pulse"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{address}")
        monkeypatch.setenv("PIPEWIRE_REMOTE", str(tmp_path / "nobody"))
        yield server


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has sound servers to wait for")
def test_a_sound_server_that_hangs_is_not_waited_for(
    qtbot: QtBot, deaf_server: socket.socket
) -> None:
    probe = SoundProbe(patience_ms=4_000)
    with qtbot.waitSignal(probe.answered) as answered:
        probe.start()
    assert answered.args == [False]
    deaf_server.settimeout(1)
    deaf_server.accept()[0].close()  # it was asked indeed


@pytest.mark.parametrize("sound", [True, False])
def test_a_video_without_sound_is_told_from_one_with(
    qtbot: QtBot, tmp_path: Path, sound: bool
) -> None:
    surface = VideoSurface()
    qtbot.addWidget(surface)
    player = Player(surface)
    with qtbot.waitSignal(player.sound_found) as found:
        player.load(film(tmp_path / "film.mp4", sound=sound), play=False)
    assert found.args == [sound]
    player.shut()
