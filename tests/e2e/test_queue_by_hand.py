"""Jobs that wait are put in order, changed, copied and removed by a real hand before they go."""

import pytest

from tests.e2e.child import Play
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

_QUEUE = "queueList"


def _waiting(play: Play) -> list[str]:
    """The first words of the jobs that wait, in their order."""
    return [row.partition(".")[0] for row in play.rows(_QUEUE) if "Paused" in row]


async def _stands(play: Play, *prompts: str) -> None:
    await play.until(lambda: _waiting(play) == list(prompts), f"{prompts} in this order")


def _row_of(play: Play, prompt: str) -> int:
    return next(n for n, row in enumerate(play.rows(_QUEUE)) if row.startswith(f"{prompt}."))


async def arrange_and_send(play: Play) -> None:
    await play.click("pauseButton")
    await play.read("Sending is paused.")
    for prompt in ("Balon", "Gemi", "Tren"):
        await play.write("promptEdit_sora", prompt)
        await play.click("generateButton_sora")
        await play.row(_QUEUE, f"{prompt}.")
    await _stands(play, "Balon", "Gemi", "Tren")
    await play.carry_row(_QUEUE, _row_of(play, "Tren"), _row_of(play, "Balon"))
    await _stands(play, "Tren", "Balon", "Gemi")
    play.photograph("carried")
    await play.click_row(_QUEUE, _row_of(play, "Gemi"))
    await play.keys("alt+Up")
    await _stands(play, "Tren", "Gemi", "Balon")
    await play.keys("Return")
    await play.write("editJobPrompt", "Vapur")
    await play.row(_QUEUE, "Being edited")
    play.photograph("edited")
    await play.keys("ctrl+Return")
    await _stands(play, "Tren", "Vapur", "Balon")
    await play.click_row(_QUEUE, _row_of(play, "Balon"))
    await play.keys("ctrl+d")
    await _stands(play, "Tren", "Vapur", "Balon", "Balon")
    await play.click_row(_QUEUE, _row_of(play, "Tren"))
    await play.keys("Delete")
    await _stands(play, "Vapur", "Balon", "Balon")
    await play.keys("ctrl+z")
    await _stands(play, "Tren", "Vapur", "Balon", "Balon")
    assert play.panels.posts() == 0
    await play.click("pauseButton")
    await play.until(lambda: play.panels.posts() == 4, "all sent")
    sent = [request for request in play.panels.requests if request.method == "POST"]
    prompts = [request.body["prompt"] for request in sent if isinstance(request.body, dict)]
    assert prompts == ["Tren", "Vapur", "Balon", "Balon"]
    await play.click_row(_QUEUE, 1)
    await play.keys("i")
    await play.until(lambda: len(play.rows("timelineSteps")) > 2, "its steps")
    play.photograph("timeline")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("jobTimeline"), "the queue")


def test_the_queue_is_arranged_before_it_is_sent(stage: Stage) -> None:
    stage.play(arrange_and_send)
