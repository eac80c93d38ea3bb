"""Help with prompts, an idea for both services, and requests for other programs: by hand."""

import json
import os
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QPlainTextEdit,
)

from app.demo.panels import DEMO_KEY
from app.domain.phrases import PhraseGroup
from app.domain.recipes import KEY_PLACEHOLDER
from app.ui.panes.preview import PreviewPane
from tests.e2e.child import Play
from tests.e2e.seeing import ready_jobs
from tests.e2e.stage import Stage

PROMPT = "A kite over the sea, wide shot, neon lighting"
#: Names the folder of this test's files.
_FILES: Final = "KADRAJ_TEST_FILES"


async def _prompt_reads(play: Play, service: str, text: str) -> None:
    prompt = await play.find(QPlainTextEdit, f"promptEdit_{service}")
    await play.until(lambda: prompt.toPlainText() == text, f"“{text}” as the prompt")


# -- Phrases, and both services --------------------------------------------------------------------


async def _build_a_prompt(play: Play) -> None:
    """With the mouse, and by a word of the window's language; the prompt is English in both."""
    prompt = await play.find(QPlainTextEdit, "promptEdit_sora")
    await play.write("promptEdit_sora", "A kite over the sea")
    count = await play.find(QLabel, "promptEdit_soraCount")
    assert count.text() == play.says("5 words · 19 characters", "5 sözcük · 19 karakter")
    await play.click("phrasesButton_sora")
    await play.find(QAbstractButton, "phrase_wide")
    for group in PhraseGroup:
        assert play.sees(f"phraseGroup_{group}"), group
    await play.click("phrase_wide")
    await play.until(lambda: prompt.toPlainText().endswith(", wide shot"), "a phrase written")
    await play.type_text(play.says("neon", "neon ışığı"))
    await play.until(lambda: not play.sees("phrase_wide"), "what was searched")
    await play.keys("Return")
    await _prompt_reads(play, "sora", PROMPT)
    play.photograph("phrases")
    card = await play.find(QAbstractButton, "phrase_neon")
    await play.until(card.isChecked, "it is marked")
    await play.keys("Escape", "Escape")
    await play.until(lambda: not play.sees("phrasePopover"), "the phrases gone")
    await play.click("promptEdit_sora")
    await play.keys("ctrl+z")
    await _prompt_reads(play, "sora", "A kite over the sea, wide shot")
    await play.keys("ctrl+shift+z")
    await _prompt_reads(play, "sora", PROMPT)


async def _ask_both(play: Play) -> None:
    await play.click("also_sora_veo")
    tick = await play.find(QCheckBox, "also_sora_veo")
    await play.until(tick.isChecked, "the tick")
    await play.read(play.says("16:9 · 6 s", "16:9 · 6 sn"))
    await play.read(play.says("Generate 2 videos", "2 video oluştur"))
    play.photograph("both")
    await play.click("generateButton_sora")
    await play.until(lambda: len(ready_jobs(play)) == 2, "both ready")
    sent = [request for request in play.panels.requests if request.method == "POST"]
    bodies = {asked.service: asked.body for asked in sent}
    assert len(sent) == 2
    assert all(isinstance(body, dict) and body["prompt"] == PROMPT for body in bodies.values())
    assert not tick.isChecked(), "one tick is one more video"

    # From one to the other, in the details.
    await play.click_row("historyGrid_sora", 0)
    preview = await play.find(PreviewPane, "previewPane")
    await play.until(lambda: preview.clip is not None and preview.clip.service == "sora", "Sora’s")
    await play.keys("i")
    await play.read(play.says("The same idea", "Aynı fikir"))
    await play.click_text("detailsPane", "Veo")
    await play.until(lambda: preview.clip is not None and preview.clip.service == "veo", "Veo’s")
    play.photograph("the-same-idea")
    await play.keys("i")


# -- Requests for other programs, and the guide ----------------------------------------------------


async def _copy_the_request(play: Play) -> None:
    marks = {
        "cURL": ("curl ", "-H"),
        "Python": ("import urllib.request", "headers={"),
        "JavaScript": ("await fetch(", "headers: {"),
    }
    for name, known in marks.items():
        await play.click("moreButton_sora")
        await play.choose_from_menu(
            play.says(f"Copy request as {name}", f"İsteği {name} olarak kopyala")
        )
        await play.read(play.says(f"Copied as {name}", f"{name} olarak kopyalandı"))
        code = QGuiApplication.clipboard().text()
        assert all(mark in code for mark in known), code
        assert PROMPT in code
        assert DEMO_KEY not in code
        assert KEY_PLACEHOLDER in code
    play.photograph("request-copied")


