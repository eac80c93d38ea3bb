"""From words or a picture to a video that plays, by mouse and keyboard alone."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from app.domain.clips import Clip
from app.ui.models.clips_model import ClipRole
from tests.e2e.child import Play
from tests.e2e.director import focused
from tests.e2e.neighbour import SIZE
from tests.e2e.seeing import clip_over, clip_playing, picture_in_place, ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

#: Where the neighbours stand: above the foot of the window.
_ONE, _MANY, _OTHER = QPoint(500, 820), QPoint(600, 820), QPoint(700, 820)
#: Names the folder that another program copies to.
_TAKEN = "KADRAJ_TEST_TAKEN"
#: A PNG's first bytes in base64.
_PNG_BEGINS = "iVBORw0KGgo"
_MIDDLE = QPoint(SIZE // 2, SIZE // 2)


async def words_become_a_video_on_each_service(play: Play) -> None:
    """With the button, and with a key that is let go late: that is one video, too."""
    for service in ("sora", "veo"):
        prompt = f"Gün doğumunda çay bahçesi, ağır çekim ({service})"
        await play.click(f"tab_{service}")
        await play.write(f"promptEdit_{service}", prompt)
        if service == "sora":
            await play.click(f"generateButton_{service}")
        else:
            await play.hold("ctrl+Return")
        await play.row("queueList", prompt)
        await play.row(f"historyGrid_{service}", prompt)
        await clip_playing(play, prompt)
        await clip_over(play)
        assert play.panels.posts(service) == 1
    assert len(ready_jobs(play)) == 2


def test_words_become_a_video_on_each_service(stage: Stage) -> None:
    stage.play(words_become_a_video_on_each_service)


async def a_dragged_picture_becomes_a_video(play: Play) -> None:
    for service in ("sora", "veo"):
        prompt = f"Rüzgârda canlansın ({service})"
        await play.click(f"tab_{service}")
        await play.drag(_ONE + _MIDDLE, f"pictureDrop_{service}")
        await picture_in_place(play, service, "deniz.png")
        await play.write(f"promptEdit_{service}", prompt)
        await play.click(f"generateButton_{service}")
        await clip_playing(play, prompt)
        await clip_over(play)
        sent = [
            asked.body
            for asked in play.panels.requests
            if asked.method == "POST" and asked.service == service
        ]
        assert [str(body).count(_PNG_BEGINS) for body in sent] == [1]


def test_a_dragged_picture_becomes_a_video(stage: Stage, tmp_path: Path) -> None:
    picture = _picture(tmp_path / "deniz.png", "teal")
    with stage.neighbour(_ONE.x(), _ONE.y(), "drag", picture):
        stage.play(a_dragged_picture_becomes_a_video)


async def what_is_dropped_is_told(play: Play) -> None:
    await play.drag(_MANY + _MIDDLE, "pictureDrop_sora")
    tray = await play.find(QWidget, "dropTray_sora")
    await play.row("trayCards", "deniz.png")
    await play.row("trayCards", "dağ.jpg")
    await play.write("trayPrompt", "Hafif bir rüzgâr")
    queue = await play.find(QPushButton, "trayQueueButton")
    await play.until(lambda: queue.text() == "Queue all (2)", "both ready")
    await play.click("trayQueueButton")
    await play.until(lambda: not tray.isVisible(), "the tray gone")
    await play.until(lambda: play.panels.posts("sora") == 2, "two requests")
    for asked in play.panels.requests:
        if asked.method == "POST":
            assert "Hafif bir rüzgâr" in str(asked.body)
            assert str(asked.body).count(";base64,") == 1
    await play.drag(_OTHER + _MIDDLE, "pictureDrop_sora")
    await play.read("is not a JPEG, PNG or WebP picture.")
    await play.click("promptEdit_sora")
    await play.keys("ctrl+v")
    await picture_in_place(play, "sora", "Pasted picture.png")
    assert (await play.find(QWidget, "promptEdit_sora")).property("plainText") == ""


def test_several_files_are_asked_for_at_once_and_what_is_no_picture_is_refused(
    stage: Stage, tmp_path: Path
) -> None:
    first = _picture(tmp_path / "deniz.png", "teal")
    second = _picture(tmp_path / "dağ.jpg", "brown")
    notes = tmp_path / "notlar.txt"
    notes.write_text("Bu bir görsel değil.", encoding="utf-8")
    with (
        stage.neighbour(_MANY.x(), _MANY.y(), "drag", first, second),
        stage.neighbour(_OTHER.x(), _OTHER.y(), "drag", notes),
        stage.neighbour(_ONE.x(), _ONE.y(), "copy", second),
    ):
        stage.play(what_is_dropped_is_told)


async def a_video_is_dragged_into_another_program(play: Play) -> None:
    folder = Path(os.environ[_TAKEN])
    grid = "historyGrid_sora"
    for prompt in ("Sabah sisi", "Akşam ışığı"):
        await play.write("promptEdit_sora", prompt)
        await play.click("generateButton_sora")
        await play.row(grid, prompt)
        await play.until(lambda: len(ready_jobs(play)) == len(_clips(play, grid)), "it is here")
    await play.until(lambda: all(clip and clip.file for clip in _clips(play, grid)), "two files")
    first, second = (clip.file for clip in _clips(play, grid) if clip and clip.file)
    await play.drag_row_out(
        grid, 1, _ONE + _MIDDLE, lambda: (folder / second.name).is_file(), "the second video there"
    )
    assert not (folder / first.name).exists()
    await play.keys("ctrl+a")
    await play.drag_row_out(
        grid, 0, _ONE + _MIDDLE, lambda: (folder / first.name).is_file(), "both videos there"
    )
    for file in (first, second):
        assert (folder / file.name).read_bytes() == file.read_bytes(), "a copy: here it stays"


def _clips(play: Play, grid: str) -> list[Clip | None]:
    """What the grid's cards show, newest first."""
    widgets = QApplication.allWidgets()
    found = [w for w in widgets if isinstance(w, QAbstractItemView) and w.objectName() == grid]
    return [
        model.index(row, 0).data(ClipRole.CLIP)
        for model in (view.model() for view in found)
        for row in range(model.rowCount())
    ]


