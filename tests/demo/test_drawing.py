"""What the clips show."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops, ImageStat

from app.demo.fonts import font
from app.demo.lettering import lettering, wrapped
from app.demo.palettes import PALETTES, palette_for
from app.demo.scenes import Landscape, PictureMove
from tests.demo.conftest import picture

SIZE = (320, 180)


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_turkish_letters_are_drawn_as_letters() -> None:
    face = font(24, strong=True)
    missing = bytes(face.getmask("\ufffe"))
    drawn = {bytes(face.getmask(letter)) for letter in "ğĞıİşŞçÇöÖüÜ"}
    assert len(drawn) == 12
    assert missing not in drawn


def test_long_prompts_end_in_an_ellipsis_and_fit() -> None:
    face = font(20)
    lines = wrapped("Gün batımında Boğaz'da süzülen martılar, " * 9, face, 300)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(face.getlength(line) <= 300 for line in lines)


def test_a_word_without_end_is_cut() -> None:
    face = font(20)
    [line] = wrapped("çok" * 80, face, 200)
    assert line.endswith("…")
    assert face.getlength(line) <= 200


def test_short_prompts_stay_as_they_are() -> None:
    assert wrapped("Martılar", font(20), 300) == ["Martılar"]


def test_the_prompt_stands_at_the_bottom() -> None:
    plain = Image.new("RGB", SIZE, "#888888")
    lettered = plain.copy()
    lettering("Martılar ve vapur", "sora", SIZE).put_on(lettered)
    middle = (0, 60, 320, 90)
    assert difference(lettered.crop(middle), plain.crop(middle)) == 0
    bottom = lettered.crop((10, 140, 200, 175)).convert("L")
    assert max(index for index, count in enumerate(bottom.histogram()) if count) > 230


def test_the_same_prompt_gives_the_same_landscape_and_another_one_another() -> None:
    one, same = Landscape("Martılar", SIZE), Landscape("Martılar", SIZE)
    other = Landscape("Gece denizanası", SIZE)
    assert difference(one.frame(0), same.frame(0)) < 6  # the sky's grain is by chance
    assert difference(one.frame(0), other.frame(0)) > 40


def test_scenes_move() -> None:
    for scene in (Landscape("Martılar", SIZE), PictureMove(striped(), SIZE)):
        frames = [scene.frame(moment) for moment in (0.0, 0.5, 1.0)]
        assert all(frame.size == SIZE for frame in frames)
        assert difference(frames[0], frames[1]) > 1
        assert difference(frames[1], frames[2]) > 1


@pytest.mark.parametrize(
    ("prompt", "palette"), [("GECE YARISI", 2), ("Foggy morning", 4), ("Sunset", 1)]
)
def test_words_choose_the_hour(prompt: str, palette: int) -> None:
    assert palette_for(prompt, Random(1)) is PALETTES[palette]


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (4000, 30)])
def test_pictures_of_any_shape_fill_the_frame(size: tuple[int, int]) -> None:
    frame = PictureMove(picture("PNG", "#808080", size), SIZE).frame(0.5)
    assert frame.size == SIZE
    assert ImageStat.Stat(frame).mean == pytest.approx([128, 128, 128], abs=2)


def striped() -> bytes:
    image = Image.new("RGB", (400, 300), "white")
    for x in range(0, 400, 40):
        image.paste("black", (x, 0, x + 20, 300))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