async def _read_the_guide(play: Play) -> None:
    await play.click("accountButton")
    await play.choose_from_menu("guideAction")
    await play.read(play.says("API guide of the panels", "Panellerin API kılavuzu"))
    contents = await play.find(QListWidget, "guideContents")
    everything = contents.count()
    await play.click_text("guideService", "Veo")
    await play.click("copyCode")
    board = QGuiApplication.clipboard()
    await play.until(lambda: board.text().startswith("https://veo"), "the address copied")
    await play.click("guideSearch")
    await play.type_text("webp")
    await play.until(lambda: 0 < contents.count() < everything, "what was searched")
    await play.read(play.says("Limits and notes", "Sınırlar ve notlar"))
    play.photograph("guide")
    await play.keys("Escape", "Escape")
    await play.until(lambda: not play.sees("guideDialog"), "the guide closed")


async def build_a_prompt_and_ask_both(play: Play) -> None:
    await _build_a_prompt(play)
    await _ask_both(play)
    await _copy_the_request(play)
    await _read_the_guide(play)


def test_a_prompt_of_phrases_is_asked_of_both_services_and_copied(each_language: Stage) -> None:
    each_language.play(build_a_prompt_and_ask_both)


# -- Prompts of before, and presets ----------------------------------------------------------------


async def _make(play: Play, prompt: str) -> None:
    await play.write("promptEdit_veo", prompt)
    await play.click("generateButton_veo")
    await play.row("queueList", prompt)


async def _recall(play: Play) -> None:
    """By arrows, and from the list that is searched with fewer letters than the words have."""
    await play.write("promptEdit_veo", "")
    await play.keys("Up")
    await _prompt_reads(play, "veo", "Kuzeyde bir deniz feneri")
    await play.keys("Up")
    await _prompt_reads(play, "veo", "Işıklı çay bahçesi")
    await play.keys("Down")
    await _prompt_reads(play, "veo", "Kuzeyde bir deniz feneri")
    await play.keys("Down")
    await _prompt_reads(play, "veo", "")
    await play.click("promptHistoryButton_veo")
    await play.until(lambda: len(play.rows("promptList")) == 2, "both prompts")
    await play.click("promptSearch")
    await play.type_text("isikli cay")
    await play.until(lambda: len(play.rows("promptList")) == 1, "the one that is meant")
    play.photograph("prompts-of-before")
    await play.keys("Return")
    await _prompt_reads(play, "veo", "Işıklı çay bahçesi")
    assert not play.sees("promptHistory")


async def _preset_menu(play: Play, entry: str) -> None:
    await play.click("presetsButton_veo")
    await play.choose_from_menu(entry)


async def _save_and_carry(play: Play) -> None:
    """A preset is saved, exported, removed, imported again and used."""
    file = Path(os.environ[_FILES]) / "hazir.json"
    await play.click_text("frameChoice_veo", "9:16")
    await _preset_menu(play, play.says("Save as preset…", "Şablon olarak kaydet…"))
    await play.until(lambda: play.sees("presetNameDialog"), "its name")
    await play.keys("ctrl+a")
    await play.type_text("Çay & ışık")
    await play.keys("Return")
    await play.read(play.says("Preset saved: Çay & ışık", "Şablon kaydedildi: Çay & ışık"))
    await _preset_menu(play, play.says("Export presets…", "Şablonları dışa aktar…"))
    await play.find(QFileDialog, "presetsExportDialog")
    await play.keys("ctrl+a")
    await play.type_text(str(file))
    await play.keys("Return")
    await play.read(play.says("1 preset exported", "1 şablon dışa aktarıldı"))
    [kept] = json.loads(file.read_text(encoding="utf-8"))["presets"]
    assert (kept["name"], kept["prompt"]) == ("Çay & ışık", "Işıklı çay bahçesi")

    await play.click("presetsButton_veo")
    await play.until(lambda: play.sees("presetsMenu"), "the presets")
    play.photograph("presets")
    await play.choose_from_menu(play.says("Remove preset", "Şablonu kaldır"))
    await play.choose_from_menu("Çay && ışık")
    await play.read(play.says("Preset removed: Çay & ışık", "Şablon kaldırıldı: Çay & ışık"))
    await _preset_menu(play, play.says("Import presets…", "Şablonları içe aktar…"))
    await play.find(QFileDialog, "presetsImportDialog")
    await play.type_text(str(file))
    await play.keys("Return")
    await play.read(play.says("1 new preset", "1 yeni şablon"))
    await play.write("promptEdit_veo", "Başka bir şey")
    await play.click_text("frameChoice_veo", "16:9")
    await _preset_menu(play, "Çay && ışık")
    await _prompt_reads(play, "veo", "Işıklı çay bahçesi")
    play.photograph("preset-used")
    await play.click_text("composerPane_veo", play.says("Undo", "Geri al"))
    await _prompt_reads(play, "veo", "Başka bir şey")


async def prompts_are_kept(play: Play) -> None:
    await play.click("tab_veo")
    for prompt in ("Işıklı çay bahçesi", "Kuzeyde bir deniz feneri"):
        await _make(play, prompt)
    await _recall(play)
    await _save_and_carry(play)


def test_prompts_come_back_by_arrows_search_and_presets(
    each_language: Stage, tmp_path: Path
) -> None:
    each_language.play(prompts_are_kept, environment={_FILES: str(tmp_path)})
