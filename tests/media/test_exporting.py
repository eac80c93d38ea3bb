"""Videos as GIF, WebP and MP4: smaller, shorter, slower and quicker, and how large they will be."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmFormat, FilmShape
from app.media.exporting import estimate, export
from tests.faults.small_disk import fill, small_disk
from tests.media.clips import turn
from tests.media.films import Recipe, Shown, beeps_of, frames_of, length_of, make, number_of

GIF, WEBP, MP4 = FilmFormat.GIF, FilmFormat.WEBP, FilmFormat.MP4


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds, 48 frames, a beep after one."""
    return make(tmp_path_factory.mktemp("clip") / "a.mp4", Recipe(frames=48))


def exported(clip: Path, target: Path, shape: FilmShape) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    export(clip, target, shape, lambda *news: told.append(news))
    return told


def animation(file: Path) -> tuple[list[Image.Image], list[int], int | None]:
    """An animation's frames, how long each is shown in milliseconds, and how often all are."""
    frames, times = [], []
    with Image.open(file) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            picture.load()
            frames.append(picture.convert("RGB"))
            times.append(int(picture.info["duration"]))
        return frames, times, picture.info.get("loop")


def numbers(frames: list[Image.Image]) -> list[int]:
    return [number_of(frame) for frame in frames]


def test_a_gif_is_smooth_and_in_the_right_colours(clip: Path, tmp_path: Path) -> None:
    told = exported(clip, tmp_path / "a.gif", FilmShape(GIF, side=160))
    frames, times, loop = animation(tmp_path / "a.gif")
    assert {frame.size for frame in frames} == {(160, 90)}
    assert (len(frames), loop) == (40, 0)
    assert sum(times) == pytest.approx(2_000, abs=60)
    shown = numbers(frames)
    assert shown == sorted(set(shown))
    ground = frames[20].getpixel((4, 40))
    assert isinstance(ground, tuple)
    assert all(abs(a - b) <= 12 for a, b in zip(ground, (0x40, 0x60, 0x80), strict=True))
    assert told[-1][1] == 80
    assert all(one[0] <= two[0] for one, two in pairwise(told))


def test_a_gif_has_as_many_frames_as_the_part_has(clip: Path, tmp_path: Path) -> None:
    exported(clip, tmp_path / "a.gif", FilmShape(GIF, 160, begin=0.5, end=1.5, speed=0.5))
    frames, times, _ = animation(tmp_path / "a.gif")
    assert numbers(frames) == [*range(12, 36)]
    assert sum(times) == pytest.approx(2_000, abs=60)


def test_a_webp_is_smooth(clip: Path, tmp_path: Path) -> None:
    told = exported(clip, tmp_path / "a.webp", FilmShape(WEBP, side=200, begin=1.0))
    frames, times, loop = animation(tmp_path / "a.webp")
    assert {frame.size for frame in frames} == {(200, 112)}
    assert (numbers(frames), loop) == ([*range(24, 48)], 0)
    assert sum(times) == pytest.approx(1_000, abs=5)
    assert told[-1] == (24, 24)


@pytest.mark.parametrize(
    ("speed", "length"), [(1.0, 1.0), (2.0, 0.5), (0.5, 2.0), (0.25, 4.0), (4.0, 0.25)]
)
def test_an_mp4_is_exact_and_its_sound_goes_along(
    clip: Path, tmp_path: Path, speed: float, length: float
) -> None:
    exported(clip, tmp_path / "a.mp4", FilmShape(MP4, begin=0.5, end=1.5, speed=speed))
    frames = frames_of(tmp_path / "a.mp4")
    told = [frame.number for frame in frames]
    if speed < 4:
        assert told == [*range(12, 36)]
        step = Fraction(1, 24) / Fraction(speed)
        assert {two.time - one.time for one, two in pairwise(frames)} == {step}
    else:  # sixty frames a second are enough
        assert told == sorted(set(told))
        assert len(told) in {15, 16}
    pictures, sound = length_of(tmp_path / "a.mp4")
    assert pictures == pytest.approx(length, abs=0.02)
    assert sound == pytest.approx(length, abs=0.025)
    (beep,) = beeps_of(tmp_path / "a.mp4")
    # Sound is stretched in pieces of some hundredths of a second.
    assert beep == pytest.approx(0.5 / speed, abs=0.025 if speed == 1 else 0.045 / speed)


def test_an_mp4_that_would_be_the_same_is_the_same(clip: Path, tmp_path: Path) -> None:
    exported(clip, tmp_path / "b.mp4", FilmShape(MP4))
    assert (tmp_path / "b.mp4").read_bytes() == clip.read_bytes()
    assert estimate(clip, FilmShape(MP4)) == clip.stat().st_size


