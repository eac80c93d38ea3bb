"""Animated pictures: GIF with one good palette for all frames, and WebP."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, cast

from av.container import OutputContainer
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.domain.films import FilmFormat
from app.media.cutting import Cut
from app.media.encoding import Timed, filtered, pulled, time_of

#: GIF counts hundredths of a second, WebP thousandths.
_CLOCKS: Final = {FilmFormat.GIF: Fraction(1, 100), FilmFormat.WEBP: Fraction(1, 1_000)}
_ENCODERS: Final = {FilmFormat.GIF: ("gif", "pal8"), FilmFormat.WEBP: ("libwebp_anim", "yuv420p")}
_OPTIONS: Final = {
    FilmFormat.GIF: {},
    FilmFormat.WEBP: {"quality": "78", "compression_level": "4"},
}
# One palette for all frames, so that nothing flickers; where they are alike, nothing is written
# twice.
_CHOOSING: Final = "palettegen=stats_mode=full"
_PAINTING: Final = "dither=sierra2_4a:diff_mode=rectangle"


def animated(container: OutputContainer, cut: Cut, frames: Iterator[VideoFrame]) -> Iterator[Timed]:
    """The packets of an animation. WebP gives one, at the end."""
    name, colours = _ENCODERS[cut.shape.format]
    base = _CLOCKS[cut.shape.format]
    stream = cast(VideoStream, container.add_stream(name, rate=cut.rate))
    stream.width, stream.height = cut.size
    stream.pix_fmt = colours
    stream.time_base = stream.codec_context.time_base = base
    stream.codec_context.options = dict(_OPTIONS[cut.shape.format])
    length = max(1, round(1 / cut.rate / base))
    last = -1
    for frame in frames:
        last = max(last + 1, round(time_of(frame) / base))
        frame.pts, frame.time_base, frame.duration = last, base, length
        yield from ((last * base, packet) for packet in stream.encode(frame))
    yield from (((last + 1) * base, packet) for packet in stream.encode(None))


def palette_of(frames: Iterator[VideoFrame]) -> VideoFrame:
    """The 256 colours that show frames best."""
    return next(filtered(frames, (_CHOOSING,)))


def painted(frames: Iterator[VideoFrame], palette: VideoFrame) -> Iterator[VideoFrame]:
    """Frames in the colours of a palette."""
    graph: Graph | None = None
    for frame in frames:
        if graph is None:
            graph = _painting(frame, palette)
        graph.push(frame, at=0)
        yield from pulled(graph)
    if graph is not None:
        graph.push(None, at=0)
        yield from pulled(graph)


def _painting(frame: VideoFrame, palette: VideoFrame) -> Graph:
    graph = Graph()
    pictures, colours = _source(graph, frame, frame), _source(graph, palette, frame)
    paint = graph.add("paletteuse", _PAINTING)
    pictures.link_to(paint, 0, 0)
    colours.link_to(paint, 0, 1)
    graph.link_nodes(paint, graph.add("buffersink"))
    graph.configure()
    palette.pts, palette.time_base = 0, frame.time_base
    colours.push(palette)
    colours.push(None)
    return graph


def _source(graph: Graph, like: VideoFrame, clock: VideoFrame) -> FilterContext:
    return graph.add(
        "buffer",
        f"video_size={like.width}x{like.height}:pix_fmt={like.format.name}"
        f":time_base={clock.time_base}:pixel_aspect=1/1",
    )
