"""The sound of a joined video: the parts' own packets where they fit, otherwise one track anew.

Whatever the parts' sound does, it stays with their pictures: what lacks is silence, what is too
much is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import av
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as EndOfStream
from av.filter import Graph

from app.media.encoding import Timed
from app.media.opening import opened
from app.media.reels import Reel, beginnings

_USUAL_RATE: Final = 48_000
_RATES: Final = frozenset({44_100, 48_000})
_BITS_PER_CHANNEL: Final = 96_000
#: Sound that is further from its time than this, in seconds, is put right by silence or by cutting.
_OFF: Final = 0.02


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of a part; times in ticks of `time_base` by the file's own clock, `size` bytes."""

    kind: tuple[object, ...]
    rate: int
    channels: int
    time_base: Fraction
    size: int
    packets: tuple[tuple[int, int], ...]  # begin, length


def track_of(video: Path) -> Track | None:
    """The sound that a video has."""
    with opened(video) as container:
        if not container.streams.audio:
            return None
        stream = container.streams.audio[0]
        context = stream.codec_context
        if stream.time_base is None:
            raise ValueError("a stream without a clock")
        found = [p for p in container.demux(stream) if p.size and p.pts is not None]
        return Track(
            kind=(context.name, context.extradata, stream.rate, stream.channels, stream.time_base),
            rate=stream.rate,
            channels=stream.channels,
            time_base=stream.time_base,
            size=sum(packet.size for packet in found),
            packets=tuple((packet.pts or 0, packet.duration or 0) for packet in found),
        )


def can_be_kept(reels: Sequence[Reel], tracks: Sequence[Track | None]) -> bool:
    """Whether the packets can be put one behind the other, none further than one of them from
    where it belongs."""
    there = [track for track in tracks if track is not None]
    return (
        len(there) == len(reels)
        and len({track.kind for track in there}) == 1
        and there[0].kind[0] == "aac"
        and all(_reaches(track, reel) for track, reel in zip(there, reels, strict=True))
    )


def _reaches(track: Track, reel: Reel) -> bool:
    """Whether a track goes with the pictures from their begin to their end, without gaps."""
    lengths = {length for _, length in track.packets[:-1]}
    if len(lengths) != 1:
        return False
    (length,) = lengths
    begins = [begin for begin, _ in track.packets]
    if any(abs(b - a - length) > 1 for a, b in pairwise(begins)):
        return False
    begin, end = _ticks(reel.zero, reel, track), _ticks(reel.end, reel, track)
    return begins[0] <= begin + length and begins[-1] + 2 * length >= end


def _ticks(time: int, reel: Reel, track: Track) -> Fraction:
    return time * reel.time_base / track.time_base


class KeptSound:
    """The parts' own packets."""

    def __init__(
        self, container: OutputContainer, reels: Sequence[Reel], tracks: Sequence[Track]
    ) -> None:
        self._reels = reels
        self._tracks = tracks
        with opened(reels[0].video) as first:
            self._stream = container.add_stream_from_template(first.streams.audio[0])

    def packets(self) -> Iterator[Timed]:
        """All packets, in order."""
        times = beginnings(self._reels)
        clock: int | None = None
        for number, (reel, track) in enumerate(zip(self._reels, self._tracks, strict=True)):
            base = track.time_base
            shift = times[number] / base - _ticks(reel.zero, reel, track)
            end = times[number + 1] / base
            final = number == len(self._reels) - 1
            first = 0 if clock is None else _nearest(track, clock - shift)
            with opened(reel.video) as container:
                stream = container.streams.audio[0]
                coming = (p for p in container.demux(stream) if p.size and p.pts is not None)
                for place, packet in enumerate(coming):
                    if place < first:
                        continue
                    clock = round(track.packets[place][0] + shift) if clock is None else clock
                    # The last one that is more than half in here belongs to this part.
                    if clock + (0 if final else track.packets[place][1] / 2) >= end:
                        break
                    packet.pts = packet.dts = clock
                    packet.stream = self._stream
                    clock += track.packets[place][1]
                    yield packet.pts * base, packet


def _nearest(track: Track, time: Fraction) -> int:
    """The packet that begins nearest to a time."""
    return min(range(len(track.packets)), key=lambda place: abs(track.packets[place][0] - time))


class NewSound:
    """The parts' sound, decoded, put together to the sample and encoded once."""

    def __init__(
        self, container: OutputContainer, reels: Sequence[Reel], tracks: Sequence[Track | None]
    ) -> None:
        self._reels = reels
        self._tracks = tracks
        there = [track for track in tracks if track is not None]
        self._rate = there[0].rate if there[0].rate in _RATES else _USUAL_RATE
        self._layout = "stereo" if any(track.channels > 1 for track in there) else "mono"
        self._stream = sound_stream(container, self._rate, self._layout)

    def packets(self) -> Iterator[Timed]:
        """All packets, in order."""
        yield from encoded(self._stream, self._frames())

    def _frames(self) -> Iterator[AudioFrame]:
        times = [round(time * self._rate) for time in beginnings(self._reels)]
        for number, (reel, track) in enumerate(zip(self._reels, self._tracks, strict=True)):
            samples = times[number + 1] - times[number]
            if track is None:
                yield from silence(self._rate, self._layout, samples)
            else:
                begin = reel.zero * reel.time_base
                yield from sound_from(reel.video, begin, samples, self._rate, self._layout)


