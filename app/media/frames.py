"""Finding frames in an opened video with as little decoding as possible."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream
from PIL import Image

# Times are compared in seconds, and frames lie further apart than this.
_MOMENT: Final = 0.001


def first_frame(container: InputContainer) -> VideoFrame:
    """The first frame of a video that was just opened. `StopIteration` when there is none."""
    stream = container.streams.video[0]
    packet = next(container.demux(stream))
    frame = _decoded_alone(stream, packet) if packet.is_keyframe else None
    if frame is None:
        container.seek(0)
        frame = next(container.decode(stream))
    return frame


def key_frame_near(container: InputContainer, seconds: float, near: float) -> VideoFrame | None:
    """A frame that needs no other to be decoded, at most `near` seconds after or before a time."""
    stream = container.streams.video[0]
    for backward in (False, True):
        try:
            container.seek(_ticks(seconds), backward=backward)
        except FFmpegError:  # there is none on this side
            continue
        packet = next(container.demux(stream))
        if packet.is_keyframe and packet.pts is not None:
            distance = abs(float(packet.pts * packet.time_base) - seconds)
            if distance <= near + _MOMENT:
                return _decoded_alone(stream, packet)
    return None


def frames_at(container: InputContainer, times: Sequence[float]) -> Iterator[VideoFrame]:
    """For each of these rising times, in seconds, the frame shown then or shortly after.

    Frames that no other frame needs are passed over. Behind the end it is the last frame again;
    nothing comes when there is none at all.
    """
    stream = container.streams.video[0]
    stream.codec_context.skip_frame = "NONREF"
    container.seek(_ticks(times[0]))
    coming = container.decode(stream)
    frame = next(coming, None)
    for seconds in times:
        if frame is not None and _has_key_between(stream, frame, seconds):
            container.seek(_ticks(seconds))
            coming = container.decode(stream)
        while frame is not None and (frame.time or 0.0) < seconds - _MOMENT:
            following = next(coming, None)
            if following is None:
                break
            frame = following
        if frame is not None:
            yield frame
    stream.codec_context.skip_frame = "DEFAULT"


def small(frame: VideoFrame, side: int) -> Image.Image:
    """A frame upright, at most `side` pixels at its longer side."""
    scale = min(1.0, side / max(frame.width, frame.height))
    picture: Image.Image = frame.to_image(  # type: ignore[no-untyped-call]
        width=max(1, round(frame.width * scale)),
        height=max(1, round(frame.height * scale)),
        interpolation=Interpolation.AREA,
        threads=1,
    )
    return upright(picture, frame)


def upright(picture: Image.Image, frame: VideoFrame) -> Image.Image:
    """A frame's picture, turned as the camera noted."""
    return picture.rotate(frame.rotation, expand=True) if frame.rotation else picture


def _decoded_alone(stream: VideoStream, packet: "av.Packet[Any]") -> VideoFrame | None:
    """A key frame, without waiting for those that a decoder puts in order behind it."""
    context = stream.codec_context
    frames = [*context.decode(packet), *context.decode(None)]
    return frames[0] if frames else None


def _has_key_between(stream: VideoStream, frame: VideoFrame, seconds: float) -> bool:
    """Whether the index knows a frame in between at which decoding could go on."""
    if frame.pts is None or stream.time_base is None:
        return False
    entries = stream.index_entries
    found = entries.search_timestamp(int(seconds / stream.time_base))
    return found >= 0 and entries[found].timestamp > frame.pts


def _ticks(seconds: float) -> int:
    return int(seconds * av.time_base)
