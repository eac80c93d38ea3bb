"""What the tray's icon says and offers."""

from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.domain.jobs import JobState
from app.domain.replies import Quota
from app.domain.settings import Language
from app.ui.background.job_book import Ending, JobBook
from app.ui.background.tray import TrayMenu
from app.ui.language import LanguageSwitch
from tests.ui.port import PortBridge, a_clip, a_job

RUNNING = "1 running · 1 waiting · 30 left today"


def entry(menu: TrayMenu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert found is not None
    return found


def test_the_menu_follows_the_queue_and_leads_into_it(
    qtbot: QtBot, language: LanguageSwitch
) -> None:
    port = PortBridge(
        jobs=[a_job("a", JobState.PROCESSING), a_job("b"), a_job("c", JobState.FAILED)],
        clips=[a_clip("newest")],
    )
    port.quotas = {"sora": Quota(20, 18), "veo": Quota(20, 12)}
    book = JobBook(port.as_bridge(), port)
    menu = TrayMenu(port.as_bridge(), book)
    qtbot.addWidget(menu)
    state, pause = entry(menu, "trayState"), entry(menu, "trayPause")
    qtbot.waitUntil(lambda: state.text() == RUNNING)
    assert not state.isEnabled()
    assert book.needing_user == 1
    pause.trigger()
    assert port.calls[-1][:2] == ("set_paused", True)
    qtbot.waitUntil(lambda: pause.text() == "Resume the queue")
    pause.trigger()
    assert port.calls[-1][:2] == ("set_paused", False)
    for name, signal in (("trayShow", menu.window_wanted), ("trayQuit", menu.quit_wanted)):
        with qtbot.waitSignal(signal):
            entry(menu, name).trigger()
    port.job_removed.emit("b")
    language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: state.text() == "1 iş sürüyor · 0 bekliyor · bugün 30 hak kaldı")


def test_the_latest_video_is_one_that_is_here(qtbot: QtBot, tmp_path: Path) -> None:
    here = a_clip("here", file=tmp_path / "here.mp4")
    port = PortBridge(clips=[a_clip("in the cloud"), here])
    menu = TrayMenu(port.as_bridge(), JobBook(port.as_bridge(), port))
    qtbot.addWidget(menu)
    with qtbot.waitSignal(menu.clip_wanted) as wanted:
        entry(menu, "trayLatest").trigger()
    assert wanted.args == ["here"]


def test_only_what_ends_now_is_news(qtbot: QtBot) -> None:
    port = PortBridge(jobs=[a_job("old", JobState.READY), a_job("new", JobState.PROCESSING)])
    book = JobBook(port.as_bridge(), port)
    with qtbot.waitSignal(book.changed):
        pass
    ended: list[tuple[str, str]] = []
    book.ended.connect(lambda job, ending: ended.append((job.id, ending)))
    port.change("old", clip_id="c9")
    port.change("new", state=JobState.COMPLETED)
    assert ended == [], "it is still to be downloaded"
    port.change("new", state=JobState.READY)
    port.put(a_job("refused", JobState.WAITING))
    port.change("refused", state=JobState.FAILED)
    port.change("refused", state=JobState.WAITING)
    port.change("refused", state=JobState.UNCERTAIN)
    assert ended == [
        ("new", Ending.READY),
        ("refused", Ending.FAILED),
        ("refused", Ending.UNCERTAIN),
    ]
    assert book.needing_user == 1