def at_speed(
    container: OutputContainer,
    video: Path,
    track: Track,
    *,
    begin: Fraction,
    seconds: Fraction,
    speed: Fraction,
) -> Iterator[Timed]:
    """The packets of a video's sound from a time on, quicker or slower at the same pitch.

    `seconds` is how long it is then.
    """
    rate = track.rate if track.rate in _RATES else _USUAL_RATE
    layout = "stereo" if track.channels > 1 else "mono"
    stream = sound_stream(container, rate, layout)
    frames = sound_from(video, begin, round(seconds * speed * rate), rate, layout)
    if speed != 1:
        frames = _quickened(frames, rate, layout, speed, round(seconds * rate))
    return encoded(stream, frames)


def _quickened(
    frames: Iterator[AudioFrame], rate: int, layout: str, speed: Fraction, samples: int
) -> Iterator[AudioFrame]:
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=rate, format="fltp", layout=layout, time_base=Fraction(1, rate)
    )
    # Slower than by half takes the filter twice.
    steps = [speed] if speed >= Fraction(1, 2) else [Fraction(1, 2), speed * 2]
    chain = [graph.add("atempo", str(float(step))) for step in steps]
    graph.link_nodes(source, *chain)
    _finish(graph, chain[-1], rate, layout, samples)
    done = 0
    for frame in frames:
        frame.pts, frame.time_base = done, Fraction(1, rate)
        done += frame.samples
        graph.push(frame)
        yield from pulled(graph)
    graph.push(None)
    yield from pulled(graph)


def bytes_per_second(track: Track) -> float:
    """About what a track takes when it is encoded anew: no more than it took."""
    seconds = float(sum(length for _, length in track.packets) * track.time_base)
    before = track.size / seconds if seconds else 0.0
    return min(before, _BITS_PER_CHANNEL * min(2, track.channels) / 8)


def sound_stream(container: OutputContainer, rate: int, layout: str) -> AudioStream:
    """A stream of AAC to encode into."""
    stream = container.add_stream("aac", rate=rate, layout=layout)
    stream.bit_rate = _BITS_PER_CHANNEL * stream.channels
    return stream


def encoded(stream: AudioStream, frames: Iterator[AudioFrame]) -> Iterator[Timed]:
    """The packets of a stream that begins at 0 with these frames, which may be of any length."""
    context = stream.codec_context
    fifo = AudioFifo()
    base = Fraction(1, stream.rate)
    done = 0
    if not context.is_open:
        context.open()
    size = context.frame_size

    def pieces() -> Iterator[AudioFrame | None]:
        for frame in frames:
            frame.pts = None
            fifo.write(frame)
            while (piece := fifo.read(size)) is not None:
                yield piece
        yield fifo.read(0, partial=True)
        yield None

    for piece in pieces():
        if piece is not None:
            piece.pts, piece.time_base = done, base
            done += piece.samples
        for packet in stream.encode(piece):
            yield (packet.pts or 0) * packet.time_base, packet


def silence(rate: int, layout: str, samples: int) -> Iterator[AudioFrame]:
    """So many samples of nothing."""
    graph = Graph()
    source = graph.add("anullsrc", f"r={rate}:cl={layout}")
    _finish(graph, source, rate, layout, samples)
    yield from pulled(graph)


def sound_from(
    video: Path, begin: Fraction, samples: int, rate: int, layout: str
) -> Iterator[AudioFrame]:
    """So many samples of a video's sound, from a time on; silence where it has none."""
    with opened(video) as container:
        stream = container.streams.audio[0]
        stream.codec_context.thread_count = 1
        graph = Graph()
        source = graph.add_abuffer(template=stream)
        # By its own account this filter puts right what is off by more than a tenth of a second.
        aligned = graph.add("aresample", f"{rate}:async=1:first_pts=0:min_hard_comp={_OFF}")
        graph.link_nodes(source, aligned)
        _finish(graph, aligned, rate, layout, samples)
        container.seek(int(max(Fraction(0), begin) * av.time_base))
        left = samples
        for frame in container.decode(stream):
            if frame.pts is None or frame.time_base is None:
                continue
            start = frame.pts * frame.time_base - begin
            if start + Fraction(frame.samples, frame.sample_rate) <= 0:
                continue
            frame.pts = round(start / frame.time_base)
            graph.push(frame)
            for ready in pulled(graph):
                left -= ready.samples
                yield ready
            if left <= 0:
                return
        graph.push(None)
        yield from pulled(graph)


def _finish(graph: Graph, last: Any, rate: int, layout: str, samples: int) -> None:
    shape = graph.add("aformat", f"sample_fmts=fltp:sample_rates={rate}:channel_layouts={layout}")
    graph.link_nodes(
        last,
        shape,
        graph.add("apad"),
        graph.add("atrim", f"end_sample={samples}"),
        graph.add("abuffersink"),
    )
    graph.configure()


def pulled(graph: Graph) -> Iterator[AudioFrame]:
    """What a graph has ready."""
    while True:
        try:
            frame = graph.pull()
        except (EndOfStream, NothingYet):
            return
        if isinstance(frame, AudioFrame):
            yield frame
