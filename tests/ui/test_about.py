"""About: opened from the account's menu, it shows every part of the program with its licence."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import app.licences
from app.domain.settings import Language
from app.metadata import VERSION
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
    language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Kadraj hakkında")
    assert licence.text().startswith("Lisans: ")


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
