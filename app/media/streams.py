"""Making one MP4 of a stream that came in pieces, without encoding anything anew."""

import errno
import heapq
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Final

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from app.domain.errors import ErrorCode, KadrajError, file_failed
from app.domain.ports import StreamRun

# Pieces of HLS are MPEG-TS or MP4. Whatever they say, FFmpeg opens nothing besides them.
_READING: Final = {"format_whitelist": "mpegts,mov", "protocol_whitelist": "file"}
_WRITING: Final = {"movflags": "+faststart"}

Source = VideoStream | AudioStream


def join(runs: Sequence[StreamRun[Path]], target: Path) -> float:
    """Fills `app.domain.ports.StreamJoiner`: pictures and sound of all runs, index in front.

    Timestamps begin at zero and go on across runs.
    """
    with _errors(target), av.open(str(target), "w", "mp4", options=_WRITING) as container:
        film = _Film(container)
        for run in runs:
            film.add(run)
        return float(film.length)


class _Film:
    """An MP4 that grows run by run."""

    def __init__(self, container: OutputContainer) -> None:
        self.length = Fraction(0)
        self._container = container
        self._lanes: list[_Lane] = []

    def add(self, run: StreamRun[Path]) -> None:
        """Adds a run behind what is there."""
        with ExitStack() as stack:
            tracks = [stack.enter_context(_opened(files)) for files in run.tracks]
            sources = _sources(tracks)
            if not self._lanes:
                self._lanes = [_Lane(self._container, source) for source in sources]
            if [_kind(source) for source in sources] != [lane.kind for lane in self._lanes]:
                raise ValueError("a run differs from those before")
            lanes = dict(zip(sources, self._lanes, strict=True))
            start = min(Fraction(track.start_time or 0, av.time_base) for track in tracks)
            shift = self.length - start
            rows = [
                _packets(track, [s for s in sources if s.container is track]) for track in tracks
            ]
            for _, packet in heapq.merge(*rows, key=lambda row: row[0]):
                end = lanes[packet.stream].add(packet, shift)
                self.length = max(self.length, end)


class _Lane:
    """One stream of the film."""

    def __init__(self, container: OutputContainer, source: Source) -> None:
        self.kind = _kind(source)
        self._container = container
        self._stream = container.add_stream_from_template(source)
        self._last: int | None = None

    def add(self, packet: "av.Packet[Any]", shift: Fraction) -> Fraction:
        """Adds a packet `shift` seconds later than it says; returns when it ends."""
        assert packet.dts is not None  # noqa: S101 - others were left out
        base = packet.time_base
        ticks = round(shift / base)
        # Where a run begins, frames that are shown later than they are decoded may reach back.
        dts = packet.dts + ticks
        if self._last is not None and dts <= self._last:
            dts = self._last + 1
        pts = max(dts, packet.dts + ticks if packet.pts is None else packet.pts + ticks)
        self._last = dts
        packet.dts, packet.pts, packet.stream = dts, pts, self._stream
        end = (pts + (packet.duration or 0)) * base
        self._container.mux_one(packet)
        return end


def _sources(tracks: Sequence[InputContainer]) -> list[Source]:
    """The pictures of the first track, and the sound of the last that has any."""
    sound = [track.streams.audio[0] for track in tracks if track.streams.audio]
    return [tracks[0].streams.video[0], *sound[-1:]]


def _kind(source: Source) -> tuple[object, ...]:
    """What has to be the same in all runs, for an MP4 tells it once."""
    context = source.codec_context
    if isinstance(source, VideoStream):
        size: tuple[int, ...] = (source.width, source.height)
    else:
        size = (source.rate, source.channels)
    return (context.name, size, context.extradata, source.time_base)


def _packets(
    track: InputContainer, sources: Sequence[Source]
) -> Iterator[tuple[Fraction, "av.Packet[Any]"]]:
    """A track's packets with their times, in the order of decoding."""
    for packet in track.demux(list(sources)):
        if packet.dts is not None:
            yield packet.dts * packet.time_base, packet


@contextmanager
def _opened(files: Sequence[Path]) -> Iterator[InputContainer]:
    with _Concatenation(files) as source, av.open(source, "r", options=_READING) as container:
        yield container


class _Concatenation(io.RawIOBase):
    """Files, read as if they were one."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = [(file, file.stat().st_size) for file in files]
        self._size = sum(size for _, size in self._files)
        self._place = 0
        self._open: tuple[Path, BinaryIO] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, begin + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        begin = 0
        for file, size in self._files:
            if self._place < begin + size:
                opened = self._at(file)
                opened.seek(self._place - begin)
                done = opened.readinto(buffer)  # type: ignore[attr-defined]
                self._place += done
                return int(done)
            begin += size
        return 0

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
        super().close()

    def _at(self, file: Path) -> BinaryIO:
        if self._open is None or self._open[0] != file:
            if self._open is not None:
                self._open[1].close()
            self._open = file, file.open("rb")
        return self._open[1]


@contextmanager
def _errors(target: Path) -> Iterator[None]:
    try:
        yield
    except (FFmpegError, OSError) as error:
        if error.errno == errno.ENOSPC:
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(target.parent)) from error
        if isinstance(error, FFmpegError):
            raise KadrajError(ErrorCode.NOT_A_VIDEO, name=target.name) from error
        raise file_failed(target, error) from error
    # No pictures in it (IndexError), or runs that do not fit together (ValueError).
    except (IndexError, ValueError) as error:
        raise KadrajError(ErrorCode.NOT_A_VIDEO, name=target.name) from error
