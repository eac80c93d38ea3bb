"""The queue by a real hand: arranged, filtered, paused and mended, and all of it by keyboard alone.

Every test runs in English and in Turkish, and reads the window's words.
"""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLineEdit

from app.demo.scenarios import CALM, SCENARIOS, Endpoint
from tests.e2e.child import Play
from tests.e2e.director import focused
from tests.e2e.seeing import clip_playing, job_row, press_in_row, ready_jobs
from tests.e2e.stage import Stage

_QUEUE = "queueList"
#: So slow that a test is over before.
_SLOW = replace(CALM, pace_factor=1000)


def _waiting(play: Play) -> list[str]:
    """The first words of the jobs that wait, in their order."""
    paused = play.says("Paused", "Duraklatıldı")
    return [row.partition(".")[0] for row in play.rows(_QUEUE) if paused in row]


async def _stands(play: Play, *prompts: str) -> None:
    await play.until(lambda: _waiting(play) == list(prompts), f"{prompts} in this order")


async def _generate(play: Play, service: str, *prompts: str) -> None:
    await play.click(f"tab_{service}")
    for prompt in prompts:
        await play.write(f"promptEdit_{service}", prompt)
        await play.click(f"generateButton_{service}")
        await play.row(_QUEUE, f"{prompt}.")


async def _all_ready(play: Play, count: int) -> None:
    await play.until(lambda: len(ready_jobs(play)) == count, f"{count} videos ready")


# -- Waiting jobs ------------------------------------------------------------------------------


async def arrange_and_send(play: Play) -> None:
    await play.click("pauseButton")
    await play.read(play.says("Sending is paused.", "Gönderim duraklatıldı."))
    await _generate(play, "sora", "Balon", "Gemi", "Tren")
    await _stands(play, "Balon", "Gemi", "Tren")
    await play.carry_row(_QUEUE, job_row(play, "Tren"), job_row(play, "Balon"))
    await _stands(play, "Tren", "Balon", "Gemi")
    play.photograph("carried")
    await play.click_row(_QUEUE, job_row(play, "Gemi"))
    await play.keys("alt+Up")
    await _stands(play, "Tren", "Gemi", "Balon")
    await play.keys("Return")
    await play.write("editJobPrompt", "Vapur")
    await play.row(_QUEUE, play.says("Being edited", "Düzenleniyor"))
    play.photograph("edited")
    await play.keys("ctrl+Return")
    await _stands(play, "Tren", "Vapur", "Balon")

    # Two at once are one step back.
    await play.click_row(_QUEUE, job_row(play, "Vapur"))
    await play.keys("shift+Down", "ctrl+d")
    await play.read(play.says("2 jobs duplicated.", "2 iş çoğaltıldı."))
    await play.until(lambda: len(_waiting(play)) == 5, "both copies")
    play.photograph("duplicated")
    await play.click_text("queueOutcome", play.says("Undo", "Geri al"))
    await _stands(play, "Tren", "Vapur", "Balon")
    await play.click_row(_QUEUE, job_row(play, "Balon"), button=3)
    await play.choose_from_menu(play.says("Duplicate", "Çoğalt"))
    await _stands(play, "Tren", "Vapur", "Balon", "Balon")
    await play.click_row(_QUEUE, job_row(play, "Tren"))
    await play.keys("Delete")
    await play.read(play.says("Removed from the queue.", "Kuyruktan çıkarıldı."))
    await _stands(play, "Vapur", "Balon", "Balon")
    await play.click_text("queueOutcome", play.says("Undo", "Geri al"))
    await _stands(play, "Tren", "Vapur", "Balon", "Balon")

    assert play.panels.posts() == 0
    await play.click("pauseButton")
    await play.until(lambda: play.panels.posts() == 4, "all sent")
    sent = [request for request in play.panels.requests if request.method == "POST"]
    prompts = [request.body["prompt"] for request in sent if isinstance(request.body, dict)]
    assert prompts == ["Tren", "Vapur", "Balon", "Balon"]
    await _all_ready(play, 4)
    await play.click_row(_QUEUE, 1)
    await play.keys("i")
    await play.until(lambda: len(play.rows("timelineSteps")) > 2, "its steps")
    play.photograph("timeline")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("jobTimeline"), "the queue")


def test_the_queue_is_arranged_before_it_is_sent(each_language: Stage) -> None:
    each_language.play(arrange_and_send)


# -- Services, estimates and the bin -----------------------------------------------------------