def test_videos_are_dragged_into_another_program(stage: Stage, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    with stage.neighbour(_ONE.x(), _ONE.y(), "take", taken):
        stage.play(a_video_is_dragged_into_another_program, environment={_TAKEN: str(taken)})


async def the_keyboard_is_enough(play: Play) -> None:
    prompt = "Yalnız klavyeyle: ışıklı bir göl"
    await _tab_to(play, "promptEdit_sora")
    await play.type_text(prompt)
    await play.keys("ctrl+Return")
    await play.until(lambda: ready_jobs(play), "a finished job")
    await clip_playing(play, prompt)
    await _tab_to(play, "queueList")
    await play.keys("Return")
    await clip_playing(play, prompt)
    await play.keys("ctrl+3")
    await play.until(lambda: play.sees("historyGrid_library"), "the library")
    await _tab_to(play, "historyGrid_library")
    await play.keys("Right", "Return")
    await clip_playing(play, prompt)


def test_the_keyboard_is_enough(stage: Stage) -> None:
    stage.play(the_keyboard_is_enough)


async def _tab_to(play: Play, name: str) -> None:
    """Presses Tab until the keyboard is there, once around at most."""
    await play.until(lambda: QApplication.activeWindow() is not None, "the window in front")
    been: list[QWidget | None] = []
    while (before := focused()) is None or before.objectName() != name:
        assert before is None or before not in been, f"Tab never came to {name}"
        been.append(before)
        await play.keys("Tab")
        await play.until(lambda: focused() is not been[-1], "Tab to go on")


def _picture(path: Path, colour: str) -> Path:
    Image.new("RGB", (640, 360), colour).save(path)
    return path
