"""A clip is continued from its last frame that still shows what it showed."""

from contextlib import aclosing
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.media.endings import write_last_good_frame
from app.media.reader import FileMediaReader
from tests.media.clips import RATE, turn, write_video

SIZE = (320, 180)
BLACK = Image.new("RGB", SIZE, "black")
WHITE = Image.new("RGB", SIZE, "white")


def shots(number: int) -> list[Image.Image]:
    """A light square that goes to the right, twelve pixels at a time."""
    pictures = []
    for n in range(number):
        picture = Image.new("RGB", SIZE, "#203040")
        picture.paste("#f0e0c0", (12 * n, 40, 12 * n + 60, 140))
        pictures.append(picture)
    return pictures


def fading(picture: Image.Image, towards: Image.Image, frames: int) -> list[Image.Image]:
    return [Image.blend(picture, towards, (n + 1) / frames) for n in range(frames)]


@pytest.mark.parametrize(
    "tail",
    [
        [],
        [BLACK] * 7,
        [WHITE] * 3,
        fading(shots(20)[-1], BLACK, 10) + [BLACK] * 4,
        fading(shots(20)[-1], WHITE, 10),
    ],
    ids=["none", "black", "white", "fade to black", "fade to white"],
)
@pytest.mark.parametrize("options", [{}, {"g": "5"}])
def test_the_tail_is_skipped(
    tmp_path: Path, tail: list[Image.Image], options: dict[str, str]
) -> None:
    video = write_video(tmp_path / "a.mp4", [*shots(20), *tail], options)
    seconds = write_last_good_frame(video, tmp_path / "last.png")
    number = round(seconds * RATE)
    assert number == 19
    with Image.open(tmp_path / "last.png") as last:
        assert (last.format, last.size) == ("PNG", SIZE)
        grey = last.convert("L")
    left = next(x for x in range(SIZE[0]) if grey.getpixel((x, 90)) > 128)  # type: ignore[operator]
    assert abs(left - 12 * number) <= 2
    assert (tmp_path / "last.png").stat().st_mode & 0o777 == 0o600


def test_an_even_clip_ends_with_its_last_frame(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [BLACK] * 5)
    assert write_last_good_frame(video, tmp_path / "last.png") == pytest.approx(0.4)


def test_the_frame_stands_upright(tmp_path: Path) -> None:
    video = turn(write_video(tmp_path / "a.mp4", shots(3)))
    write_last_good_frame(video, tmp_path / "last.png")
    with Image.open(tmp_path / "last.png") as last:
        assert last.size == (180, 320)


@pytest.mark.anyio
async def test_the_reader_finds_it_too(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", [*shots(20), BLACK])
    async with aclosing(FileMediaReader()) as reader:
        assert await reader.last_frame(video, tmp_path / "last.png") == pytest.approx(1.9)
        with pytest.raises(KadrajError) as caught:
            await reader.last_frame(tmp_path / "last.png", tmp_path / "other.png")
    assert caught.value.code is ErrorCode.NOT_A_VIDEO
