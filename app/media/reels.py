"""What the parts of a joined video hold, and how much of each comes into it.

Everything here is read from the files' indexes; of the pictures only those are decoded that a
continuation is judged by.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any, Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.domain.films import JoinPart
from app.media.boxes import is_cut
from app.media.frames import first_frame
from app.media.moments import MOMENT, are_alike, frame_at
from app.media.opening import opened
from app.media.splicing import can_splice

#: Codecs whose frames an MP4 takes as they are.
_KEPT_AS_THEY_ARE: Final = frozenset({"h264", "hevc", "av1"})
#: Ticks a second: finer, and an MP4's counters run over before long.
_FINEST: Final = 10_000_000
#: Where no common tick is so coarse. All usual rates but 24/1.001 divide it.
_USUAL_TICKS: Final = 90_000


@dataclass(frozen=True, slots=True)
class Moving:
    """One frame of an index: when it is shown and decoded, in ticks."""

    pts: int
    dts: int
    duration: int
    is_key: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Reel:
    """A part. Times are in ticks of `time_base`; it shows what is from `zero` on, before `end`.

    `moving` is in the order of decoding, `kind` what has to be the same where frames are kept as
    they are, `encoding` the stream's head, profile and pixels, `size` is in pixels as shown.
    """

    video: Path
    moving: tuple[Moving, ...]
    time_base: Fraction
    rate: Fraction
    kind: tuple[object, ...]
    encoding: tuple[bytes | None, str | None, str]
    size: tuple[int, int]
    zero: int
    end: int

    @property
    def times(self) -> list[int]:
        """When the frames that come into the whole are shown, in order."""
        return sorted(f.pts for f in self.moving if not f.hidden and f.pts < self.end)

    @property
    def kept(self) -> int:
        """How many frames, in the order of decoding, stay as they are where that is possible: all,
        or those before the last group from which some are left out."""
        inside = [frame.pts < self.end for frame in self.moving]
        if inside == sorted(inside, reverse=True):
            return sum(inside)
        # What is decoded behind a frame that is left out may need it.
        groups = [
            place
            for place, frame in enumerate(self.moving)
            if frame.is_key and frame.pts < self.end and self._begins_anew(place)
        ]
        return groups[-1]

    def _begins_anew(self, place: int) -> bool:
        begin = self.moving[place].pts
        before = all(frame.pts < begin for frame in self.moving[:place])
        return before and all(frame.pts >= begin for frame in self.moving[place:])

    @property
    def length(self) -> Fraction:
        """Seconds."""
        return (self.end - self.zero) * self.time_base


def survey(video: Path) -> Reel:
    """Reads the index of a video; `NOT_A_VIDEO` when that, or its first frame, cannot be read."""
    with opened(video) as container:
        if container.format.name.startswith("mov") and is_cut(video):
            raise ValueError("the end is missing")
        stream = container.streams.video[0]
        context, first = stream.codec_context, first_frame(container)
        moving = _moving(container, stream)
        shown = [frame for frame in moving if not frame.hidden]
        size = (first.width, first.height)
        last = max(shown, key=lambda frame: frame.pts)
        return Reel(
            video=video,
            moving=moving,
            time_base=_time_base(stream),
            rate=stream.average_rate or stream.guessed_rate or Fraction(25),
            kind=_kind(stream, first),
            encoding=(context.extradata, context.profile, first.format.name),
            size=size[::-1] if first.rotation % 180 else size,
            zero=min(frame.pts for frame in shown),
            end=last.pts + max(1, last.duration),
        )


def reels_of(parts: Sequence[JoinPart], *, whole: bool) -> tuple[list[Reel], int]:
    """The parts with what of each comes into the whole, and how many frames were left out for
    being there twice.

    A part that the next one continues ends where that was begun; `whole`, it is left as long as it
    is. Where the next one begins with the very frame it was continued from, that frame is shown
    once: the next one's, for only endings can be cut off without encoding anything anew.
    """
    reels = [survey(part.video) for part in parts]
    dropped = 0
    for number, part in enumerate(parts[1:]):
        if part.continues is None:
            continue
        reel = reels[number]
        place = _place_of(reel, part.continues)
        last = place == len(reel.times) - 1
        twice = (last or not whole) and place > 0 and _goes_on(reel, part)
        if twice:
            dropped += 1
            reels[number] = replace(reel, end=reel.times[place])
        elif not last and not whole:
            reels[number] = replace(reel, end=reel.times[place + 1])
    return reels, dropped


def encoded_anew(reels: Sequence[Reel]) -> int:
    """How many frames have to be encoded anew: none where all can be put one behind the other as
    they are, and as few as possible where only endings are in the way of that."""
    frames = sum(len(reel.times) for reel in reels)
    if len({reel.kind for reel in reels}) > 1 or not all(map(_is_clean, reels)):
        return frames
    anew = frames - sum(reel.kept for reel in reels)
    if anew and not (reels[0].kind[0] == "h264" and can_splice(*reels[0].encoding)):
        return frames
    return anew


def ticks_of(reels: Sequence[Reel]) -> int:
    """Ticks a second in which all times of all reels are whole numbers, or nearly so."""
    common = lcm(*(reel.time_base.denominator for reel in reels))
    return common if common <= _FINEST else _USUAL_TICKS


def beginnings(reels: Sequence[Reel]) -> list[Fraction]:
    """When each reel begins in the whole, in seconds, and last when the whole ends."""
    times = [Fraction(0)]
    for reel in reels:
        times.append(times[-1] + reel.length)
    return times


def _is_clean(reel: Reel) -> bool:
    """Whether a reel's frames need none that come before them."""
    first = reel.moving[0]
    return (
        reel.kind[0] in _KEPT_AS_THEY_ARE
        and not any(frame.hidden for frame in reel.moving)
        and first.is_key
        and first.pts == reel.zero
    )


def _place_of(reel: Reel, seconds: float) -> int:
    """The number of the frame shown at a moment."""
    until = seconds + MOMENT
    return max(0, sum(float(time * reel.time_base) <= until for time in reel.times) - 1)


def _goes_on(reel: Reel, part: JoinPart) -> bool:
    assert part.continues is not None  # noqa: S101 - asked by who has looked
    with opened(reel.video) as before, opened(part.video) as after:
        return are_alike(frame_at(before, part.continues), first_frame(after))


def _moving(container: InputContainer, stream: VideoStream) -> tuple[Moving, ...]:
    container.seek(0)
    return tuple(_frame(packet) for packet in container.demux(stream) if packet.size)


def _frame(packet: "av.Packet[Any]") -> Moving:
    if packet.pts is None or packet.dts is None:
        raise ValueError("frames without times")
    return Moving(
        pts=packet.pts,
        dts=packet.dts,
        duration=packet.duration or 0,
        is_key=packet.is_keyframe,
        hidden=packet.is_discard,
    )


def _kind(stream: VideoStream, first: VideoFrame) -> tuple[object, ...]:
    context = stream.codec_context
    return (
        context.name,
        context.extradata,
        (first.width, first.height, first.format.name, first.rotation),
        stream.sample_aspect_ratio or 1,
    )


def _time_base(stream: VideoStream) -> Fraction:
    if stream.time_base is None:
        raise ValueError("a stream without a clock")
    return stream.time_base
