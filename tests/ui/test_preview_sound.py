"""Finding out about sound where the sound server hangs."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.sound import SoundProbe


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
    with qtbot.waitSignal(probe.answered, timeout=10_000) as answered:
        probe.start()
    assert answered.args == [False]
    deaf_server.settimeout(1)
    deaf_server.accept()[0].close()  # it was asked indeed
