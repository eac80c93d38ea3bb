"""How long the window does not answer while fifty photographs are dropped and queued at once, and
while a hostile table of a hundred thousand rows is read."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from tests.bench.figures import Figure
from tests.bench.stalls import panels_beside
from tests.bench.starting import surroundings

_ROOT: Final = Path(__file__).resolve().parents[2]
_PICTURES: Final = 50
_PHOTO: Final = (4000, 3000)
_ROWS: Final = 100_000
#: Eight rows of which five can be made.
_EIGHT: Final = (
    "Şafakta bir göl;16:9;".encode("cp1254"),
    "Şafakta bir göl;9:16;".encode(),
    b'"never closed;16:9;',
    b'"quoted ""twice""; and more";16:9;',
    b"a lake;16:9;gone.png",
    b"\x81\x9d\x8d;16:9;",
    b"a plain row;;",
    b"another;;",
)


def measure(folder: Path) -> Iterator[Figure]:
    """How late a beat of the window's loop comes: at rest, and then at work."""
    inputs = folder / "in"
    inputs.mkdir()
    noise = Image.merge("RGB", [Image.effect_noise(_PHOTO, 40)] * 3)
    noise.save(inputs / "00.jpg", quality=85)
    for number in range(1, _PICTURES):
        (inputs / f"{number:02}.jpg").write_bytes((inputs / "00.jpg").read_bytes())
    with (inputs / "long.csv").open("wb") as table:
        table.write(b"prompt;aspect;image\r\n")
        table.writelines(_EIGHT[row % len(_EIGHT)] + b"\r\n" for row in range(_ROWS))
    with panels_beside(folder / "panels") as addresses:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.composed", *addresses, str(inputs)],
            cwd=_ROOT,
            env=surroundings(folder, "home"),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=500,
        )
    rest99, rest, drop99, drop, table99, longest, seconds = map(float, done.stdout.split()[-7:])
    for name, p99, most in (
        ("window late, 50 photographs dropped and queued", drop99, drop),
        ("window late, 100,000 rows read", table99, longest),
    ):
        yield Figure(f"{name}: p99", "ms", p99, None, "at rest", rest99)
        yield Figure(f"{name}: max", "ms", most, 50.0, "at rest", rest)
    yield Figure("100,000 rows read", "s", seconds)
