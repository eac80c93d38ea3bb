"""Joining videos to one MP4: frame by frame the parts' own, encoded anew only where they differ."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import Any

import av
from av.container import OutputContainer
from av.video.frame import VideoFrame

from app.domain.films import Joined, JoinPart
from app.media import soundtracks
from app.media.encoding import PictureStream, Timed, decode_quickly, fitting, write
from app.media.film_errors import film_errors
from app.media.frames import first_frame
from app.media.opening import opened
from app.media.reels import Reel, beginnings, encoded_anew, reels_of, ticks_of
from app.media.soundtracks import KeptSound, NewSound, Track
from app.media.splicing import Splicer

#: Called with frames done and frames in all.
Told = Callable[[int, int], None]


def plan(parts: Sequence[JoinPart], *, whole: bool) -> Joined:
    """What `join` would make of these parts; errors as there."""
    with film_errors(parts[0].video):
        reels, dropped = reels_of(parts, whole=whole)
        tracks = [soundtracks.track_of(reel.video) for reel in reels]
    return _outcome(reels, tracks, dropped)


def join(parts: Sequence[JoinPart], target: Path, told: Told, *, whole: bool) -> Joined:
    """Writes the parts one behind the other into an MP4, its index in front.

    Where all frames can be kept as they are, nothing is encoded anew; otherwise all are, in the
    first part's shape, each at its own time. `whole`, parts are not cut where the next one was
    continued from. `CLIP_UNREADABLE` for a part that is no video, `DISK_FULL` or `FILE_FAILED`; an
    unfinished file may be left at `target`.
    """
    with film_errors(target):
        reels, dropped = reels_of(parts, whole=whole)
        tracks = [soundtracks.track_of(reel.video) for reel in reels]
        ticks = ticks_of(reels)
        # Without the second, the film's length would be told in whole milliseconds.
        clocks = {"video_track_timescale": str(ticks), "movie_timescale": str(ticks)}
        options = {"movflags": "+faststart", **clocks}
        outcome = _outcome(reels, tracks, dropped)
        with av.open(str(target), "w", "mp4", options=options) as container:
            pictures: KeptPictures | NewPictures
            if outcome.encoded < outcome.frames:
                pictures = KeptPictures(container, reels, ticks)
            else:
                pictures = NewPictures(container, reels, ticks)
            sound = _sound(container, reels, tracks, copied=outcome.sound_copied)
            write(container, _counted(pictures.packets(), outcome.frames, told), sound)
    return outcome


def _outcome(reels: Sequence[Reel], tracks: Sequence[Track | None], dropped: int) -> Joined:
    width, height = _size_for(reels)
    return Joined(
        frames=sum(len(reel.times) for reel in reels),
        dropped=dropped,
        encoded=encoded_anew(reels),
        sound_copied=soundtracks.can_be_kept(reels, tracks),
        width=width,
        height=height,
        barred=sum(not _alike(reel.size, reels[0].size) for reel in reels),
    )


def _counted(pictures: Iterator[Timed], total: int, told: Told) -> Iterator[Timed]:
    for done, timed in enumerate(pictures, start=1):
        told(done, total)
        yield timed


def _sound(
    container: OutputContainer,
    reels: Sequence[Reel],
    tracks: Sequence[Track | None],
    *,
    copied: bool,
) -> Iterator[Timed]:
    """All packets of the sound; none where no part has any."""
    there = [track for track in tracks if track is not None]
    if copied:
        return KeptSound(container, reels, there).packets()
    return NewSound(container, reels, tracks).packets() if there else iter(())


class KeptPictures:
    """The parts' own packets, each with its time in the whole; endings that cannot be cut off are
    encoded anew from their last key frame on."""

    def __init__(self, container: OutputContainer, reels: Sequence[Reel], ticks: int) -> None:
        self._reels = reels
        self._base = Fraction(1, ticks)
        self._splicer: Splicer | None = None
        with opened(reels[0].video) as first:
            self._stream = container.add_stream_from_template(first.streams.video[0])
        if encoded_anew(reels):
            self._splicer = _splicer_for(reels[0])
            self._stream.codec_context.extradata = self._splicer.head
        self._stream.time_base = self._base

    def packets(self) -> Iterator[Timed]:
        """All packets, in the order of decoding."""
        before: int | None = None
        for reel, start in zip(self._reels, beginnings(self._reels)[:-1], strict=True):
            step = reel.time_base / self._base
            shift = start / self._base - reel.zero * step
            for packet in chain(_kept(reel), self._anew(reel)):
                pts, dts = ((packet.pts or 0), (packet.dts or 0))
                packet.pts, packet.dts = round(pts * step + shift), round(dts * step + shift)
                # Another part may have been decoded further ahead of what was shown.
                before = packet.dts if before is None else max(packet.dts, before + 1)
                packet.dts = before
                packet.duration = round((packet.duration or 0) * step)
                packet.time_base = self._base
                packet.stream = self._stream
                yield packet.dts * self._base, packet

    def _anew(self, reel: Reel) -> "Iterator[av.Packet[Any]]":
        """A reel's last frames, encoded, with times as its own have."""
        times = [*reel.times[reel.kept :], reel.end]
        if self._splicer is None or len(times) == 1:
            return
        packets = self._splicer.encoded(_frames(reel, first=reel.kept))
        for number, packet in enumerate(packets):
            packet.pts, packet.dts = times[number], reel.moving[reel.kept + number].dts
            packet.duration = times[number + 1] - times[number]
            yield packet


