"""Words of a service, of a prompt and of a file's name stay words wherever they are shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Failure, JobState
from app.domain.settings import Language
from app.ui.dialogs.sign_in import SignInDialog
from app.ui.language import LanguageSwitch
from app.ui.models.queue_model import QueueModel
from app.ui.panes.composer import ComposerPane
from app.ui.panes.preview import PreviewPane
from app.ui.panes.queue import QueuePane
from app.ui.panes.queue_view import QueueView
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.key_field import KeyField
from tests.ui.port import PortBridge, a_clip, a_job

# What Qt's player says about the machine it runs on.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

HOSTILE = "<img src='https://tracker.example/a.png'><b>hostile</b>"
REJECTED = KadrajError(ErrorCode.REJECTED, service="sora", status=400, detail=HOSTILE)


def words_of(root: QWidget) -> list[QWidget]:
    """The widgets that show hostile words, each of which shows them as words."""
    found: list[QWidget] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and "hostile" in widget.text():
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.objectName()
            found.append(widget)
        tip = widget.toolTip()
        assert "<img" not in tip, widget.objectName()
        assert "<b>hostile" not in tip, widget.objectName()
    return found


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(500, 700)
        widget.show()
        return widget

    return show


@pytest.fixture
def thumbnails() -> Iterator[ThumbnailLoader]:
    loader = ThumbnailLoader()
    yield loader
    loader.close()


def test_the_queue_tells_prompts_and_the_services_words_as_words(
    qtbot: QtBot, shown: Callable[[QWidget], QWidget], thumbnails: ThumbnailLoader
) -> None:
    failure = Failure(ErrorCode.SERVICE_FAILED, {"service": "sora", "detail": HOSTILE})
    jobs = [
        a_job("a", JobState.FAILED, prompt=HOSTILE, failure=failure),
        a_job("b", JobState.PROCESSING, prompt=HOSTILE, remote_status=HOSTILE),
    ]
    pane = shown(QueuePane(PortBridge(jobs=jobs).as_bridge(), thumbnails))
    view = pane.findChild(QueueView)
    assert view is not None
    model = view.model()
    assert isinstance(model, QueueModel)
    qtbot.waitUntil(lambda: all(model.index_of(job.id).isValid() for job in jobs))
    for job in jobs:
        tip = model.index_of(job.id).data(Qt.ItemDataRole.ToolTipRole)
        assert "hostile" in tip
        assert "<img" not in tip
        assert "<b>hostile" not in tip
    words_of(pane)


@pytest.mark.parametrize(
    "error",
    [
        KadrajError(ErrorCode.SERVICE_FAILED, service="sora", detail=HOSTILE),
        KadrajError(ErrorCode.NOT_A_VIDEO, name=HOSTILE),
        KadrajError(ErrorCode.ADDRESS_REFUSED, url=HOSTILE),
        KadrajError(ErrorCode.UNREACHABLE, host=HOSTILE, reason=HOSTILE),
    ],
    ids=lambda error: error.code.value,
)
def test_a_download_that_fails_tells_it_in_words(qtbot: QtBot, error: KadrajError) -> None:
    port = PortBridge()
    pane = PreviewPane(port.as_bridge())
    qtbot.addWidget(pane)
    pane.show()
    pane.show_clip(a_clip("c1", prompt=HOSTILE))
    port.download_failed.emit("c1", error)
    assert words_of(pane)
    pane.shut()


def test_a_file_that_is_no_picture_is_named_in_words(
    qtbot: QtBot, shown: Callable[[QWidget], QWidget], tmp_path: Path
) -> None:
    port = PortBridge()
    memory = QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat)
    pane = ComposerPane(port.as_bridge(), "sora", memory)
    shown(pane)
    file = tmp_path / "<b>hostile<b>.png"
    file.write_bytes(b"no picture at all")
    pane.take_pictures([file])
    qtbot.waitUntil(lambda: bool(words_of(pane)))


def test_why_a_key_does_not_work_is_said_in_words(
    qtbot: QtBot, shown: Callable[[QWidget], QWidget]
) -> None:
    port, language = PortBridge(services=()), LanguageSwitch()
    language.use(Language.ENGLISH)
    port.key_errors["sora"] = REJECTED
    dialog = shown(SignInDialog(port.as_bridge(), language, port.settings))
    field = dialog.findChild(KeyField, "keyField_sora")
    assert field is not None
    QTest.keyClicks(field, "a-key")
    QTest.keyClick(field, Qt.Key.Key_Return)
    result = dialog.findChild(QLabel, "keyResult_sora")
    assert result is not None
    qtbot.waitUntil(lambda: bool(result.text()))
    assert result.textFormat() is Qt.TextFormat.PlainText
    words_of(dialog)
