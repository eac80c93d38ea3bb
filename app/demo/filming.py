"""Turning a scene into a real MP4: H.264 and AAC, ready to be streamed."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Final

import av
from av.container import OutputContainer
from av.error import EOFError as EndOfStream
from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from app.demo.lettering import Lettering
from app.demo.scenes import Scene, Size

FRAMES_PER_SECOND: Final = 24
_SAMPLE_RATE: Final = 44_100

# Quiet chords, as frequencies in hertz.
_CHORDS: Final = (
    (110.0, 164.81, 220.0, 277.18),
    (98.0, 146.83, 196.0, 246.94),
    (123.47, 185.0, 246.94, 293.66),
    (130.81, 196.0, 261.63, 329.63),
)


class FilmingStoppedError(Exception):
    """The film was not finished because nobody wants it any more."""


def film(
    scene: Scene,
    lettering: Lettering,
    target: Path,
    *,
    size: Size,
    seconds: float,
    seed: str,
    stopped: Callable[[], bool],
) -> None:
    """Writes `seconds` of the scene with a soft chord chosen by `seed` to `target`.

    24 frames a second, yuv420p, index in front of the data. Raises `FilmingStoppedError`, with an
    unfinished `target` left behind, once `stopped` says so; it is asked before every frame.
    """
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.time_base = Fraction(1, FRAMES_PER_SECOND)
        video.gop_size = FRAMES_PER_SECOND
        context = video.codec_context
        context.thread_count = 1
        context.options = {"preset": "superfast", "crf": "21"}
        context.colorspace = context.color_primaries = context.color_trc = 1  # BT.709
        context.color_range = ColorRange.MPEG
        _add_sound(container, seconds, Random(seed))
        count = max(1, round(seconds * FRAMES_PER_SECOND))
        for index in range(count):
            if stopped():
                raise FilmingStoppedError
            picture = scene.frame(index / max(1, count - 1))
            lettering.put_on(picture)
            container.mux(video.encode(_video_frame(picture, index)))
        container.mux(video.encode(None))


def _video_frame(picture: Image.Image, index: int) -> av.VideoFrame:
    whole: av.VideoFrame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
    frame = whole.reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    frame.pts, frame.time_base = index, Fraction(1, FRAMES_PER_SECOND)
    return frame


def _add_sound(container: OutputContainer, seconds: float, dice: Random) -> None:
    stream = container.add_stream("aac", rate=_SAMPLE_RATE, layout="stereo")
    stream.bit_rate = 96_000
    voices = "+".join(
        f"0.028*sin(2*PI*{tone}*t)*(1+0.4*sin(2*PI*t*{0.11 + 0.05 * number}))"
        for number, tone in enumerate(dice.choice(_CHORDS))
    )
    graph = Graph()
    source = graph.add("aevalsrc", f"exprs='{voices}':s={_SAMPLE_RATE}:d={seconds}")
    rise = graph.add("afade", f"t=in:d={min(0.8, seconds / 4)}")
    fall_time = min(1.2, seconds / 4)
    fall = graph.add("afade", f"t=out:st={seconds - fall_time}:d={fall_time}")
    shape = graph.add("aformat", "sample_fmts=fltp:channel_layouts=stereo")
    graph.link_nodes(source, rise, fall, shape, graph.add("abuffersink"))
    graph.configure()
    graph.set_audio_frame_size(stream.codec_context.frame_size)
    while True:
        try:
            sound = graph.pull()
        except (EndOfStream, BlockingIOError):
            break
        if isinstance(sound, av.AudioFrame):
            container.mux(stream.encode(sound))
    container.mux(stream.encode(None))
