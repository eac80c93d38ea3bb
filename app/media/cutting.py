"""What of a video is written when it is exported: which frames, in which size, at which times."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Final

import av
from av.video.frame import VideoFrame

from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmFormat, FilmShape
from app.media.encoding import decode_quickly, filtered
from app.media.moments import MOMENT
from app.media.opening import opened
from app.media.reels import Reel, survey

#: The clock that written frames' times are told by.
CLOCK: Final = Fraction(1, 90_000)
#: Frames a second. GIFs and WebPs are shown in browsers and chats, and get no smoother by more.
_MOST_FRAMES: Final = {FilmFormat.GIF: 20, FilmFormat.WEBP: 25, FilmFormat.MP4: 60}


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a reel is written.

    `shots` are its frames, each with its time in ticks of the reel and with the time it gets, in
    seconds from 0 on; `begin` is when they begin in the reel. `seconds`, `size` and `rate` (frames
    a second) are as written.
    """

    reel: Reel
    shape: FilmShape
    shots: tuple[tuple[int, Fraction], ...]
    begin: Fraction
    seconds: Fraction
    size: tuple[int, int]
    rate: Fraction
    speed: Fraction


def cut_of(video: Path, shape: FilmShape) -> Cut:
    """Reads a video's index. `FILM_SHAPE_INVALID` when the shape cannot be or nothing lies in its
    range, `NOT_A_VIDEO` as in `survey`.

    Where there are more frames than the format is good for, some are left out; none is shown twice.
    """
    shape.check()
    reel = survey(video)
    end = reel.length
    if shape.end is not None and shape.end < end:
        end = Fraction(shape.end).limit_denominator(CLOCK.denominator)
    times = [(pts, (pts - reel.zero) * reel.time_base) for pts in reel.times]
    chosen = [(pts, time) for pts, time in times if shape.begin - MOMENT <= time < end - MOMENT]
    if not chosen:
        raise KadrajError(ErrorCode.FILM_SHAPE_INVALID, field="begin", value=shape.begin)
    begin = chosen[0][1]
    speed = Fraction(shape.speed).limit_denominator(1_000)
    seconds = (end - begin) / speed
    shots = _thinned(
        [(pts, (time - begin) / speed) for pts, time in chosen], seconds, _MOST_FRAMES[shape.format]
    )
    return Cut(
        reel=reel,
        shape=shape,
        shots=tuple(shots),
        begin=begin,
        seconds=seconds,
        size=_size(reel.size, shape.side),
        rate=(len(shots) / seconds).limit_denominator(1_001),
        speed=speed,
    )


def frames_of(cut: Cut, place: int = 0, count: int | None = None) -> Iterator[VideoFrame]:
    """The frames of a cut, or `count` of them from number `place` on: upright, in the size and at
    the times they get."""
    width, height = cut.size
    kind = "rgb24" if cut.shape.format is FilmFormat.GIF else "yuv420p"
    shape = (f"scale={width}:{height}:flags=lanczos", "setsar=1", f"format={kind}")
    yield from filtered(_shown(cut.reel, cut.shots[place:][:count]), shape)


def _shown(reel: Reel, shots: Sequence[tuple[int, Fraction]]) -> Iterator[VideoFrame]:
    coming = dict(shots)
    with opened(reel.video) as container:
        decode_quickly(container)
        container.seek(int(shots[0][0] * reel.time_base * av.time_base))
        for frame in container.decode(container.streams.video[0]):
            time = coming.pop(frame.pts or 0, None)
            if time is not None:
                frame.pts, frame.time_base = round(time / CLOCK), CLOCK
                yield frame
            if not coming:
                return
        raise ValueError("frames that the index tells of are not there")


def _thinned(
    shots: list[tuple[int, Fraction]], seconds: Fraction, most: int
) -> list[tuple[int, Fraction]]:
    """At most so many shots a second, evenly."""
    if len(shots) <= seconds * most:
        return shots
    times = [time for _, time in shots]
    found: dict[int, Fraction] = {}
    for number in range(ceil(seconds * most)):
        time = Fraction(number, most)
        pts, _ = shots[bisect_right(times, time) - 1]
        found.setdefault(pts, time)
    return list(found.items())


def _size(size: tuple[int, int], side: int | None) -> tuple[int, int]:
    """Even, as encoders want it, and never larger than it was."""
    scale = min(1.0, side / max(size)) if side else 1.0
    width, height = (max(2, 2 * round(length * scale / 2)) for length in size)
    return min(width, size[0] // 2 * 2), min(height, size[1] // 2 * 2)
