"""A service that is one file and one line in the registry has all that the others have.

It is the worked example of `resources/guide/developers/adding-a-service.md`. Its service runs in a
process of its own, and the real window is used by hand.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from qasync import QEventLoop

from app.bootstrap import Surroundings
from app.engine.pace import Pace
from app.media.videos import probe
from app.services.registry import SERVICES
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.widgets.nav_tab import NavTab
from app.ui.widgets.segmented import SegmentedControl
from app.ui.window_frame import WindowFrame
from app.window import live
from tests.example import kino
from tests.ui.composing import part, press, until

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "resources" / "guide" / "developers" / "adding-a-service.md"
PROMPT = "Paper boats on a spring stream"
QUICK = Pace(poll_shortest=0.05, poll_longest=0.1, history_every=300)

# What Qt says where there is no screen and no sound.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn.t (load|resolve)", "No RHI backend", "Pulse", "This plugin does not", extend=True
)


@contextmanager
def kino_served() -> Iterator[dict[str, str]]:
    """The service in a process of its own; gives the variables that lead Kadraj there."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.example.kino"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            told = process.stdout.readline().split()
            yield dict(each.split("=", 1) for each in told)
        finally:
            process.terminate()


def rows(window: QWidget, name: str) -> list[str]:
    """What the rows of a list say to who hears them."""
    model = part(window, QAbstractItemView, name).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def choose(window: QWidget, control: str, text: str) -> None:
    """Presses the segment that says this."""
    segments = part(window, SegmentedControl, control).findChildren(QPushButton)
    next(segment for segment in segments if segment.text() == text).click()


async def make_a_video(window: QWidget) -> None:
    """What is done with any service, done with this one."""
    tabs = window.findChildren(NavTab)
    assert [tab.text() for tab in tabs] == ["Sora", "Veo", "Kino", "Library"]
    composer = part(window, QWidget, "composerPane_kino")
    await until(composer.isVisible, "its composer, for nobody is signed in to the others")
    await until(lambda: part(window, QLabel, "quotaLabel").text() == "5 of 5 left today", "figures")

    # The fields are those of its table: one model fewer makes squares.
    models = part(composer, QComboBox, "modelChoice_kino")
    assert [models.itemText(each) for each in range(models.count())] == [
        "fine-grain",
        "wide-screen",
    ]
    choose(composer, "frameChoice_kino", "1:1")
    assert [models.itemText(each) for each in range(models.count())] == ["fine-grain"]
    choose(composer, "lengthChoice_kino", "1 s")
    others = {box.text() for box in composer.findChildren(QCheckBox) if box.isVisibleTo(composer)}
    assert {"Also on Sora", "Also on Veo"} <= others

    prompt = part(composer, QPlainTextEdit, "promptEdit_kino")
    prompt.setFocus()
    QTest.keyClicks(prompt, PROMPT)
    await press(composer, "generateButton_kino")
    await until(lambda: any(PROMPT in row for row in rows(window, "queueList")), "its job")
    assert any("Kino" in row for row in rows(window, "queueList"))
    for grid, key in (("library", Qt.Key.Key_4), ("kino", Qt.Key.Key_3)):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: part(window, QWidget, f"historyGrid_{grid}").isVisible(), "a grid")  # noqa: B023
        await until(lambda: any(PROMPT in row for row in rows(window, f"historyGrid_{grid}")), grid)  # noqa: B023
    await until(lambda: any("Ready" in row for row in rows(window, "queueList")), "ready")
    left = part(window, QLabel, "quotaLabel")
    QTest.mouseClick(part(window, NavTab, "tab_kino"), Qt.MouseButton.LeftButton)
    await until(lambda: left.text() == "4 of 5 left today", "figures after it")


def test_a_service_of_one_file_has_tab_composer_queue_and_library(
    qapp: QApplication,
    theme: Theme,
    language: LanguageSwitch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Path(kino.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 120
    told = GUIDE.read_text(encoding="utf-8")
    shown = told.split("```python\n")[1].split("```")[0]
    assert shown[shown.index("def _body") :] in source, "what the guide shows is what is tried"
    monkeypatch.setitem(SERVICES, "kino", kino.KINO)
    # Qt complains where there is none, as on a machine that nobody is signed in to.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tmp_path.chmod(0o700)
    home = tmp_path / "home"

    async def play(variables: dict[str, str]) -> None:
        environ = {"KADRAJ_HOME": str(home), **variables}
        around = Surroundings.from_environment(environ)
        frame = WindowFrame(tmp_path / "window.ini")
        frame.resize(1440, 900)
        program = asyncio.create_task(
            live(around, environ, theme, language, demo=False, pace=QUICK, frame=frame)
        )
        try:
            await until(lambda: frame.isVisible() or program.done(), "the window")
            await make_a_video(frame)
        finally:
            frame.close()
            await program

    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    try:
        with kino_served() as variables, QEventLoop(qapp) as loop:
            loop.run_until_complete(play(variables))
    finally:
        qapp.setQuitOnLastWindowClosed(quits)

    # What was chosen was asked for, and lies where all videos lie.
    [video] = home.glob("**/Kino/*/*.mp4")
    found = probe(video)
    assert (found.width, found.height) == (360, 360)
    assert found.duration_seconds == pytest.approx(1, abs=0.1)
    beside = json.loads(video.with_suffix(".json").read_text(encoding="utf-8"))
    assert (beside["service"], beside["prompt"]) == ("kino", PROMPT)
