"""Writing a video in another form: GIF, animated WebP or MP4, smaller, shorter, slower, quicker."""

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Final

import av
from av.container import OutputContainer
from av.video.frame import VideoFrame

from app.domain.films import FilmFormat, FilmShape
from app.media import soundtracks
from app.media.animating import animated, painted, palette_of
from app.media.cutting import CLOCK, Cut, cut_of, frames_of
from app.media.encoding import PictureStream, Timed, time_of, write
from app.media.film_errors import film_errors

#: An estimate looks at so many places, and encodes so many frames at each.
_PLACES: Final = 3
_FRAMES: Final = 12
#: Frames from one that needs no other to the next, as x264 sets them.
_GROUP: Final = 250

#: Called with frames done and frames in all.
Told = Callable[[int, int], None]


def export(video: Path, target: Path, shape: FilmShape, told: Told) -> None:
    """Writes a video in another shape; an MP4 that would be the same is copied.

    `FILM_SHAPE_INVALID`, also when nothing lies in the range; other errors as for
    `app.media.joining.join`.
    """
    with film_errors(target):
        cut = cut_of(video, shape)
        if shape.is_plain:
            shutil.copyfile(video, target)
            return
        is_gif = shape.format is FilmFormat.GIF
        count = _Count(len(cut.shots) * (2 if is_gif else 1), told)
        palette = palette_of(count.passed(frames_of(cut))) if is_gif else None
        with av.open(str(target), "w", shape.format.value, options=_options(shape)) as container:
            pictures = _pictures(container, cut, count.passed(frames_of(cut)), palette)
            sound = _sound(container, cut) if shape.format is FilmFormat.MP4 else ()
            write(container, pictures, *sound)


def estimate(video: Path, shape: FilmShape) -> int:
    """About how many bytes `export` will write: some stretches are encoded, and measured.

    Errors as for `export`.
    """
    size = 0.0
    with film_errors(video):
        cut = cut_of(video, shape)
        if shape.is_plain:
            return video.stat().st_size
        found = [_measured(cut, place) for place in _places(cut)]
        starts = ceil(len(cut.shots) / _GROUP) if shape.format is FilmFormat.MP4 else 1
        size += max(first for first, _ in found) * starts
        size += sum(later for _, later in found) / len(found) * max(0, len(cut.shots) - starts)
        if shape.format is FilmFormat.MP4 and (track := soundtracks.track_of(video)) is not None:
            size += float(cut.seconds) * soundtracks.bytes_per_second(track)
    return round(size)


class _Count:
    """Tells of frames as they pass."""

    def __init__(self, total: int, told: Told) -> None:
        self._total = total
        self._told = told
        self._done = 0

    def passed(self, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
        for frame in frames:
            self._done = min(self._done + 1, self._total)
            self._told(self._done, self._total)
            yield frame


def _options(shape: FilmShape) -> dict[str, str]:
    return {"movflags": "+faststart"} if shape.format is FilmFormat.MP4 else {"loop": "0"}


def _pictures(
    container: OutputContainer, cut: Cut, frames: Iterator[VideoFrame], palette: VideoFrame | None
) -> Iterator[Timed]:
    if cut.shape.format is FilmFormat.MP4:
        return _encoded(PictureStream(container, cut.size, cut.rate, CLOCK), frames, cut)
    return animated(container, cut, frames if palette is None else painted(frames, palette))


def _encoded(stream: PictureStream, frames: Iterator[VideoFrame], cut: Cut) -> Iterator[Timed]:
    before: VideoFrame | None = None
    for frame in chain(frames, [None]):
        if before is not None:
            end = cut.seconds if frame is None else time_of(frame)
            yield from stream.add(before, time_of(before), end)
        before = frame
    yield from stream.finish()


def _sound(container: OutputContainer, cut: Cut) -> tuple[Iterator[Timed], ...]:
    track = soundtracks.track_of(cut.reel.video)
    if track is None:
        return ()
    begin = cut.reel.zero * cut.reel.time_base + cut.begin
    sound = soundtracks.at_speed(
        container, cut.reel.video, track, begin=begin, seconds=cut.seconds, speed=cut.speed
    )
    return (sound,)


def _places(cut: Cut) -> list[int]:
    """Where an estimate looks: numbers of frames."""
    last = max(0, len(cut.shots) - _FRAMES)
    return sorted({last * place // (_PLACES - 1) for place in range(_PLACES)})


def _measured(cut: Cut, place: int) -> tuple[int, float]:
    """Bytes of the first frame from a place on, and of each of those after it."""
    frames = list(frames_of(cut, place, _FRAMES))
    palette = palette_of(iter(frames)) if cut.shape.format is FilmFormat.GIF else None
    first = _bytes(cut, frames[:1], palette)
    return first, max(0, _bytes(cut, frames, palette) - first) / max(1, len(frames) - 1)


def _bytes(cut: Cut, frames: Sequence[VideoFrame], palette: VideoFrame | None) -> int:
    """Bytes of some frames when they are encoded."""
    with av.open(io.BytesIO(), "w", cut.shape.format.value) as nowhere:
        return sum(packet.size for _, packet in _pictures(nowhere, cut, iter(frames), palette))
