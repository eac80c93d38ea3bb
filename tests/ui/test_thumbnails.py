"""Thumbnails: at the size of their place, upright, bounded, and calm about broken files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.ui.thumbnails import Fit, ThumbnailLoader

PLACE = QSize(72, 44)


@pytest.fixture
def loader(qtbot: QtBot) -> Iterator[ThumbnailLoader]:
    loader = ThumbnailLoader()
    yield loader
    loader.close()


def picture(path: Path, size: tuple[int, int], colour: str = "red", **options: Any) -> Path:
    Image.new("RGB", size, colour).save(path, **options)
    return path


def fetched(
    qtbot: QtBot,
    loader: ThumbnailLoader,
    path: Path,
    fit: Fit = Fit.WHOLE,
    dpr: float = 1.0,
) -> QPixmap:
    """A pixmap, waited for."""
    if loader.pixmap(path, PLACE, dpr, fit) is None:
        with qtbot.waitSignal(loader.loaded):
            pass
    found = loader.pixmap(path, PLACE, dpr, fit)
    assert found is not None
    return found


def test_a_picture_fits_its_place_or_fills_it(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    tall = picture(tmp_path / "tall.png", (180, 320))
    assert fetched(qtbot, loader, tall).size() == QSize(24, 44)
    assert fetched(qtbot, loader, tall, Fit.COVER).size() == PLACE


def test_a_fine_screen_gets_more_pixels_for_the_same_place(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    wide = picture(tmp_path / "wide.jpg", (720, 440))
    pixmap = fetched(qtbot, loader, wide, dpr=2.0)
    assert pixmap.size() == PLACE * 2
    assert pixmap.deviceIndependentSize().toSize() == PLACE


def test_a_photo_that_was_taken_sideways_stands_upright(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    sideways = picture(tmp_path / "photo.jpg", (320, 180), exif=exif)
    assert fetched(qtbot, loader, sideways).size() == QSize(24, 44)
    assert fetched(qtbot, loader, sideways, Fit.COVER).size() == PLACE


def test_a_file_is_read_by_its_bytes_and_a_broken_one_once(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    misnamed = picture(tmp_path / "picture.jpg", (64, 64), format="PNG")
    assert not fetched(qtbot, loader, misnamed).isNull()
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    assert loader.pixmap(broken, PLACE) is None
    with qtbot.waitSignal(loader.loaded):
        pass
    assert loader.is_broken(broken)
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        assert loader.pixmap(broken, PLACE) is None
    loader.forget(picture(broken, (64, 64)))
    assert not fetched(qtbot, loader, broken).isNull()


def test_no_more_is_kept_than_allowed_and_the_oldest_goes_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    one = PLACE.width() * PLACE.height() * 4
    loader = ThumbnailLoader(kept_bytes=2 * one)
    paths = [picture(tmp_path / f"{number}.png", (720, 440)) for number in range(3)]
    for path in paths:
        fetched(qtbot, loader, path)
    assert loader.pixmap(paths[2], PLACE) is not None
    assert loader.pixmap(paths[1], PLACE) is not None
    assert loader.pixmap(paths[0], PLACE) is None
    loader.close()


def test_what_scrolled_away_is_dropped_and_what_is_seen_comes_first(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    paths = [picture(tmp_path / f"{number}.png", (72, 44)) for number in range(400)]
    came: list[Path] = []
    loader.loaded.connect(came.append)
    for path in paths:
        loader.pixmap(path, PLACE)
    qtbot.waitUntil(lambda: paths[-100] in came)
    qtbot.waitUntil(lambda: loader.idle)
    assert len(came) < len(paths)
    assert set(paths[-100:]) <= set(came)
    assert came.index(paths[-1]) < came.index(paths[-100])


def test_a_closed_loader_takes_no_more_wishes(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.png", (72, 44))
    loader.close()
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        assert loader.pixmap(path, PLACE) is None
