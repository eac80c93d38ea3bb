"""Small real videos: each second in one colour, with a tone."""

import math
from array import array
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

RATE = 10
_SAMPLES = 1024
_SAMPLE_RATE = 44_100

RED, GREEN, BLUE = (220, 30, 30), (30, 180, 40), (30, 60, 220)


def film(
    target: Path,
    colours: tuple[tuple[int, int, int], ...] = (RED, GREEN),
    size: tuple[int, int] = (320, 180),
    *,
    seconds_each: float = 1.0,
    sound: bool = True,
) -> Path:
    """An H.264/AAC MP4 that shows each colour for so long, ten frames a second."""
    with av.open(str(target), "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=RATE)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        if sound:
            audio = container.add_stream("aac", rate=_SAMPLE_RATE, layout="mono")
        for colour in colours:
            image = Image.new("RGB", size, colour)
            frame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
            for _ in range(round(RATE * seconds_each)):
                frame.pts = None
                container.mux(video.encode(frame))
        container.mux(video.encode())
        if sound:
            seconds = len(colours) * seconds_each
            for number in range(int(seconds * _SAMPLE_RATE / _SAMPLES)):
                container.mux(audio.encode(_tone(number)))
            container.mux(audio.encode())
    return target


def _tone(number: int) -> av.AudioFrame:
    start = number * _SAMPLES
    samples = array("f", (0.1 * math.sin(0.06 * (start + i)) for i in range(_SAMPLES)))
    tone = av.AudioFrame(format="fltp", layout="mono", samples=_SAMPLES)
    tone.sample_rate = _SAMPLE_RATE
    tone.pts = start
    tone.time_base = Fraction(1, _SAMPLE_RATE)
    tone.planes[0].update(samples.tobytes())
    return tone
