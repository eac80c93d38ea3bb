"""Small real videos for the tests."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import av
from PIL import Image

RATE = 10


def pattern(size: tuple[int, int], left: str, right: str) -> Image.Image:
    """A picture whose halves have two colours."""
    picture = Image.new("RGB", size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    return picture


def write_video(
    target: Path, frames: Sequence[Image.Image], options: Mapping[str, str] | None = None
) -> Path:
    """A silent H.264 video of these pictures, ten a second; the ending chooses the container.

    `options` are the encoder's, as `g`, the most frames from one key frame to the next.
    """
    with av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.options = dict(options or {})
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))  # type: ignore[no-untyped-call]
        container.mux(stream.encode(None))
    return target


def turn(video: Path) -> Path:
    """Notes in an MP4's track header that it is to be shown turned clockwise by 90 degrees."""
    content = bytearray(video.read_bytes())
    matrix = content.index(b"tkhd") + 4 + 40
    one, w = 1 << 16, 1 << 30
    content[matrix : matrix + 36] = struct.pack(">9i", 0, one, 0, -one, 0, 0, 0, 0, w)
    video.write_bytes(content)
    return video
