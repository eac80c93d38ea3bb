"""Thumbnails of 720p clips, in this process, beside ffmpegthumbnailer's."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from app.media import videos
from tests.bench.figures import Figure, interleaved
from tests.media.clips import write_video

_FRAMES: Final = 144
_RUNS: Final = 15


def measure(folder: Path) -> Iterator[Figure]:
    """Thumbnails a second; without ffmpegthumbnailer on this computer, only the own ones."""
    clip = make_clip(folder / "clip.mp4")
    target = folder / "still.jpg"
    name = "thumbnail of a 720p clip"
    program = shutil.which("ffmpegthumbnailer")
    videos.write_thumbnail(clip, target)  # once before, for what is loaded only once
    if program is None:
        (ours,) = interleaved(_RUNS, lambda: _rate(lambda: videos.write_thumbnail(clip, target)))
        yield Figure(f"{name} (no ffmpegthumbnailer here)", "/s", ours)
        return
    command = [program, "-i", str(clip), "-o", str(target), "-s", "512"]
    theirs, ours = interleaved(
        _RUNS,
        lambda: _rate(lambda: subprocess.run(command, check=True, capture_output=True)),
        lambda: _rate(lambda: videos.write_thumbnail(clip, target)),
    )
    yield Figure(name, "/s", ours, None, "ffmpegthumbnailer", theirs, 8.0, at_least=True)


def make_clip(target: Path) -> Path:
    """A 720p video in which a disc moves."""
    return write_video(target, [_frame(number) for number in range(_FRAMES)])


def _rate(make: Callable[[], object]) -> float:
    begun = time.perf_counter()
    make()
    return 1 / (time.perf_counter() - begun)


def _frame(number: int) -> Image.Image:
    frame = Image.linear_gradient("L").resize((1280, 720)).convert("RGB")
    ImageDraw.Draw(frame).ellipse((number * 7, 200, number * 7 + 300, 500), fill=(255, 120, 40))
    return frame
