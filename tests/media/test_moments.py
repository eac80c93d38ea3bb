"""The frame that a video shows at a moment is found exactly, wherever its key frames are."""

from contextlib import aclosing
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.media.moments import write_frame_at
from app.media.reader import FileMediaReader
from tests.media.films import Recipe, frames_of, make, number_of


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(30_000, 1001)])
@pytest.mark.parametrize("options", [{"g": "5", "bf": "3"}, {"g": "250", "bf": "2"}, {"bf": "0"}])
def test_every_frame_is_found(tmp_path: Path, rate: Fraction, options: dict[str, str]) -> None:
    video = make(tmp_path / "a.mp4", Recipe(frames=30, rate=rate, options=options))
    times = [float(frame.time) for frame in frames_of(video)]
    for number, time in list(enumerate(times))[::7]:
        # In its middle, at its very begin, and as a player tells that: in whole milliseconds.
        for moment in (time + 0.4 / float(rate), time, int(time * 1000) / 1000):
            assert write_frame_at(video, moment, tmp_path / "s.png") == pytest.approx(time)
            with Image.open(tmp_path / "s.png") as still:
                assert (still.size, number_of(still)) == ((320, 180), number)
    for moment, number in ((-1.0, 0), (99.0, 29)):
        assert write_frame_at(video, moment, tmp_path / "s.png") == pytest.approx(times[number])


@pytest.mark.anyio
async def test_the_reader_finds_it_too(tmp_path: Path) -> None:
    video = make(tmp_path / "a.mp4", Recipe())
    async with aclosing(FileMediaReader()) as reader:
        assert await reader.frame_at(video, 0.51, tmp_path / "s.png") == pytest.approx(0.5)
        with pytest.raises(KadrajError) as caught:
            await reader.frame_at(tmp_path / "s.png", 0.5, tmp_path / "t.png")
    assert caught.value.code is ErrorCode.NOT_A_VIDEO
