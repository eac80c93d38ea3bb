"""Two videos are compared and voted on, and commands found, by mouse and keyboard alone."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.ui.panes.compare import ComparePane
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import LIGHT
from app.ui.widgets.pair_stage import PairStage
from tests.e2e.child import Play
from tests.e2e.director import focused
from tests.e2e.seeing import ready_jobs
from tests.e2e.stage import Stage

FIRST, SECOND = "Kirmizi balon", "Mavi balon"


async def compare_and_vote(play: Play) -> None:
    for service, prompt in (("sora", FIRST), ("veo", SECOND)):
        await play.click(f"tab_{service}")
        await play.write(f"promptEdit_{service}", prompt)
        await play.click(f"generateButton_{service}")
    await play.until(lambda: len(ready_jobs(play)) == 2, "both videos")
    await play.click("tab_library")
    await play.row("historyGrid_library", FIRST)
    await play.row("historyGrid_library", SECOND)
    await play.click_row("historyGrid_library", 0)
    await play.keys("ctrl+a")
    await play.find(QAbstractButton, "selectionCompare")
    await play.keys("v")
    pane = await play.find(ComparePane, "comparePane")
    stage = await play.find(PairStage, "compareStage")
    await play.until(lambda: pane.player.distance is not None, "both playing")
    await play.keys("space")
    await play.until(lambda: pane.player.settled and not pane.player.playing, "both at rest")
    spans = [picture.span for picture in pane.player.pictures]
    assert all(begin - 1 <= pane.player.position <= end + 1 for begin, end in spans), "in step"
    play.photograph("beside")
    # Each on its half of the real screen.
    left, right = (play.screen_picture_of(stage).copy(_half(stage, n)) for n in (0, 1))
    await play.keys("x")
    await play.until(
        lambda: play.screen_picture_of(stage).copy(_half(stage, 0)) not in (left, right),
        "the other one on the left",
    )
    await play.keys("x", "w")
    await play.until(lambda: stage.wipe, "the wipe")
    middle = stage.mapToGlobal(stage.rect().center())
    await play.carry(middle, middle - QPoint(stage.width() // 4, 0))
    await play.until(lambda: stage.share < 0.4, "the handle drawn")
    await play.keys("Right", "shift+Right")
    play.photograph("wipe")
    clock = await play.find(QLabel, "positionLabel")
    before = clock.text()
    await play.keys("period")
    await play.until(lambda: pane.player.settled and clock.text() > before, "a frame on")
    await vote(play)


async def vote(play: Play) -> None:
    """For one, then for the other instead; without knowing whose they are until then."""
    await play.keys("h")
    blind = await play.find(QAbstractButton, "compareHide")
    await play.until(blind.isChecked, "nobody told")
    play.photograph("blind")
    await play.click("voteLeft")
    score = await play.find(QLabel, "compareScore")
    await play.until(
        lambda: play.says("1 comparison", "1 karşılaştırma") in score.text(), "the score"
    )
    first = score.text()
    play.photograph("voted")
    await play.keys("2")
    await play.until(lambda: score.text() != first, "the other one's")
    second = score.text()
    assert "0" in second
    await play.keys("Escape")
    quiet = await play.find(QLabel, "libraryScore")
    assert {first, second} == {
        play.says(f"{won} · 1 comparison", f"{won} · 1 karşılaştırma")
        for won in ("Sora 1 – 0 Veo", "Sora 0 – 1 Veo")
    }
    await play.until(lambda: second.startswith(quiet.text()), "the score in the library")
    play.photograph("library-score")


async def find_commands(play: Play) -> None:
    await play.click("promptEdit_sora")
    await play.type_text("Balon")
    prompt = focused()
    await play.keys("ctrl+k")
    line = await play.find(QLineEdit, "paletteSearch")
    await play.until(line.hasFocus, "the cursor in the palette")
    await play.type_text(play.says("theme light", "tema acik"))
    light = [play.says("Theme: light", "Tema: açık")]
    await play.until(lambda: play.rows("paletteList") == light, "the light theme")
    play.photograph("palette")
    await play.keys("Return")
    await play.until(lambda: current_tokens() is LIGHT, "the light theme on")
    await play.until(lambda: focused() is prompt, "the cursor back in the prompt")
    await play.keys("ctrl+k")
    await play.type_text(play.says("turkce", "english"))
    other = [play.says("Language: Türkçe", "Dil: English")]
    await play.until(lambda: play.rows("paletteList") == other, "the other language")
    before = play.says("Frame", "Kadraj")
    await play.keys("Return")
    await play.until(lambda: play.says("Frame", "Kadraj") != before, "another language")
    await play.read(play.says("Frame", "Kadraj"))
    await play.keys("ctrl+k")
    await play.until(lambda: len(play.rows("paletteList")) > 40, "everything")
    lately = [
        play.says("Language: English", "Dil: Türkçe"),
        play.says("Theme: light", "Tema: açık"),
    ]
    assert play.rows("paletteList")[:2] == lately
    await play.type_text(play.says("go lib", "git kit"))
    way = [play.says("Go to Library, Ctrl+3", "Kitaplık sekmesine git, Ctrl+3")]
    await play.until(lambda: play.rows("paletteList") == way, "the way to the library")
    await play.click_row("paletteList", 0)
    await play.find(QWidget, "historyPane_library")
    await play.keys("ctrl+k")
    await play.find(QLineEdit, "paletteSearch")
    play.photograph("palette-all")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("commandPalette"), "the palette gone")


def _half(stage: PairStage, number: int) -> QRect:
    return QRect(number * stage.width() // 2, 0, stage.width() // 2, stage.height())


def test_two_are_compared_and_voted_on(each_language: Stage) -> None:
    each_language.play(compare_and_vote)


def test_commands_are_found(each_language: Stage) -> None:
    each_language.play(find_commands)