async def tell_services_apart(play: Play) -> None:
    await _generate(play, "sora", "Balon", "Gemi", "Tren")
    await _all_ready(play, 3)  # from now on there is a usual time
    await play.click("pauseServiceButton")
    play.photograph("pause-one")
    await play.choose_from_menu(play.says("Pause Veo", "Veo kuyruğunu duraklat"))
    await play.read(play.says("Veo is paused.", "Veo duraklatıldı."))
    await _generate(play, "veo", "Deniz")
    await _stands(play, "Deniz")
    await _generate(play, "sora", "Orman")
    await _all_ready(play, 4)
    assert (play.panels.posts("sora"), play.panels.posts("veo")) == (4, 0)

    await play.click_text("queueFilter", "Veo")
    await play.until(lambda: len(play.rows(_QUEUE)) == 2, "Veo’s job alone, under its line")
    play.photograph("filtered")
    await play.click_text("queueFilter", "Sora")
    await play.until(lambda: "Deniz" not in str(play.rows(_QUEUE)), "Sora’s jobs alone")
    await play.click_text("queueFilter", play.says("All", "Hepsi"))
    await _stands(play, "Deniz")
    await play.click_text("queuePausedNotice", play.says("Resume", "Sürdür"))
    await _all_ready(play, 5)

    # Own history says how long, and how far that may be off.
    play.panels.scenario = _SLOW
    await _generate(play, "sora", "Bulut")
    await play.row(_QUEUE, play.says("(usually ", "(genelde "))
    await _generate(play, "sora", "Irmak")
    await play.row(_QUEUE, play.says("ready in ", " sonra hazır"))
    play.photograph("estimates")

    # It is made all the same where nobody follows it.
    await play.click_row(_QUEUE, job_row(play, "Bulut"), button=3)
    await play.choose_from_menu(play.says("Stop following", "İzlemeyi bırak"))
    gone_on = play.says(
        "Sora goes on making it, and the video will be in your history.",
        "Sora yapmayı sürdürür, video geçmişinde olur.",
    )
    await play.read(gone_on)
    await play.until(lambda: "Bulut" not in str(play.rows(_QUEUE)), "its row gone")
    play.photograph("not-followed")
    await play.click_text("queueOutcome", play.says("Undo", "Geri al"))
    await play.row(_QUEUE, "Bulut")

    # What was thrown away says so, and comes back.
    await play.click_row("historyGrid_sora", 0)
    await play.keys("Delete")
    binned = play.says("In the recycle bin", "Çöp kutusunda")
    await play.row(_QUEUE, f"Orman. Sora. {binned}")
    play.photograph("binned")
    await press_in_row(play, "Orman", play.says("Put back", "Geri koy"))
    await play.row(_QUEUE, play.says("Orman. Sora. Ready", "Orman. Sora. Hazır"))
    await play.click_row(_QUEUE, job_row(play, "Orman"))
    await clip_playing(play, "Orman")


def test_services_are_filtered_paused_and_estimated_apart(each_language: Stage) -> None:
    each_language.play(tell_services_apart, "--pace", "1")


# -- Trouble -----------------------------------------------------------------------------------


async def answer_trouble(play: Play) -> None:
    play.panels.scenario = SCENARIOS["failing"]
    await _generate(play, "sora", "Meydan")
    said = "“İçerik politikası nedeniyle reddedildi”"
    await play.row(_QUEUE, play.says(f"Sora could not make it: {said}", f"Sora yapamadı: {said}"))
    hint = play.says(
        "The service refuses what this shows. Other words or another picture may pass.",
        "Servis bu içeriği kabul etmiyor. Başka sözcüklerle ya da başka bir görselle geçebilir.",
    )
    await play.row(_QUEUE, hint)
    play.photograph("failed")
    play.panels.scenario = CALM
    await press_in_row(play, "Meydan", play.says("Try again", "Yeniden dene"))
    await _all_ready(play, 1)

    # An answer that never came: three answers of the user's.
    play.panels.scenario = SCENARIOS["server-error"].at(Endpoint.SUBMIT)
    await _generate(play, "veo", "Liman")
    await play.row(_QUEUE, play.says("Liman. Veo. Uncertain", "Liman. Veo. Belirsiz"))
    play.panels.scenario = CALM
    play.photograph("uncertain")
    posts = play.panels.posts("veo")
    await press_in_row(play, "Liman", play.says("Check now", "Denetle"))
    await play.until(
        lambda: play.sees("queueOutcome") and "Veo" in str(play.texts()), "what came of it"
    )
    play.photograph("checked")
    await press_in_row(play, "Liman", play.says("Mark lost", "Kayıp say"))
    await play.row(_QUEUE, play.says("Marked as lost", "Kayıp sayıldı"))
    await play.click_text("queueOutcome", play.says("Undo", "Geri al"))
    await play.row(_QUEUE, play.says("Liman. Veo. Uncertain", "Liman. Veo. Belirsiz"))
    send = play.says("Send again", "Yeniden gönder")
    await press_in_row(play, "Liman", send)
    question = play.says("This may use a second video of your quota.", "Bu, hakkından bir video")
    await play.row(_QUEUE, question)
    play.photograph("asked")
    await press_in_row(play, "Liman", play.says("Cancel", "Vazgeç"))
    await play.until(lambda: question not in str(play.rows(_QUEUE)), "no question")
    assert play.panels.posts("veo") == posts
    await press_in_row(play, "Liman", send)
    await play.row(_QUEUE, question)
    await press_in_row(play, "Liman", send)
    await _all_ready(play, 2)
    assert play.panels.posts("veo") == posts + 1


