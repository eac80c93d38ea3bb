"""Settings are changed through the real engine and its file."""

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap import Surroundings, build_studio
from app.domain.errors import ErrorCode, KadrajError
from app.store.settings_file import JsonSettings
from app.ui.bridge import Bridge


def test_settings_that_cannot_be_written_leave_those_before_in_force(
    qapp: QApplication, tmp_path: Path
) -> None:
    around = Surroundings.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})
    file = around.places.settings_file
    studio = build_studio(around)
    bridge = Bridge(studio, lambda _path, _prompts: asyncio.sleep(0))
    before = bridge.settings
    bridge.change_settings(replace(before, keep_awake=True))
    assert JsonSettings(file).load().keep_awake
    file.unlink()
    file.mkdir()
    errors: list[KadrajError] = []
    bridge.call_failed.connect(errors.append)
    bridge.change_settings(replace(before, keep_awake=True, tray_icon=True))
    assert [error.code for error in errors] == [ErrorCode.FILE_FAILED]
    assert bridge.settings == replace(before, keep_awake=True)
