"""Videos are continued, joined and exported by mouse and keyboard alone, in both languages."""

import os
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import av
from PIL import Image, ImageChops
from PIL.WebPImagePlugin import WebPImageFile
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QLabel, QListWidget, QWidget

from app.ui.panes.preview import PreviewPane
from tests.e2e.child import Play
from tests.e2e.seeing import clip_over, clip_playing, picture_in_place, ready_jobs
from tests.e2e.stage import Stage
from tests.media.films import Recipe, beeps_of, frames_of, length_of, make, number_of, numbered

FIRST, SECOND = "Dalgalar kabarsin", "Sonra dursun"
#: A packet of sound, in seconds, at the demo's and the films' own rate.
PACKET = 1024 / 44_100


def videos_of(play: Play, service: str) -> list[Path]:
    found = (play.home / "library" / service).rglob("*.mp4")
    return sorted(found, key=lambda video: video.stat().st_mtime)


def picture_sent(play: Play, prompt: str) -> Image.Image:
    """The picture of the only request with this prompt, as the panel got it."""
    (body,) = [
        str(asked.body)
        for asked in play.panels.requests
        if asked.method == "POST" and prompt in str(asked.body)
    ]
    (sent,) = re.findall(r"iVBORw0KGgo[\w+/=]+", body)
    return Image.open(BytesIO(b64decode(sent))).convert("RGB")


def pictures_of(video: Path) -> list[tuple[float, Image.Image]]:
    """All frames of a video with their times in seconds."""
    with av.open(str(video)) as container:
        return [
            (frame.time or 0.0, frame.to_image())  # type: ignore[no-untyped-call]
            for frame in container.decode(container.streams.video[0])
        ]


# -- What the services made ------------------------------------------------------------------------


async def continue_from_a_frame_and_join(play: Play) -> None:
    await play.write("promptEdit_sora", FIRST)
    await play.click("generateButton_sora")
    await clip_playing(play, FIRST)
    await clip_over(play)
    seconds = await stand_at_a_frame(play)
    await copy_the_frame(play)
    await play.click("continueHere")
    await picture_in_place(play, "sora", f"{seconds:.2f}.png")
    play.photograph("continued")
    await play.write("promptEdit_sora", SECOND)
    await play.click("generateButton_sora")
    await play.until(lambda: len(ready_jobs(play)) == 2, "the second video")
    first, second = videos_of(play, "Sora")
    shown = [time for time, _picture in pictures_of(first)]
    number = min(range(len(shown)), key=lambda n: abs(shown[n] - seconds))
    assert 0 < number < len(shown) - 1
    different = ImageChops.difference(
        picture_sent(play, SECOND), pictures_of(first)[number][1].convert("RGB")
    )
    assert max(different.tobytes()) <= 4, "the very frame"

    await see_the_parent(play)
    frames = number + len(pictures_of(second))  # the frame they share is shown once
    await join_both(play, frames)
    (joined,) = videos_of(play, "Joined")
    assert len(pictures_of(joined)) == frames
    pictures, sound = length_of(joined)
    assert abs(pictures - sound) <= 2 * PACKET


async def stand_at_a_frame(play: Play) -> float:
    """Goes to the middle and frame by frame from there, by the clock; returns the frame's time."""
    preview = await play.find(PreviewPane, "previewPane")
    await play.click("seekBar")
    clock = await play.find(QLabel, "positionLabel")
    told = [await after(play, key, clock) for key in ("comma", "comma", "period", "comma")]
    assert told[1] == told[3] < told[0] == told[2], "each frame has its moment"
    assert play.says(".", ",") in told[0]
    frame = preview.area.surface.frame
    assert frame is not None
    return frame.startTime() / 1_000_000


async def after(play: Play, key: str, clock: QLabel) -> str:
    before = clock.text()
    await play.keys(key)
    await play.until(lambda: clock.text() != before, f"another moment than {before}")
    return clock.text()


