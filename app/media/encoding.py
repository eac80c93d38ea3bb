"""Encoding pictures as H.264 that plays everywhere, and bringing frames into one shape."""

import heapq
import os
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import av
from av.codec.context import ThreadType
from av.container import InputContainer, OutputContainer
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as EndOfStream
from av.filter import Graph
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

#: Quality by x264's measure, at which nobody sees what was lost.
_QUALITY: Final = "17"
#: More gain little and take much memory.
_THREADS: Final = min(8, os.cpu_count() or 1)

Timed = tuple[Fraction, "av.Packet[Any]"]


class PictureStream:
    """A stream of H.264 in a container, whose frames come with times in seconds."""

    def __init__(
        self, container: OutputContainer, size: tuple[int, int], rate: Fraction, base: Fraction
    ) -> None:
        self._base = base
        self._stream: VideoStream = container.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        self._stream.time_base = base
        context = self._stream.codec_context
        context.time_base = base
        context.thread_count = _THREADS
        context.options = {"preset": "fast", "crf": _QUALITY}
        self._lengths: dict[int, int] = {}
        self._last = -1

    def add(self, frame: VideoFrame, time: Fraction, end: Fraction) -> Iterator[Timed]:
        """Encodes a frame that is shown from one time to another; gives the packets ready."""
        if self._last < 0:
            tell_colours(self._stream.codec_context, frame)
        pts = max(self._last + 1, round(time / self._base))
        frame.pts, frame.time_base, self._last = pts, self._base, pts
        frame.pict_type = 0  # what it was in its own file is no matter
        self._lengths[pts] = max(1, round(end / self._base) - pts)
        yield from self._timed(self._stream.encode(frame))

    def finish(self) -> Iterator[Timed]:
        """Gives the packets that were held back."""
        yield from self._timed(self._stream.encode(None))

    def _timed(self, packets: "list[av.Packet[Any]]") -> Iterator[Timed]:
        for packet in packets:
            packet.duration = self._lengths.pop(packet.pts or 0, 1)
            yield (packet.dts or 0) * self._base, packet


def write(container: OutputContainer, *lanes: Iterator[Timed]) -> None:
    """Writes streams' packets in the order of their times."""
    for _, packet in heapq.merge(*lanes, key=lambda timed: timed[0]):
        container.mux_one(packet)


def time_of(frame: VideoFrame) -> Fraction:
    """When a frame is shown, in seconds; of one that has its time."""
    return Fraction(frame.pts or 0) * (frame.time_base or 0)


def decode_quickly(container: InputContainer) -> None:
    """Has the pictures of a video decoded by several threads, where all of it is wanted."""
    context = container.streams.video[0].codec_context
    context.thread_count = _THREADS
    context.thread_type = ThreadType.AUTO


def fitting(frames: Iterator[VideoFrame], size: tuple[int, int]) -> Iterator[VideoFrame]:
    """Frames upright and in one size, with black beside what has other proportions."""
    width, height = size
    shape = (
        f"scale={width}:{height}:flags=bicubic:force_original_aspect_ratio=decrease",
        f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2",
        "setsar=1",
        "format=yuv420p",
    )
    yield from filtered(frames, shape)


def filtered(frames: Iterator[VideoFrame], filters: tuple[str, ...]) -> Iterator[VideoFrame]:
    """Frames through a chain of FFmpeg's filters, upright first. Their size may change on the way,
    then the chain begins anew."""
    graph: Graph | None = None
    known: tuple[object, ...] = ()
    for frame in frames:
        found = (frame.width, frame.height, frame.format.name, frame.rotation)
        if graph is None or found != known:
            if graph is not None:
                graph.push(None)
                yield from pulled(graph)
            graph, known = _chain(frame, filters), found
        graph.push(frame)
        yield from pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from pulled(graph)


def pulled(graph: Graph) -> Iterator[VideoFrame]:
    """What a graph has ready."""
    while True:
        try:
            yield graph.vpull()
        except (EndOfStream, NothingYet):
            return


def _chain(frame: VideoFrame, filters: tuple[str, ...]) -> Graph:
    graph = Graph()
    # Told here, what the colours mean comes out with the frames.
    source = graph.add(
        "buffer",
        f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}"
        f":time_base={frame.time_base}:pixel_aspect=1/1"
        f":colorspace={int(frame.colorspace)}:range={int(frame.color_range)}",
    )
    turns = {90: ("transpose=cclock",), 180: ("hflip", "vflip"), 270: ("transpose=clock",)}
    chain = [source]
    for described in (*turns.get(frame.rotation % 360, ()), *filters):
        name, _, arguments = described.partition("=")
        chain.append(graph.add(name, arguments or None))
    graph.link_nodes(*chain, graph.add("buffersink"))
    graph.configure()
    return graph


def tell_colours(context: VideoCodecContext, frame: VideoFrame) -> None:
    """Notes what the first frame's colours mean, for a player to show them alike."""
    context.colorspace = frame.colorspace
    context.color_range = frame.color_range
    context.color_primaries = frame.color_primaries
    context.color_trc = frame.color_trc
