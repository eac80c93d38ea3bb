"""What a user sees, in the words of the tests."""

from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.ui.delegates.job_layout import Fonts, lay_out_job
from app.ui.models.queue_model import Role
from app.ui.models.queue_rows import JobRow
from app.ui.panes.preview import PreviewPane
from app.ui.panes.queue_view import QueueView
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.picture_drop import PictureDrop
from tests.e2e.director import Director

#: How often one looks at a clip to see it move.
_LOOKS: Final = 5


def ready_jobs(director: Director) -> list[str]:
    """The rows of the queue that say they are ready."""
    return [row for row in director.rows("queueList") if row.endswith((". Ready", ". Hazır"))]


def job_row(director: Director, prompt: str) -> int:
    """The row of the queue that a job stands in; the first, where several ask for the same."""
    rows = director.rows("queueList")
    return next(n for n, row in enumerate(rows) if row.startswith(f"{prompt}."))


async def press_in_row(director: Director, prompt: str, words: str) -> None:
    """Clicks the button of a job's row that says this, where the row shows it."""
    view = await director.find(QueueView, "queueList")

    def place() -> QPoint | None:
        for number in range(view.model().rowCount()):
            index = view.model().index(number, 0)
            row = index.data(Role.ROW)
            if isinstance(row, JobRow) and row.prompt == prompt:
                corner, fonts = view.visualRect(index).topLeft(), Fonts.of(view.font())
                buttons = lay_out_job(row, corner, view.width(), fonts).buttons
                for button in buttons:
                    if button.offer.text == words and button.offer.enabled:
                        return button.rect.center()
        return None

    await director.until(place, f"“{words}” in the row of “{prompt}”")
    found = place()
    assert found is not None
    spot = view.viewport().mapToGlobal(found)
    # Who rests where a row slides away is not taken to mean the next one: a hand aims anew.
    await director.point_at(spot + QPoint(8, 0))
    await director.click_at(spot)


async def clip_playing(director: Director, prompt: str, *, from_moment: int = 0) -> None:
    """Waits until the stage shows this clip, and its picture moves; `from_moment` in ms."""
    preview = await director.find(PreviewPane, "previewPane")
    await director.until(
        lambda: preview.clip is not None and preview.clip.prompt == prompt, f"“{prompt}” on stage"
    )
    seen: list[QImage] = []

    def moved() -> bool:
        surface = preview.area.surface
        if not surface.isVisible() or surface.frame is None:
            return False
        image = director.screen_picture_of(surface)
        if image not in seen:
            seen.append(image)
        return len(seen) > 2

    def over() -> bool:
        return preview.area.surface.frame is not None and not preview.playing

    for _look in range(_LOOKS):
        await director.until(lambda: moved() or over(), f"“{prompt}” moving")
        if moved():
            break
        await director.click("playButton")  # a second is soon over: who blinked looks again
        await director.until(lambda: preview.playing, f"“{prompt}” playing again")
    else:
        raise AssertionError(f"“{prompt}” did not move in {_LOOKS} looks")
    await director.until(lambda: preview.area.player.position >= from_moment, "some of the clip")


async def clip_over(director: Director) -> None:
    """Waits until nothing plays: while something does, what arrives does not push it away."""
    preview = await director.find(PreviewPane, "previewPane")
    await director.until(lambda: not preview.playing, "the end of the clip")


async def picture_in_place(director: Director, service: str, name: str) -> None:
    """Waits until the composer shows a picture of this name."""
    drop = await director.find(PictureDrop, f"pictureDrop_{service}")
    captions = drop.findChildren(ElidedLabel)
    await director.until(
        lambda: drop.is_filled and any(name in caption.text() for caption in captions),
        f"{name} in place",
    )


async def make_video(director: Director, service: str, prompt: str) -> None:
    """Asks for a video as a user does, opens it when it is in the history, and sees it play."""
    await director.click(f"tab_{service}")
    await director.write(f"promptEdit_{service}", prompt)
    await director.click(f"generateButton_{service}")
    grid = f"historyGrid_{service}"
    await director.until(lambda: prompt in str(director.rows(grid)[:1]), "its cell")
    await director.until(lambda: len(ready_jobs(director)) > 0, "it is here")
    await director.click_row(grid, 0)
    await clip_playing(director, prompt)
