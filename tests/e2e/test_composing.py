"""A prompt is built of phrases, asked of both services, and the guide is read: by a real hand."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPlainTextEdit

from app.ui.panes.preview import PreviewPane
from tests.e2e.child import Play
from tests.e2e.seeing import ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

PROMPT = "A kite over the sea, wide shot, neon lighting"


async def _build_a_prompt(play: Play) -> None:
    """With the mouse, and by a word typed in Turkish."""
    prompt = await play.find(QPlainTextEdit, "promptEdit_sora")
    await play.write("promptEdit_sora", "A kite over the sea")
    await play.click("phrasesButton_sora")
    await play.click("phrase_wide")
    await play.until(lambda: prompt.toPlainText().endswith(", wide shot"), "a phrase written")
    await play.type_text("neon")
    await play.until(lambda: not play.sees("phrase_wide"), "what was searched")
    await play.keys("Return")
    await play.until(lambda: prompt.toPlainText() == PROMPT, "another one")
    play.photograph("phrases")
    card = await play.find(QAbstractButton, "phrase_neon")
    await play.until(card.isChecked, "it is marked")
    await play.keys("Escape", "Escape")
    await play.until(lambda: not play.sees("phrasePopover"), "the phrases gone")


async def build_a_prompt_and_ask_both(play: Play) -> None:
    await play.click("settingsButton")
    await play.choose("languageBox", "Türkçe")
    await play.click("closeButton")
    await _build_a_prompt(play)

    await play.click("also_sora_veo")
    tick = await play.find(QCheckBox, "also_sora_veo")
    await play.until(tick.isChecked, "the tick")
    await play.read("16:9 · 6 sn")
    await play.read("2 video oluştur")
    play.photograph("both")
    await play.click("generateButton_sora")
    await play.until(lambda: len(ready_jobs(play)) == 2, "both ready")
    sent = [request for request in play.panels.requests if request.method == "POST"]
    bodies = {asked.service: asked.body for asked in sent}
    assert len(sent) == 2
    assert all(isinstance(body, dict) and body["prompt"] == PROMPT for body in bodies.values())

    # From one to the other, in the details.
    await play.click_row("historyGrid_sora", 0)
    preview = await play.find(PreviewPane, "previewPane")
    await play.until(lambda: preview.clip is not None and preview.clip.service == "sora", "Sora’s")
    await play.keys("i")
    await play.read("Aynı fikir")
    await play.click_text("detailsPane", "Veo")
    await play.until(lambda: preview.clip is not None and preview.clip.service == "veo", "Veo’s")
    play.photograph("the-same-idea")

    await play.click("accountButton")
    await play.choose_from_menu("guideAction")
    await play.read("Panellerin API kılavuzu")
    await play.click("guideSearch")
    await play.type_text("webp")
    await play.until(lambda: play.rows("guideContents") is not None, "contents")
    await play.read("Sınırlar ve notlar")
    play.photograph("guide")
    await play.keys("Escape", "Escape")
    await play.until(lambda: not play.sees("guideDialog"), "the guide closed")


def test_a_prompt_of_phrases_is_asked_of_both_services(stage: Stage) -> None:
    stage.play(build_a_prompt_and_ask_both)