async def copy_the_frame(play: Play) -> None:
    """The notice lies over the picture and moves nothing."""
    preview = await play.find(PreviewPane, "previewPane")
    surface = preview.area.surface
    before, lower = surface.geometry(), surface.rect().adjusted(0, surface.height() // 3, 0, 0)
    picture = play.screen_picture_of(surface).copy(lower)
    await play.keys("ctrl+shift+c")
    await play.read(play.says("Frame copied", "Kare kopyalandı"))
    await play.find(QWidget, "previewNotice")
    assert surface.geometry() == before
    assert play.screen_picture_of(surface).copy(lower) == picture
    play.photograph("frame-copied")


async def see_the_parent(play: Play) -> None:
    """The details of what was continued lead to what it goes on from."""
    await play.click("tab_library")
    await play.row("historyGrid_library", SECOND)
    await play.click_row("historyGrid_library", 0)
    await play.keys("i")
    await play.read(play.says("Made of", "Kaynak videolar"))
    await play.click("detailsPane", times=15, button=5)  # the wheel, to where that is
    play.photograph("parent")
    await play.click_text("detailsPane", FIRST)
    prompt = await play.find(QLabel, "detailsPrompt")
    await play.until(lambda: prompt.text() == FIRST, "the parent's details")
    await play.keys("i")


async def join_both(play: Play, frames: int) -> None:
    await play.click_row("historyGrid_library", 0)
    await play.keys("ctrl+a")
    await play.click_row("historyGrid_library", 0, button=3)
    await play.choose_from_menu("clipJoin")
    rows = await play.find(QListWidget, "joinList")
    assert [rows.item(n).text().splitlines()[0] for n in range(2)] == [
        f"1. {FIRST}",
        f"2. {SECOND}",
    ]
    await play.drag_row("joinList", 1, above=0)
    await play.until(lambda: rows.item(0).text().startswith(f"1. {SECOND}"), "the other order")
    await play.keys("alt+Down")
    await play.until(lambda: rows.item(0).text().startswith(f"1. {FIRST}"), "the order before")
    how = await play.find(QLabel, "joinHow")
    await play.until(lambda: how.text().startswith(str(frames)), f"{frames} frames")
    play.photograph("join")
    await play.click("joinButton")
    await play.row("historyGrid_library", f"{FIRST} + {SECOND}")


def test_a_video_goes_on_from_a_frame_and_both_become_one(each_language: Stage) -> None:
    each_language.play(continue_from_a_frame_and_join)


# -- What the user had -----------------------------------------------------------------------------

GOOD, FADED, ENDS = 24, "Aksam", "Sabah"
SMALL, WIDE = (320, 180), (480, 270)
LARGE = "Uzun"


def put_films(folder: Path) -> None:
    """Three of them: one fades away, one has another size, one takes long to encode."""
    folder.mkdir()
    good = [numbered(n, SMALL) for n in range(GOOD)]
    fading = [Image.blend(good[-1], Image.new("RGB", SMALL), n / 6) for n in range(1, 7)]
    black = [Image.new("RGB", SMALL)] * 6
    make(folder / f"{FADED}.mp4", Recipe(pictures=[*good, *fading, *black]))
    make(folder / f"{ENDS}.mp4", Recipe(frames=GOOD, begin=100, size=WIDE))
    large = numbered(7, (1920, 1080))
    make(folder / f"{LARGE}.mp4", Recipe(pictures=[large] * 160, size=(1920, 1080), sound=0))
    for age, name in enumerate((ENDS, FADED, LARGE)):
        os.utime(folder / f"{name}.mp4", (2_000_000_000 - 60 * age,) * 2)


async def use_films_of_ones_own(play: Play) -> None:
    folder = play.home.parent / "films"
    await play.click("tab_library")
    await play.click("historyMore_library")
    await play.choose_from_menu("importFolder")
    await play.find(QFileDialog, "importDialog")
    await play.type_text(str(folder))
    await play.keys("Return")
    await play.until(lambda: len(play.rows("historyGrid_library")) == 3, "all three")

    await change_ones_mind_about_a_join(play)
    joined = await join_what_differs(play)
    await continue_where_it_is_good(play)
    await export_in_every_form(play, joined)


async def choose_two(play: Play, first: str) -> None:
    """Selects the video of this name and the next one, and asks to join them."""
    rows = play.rows("historyGrid_library")
    place = next(n for n, row in enumerate(rows) if first in row)
    await play.click_row("historyGrid_library", place)
    await play.keys("shift+Right")
    await play.click_row("historyGrid_library", place, button=3)
    await play.choose_from_menu("clipJoin")
    await play.find(QListWidget, "joinList")
    await play.read(play.says("encoded anew", "yeniden kodlanıyor"))
    await play.click("joinButton")


async def change_ones_mind_about_a_join(play: Play) -> None:
    await choose_two(play, FADED)
    await play.read(play.says("Joining · ", "Birleştiriliyor · "))
    play.photograph("joining")
    await play.click("workCancel")
    await play.until(lambda: not play.sees("workCancel"), "the end of it")
    assert len(play.rows("historyGrid_library")) == 3
    assert not videos_of(play, "Joined")


async def join_what_differs(play: Play) -> Path:
    await choose_two(play, ENDS)
    await play.row("historyGrid_library", f"{FADED} + {ENDS}")
    (joined,) = videos_of(play, "Joined")
    shown = frames_of(joined)
    assert len(shown) == GOOD + 12 + GOOD
    assert [frame.number for frame in shown[:GOOD]] == list(range(GOOD))
    assert [frame.number for frame in shown[GOOD + 12 :]] == list(range(100, 100 + GOOD))
    # In sync: each part beeps at its half, where its pictures are.
    wanted = [(GOOD + 12) / 24 / 2, (GOOD + 12) / 24 + GOOD / 24 / 2]
    heard = beeps_of(joined)
    assert len(heard) == len(wanted)
    assert all(abs(a - b) <= 2 * PACKET for a, b in zip(heard, wanted, strict=True))
    return joined


async def continue_where_it_is_good(play: Play) -> None:
    rows = play.rows("historyGrid_library")
    place = next(n for n, row in enumerate(rows) if FADED in row and ENDS not in row)
    await play.click_row("historyGrid_library", place)
    await play.click_row("historyGrid_library", place, button=3)
    await play.choose_from_menu("clipContinue")
    await picture_in_place(play, "sora", f"{(GOOD - 1) / 24:.2f}.png")
    play.photograph("last-good-frame")
    await play.write("promptEdit_sora", SECOND)
    await play.click("generateButton_sora")
    await play.until(lambda: ready_jobs(play), "the video")
    assert number_of(picture_sent(play, SECOND)) == GOOD - 1, "the last before it fades"


async def export_in_every_form(play: Play, joined: Path) -> None:
    await play.click("tab_library")
    await play.row("historyGrid_library", SECOND)
    for form, side in (("GIF", 320), ("WebP", 320), ("MP4", 0)):
        target = play.home / f"balon.{form.lower()}"
        await export(play, form, side, target)
    with Image.open(play.home / "balon.gif") as picture:
        assert picture.size == (320, 180)
    with Image.open(play.home / "balon.webp") as picture:
        assert isinstance(picture, WebPImageFile)
        assert picture.size == (320, 180)
        lasts = sum(shown_for(picture, number) for number in range(picture.n_frames))
    pictures, _sound = length_of(play.home / "balon.mp4")
    # The second from 0.5 to 1.5, at double speed.
    assert abs(lasts / 1000 - 0.5) <= 0.05
    assert abs(pictures - 0.5) <= 0.05
    shown = [frame.number for frame in frames_of(play.home / "balon.mp4")]
    assert shown[0] == 12, "the frame at half a second"


def shown_for(picture: WebPImageFile, number: int) -> int:
    """For how many milliseconds a frame is shown."""
    picture.seek(number)
    picture.load()
    return int(picture.info["duration"])


async def export(play: Play, form: str, side: int, target: Path) -> None:
    rows = play.rows("historyGrid_library")
    place = next(n for n, row in enumerate(rows) if f"{FADED} + {ENDS}" in row)
    await play.click_row("historyGrid_library", place)
    await play.click_row("historyGrid_library", place, button=3)
    await play.choose_from_menu("clipExportAs")
    await play.click_text("filmForm", form)
    if side:
        await play.choose("filmSide", play.says(f"{side} px", f"{side} piksel"))
    if form != "GIF":
        point = play.says(".", ",")
        begin = await play.find(QDoubleSpinBox, "filmBegin")
        await play.write("filmBegin", f"0{point}5")
        await play.write("filmEnd", f"1{point}5")
        await play.keys("Tab")
        await play.until(lambda: begin.value() == 0.5, "the range")
        await play.choose("filmSpeed", "2×")
    about = await play.find(QLabel, "filmAbout")
    await play.until(lambda: any(letter.isdigit() for letter in about.text()), "its size")
    play.photograph(f"export-{form.lower()}")
    await play.click("filmSave")
    await play.find(QFileDialog, "exportFilmFile")
    await play.type_text(str(target))
    await play.keys("Return")
    await play.read(target.name)
    await play.until(target.is_file, "the file")


def test_films_of_ones_own_are_continued_joined_and_exported(each_language: Stage) -> None:
    put_films(each_language.home / "films")
    each_language.play(use_films_of_ones_own)
