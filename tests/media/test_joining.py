"""Joined videos: every frame counted and compared, and the sound heard where it belongs."""

import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import Joined, JoinPart
from app.media.endings import write_last_good_frame
from app.media.joining import join, plan
from app.media.moments import write_frame_at
from tests.faults.small_disk import fill, small_disk
from tests.media.clips import turn
from tests.media.films import Recipe, beeps_of, frames_of, length_of, make, numbered

#: A packet of AAC at 44,100 samples a second.
PACKET = 1024 / 44_100


def joined(
    target: Path, *parts: Path | JoinPart, whole: bool = False
) -> tuple[Joined, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    plain = [part if isinstance(part, JoinPart) else JoinPart(part) for part in parts]
    outcome = join(plain, target, lambda *news: told.append(news), whole=whole)
    assert plan(plain, whole=whole) == outcome
    return outcome, told


def distances(video: Path) -> set[Fraction]:
    return {after.time - before.time for before, after in pairwise(frames_of(video))}


def numbers(video: Path) -> list[int]:
    return [frame.number for frame in frames_of(video)]


@pytest.mark.parametrize("options", [{"bf": "0"}, {"bf": "3", "g": "8"}, {"bf": "2", "g": "250"}])
@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30_000, 1001), Fraction(30)])
def test_equal_parts_are_kept_bit_by_bit(
    tmp_path: Path, rate: Fraction, options: dict[str, str]
) -> None:
    parts = [
        make(tmp_path / f"{n}.mp4", Recipe(frames=count, rate=rate, options=options, begin=100 * n))
        for n, count in enumerate((20, 7, 31))
    ]
    outcome, told = joined(tmp_path / "whole.mp4", *parts)
    assert outcome == Joined(58, 0, 0, True, *Recipe().size, barred=0)
    assert told[-1] == (58, 58)
    frames = frames_of(tmp_path / "whole.mp4")
    originals = [frame for part in parts for frame in frames_of(part)]
    assert [frame.digest for frame in frames] == [frame.digest for frame in originals]
    assert [frame.time for frame in frames] == [n / rate for n in range(58)]
    starts = [0.0, float(20 / rate), float(27 / rate)]
    for start, part, beep in zip(starts, parts, beeps_of(tmp_path / "whole.mp4"), strict=True):
        assert abs(beep - start - beeps_of(part)[0]) <= PACKET
    pictures, sound = length_of(tmp_path / "whole.mp4")
    assert pictures == pytest.approx(float(58 / rate))
    assert abs(sound - pictures) <= PACKET


def test_many_joints_do_not_add_up(tmp_path: Path) -> None:
    """Each joint is off by up to half a packet; the twentieth is so by no more."""
    part = make(tmp_path / "a.mp4", Recipe(frames=11, size=(64, 36)))
    outcome, _ = joined(tmp_path / "whole.mp4", *[part] * 20)
    assert outcome.sound_copied
    (own,) = beeps_of(part)
    beeps = beeps_of(tmp_path / "whole.mp4")
    assert len(beeps) == 20
    for number, beep in enumerate(beeps):
        assert abs(beep - number * 11 / 24 - own) <= PACKET


@pytest.mark.parametrize(
    "other",
    [
        Recipe(rate=Fraction(30_000, 1001), begin=300),
        Recipe(rate=Fraction(25), begin=300, options={"bf": "0"}),
        Recipe(begin=300, codec="libx265", options={"x265-params": "log-level=none"}),
        Recipe(begin=300, times=[0, 0.04, 0.1, 0.11, 0.3, *(0.4 + n / 20 for n in range(19))]),
    ],
    ids=["29.97", "25 without B", "HEVC", "changing rate"],
)
def test_what_differs_is_encoded_with_every_frame_at_its_time(
    tmp_path: Path, other: Recipe
) -> None:
    first = make(tmp_path / "a.mp4", Recipe())
    second = make(tmp_path / "b.mp4", other)
    outcome, told = joined(tmp_path / "whole.mp4", first, second, first)
    assert (outcome.frames, outcome.encoded) == (72, 72)
    assert told[-1] == (72, 72)
    frames = frames_of(tmp_path / "whole.mp4")
    assert [frame.number for frame in frames] == numbers(first) + numbers(second) + numbers(first)
    own = frames_of(second)
    for frame, original in zip(frames[24:48], own, strict=True):
        assert abs(frame.time - 1 - original.time) < Fraction(1, 10_000)
    beeps = beeps_of(tmp_path / "whole.mp4")
    assert abs(beeps[1] - 1 - beeps_of(second)[0]) < PACKET
    assert abs(beeps[2] - float(frames[48].time) - 0.5) < PACKET


