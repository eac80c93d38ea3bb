"""The measured process: the real window, while fifty photographs are dropped and queued, and while
a table of a hundred thousand rows is read.

`python -m tests.bench.composed SORA_URL VEO_URL FOLDER` prints p99 and the longest of each, in
milliseconds, and how many seconds the table took.
"""

import asyncio
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton

from app.engine.pace import Pace
from app.engine.studio import Studio
from app.ui.desk import Desk
from app.ui.dialogs.prompt_list import PromptList
from app.ui.panes.composer_many import ManyAtOnce
from app.ui.panes.drop_tray import DropTray
from app.ui.widgets.picture_drop import PictureDrop
from tests.bench.at_panels import measure_at_panels
from tests.bench.stalled import Heartbeat

D = TypeVar("D", bound=QDialog)

_REST: Final = 3.0


def main() -> None:
    """Measures, prints and ends at once."""
    folder = Path(sys.argv[3])
    pictures = sorted(folder.glob("*.jpg"))
    measure_at_panels(partial(_measure, pictures, folder / "long.csv"), Pace())


async def _measure(
    pictures: list[Path], table: Path, studio: Studio, desk: Desk
) -> Iterable[float]:
    await studio.start()
    desk.window.show_tab("veo")
    heart = Heartbeat()
    await asyncio.sleep(_REST)
    with heart.listening():
        await asyncio.sleep(_REST)
    figures = [*heart.figures]
    with heart.listening():
        await _fifty_pictures(desk, pictures)
    figures += heart.figures
    begun = time.perf_counter()
    with heart.listening():
        await _long_table(desk, table)
    return *figures, *heart.figures, time.perf_counter() - begun


async def _fifty_pictures(desk: Desk, pictures: list[Path]) -> None:
    """Dropped on the composer at once, looked at, cut and queued."""
    drop = desk.window.findChild(PictureDrop, "pictureDrop_veo")
    assert drop is not None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture)) for picture in pictures])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    drop.dropEvent(QDropEvent(QPoint(9, 9).toPointF(), copy, mime, left, none))
    tray = await _dialog(DropTray)
    prompt = tray.findChild(QPlainTextEdit, "trayPrompt")
    queue = tray.findChild(QPushButton, "trayQueueButton")
    assert prompt is not None
    assert queue is not None
    prompt.setPlainText("A gentle wind")
    await _until(lambda: queue.text() == f"Queue all ({len(pictures)})" and queue.isEnabled())
    queue.click()
    await _until(lambda: not tray.isVisible())


async def _long_table(desk: Desk, table: Path) -> None:
    many = desk.window.findChild(ManyAtOnce)
    assert many is not None
    many.open_list()
    dialog = await _dialog(PromptList)
    summary = dialog.findChild(QLabel, "listSummary")
    queue = dialog.findChild(QPushButton, "listQueueButton")
    assert summary is not None
    assert queue is not None
    dialog.load(table)
    await _until(queue.isEnabled)  # it is read to its end
    figures = re.findall(r"\d+", summary.text().replace(",", ""))
    assert figures[:2] == ["62500", "37500"], summary.text()


async def _dialog(kind: type[D]) -> D:
    def shown() -> Iterator[D]:
        return (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())

    await _until(lambda: any(True for _ in shown()))
    return next(shown())


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(240):
        while not condition():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    main()