def _kept(reel: Reel) -> "Iterator[av.Packet[Any]]":
    with opened(reel.video) as container:
        coming = (p for p in container.demux(container.streams.video[0]) if p.size)
        yield from islice(coming, reel.kept)


def _splicer_for(reel: Reel) -> Splicer:
    head, profile, _ = reel.encoding
    assert head is not None  # noqa: S101 - see `encoded_anew`
    assert profile is not None  # noqa: S101 - see `encoded_anew`
    with opened(reel.video) as container:
        return Splicer(head, profile, first_frame(container), reel.rate)


class NewPictures:
    """The parts' frames, fitted into the first part's shape and encoded, each at its own time."""

    def __init__(self, container: OutputContainer, reels: Sequence[Reel], ticks: int) -> None:
        self._reels = reels
        self._base = Fraction(1, ticks)
        self._size = _size_for(reels)
        self._stream = PictureStream(container, self._size, reels[0].rate, self._base)

    def packets(self) -> Iterator[Timed]:
        """All packets, in the order of decoding."""
        for reel, start in zip(self._reels, beginnings(self._reels)[:-1], strict=True):
            times = [start + (t - reel.zero) * reel.time_base for t in (*reel.times, reel.end)]
            frames = fitting(_frames(reel), self._size)
            for frame, time, end in zip(frames, times[:-1], times[1:], strict=True):
                yield from self._stream.add(frame, time, end)
        yield from self._stream.finish()


def _frames(reel: Reel, first: int = 0) -> Iterator[VideoFrame]:
    """A reel's frames from number `first` on, which has to be a key frame, as they are shown, each
    with the time that its index tells."""
    times = iter(reel.times[first:])
    with opened(reel.video) as container:
        decode_quickly(container)
        begin = reel.moving[first].pts
        if first:
            container.seek(begin, stream=container.streams.video[0])
        for frame in container.decode(container.streams.video[0]):
            if (frame.pts or 0) < begin:
                continue
            time = next(times, None)
            if time is None:
                break
            frame.pts, frame.time_base = time, reel.time_base
            yield frame
        if next(times, None) is not None:
            raise ValueError("frames that the index tells of are not there")


def _size_for(reels: Sequence[Reel]) -> tuple[int, int]:
    """The largest size with the first part's proportions; even, as the encoder wants it."""
    width, height = max(
        (reel.size for reel in reels if _alike(reel.size, reels[0].size)), key=lambda size: size[0]
    )
    return width - width % 2, height - height % 2


def _alike(size: tuple[int, int], first: tuple[int, int]) -> bool:
    """Whether two sizes have the same proportions, but for even sides."""
    (wide, high), (width, height) = size, first
    return abs(wide * height - high * width) <= width * high / 100