def test_what_changes_its_rate_is_kept_too(tmp_path: Path) -> None:
    times = [0, 0.04, 0.1, 0.11, 0.3, *(0.4 + n / 20 for n in range(19))]
    first = make(tmp_path / "a.mp4", Recipe(times=times))
    second = make(tmp_path / "b.mp4", Recipe(times=times, begin=100))
    outcome, _ = joined(tmp_path / "whole.mp4", first, second)
    assert outcome.encoded == 0
    frames = frames_of(tmp_path / "whole.mp4")
    originals = frames_of(first) + frames_of(second)
    assert [frame.digest for frame in frames] == [frame.digest for frame in originals]
    start = frames[24].time
    assert [frame.time - start for frame in frames[24:]] == [f.time for f in originals[24:]]


def test_other_sizes_are_fitted_into_the_first_ones_shape(tmp_path: Path) -> None:
    wide = make(tmp_path / "a.mp4", Recipe(frames=5))
    larger = make(tmp_path / "b.mp4", Recipe(frames=5, size=(640, 360), begin=100))
    tall = make(
        tmp_path / "c.mp4",
        Recipe(pictures=[Image.new("RGB", (180, 320), "#e08040")] * 5, size=(180, 320)),
    )
    turned = turn(make(tmp_path / "d.mp4", Recipe(frames=5)))
    outcome, _ = joined(tmp_path / "whole.mp4", wide, larger, tall, turned)
    assert outcome.frames == 20
    assert (outcome.width, outcome.height, outcome.barred) == (640, 360, 2)
    frames = frames_of(tmp_path / "whole.mp4")
    assert {frame.size for frame in frames} == {(640, 360)}
    assert [frame.number for frame in frames[:10]] == numbers(wide) + numbers(larger)
    write_frame_at(tmp_path / "whole.mp4", 11 / 24, tmp_path / "still.png")
    with Image.open(tmp_path / "still.png") as still:
        left, middle = still.convert("RGB").getpixel((20, 180)), still.getpixel((320, 180))
    assert isinstance(left, tuple)
    assert isinstance(middle, tuple)
    assert max(left) < 10
    assert abs(middle[0] - 0xE0) < 12


def test_parts_without_sound_are_silent_and_the_pictures_stay_as_they_are(tmp_path: Path) -> None:
    loud = make(tmp_path / "a.mp4", Recipe())
    quiet = make(tmp_path / "b.mp4", Recipe(sound=0, begin=100))
    outcome, _ = joined(tmp_path / "whole.mp4", quiet, loud, quiet, loud)
    assert outcome == Joined(96, 0, 0, False, *Recipe().size, barred=0)
    assert [round(beep, 3) for beep in beeps_of(tmp_path / "whole.mp4")] == [1.5, 3.5]
    silent, _ = joined(tmp_path / "silent.mp4", quiet, quiet)
    assert silent == Joined(48, 0, 0, False, *Recipe().size, barred=0)
    assert length_of(tmp_path / "silent.mp4") == (2.0, 0.0)


@pytest.mark.parametrize("other", [{"sound": 48_000}, {"channels": 1}, {"sound": 22_050}])
def test_other_sound_is_brought_to_one_kind(tmp_path: Path, other: dict[str, int]) -> None:
    first = make(tmp_path / "a.mp4", Recipe())
    second = make(tmp_path / "b.mp4", Recipe(begin=100, **other))  # type: ignore[arg-type]
    outcome, _ = joined(tmp_path / "whole.mp4", first, second, first)
    assert (outcome.encoded, outcome.sound_copied) == (0, False)
    for number, beep in enumerate(beeps_of(tmp_path / "whole.mp4")):
        assert abs(beep - number - 0.5) < PACKET


# -- Continuations -----------------------------------------------------------------------------


