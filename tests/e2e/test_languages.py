"""The language is changed while the window is open and works."""

import pytest

from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing, ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")


async def read_the_same_in_two_languages(play: Play) -> None:
    prompt = "İki dilde bir dağ"
    await play.write("promptEdit_sora", prompt)
    await play.click("generateButton_sora")
    await play.row("queueList", "Rendering")

    await play.click("settingsButton")
    await play.choose("languageBox", "Türkçe")
    for text in ("Kuyruk", "Oluştur", "İstem", "Kitaplık", "Ayarlar", "Önce en yeni", "4 sözcük"):
        await play.read(text)
    await play.row("queueList", "İşleniyor")

    await play.choose("languageBox", "English")
    for text in ("Queue", "Generate", "Prompt", "Library", "Settings", "Newest first", "4 words"):
        await play.read(text)
    await play.row("queueList", "Rendering")
    await play.click("closeButton")
    await play.until(lambda: ready_jobs(play), "the job finished")
    await clip_playing(play, prompt)


def test_the_language_changes_while_a_job_runs(stage: Stage) -> None:
    stage.play(read_the_same_in_two_languages, "--pace", "5")
