"""From words to a video that plays, by mouse and keyboard alone."""

import pytest

from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing, ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")


async def words_become_a_video_on_each_service(play: Play) -> None:
    for count, service in enumerate(("sora", "veo"), start=1):
        prompt = f"Gün doğumunda çay bahçesi, ağır çekim {count}"
        await play.click(f"tab_{service}")
        await play.write(f"promptEdit_{service}", prompt)
        await play.click(f"generateButton_{service}")
        await play.until(lambda: any(prompt in row for row in play.rows("queueList")), "its row")
        await play.until(lambda: len(ready_jobs(play)) == count, "a finished job")
        await play.until(
            lambda: any(prompt in row for row in play.rows(f"historyGrid_{service}")), "its cell"
        )
        await clip_playing(play, prompt)
        play.photograph(f"made-{service}")


def test_words_become_a_video_on_each_service(stage: Stage) -> None:
    stage.play(words_become_a_video_on_each_service)