def test_trouble_is_explained_and_answered_in_its_row(each_language: Stage) -> None:
    each_language.play(answer_trouble)


# -- By keyboard alone -------------------------------------------------------------------------


async def _command(play: Play, words: str, *, of: int = 1) -> None:
    """Carries out what the palette has under these words, or the first of so many."""
    await play.keys("ctrl+k")
    line = await play.find(QLineEdit, "paletteSearch")
    await play.until(line.hasFocus, "the cursor in the palette")
    await play.type_text(words)
    await play.until(lambda: len(play.rows("paletteList")) == of, f"“{words}” alone")
    await play.keys("Return")
    await play.until(lambda: not play.sees("commandPalette"), "the palette gone")


async def _at(play: Play, name: str) -> None:
    await play.until(lambda: (at := focused()) is not None and at.objectName() == name, name)


async def _tab_to(play: Play, name: str) -> None:
    """Presses Tab until the keyboard is there."""
    while (at := focused()) is None or at.objectName() != name:
        await play.keys("Tab")
        await play.until(lambda at=at: focused() is not at, "the keyboard going on")  # type: ignore[misc]


async def _read_the_sheet(play: Play, key: str) -> None:
    await play.keys(key)
    await play.read(play.says("Keyboard shortcuts", "Klavye kısayolları"))
    await play.read(play.says("Send it first", "Önce onu gönder"))
    play.photograph(f"sheet-{key}")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("keysDialog"), "the sheet gone")


async def use_no_mouse(play: Play) -> None:
    await play.until(lambda: play.sees("mainWindow"), "the window")
    await _command(play, play.says("pause sora", "sora kuyruğunu duraklat"))
    await play.read(play.says("Sora is paused.", "Sora duraklatıldı."))
    await _read_the_sheet(play, "F1")
    await _tab_to(play, "promptEdit_sora")
    for prompt in ("Balon", "Gemi", "Tren"):
        await play.keys("ctrl+a")
        await play.type_text(prompt)
        await play.keys("ctrl+Return")
        await play.row(_QUEUE, f"{prompt}.")
    await play.keys("ctrl+j")
    await _at(play, _QUEUE)
    await _read_the_sheet(play, "question")
    await play.keys("End", "alt+Home")
    await _stands(play, "Tren", "Balon", "Gemi")
    await play.keys("alt+Down")
    await _stands(play, "Balon", "Tren", "Gemi")
    play.photograph("by-keyboard")
    await play.keys("Return")
    await _at(play, "editJobPrompt")
    await play.keys("ctrl+a")
    await play.type_text("Vapur")
    await play.keys("ctrl+Return")
    await _stands(play, "Balon", "Vapur", "Gemi")
    await play.until(lambda: not play.sees("editJobDialog"), "the queue")
    await play.keys("ctrl+d")
    await _stands(play, "Balon", "Vapur", "Vapur", "Gemi")
    await play.keys("Delete")
    await _stands(play, "Balon", "Vapur", "Gemi")
    await play.keys("ctrl+z", "ctrl+z")
    await _stands(play, "Balon", "Vapur", "Gemi")
    await play.keys("Home", "Menu")
    await play.until(QApplication.activePopupWidget, "its menu")
    play.photograph("menu")
    await play.keys("Escape")
    await play.until(lambda: QApplication.activePopupWidget() is None, "no menu")

    # What failed is answered by the buttons of its row.
    play.panels.scenario = SCENARIOS["failing"]
    await _command(play, play.says("resume sora", "sora kuyruğunu sürdür"))
    failed = play.says("could not make it", "yapamadı")
    await play.until(lambda: str(play.rows(_QUEUE)).count(failed) == 3, "three that failed")
    play.panels.scenario = CALM
    await play.keys("ctrl+j")
    await _at(play, _QUEUE)
    await play.keys("Home", "Right")
    play.photograph("button-chosen")
    await play.keys("Return")
    await _all_ready(play, 1)
    await play.keys("ctrl+j", "Home", "Delete")
    await play.until(lambda: str(play.rows(_QUEUE)).count(failed) == 1, "one taken out")
    await play.keys("ctrl+z")
    await play.until(lambda: str(play.rows(_QUEUE)).count(failed) == 2, "it is back")
    await play.keys("End", "i")
    await play.until(lambda: len(play.rows("timelineSteps")) > 2, "its steps")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("jobTimeline"), "the queue")
    await play.keys("Return")
    ready = ready_jobs(play)[0].partition(".")[0]
    await clip_playing(play, ready)


def test_everything_goes_by_keyboard_alone(each_language: Stage) -> None:
    each_language.play(use_no_mouse)
