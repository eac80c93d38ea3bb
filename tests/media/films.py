"""Films for the tests of joining and exporting: every frame tells its number, every clip its time
by a beep, and what came of them is looked at with FFmpeg's own decoder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import pi, sin
from pathlib import Path
from struct import pack

import av
from PIL import Image, ImageDraw

BITS = 10


def numbered(number: int, size: tuple[int, int], colour: str = "#406080") -> Image.Image:
    """A picture that says its number in ten blocks along the top, and moves a little."""
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    width, height = size
    block = width // BITS
    for bit in range(BITS):
        shade = "white" if number >> bit & 1 else "black"
        draw.rectangle((bit * block, 0, (bit + 1) * block - 1, height // 3), fill=shade)
    x = number * 3 % (width - width // 8)
    draw.ellipse((x, height // 2, x + width // 8, height // 2 + width // 8), fill="#f0c060")
    return picture


def number_of(picture: Image.Image) -> int:
    """What a `numbered` picture says, in whatever size it comes."""
    grey = picture.convert("L")
    block = picture.width / BITS
    number = 0
    for bit in range(BITS):
        light = grey.getpixel((int((bit + 0.5) * block), picture.height // 6))
        assert isinstance(light, int | float)
        number |= (light > 127) << bit
    return number


@dataclass(frozen=True)
class Recipe:
    """How a clip is made. `times` are frames' times in seconds where they are not even."""

    frames: int = 24
    rate: Fraction = Fraction(24)
    size: tuple[int, int] = (320, 180)
    sound: int = 44_100  # samples a second; 0 for none
    channels: int = 2
    begin: int = 0  # the first frame's number
    colour: str = "#406080"
    codec: str = "libx264"
    options: Mapping[str, str] = field(default_factory=lambda: {"bf": "2", "g": "12"})
    times: Sequence[float] = ()
    pictures: Sequence[Image.Image] = ()
    tone: int = 440


def make(target: Path, recipe: Recipe) -> Path:
    """Makes a clip; its sound is as long as its pictures, with a beep of 0.1 s at half time."""
    with av.open(str(target), "w", options={"movflags": "+faststart"}) as container:
        video = container.add_stream(recipe.codec, rate=recipe.rate)
        assert isinstance(video, av.VideoStream)
        video.width, video.height = recipe.size
        video.pix_fmt = "yuv420p"
        base = Fraction(1, 90_000) if recipe.times else 1 / recipe.rate
        video.time_base = video.codec_context.time_base = base
        video.codec_context.thread_count = 1
        video.codec_context.options = {"preset": "ultrafast", "crf": "12", **recipe.options}
        pictures = recipe.pictures or [
            numbered(recipe.begin + n, recipe.size, recipe.colour) for n in range(recipe.frames)
        ]
        length = Fraction(len(pictures)) / recipe.rate
        if recipe.times:
            length = Fraction(recipe.times[-1]) + Fraction(1, 10)
        sound = _sound(container, recipe, float(length)) if recipe.sound else None
        for n, picture in enumerate(pictures):
            frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            frame.pts = round(recipe.times[n] / base) if recipe.times else n
            frame.time_base = base
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if sound is not None:
            container.mux(sound)
    return target


def _sound(
    container: av.container.OutputContainer, recipe: Recipe, seconds: float
) -> "list[av.Packet[av.AudioStream]]":
    layout = "stereo" if recipe.channels == 2 else "mono"
    stream = container.add_stream("aac", rate=recipe.sound, layout=layout)
    assert isinstance(stream, av.AudioStream)
    stream.bit_rate = 96_000
    packets = []
    count = round(seconds * recipe.sound)
    middle = count // 2
    for first in range(0, count, 1024):
        number = min(1024, count - first)
        frame = av.AudioFrame(format="fltp", layout=layout, samples=number)
        data = b"".join(pack("f", _sample(n, middle, recipe)) for n in range(first, first + number))
        for plane in frame.planes:
            plane.update(data.ljust(plane.buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = (
            recipe.sound,
            first,
            Fraction(1, recipe.sound),
        )
        packets += stream.encode(frame)
    return [*packets, *stream.encode(None)]


def _sample(n: int, middle: int, recipe: Recipe) -> float:
    beeping = 0 <= n - middle < recipe.sound // 10
    return 0.6 * sin(2 * pi * recipe.tone * n / recipe.sound) if beeping else 0.0


@dataclass(frozen=True)
class Shown:
    """A frame as it is shown."""

    time: Fraction
    number: int
    digest: str
    size: tuple[int, int]


def frames_of(video: Path) -> list[Shown]:
    """All frames of a film, decoded."""
    found = []
    with av.open(str(video)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        for frame in container.decode(container.streams.video[0]):
            assert frame.pts is not None
            found.append(
                Shown(
                    time=frame.pts * Fraction(frame.time_base or 0),
                    number=number_of(frame.to_image()),  # type: ignore[no-untyped-call]
                    digest=sha256(b"".join(bytes(p) for p in frame.planes)).hexdigest(),
                    size=(frame.width, frame.height),
                )
            )
    return found


def beeps_of(video: Path) -> list[float]:
    """When the beeps of a film's sound begin, in seconds."""
    begins: list[float] = []
    quiet_since = -1.0
    with av.open(str(video)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=48_000)
        for frame in container.decode(container.streams.audio[0]):
            for plain in resampler.resample(frame):
                samples = memoryview(bytes(plain.planes[0])).cast("f")[: plain.samples]
                start = float((plain.pts or 0) * Fraction(plain.time_base or 0))
                for n, sample in enumerate(samples):
                    if abs(sample) > 0.2:
                        time = start + n / 48_000
                        if time - quiet_since > 0.05:
                            begins.append(time)
                        quiet_since = time
    return begins


def length_of(video: Path) -> tuple[float, float]:
    """How long pictures and sound are, in seconds; 0 where there are none."""
    with av.open(str(video)) as container:
        lengths = []
        for streams in (container.streams.video, container.streams.audio):
            length = Fraction(0)
            for stream in streams:
                length = Fraction(stream.duration or 0) * Fraction(stream.time_base or 0)
            lengths.append(float(length))
    return lengths[0], lengths[1]
