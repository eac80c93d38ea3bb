"""About: opened from the account's menu, it shows every part of the program with its licence."""

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import app.licences
from app.domain.settings import Language
from app.metadata import NAME, VERSION
from app.ui.dialogs.about import AboutDialog
from app.ui.language import LanguageSwitch
from app.ui.panes.top_bar import TopBar
from tests.ui.port import PortBridge

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)

ROOT = Path(__file__).parents[2]


def part(dialog: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def test_the_account_menu_opens_it_and_every_part_tells_its_licence(
    qtbot: QtBot, language: LanguageSwitch
) -> None:
    bar = TopBar(PortBridge().as_bridge(), demo=False)
    qtbot.addWidget(bar)
    bar.show()
    action = bar.findChild(QAction, "aboutAction")
    assert action is not None
    assert action.text() == "About Kadraj…"
    action.trigger()
    action.trigger()  # once more brings the same
    (dialog,) = bar.findChildren(AboutDialog)
    assert dialog.isVisible()
    names, licence, text = (
        part(dialog, QListWidget, "aboutParts"),
        part(dialog, QLabel, "aboutLicence"),
        part(dialog, QPlainTextEdit, "aboutText"),
    )
    assert isinstance(names, QListWidget)
    assert isinstance(licence, QLabel)
    assert isinstance(text, QPlainTextEdit)
    seen = {}
    for row in range(names.count()):
        names.setCurrentRow(row)
        seen[names.item(row).text()] = (licence.text(), text.toPlainText())
    assert next(iter(seen)) == f"Kadraj {VERSION}"
    assert "Permission is hereby granted" in seen[f"Kadraj {VERSION}"][1]
    assert [name for name, (kind, _) in seen.items() if kind == "Licence: "] == []
    assert [name for name, (_, words) in seen.items() if not words] == []
    told = "\n".join(seen)
    for name in ("Qt ", "FFmpeg (PyAV)", "ICU", "Inter", "Phosphor", "httpx", "PySide6", "Python"):
        assert name in told
    assert seen["Inter"][0] == "Licence: OFL-1.1"
    whole = part(dialog, QLabel, "aboutWhole")
    assert isinstance(whole, QLabel)
    assert "GNU GPL, version 3" in whole.text()
    (x264,) = (name for name in seen if name.startswith("x264 "))
    assert "Source: https://code.videolan.org/videolan/x264\n" in seen[x264][1]
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 2" in seen[x264][1]
    language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Kadraj hakkında")
    assert licence.text().startswith("Lisans: ")
    close = part(dialog, QPushButton, "closeAboutButton")
    assert isinstance(close, QPushButton)
    assert close.text() == "Kapat"
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    action.trigger()
    assert dialog.isVisible()
    assert dialog.focusWidget() is names


def test_a_frozen_program_shows_what_was_written_when_it_was_frozen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = app.licences.parts()
    (tmp_path / "resources").mkdir()
    written = tmp_path / "resources" / app.licences.LIST
    command = [sys.executable, "-m", "app.licences", str(written)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert json.loads(written.read_text("utf-8")) == [asdict(part) for part in here]
    monkeypatch.setattr("app.resources.ROOT", tmp_path)
    assert app.licences.parts() == here


def test_every_library_that_pyav_brings_is_a_part_with_its_text_and_where_its_source_is() -> None:
    parts = {told.name: told for told in app.licences.parts()}
    with (ROOT / "resources" / "licences" / "libraries.toml").open("rb") as file:
        rows = tomllib.load(file)["av"]
    files = [file.name for file in app.licences.library_files("av")]
    assert files
    unknown = []
    for name in files:
        owners = [row["name"] for row in rows if re.match(f"(lib)?{row['files']}", name)]
        unknown += [name] if len(owners) != 1 else [one for one in owners if one not in parts]
    assert unknown == []
    assert [name for name, told in parts.items() if not told.holder or not told.text] == []
    assert [name for name, told in parts.items() if not told.source] == [NAME]
    assert re.match(r"\d+\.\d+", parts["FFmpeg (PyAV)"].version)
    for name in ("FFmpeg (PyAV)", "FFmpeg (Qt Multimedia)"):
        address = f"https://ffmpeg.org/releases/ffmpeg-{parts[name].version}.tar.xz"
        assert address in parts[name].source.splitlines()
