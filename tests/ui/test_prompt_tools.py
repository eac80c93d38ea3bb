"""What stands beside a prompt: prompts of before, presets, and requests to copy."""

import asyncio
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QToolButton,
    QWidget,
)

from app.demo.panels import DEMO_KEY
from app.domain.presets import Preset
from app.domain.requests import GenerationRequest
from app.domain.settings import Language
from app.ui.dialogs.prompt_history import PromptHistory
from app.ui.language import LanguageSwitch
from app.ui.panes.composer import ComposerPane
from tests.ui.composing import Desk, on_the_panels, part, shown, until

pytestmark = [
    # Menus that come up, where there is no screen.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.usefixtures("language"),
]

LAKE = Preset("Göl & dağ", "veo", "Bir göl", "9:16", 4)


def composer(desk: Desk) -> ComposerPane:
    return ComposerPane(desk.bridge, "veo", desk.memory)


async def menu_of(pane: QWidget, button: str, name: str) -> QMenu:
    part(pane, QToolButton, button).click()
    await until(lambda: pane.findChild(QMenu, name) is not None, name)
    return part(pane, QMenu, name)


def choose(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    action.trigger()
    menu.close()


def says(pane: QWidget, text: str) -> bool:
    return any(text in label.text() for label in pane.findChildren(QLabel))


def prompt_of(pane: ComposerPane) -> str:
    return pane._request().prompt


def test_presets_are_saved_chosen_removed_and_carried_elsewhere(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            pane.use_again(LAKE.request)
            menu = await menu_of(pane, "presetsButton_veo", "presetsMenu")
            assert [action.text() for action in menu.actions() if action.text()] == [
                "Save as preset…",
                "Import presets…",
            ]
            choose(menu, "Save as preset…")
            line = part(pane, QLineEdit, "presetName")
            assert line.selectedText() == "Bir göl"
            line.setText(LAKE.name)  # QTest types no ğ
            QTest.keyClick(line, Qt.Key.Key_Return)
            await until(lambda: says(pane, "Preset saved: Göl & dağ"), "saved")
            pane.use_again(GenerationRequest("veo", "other", "16:9", 8))

            menu = await menu_of(pane, "presetsButton_veo", "presetsMenu")
            choose(menu, "Göl && dağ")
            request = pane._request()
            assert (request.prompt, request.aspect_ratio, request.duration_seconds) == (
                "Bir göl", "9:16", 4,
            )  # fmt: skip

            menu = await menu_of(pane, "presetsButton_veo", "presetsMenu")
            choose(menu, "Export presets…")
            files = part(pane, QFileDialog, "presetsExportDialog")
            files.fileSelected.emit(str(tmp_path / "hazır.json"))
            files.close()
            await until(lambda: says(pane, "1 preset exported"), "exported")
            content = json.loads((tmp_path / "hazır.json").read_text(encoding="utf-8"))
            assert content["presets"][0]["name"] == LAKE.name

            menu = await menu_of(pane, "presetsButton_veo", "presetsMenu")
            remove = next(action.menu() for action in menu.actions() if action.menu())
            assert isinstance(remove, QMenu)
            choose(remove, "Göl && dağ")
            menu.close()
            await until(lambda: says(pane, "Preset removed: Göl & dağ"), "removed")
            assert await desk.studio.presets.all() == []

            for name, told in [
                ("hazır.json", "1 new preset"),
                ("window.ini", "holds no presets of Kadraj"),
            ]:
                (tmp_path / "window.ini").touch()
                menu = await menu_of(pane, "presetsButton_veo", "presetsMenu")
                choose(menu, "Import presets…")
                files = part(pane, QFileDialog, "presetsImportDialog")
                files.fileSelected.emit(str(tmp_path / name))
                files.close()
                await until(lambda told=told: says(pane, told), told)  # type: ignore[misc]
            assert await desk.studio.presets.all() == [LAKE]

    on_the_panels(qapp, tmp_path, play)


def test_the_request_is_copied_without_the_key(
    qapp: QApplication, tmp_path: Path, language: LanguageSwitch
) -> None:
    async def play(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            pane.use_again(LAKE.request)
            for name, mark in [
                ("cURL", "curl -X POST"),
                ("Python", "urllib"),
                ("JavaScript", "fetch"),
            ]:
                menu = await menu_of(pane, "moreButton_veo", "moreMenu")
                choose(menu, f"Copy request as {name}")
                assert says(pane, f"Copied as {name}; your key is not in it.")
                copied = QGuiApplication.clipboard().text()
                assert mark in copied
                assert "Bir göl" in copied
                assert desk.panels.veo_url in copied
                assert DEMO_KEY not in copied
                assert "your_api_key_here" in copied
            assert says(pane, "Copied as")
            language.use(Language.TURKISH)  # what is only told does not stay in the other one
            await until(lambda: not says(pane, "Copied as"), "gone with its language")

    on_the_panels(qapp, tmp_path, play)


def test_prompts_of_before_are_searched_and_taken_by_keyboard(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def play(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            part(pane, QToolButton, "promptHistoryButton_veo").click()
            empty = part(pane, PromptHistory, "promptHistory")
            await until(lambda: says(empty, "No prompts yet."), "nothing yet")
            empty.close()
            for prompt in ("Işıklı bir göl", "İstanbul’da sis", "IŞIKLI ŞEHİR"):
                await desk.studio.generate(GenerationRequest("veo", prompt, "16:9", 8))
            part(pane, QToolButton, "promptHistoryButton_veo").click()
            dialog = next(d for d in pane.findChildren(PromptHistory) if d.isVisible())
            listed = part(dialog, QListWidget, "promptList")
            await until(lambda: listed.count() == 3, "all of them")
            search = part(dialog, QLineEdit, "promptSearch")
            search.setText("isikli")
            await until(lambda: listed.count() == 2, "two of them")
            assert [listed.item(row).text() for row in range(2)] == [
                "IŞIKLI ŞEHİR",
                "Işıklı bir göl",
            ]
            QTest.keyClick(search, Qt.Key.Key_Down)
            QTest.keyClick(search, Qt.Key.Key_Return)
            await until(lambda: prompt_of(pane) == "Işıklı bir göl", "the prompt taken")
            assert not dialog.isVisible()

    on_the_panels(qapp, tmp_path, play)


def test_a_draft_is_kept_by_the_program_and_the_picture_with_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def write(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            pane.use_again(GenerationRequest("veo", "Yarım kalan bir cümle", "9:16", 4))

            async def kept() -> GenerationRequest | None:
                return await desk.studio.drafts.of("veo")

            async with asyncio.timeout(60):
                while await kept() is None:  # noqa: ASYNC110 - nobody tells of it
                    await asyncio.sleep(0.01)

    async def read(desk: Desk) -> None:
        pane = composer(desk)
        async with shown(pane):
            await until(lambda: prompt_of(pane) == "Yarım kalan bir cümle", "the draft")
            assert pane._request().aspect_ratio == "9:16"

    on_the_panels(qapp, tmp_path, write)
    on_the_panels(qapp, tmp_path, read)
