"""Draws the program's icons from resources/icons/kadraj.svg: `python packaging/icons.py FOLDER`.

`FOLDER/hicolor/48x48/apps/dev.kadraj.Kadraj.png` and so on as desktops on Linux look for them,
`FOLDER/kadraj.ico` for Windows and `FOLDER/kadraj.icns` for macOS. Run in .venv: Qt draws, Pillow
writes the last two on every system.
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from product import APP_ID, COMMAND, ROOT

_DRAWING: Final = ROOT / "resources" / "icons" / "kadraj.svg"
#: Pixels. 1024 is what macOS wants at most.
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_LARGEST: Final = 1024
_ON_WINDOWS: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw(folder: Path) -> None:
    """Writes all of them below `folder`."""
    hicolor = folder / "hicolor"
    for size in SIZES:
        _save(size, hicolor / f"{size}x{size}" / "apps" / f"{APP_ID}.png")
    scalable = hicolor / "scalable" / "apps" / f"{APP_ID}.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_DRAWING, scalable)
    largest = folder / f"{COMMAND}.png"
    _save(_LARGEST, largest)
    with Image.open(largest) as picture:
        picture.save(folder / f"{COMMAND}.icns")
        picture.save(folder / f"{COMMAND}.ico", sizes=[(size, size) for size in _ON_WINDOWS])


def _save(size: int, file: Path) -> None:
    """Each size is drawn for itself: made smaller from a large one, edges would be soft."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(_DRAWING)).render(painter)
    painter.end()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise OSError(f"{file} cannot be written")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
