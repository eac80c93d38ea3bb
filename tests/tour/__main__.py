"""Drives Kadraj by real input and pictures every screen.

`python -m tests.tour OUT_DIR [--lang tr|en] [--theme dark|light] [--size WxH] [--readme]`. Without
choices: both languages and themes at two sizes, and one of them once more at 200 %. Pictures lie in
folders such as `en-dark-1600x1000`. `--readme` makes the pictures and films that README shows,
`--readme film` the films alone.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from PIL import Image

from app.domain.settings import Language, ThemeMode
from tests.e2e.screen import screen
from tests.e2e.stage import BOTH, ROOT, Stage
from tests.tour import filming, further, script
from tests.tour.seeing import LANGUAGE

PICTURES: Final = ROOT / "resources" / "pictures"
_ALL: Final = "all"
_FILM: Final = "film"
_SIZES: Final = ((1024, 640), (1600, 1000))
_README_SIZE: Final = (1440, 900)
_PATIENCE: Final = 400.0
#: Clips at full size, and so long in the making that there is a usual time to tell.
_PAST: Final = ("--beautiful", "6", "--pace", "15", "--history", "2")
#: At full size, too, and made while one can wait for them.
_FILMED: Final = ("--beautiful", "6", "--pace", "3", "--history", "2")
_FILMS: Final = {
    ("en", "dark"): "making-dark-en.webp",
    ("tr", "light"): "making-light-tr.webp",
}
_README: Final = {
    ("en", "dark", "09-playing"): "main-dark-en.png",
    ("tr", "light", "09-playing"): "main-light-tr.png",
    ("tr", "dark", "02-sign-in-results"): "sign-in-dark-tr.png",
    ("en", "light", "02-sign-in-results"): "sign-in-light-en.png",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One round: `size` in Qt's pixels, each `scale` pixels of the screen wide."""

    language: str
    theme: str
    size: tuple[int, int]
    scale: int = 1

    @property
    def name(self) -> str:
        """Of its folder."""
        factor = f"@{self.scale}x" if self.scale > 1 else ""
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}{factor}"


def main(arguments: Sequence[str]) -> None:
    options = _parser().parse_args(arguments)
    ways = _ways(options)
    with tempfile.TemporaryDirectory(prefix="kadraj-tour-") as folder:
        for language in dict.fromkeys(way.language for way in ways):
            home, past = Path(folder) / language, Path(folder) / f"{language}-past"
            print(f"{language}: making videos to begin with", flush=True)  # noqa: T201
            _make_a_past(home, language, options.out)
            home.rename(past)
            for way in (way for way in ways if way.language == language):
                print(way.name, flush=True)  # noqa: T201
                if options.readme and (language, way.theme) in _FILMS:
                    _film(way, home, past, options.out / way.name)
                if options.readme != _FILM:
                    _go(way, home, past, options.out / way.name, further_on=not options.readme)
    if options.readme:
        _publish(options.out, PICTURES, pictures=options.readme != _FILM)


def _make_a_past(home: Path, language: str, out: Path) -> None:
    with screen(*_README_SIZE) as display:
        stage = Stage(display, home, pictures=out.resolve())
        stage.settle(Language(language))
        visit = script.make_a_past
        environment = {LANGUAGE: language}
        stage.play(visit, *_PAST, seconds=_PATIENCE, environment=environment)


def _go(way: Way, home: Path, past: Path, out: Path, *, further_on: bool) -> None:
    """Plays one round, in a home at the same place each time: paths are kept in it."""
    visits = [script.arrive, script.work]
    if further_on:
        visits += [further.prepare, further.look_through]
    environment = {LANGUAGE: way.language}
    if way.scale > 1:
        environment["QT_SCALE_FACTOR"] = str(way.scale)
    with screen(way.size[0] * way.scale, way.size[1] * way.scale) as display:
        for visit in visits:
            new = visit is script.arrive
            shutil.rmtree(home, ignore_errors=True)
            if not new:
                shutil.copytree(past, home)
            stage = Stage(display, home, pictures=out.resolve())
            stage.settle(Language(way.language), ThemeMode(way.theme))
            stage.play(
                visit,
                *(() if new else _PAST),
                signed_in=() if new else BOTH,
                keyring=new,
                seconds=_PATIENCE,
                environment=environment,
            )
    shutil.rmtree(home)


def _film(way: Way, home: Path, past: Path, out: Path) -> None:
    """Films the main job, in a copy of the home that has a past."""
    shutil.rmtree(out / filming.FRAMES, ignore_errors=True)
    shutil.copytree(past, home)
    with screen(*way.size) as display:
        stage = Stage(display, home, pictures=out.resolve())
        stage.settle(Language(way.language), ThemeMode(way.theme))
        environment = {LANGUAGE: way.language}
        stage.play(filming.film, *_FILMED, seconds=_PATIENCE, environment=environment)
    shutil.rmtree(home)


def _ways(options: argparse.Namespace) -> list[Way]:
    if options.readme:
        shown = _FILMS if options.readme == _FILM else [way[:2] for way in _README]
        return [Way(language, theme, _README_SIZE) for language, theme in shown]
    languages = [options.lang] if options.lang else ["en", "tr"]
    themes = [options.theme] if options.theme else ["dark", "light"]
    sizes = [options.size] if options.size else _SIZES
    ways = [Way(*choice) for choice in product(languages, themes, sizes)]
    if not options.size:
        ways.append(Way(languages[0], themes[0], _SIZES[0], scale=2))
    return ways


def _publish(out: Path, folder: Path, *, pictures: bool) -> None:
    """Puts README's films, and its pictures if wanted, where it looks for them."""
    for (language, theme), target in _FILMS.items():
        way = Way(language, theme, _README_SIZE)
        filming.write_film(out / way.name / filming.FRAMES, folder / target)
    for (language, theme, name), target in _README.items() if pictures else ():
        way = Way(language, theme, _README_SIZE)
        with Image.open(out / way.name / f"{name}.png") as picture:
            shown = picture.convert("RGB")
        # The sign-in stands alone on a black screen.
        alone = shown.crop(shown.getbbox())
        # Two bits less of the film's grain, which nobody sees, are a third of the bytes.
        alone.point(lambda value: value & 0xFC | 2).save(folder / target, optimize=True)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.tour", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--lang", choices=["tr", "en"])
    parser.add_argument("--theme", choices=["dark", "light"])
    parser.add_argument("--size", type=_size, metavar="WxH")
    parser.add_argument(
        "--readme",
        nargs="?",
        choices=[_ALL, _FILM],
        const=_ALL,
        help="make README's pictures and films",
    )
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