def test_sizes_are_even_upright_and_never_larger(clip: Path, tmp_path: Path) -> None:
    turned = turn(make(tmp_path / "t.mp4", Recipe(frames=4)))
    exported(clip, tmp_path / "b.mp4", FilmShape(MP4, side=64, end=float("inf")))
    assert len(frames_of(tmp_path / "b.mp4")) == 48
    for video, side, size in (
        (clip, 101, (100, 56)),
        (clip, 4096, (320, 180)),
        (turned, 160, (90, 160)),
    ):
        exported(video, tmp_path / "b.mp4", FilmShape(MP4, side=side, end=0.1))
        assert frames_of(tmp_path / "b.mp4")[0].size == size
    odd = make(tmp_path / "o.mp4", Recipe(frames=2, size=(98, 54), sound=0))
    exported(odd, tmp_path / "c.mp4", FilmShape(MP4, speed=0.5))
    assert frames_of(tmp_path / "c.mp4")[0].size == (98, 54)
    assert length_of(tmp_path / "c.mp4")[1] == 0.0


def test_frames_before_the_range_are_not_shown(tmp_path: Path) -> None:
    """With one key frame only, all before the range has to be decoded."""
    long = make(tmp_path / "l.mp4", Recipe(frames=40, options={"g": "250", "bf": "3"}))
    exported(long, tmp_path / "b.mp4", FilmShape(MP4, begin=1.4))
    shown: list[Shown] = frames_of(tmp_path / "b.mp4")
    assert [frame.number for frame in shown] == [*range(34, 40)]
    assert shown[0].time == 0


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        (FilmShape(GIF, side=8), "side"),
        (FilmShape(GIF, side=9_999), "side"),
        (FilmShape(GIF, speed=0.1), "speed"),
        (FilmShape(GIF, speed=5), "speed"),
        (FilmShape(GIF, begin=-1), "begin"),
        (FilmShape(GIF, begin=1, end=1), "end"),
        (FilmShape(GIF, begin=9), "begin"),
        (FilmShape(GIF, begin=float("nan")), "begin"),
    ],
)
def test_what_cannot_be_is_told(clip: Path, tmp_path: Path, shape: FilmShape, field: str) -> None:
    for work in (lambda: exported(clip, tmp_path / "a", shape), lambda: estimate(clip, shape)):
        with pytest.raises(KadrajError) as caught:
            work()
        assert caught.value.code is ErrorCode.FILM_SHAPE_INVALID
        assert caught.value.params["field"] == field
    assert not (tmp_path / "a").exists()


def test_a_broken_video_is_named(tmp_path: Path) -> None:
    for work in (
        lambda: exported(Path(__file__), tmp_path / "a.gif", FilmShape(GIF)),
        lambda: estimate(Path(__file__), FilmShape(GIF)),
    ):
        with pytest.raises(KadrajError) as caught:
            work()
        assert caught.value.code is ErrorCode.CLIP_UNREADABLE


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    noise = [Image.effect_noise((320, 180), 90).convert("RGB") for _ in range(30)]
    noisy = make(tmp_path / "n.mp4", Recipe(pictures=noise))
    with small_disk(tmp_path / "disk") as disk:
        fill(disk, leave=100_000)
        for shape in (FilmShape(GIF), FilmShape(WEBP), FilmShape(MP4, speed=0.5), FilmShape(MP4)):
            with pytest.raises(KadrajError) as caught:
                exported(noisy, disk / "x", shape)
            assert caught.value.code is ErrorCode.DISK_FULL, shape
            (disk / "x").unlink()


@pytest.mark.parametrize(
    "shape",
    [
        FilmShape(GIF, side=200),
        FilmShape(GIF, side=160, speed=2.0),
        FilmShape(WEBP, side=240),
        FilmShape(MP4, side=240),
        FilmShape(MP4, begin=0.3, end=1.2, speed=0.5),
    ],
)
def test_an_estimate_is_near(tmp_path: Path, shape: FilmShape) -> None:
    """On a moving picture with grain, as films have it."""
    grain = Image.effect_noise((320, 180), 18).convert("RGB")
    ground = Image.linear_gradient("L").resize((480, 180)).convert("RGB")
    pictures = [
        Image.blend(ground.crop((n * 2, 0, n * 2 + 320, 180)), grain.rotate(n * 40), 0.2)
        for n in range(48)
    ]
    video = make(tmp_path / "a.mp4", Recipe(pictures=pictures))
    told = estimate(video, shape)
    exported(video, tmp_path / "b", shape)
    real = (tmp_path / "b").stat().st_size
    assert 0.6 < told / real < 1.6


def test_one_frame_is_enough(clip: Path, tmp_path: Path) -> None:
    for shape in (FilmShape(GIF, end=0.02), FilmShape(WEBP, end=0.02), FilmShape(MP4, end=0.02)):
        assert estimate(clip, shape) > 0
        exported(clip, tmp_path / "b", shape)
        with av.open(str(tmp_path / "b")) if shape.format is MP4 else Image.open(tmp_path / "b"):
            pass
    assert len(frames_of(tmp_path / "b")) == 1