def continued(folder: Path, parent: Path, seconds: float, recipe: Recipe) -> JoinPart:
    """A clip that begins with the frame its parent shows at a moment, as a service makes it."""
    write_frame_at(parent, seconds, folder / "still.png")
    with Image.open(folder / "still.png") as still:
        begin = still.convert("RGB")
    rest = [numbered(recipe.begin + n, recipe.size) for n in range(1, recipe.frames)]
    made = make(folder / "next.mp4", Recipe(pictures=[begin, *rest], options=recipe.options))
    return JoinPart(made, seconds)


@pytest.mark.parametrize(
    ("options", "anew"),
    [
        ({"bf": "0"}, 0),
        ({"bf": "2", "b_strategy": "0", "g": "6"}, 5),
        ({"bf": "3", "b_strategy": "0", "g": "250"}, 23),
    ],
)
def test_the_frame_that_would_be_there_twice_is_shown_once(
    tmp_path: Path, options: dict[str, str], anew: int
) -> None:
    """An ending that cannot be cut off is encoded anew from its last key frame on; everything else
    stays bit by bit as it was."""
    options = {"sc_threshold": "0", **options}
    first = make(tmp_path / "a.mp4", Recipe(options=options))
    second = continued(tmp_path, first, 23 / 24, Recipe(begin=200, options=options))
    outcome, told = joined(tmp_path / "whole.mp4", first, second, second.video)
    assert (outcome.frames, outcome.dropped, outcome.encoded) == (71, 1, anew)
    assert told[-1] == (71, 71)
    frames = frames_of(tmp_path / "whole.mp4")
    assert [frame.number for frame in frames] == [
        *range(24),
        *range(201, 224),
        23,
        *range(201, 224),
    ]
    assert distances(tmp_path / "whole.mp4") == {Fraction(1, 24)}
    originals = frames_of(first)[:-1] + frames_of(second.video) * 2
    same = [a.digest == b.digest for a, b in zip(frames, originals, strict=True)]
    assert same == [number not in range(23 - anew, 23) for number in range(71)]
    (one, two, three), (own,) = beeps_of(tmp_path / "whole.mp4"), beeps_of(second.video)
    assert abs(one - 0.5) < PACKET
    assert abs(two - 23 / 24 - own) <= PACKET
    assert abs(three - 47 / 24 - own) <= PACKET


def test_what_was_spliced_is_joined_again_as_it_is(tmp_path: Path) -> None:
    options = {"sc_threshold": "0", "bf": "2", "b_strategy": "0", "g": "6"}
    first = make(tmp_path / "a.mp4", Recipe(options=options))
    second = continued(tmp_path, first, 23 / 24, Recipe(begin=200, options=options))
    joined(tmp_path / "once.mp4", first, second)
    outcome, _ = joined(tmp_path / "twice.mp4", tmp_path / "once.mp4", tmp_path / "once.mp4")
    assert (outcome.frames, outcome.encoded) == (94, 0)
    once, twice = frames_of(tmp_path / "once.mp4"), frames_of(tmp_path / "twice.mp4")
    assert [frame.digest for frame in twice] == [frame.digest for frame in once] * 2


def test_other_codecs_are_encoded_as_a_whole(tmp_path: Path) -> None:
    options = {"x265-params": "log-level=none:bframes=2:b-adapt=0"}
    part = make(tmp_path / "a.mp4", Recipe(codec="libx265", options=options))
    outcome, _ = joined(tmp_path / "whole.mp4", part, part)
    assert (outcome.frames, outcome.encoded) == (48, 0)
    outcome, _ = joined(tmp_path / "whole.mp4", part, JoinPart(part, 10 / 24))
    assert outcome.encoded == outcome.frames == 35
    assert numbers(tmp_path / "whole.mp4") == [*range(11), *range(24)]


@pytest.mark.parametrize("whole", [False, True])
def test_a_part_ends_where_the_next_was_continued_from(tmp_path: Path, whole: bool) -> None:
    tail = [Image.new("RGB", (320, 180), "black")] * 6
    pictures = [*(numbered(n, (320, 180)) for n in range(20)), *tail]
    first = make(tmp_path / "a.mp4", Recipe(pictures=pictures, options={"bf": "0"}))
    seconds = write_last_good_frame(first, tmp_path / "last.png")
    assert round(seconds * 24) == 19
    second = continued(tmp_path, first, seconds, Recipe(begin=200))
    outcome, _ = joined(tmp_path / "whole.mp4", first, second, whole=whole)
    found = numbers(tmp_path / "whole.mp4")
    if whole:
        assert (outcome.frames, outcome.dropped) == (50, 0)
        assert found == [*range(20), *[0] * 6, 19, *range(201, 224)]
    else:
        assert (outcome.frames, outcome.dropped) == (43, 1)
        assert found == [*range(20), *range(201, 224)]


