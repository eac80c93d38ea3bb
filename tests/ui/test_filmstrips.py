"""Filmstrips: the still under the mouse, one sheet at a time, within bounds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.domain.filmstrips import COLUMNS, FRAMES, ROWS
from app.ui.filmstrips import FilmstripLoader

STILL = QSize(32, 18)
SHEET_BYTES = STILL.width() * COLUMNS * STILL.height() * ROWS * 4


class Shop:
    """Makes sheets whose stills grow lighter, a moment after they were asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []

    def make(self, clip_id: str, then: Callable[[Path | None], None]) -> None:
        self.asked.append(clip_id)
        path = self.folder / f"{clip_id}.png"
        if clip_id == "damaged":
            path.write_bytes(b"no picture")
        elif clip_id != "none":
            sheet = Image.new("L", (STILL.width() * COLUMNS, STILL.height() * ROWS))
            for number in range(FRAMES):
                x, y = number % COLUMNS * STILL.width(), number // COLUMNS * STILL.height()
                sheet.paste(number * 10, (x, y, x + STILL.width(), y + STILL.height()))
            sheet.save(path)
        QTimer.singleShot(0, lambda: then(None if clip_id == "none" else path))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def loader(qtbot: QtBot, shop: Shop) -> Iterator[FilmstripLoader]:
    loader = FilmstripLoader(shop.make, kept_bytes=2 * SHEET_BYTES)
    yield loader
    loader.close()


def shade(pixmap: QPixmap | None) -> int:
    assert pixmap is not None
    assert pixmap.size() == STILL
    return pixmap.toImage().pixelColor(16, 9).red()


def test_the_still_belongs_to_the_place_in_the_length(
    qtbot: QtBot, shop: Shop, loader: FilmstripLoader
) -> None:
    with qtbot.waitSignal(loader.loaded, check_params_cb=lambda clip_id: clip_id == "a"):
        assert loader.frame("a", 0.5) is None
    shades = [shade(loader.frame("a", share)) for share in (0.0, 0.06, 0.5, 1.0)]
    assert shades == [0, 10, 100, 190]
    assert shop.asked == ["a"]


def test_the_clip_under_the_mouse_comes_next(
    qtbot: QtBot, shop: Shop, loader: FilmstripLoader
) -> None:
    for clip_id in ("a", "b", "c", "d", "d"):
        assert loader.frame(clip_id, 0) is None
    qtbot.waitUntil(lambda: loader.frame("d", 0) is not None)
    assert shop.asked == ["a", "d"]


@pytest.mark.parametrize("clip_id", ["none", "damaged"])
def test_a_clip_without_one_is_asked_for_once(
    qtbot: QtBot, shop: Shop, loader: FilmstripLoader, clip_id: str
) -> None:
    with qtbot.waitSignal(loader.loaded):
        assert loader.frame(clip_id, 0) is None
    assert loader.frame(clip_id, 0) is None
    assert shop.asked == [clip_id]
    loader.forget(clip_id)
    with qtbot.waitSignal(loader.loaded):
        assert loader.frame(clip_id, 0) is None
    assert shop.asked == [clip_id, clip_id]


def test_the_oldest_sheet_goes_first(qtbot: QtBot, shop: Shop, loader: FilmstripLoader) -> None:
    for clip_id in ("a", "b", "c"):
        with qtbot.waitSignal(loader.loaded):
            loader.frame(clip_id, 0)
    assert loader.frame("b", 0) is not None
    assert loader.frame("c", 0) is not None
    assert loader.frame("a", 0) is None
    qtbot.waitUntil(lambda: loader.frame("a", 0) is not None)
    assert shop.asked == ["a", "b", "c", "a"]


def test_a_closed_loader_takes_no_more_wishes(
    qtbot: QtBot, shop: Shop, loader: FilmstripLoader
) -> None:
    loader.frame("a", 0)
    loader.close()
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        loader.frame("b", 0)
    assert shop.asked == ["a"]