def test_another_picture_is_no_continuation(tmp_path: Path) -> None:
    first = make(tmp_path / "a.mp4", Recipe())
    second = make(tmp_path / "b.mp4", Recipe(begin=600, colour="#e0d080"))
    outcome, _ = joined(tmp_path / "whole.mp4", first, JoinPart(second, 23 / 24))
    assert (outcome.frames, outcome.dropped) == (48, 0)
    cut, _ = joined(tmp_path / "cut.mp4", first, JoinPart(second, 11.5 / 24))
    assert (cut.frames, cut.dropped) == (36, 0)


def test_a_part_that_is_continued_from_its_first_frame_stays(tmp_path: Path) -> None:
    first = make(tmp_path / "a.mp4", Recipe())
    second = continued(tmp_path, first, 0.0, Recipe(begin=200))
    outcome, _ = joined(tmp_path / "whole.mp4", first, second)
    assert (outcome.frames, outcome.dropped) == (25, 0)


# -- Trouble -----------------------------------------------------------------------------------


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    good = make(tmp_path / "a.mp4", Recipe(frames=6))
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(good.read_bytes()[:-500])
    for bad in (cut, tmp_path / "missing.mp4", Path(__file__)):
        with pytest.raises(KadrajError) as caught:
            joined(tmp_path / "whole.mp4", good, bad, good)
        assert caught.value.code is ErrorCode.CLIP_UNREADABLE
        assert caught.value.params["name"] == bad.name
    assert not (tmp_path / "whole.mp4").exists()


def test_frames_that_cannot_be_decoded_end_the_join(tmp_path: Path) -> None:
    good = make(tmp_path / "a.mp4", Recipe(frames=12, codec="mpeg4", options={}, sound=0))
    content = bytearray(good.read_bytes())
    middle = content.rindex(b"mdat") + 4
    content[middle + 400 : len(content)] = bytes(len(content) - middle - 400)
    (tmp_path / "bad.mp4").write_bytes(content)
    with pytest.raises(KadrajError) as caught:
        joined(tmp_path / "whole.mp4", good, tmp_path / "bad.mp4")
    assert caught.value.code is ErrorCode.CLIP_UNREADABLE


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    noise = [Image.effect_noise((320, 180), 90).convert("RGB") for _ in range(40)]
    part = make(tmp_path / "a.mp4", Recipe(pictures=noise))
    other = make(tmp_path / "b.mp4", Recipe(pictures=noise, options={"bf": "0"}))
    with small_disk(tmp_path / "disk") as disk:
        fill(disk, leave=200_000)
        for parts in ((part, part), (part, other)):
            with pytest.raises(KadrajError) as caught:
                joined(disk / "whole.mp4", *parts)
            assert caught.value.code is ErrorCode.DISK_FULL
            assert caught.value.params["folder"] == str(disk)
            (disk / "whole.mp4").unlink()


@pytest.mark.parametrize("spliced", [False, True])
def test_ffmpeg_itself_finds_nothing_wrong(tmp_path: Path, spliced: bool) -> None:
    options = {"sc_threshold": "0", "bf": "2", "b_strategy": "0", "g": "6"}
    first = make(tmp_path / "a.mp4", Recipe(options=options))
    second = continued(tmp_path, first, 23 / 24, Recipe(begin=200, options=options))
    third = second if spliced else JoinPart(second.video)
    outcome, _ = joined(tmp_path / "whole.mp4", first, third, first)
    assert (outcome.encoded > 0) is spliced
    try:
        looked = subprocess.run(
            ["ffmpeg", "-v", "warning", "-i", tmp_path / "whole.mp4", "-f", "null", "-"],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("there is no ffmpeg")
    assert (looked.returncode, looked.stderr) == (0, "")
