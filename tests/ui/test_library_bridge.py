"""The library's calls through the real bridge, engine and demo panels, on Qt's own loop."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.domain.clips import ClipQuery, Marks, MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.domain.works import ClipDetails, Exported, Imported, WorkEnd, WorkKind
from app.store.places import Places
from app.ui.bridge import Bridge
from tests.media.clips import write_video


async def no_report(_target: Path, _with_prompts: bool) -> None:
    raise NotImplementedError


async def answer(call: Callable[..., object], *given: Any, **more: Any) -> Any:
    """What a call's `then` gets; raises what its `otherwise` gets."""
    told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    async with asyncio.timeout(60):
        call(*given, then=told.set_result, otherwise=told.set_exception, **more)
        return await told


async def said(call: Callable[..., object], *given: Any) -> Any:
    """The same for calls whose errors go out to everybody."""
    told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    async with asyncio.timeout(60):
        call(*given, then=told.set_result)
        return await told


async def through_a_library(bridge: Bridge, folder: Path) -> None:
    ends: list[WorkEnd] = []
    changed: list[Marks] = []
    moved: list[Path] = []
    paused: list[bool] = []
    stopped: list[str] = []
    bridge.work_ended.connect(ends.append)
    bridge.download_stopped.connect(stopped.append)
    bridge.clip_changed.connect(lambda clip, _added: changed.append(clip.marks))
    bridge.library_moved.connect(moved.append)
    bridge.downloads_pause_changed.connect(paused.append)

    imported: Imported = await answer(bridge.import_folder, folder / "in")
    (clip_id,) = imported.clip_ids
    assert await said(bridge.find_clips, ClipQuery(text="balon")) == [clip_id]
    before = await said(bridge.mark, [clip_id], MarksChange(rating=3, add_tags=("gece",)))
    assert before == {clip_id: Marks()}
    assert await said(bridge.load_tags) == [("gece", 1)]
    assert await said(bridge.restore_marks, before) == {clip_id: Marks(3, tags=("gece",))}
    assert changed[-2:] == [Marks(3, tags=("gece",)), Marks()]
    details: ClipDetails = await answer(bridge.load_details, clip_id)
    assert details.clip.id == clip_id

    exported: Exported = await answer(bridge.export, [clip_id], folder / "out")
    assert [file.parent for file in exported.files] == [folder / "out"]
    assert await answer(bridge.move_library, folder / "elsewhere")
    assert moved == [folder / "elsewhere"]
    assert [end.kind for end in ends] == [WorkKind.IMPORT, WorkKind.EXPORT, WorkKind.MOVE]
    bridge.cancel_work("over")
    with pytest.raises(KadrajError) as refused:
        await answer(bridge.move_library, folder / "elsewhere" / "deeper")
    assert refused.value.code is ErrorCode.FOLDER_UNUSABLE
    assert ends[-1].error is refused.value

    with pytest.raises(KadrajError) as refused:
        await answer(bridge.trash, [clip_id])
    assert refused.value.code is ErrorCode.NO_RECYCLE_BIN
    assert await answer(bridge.untrash, [clip_id]) == []
    bridge.set_downloads_paused(True)
    bridge.download_many([])
    bridge.download_everything(None)
    counts = await said(bridge.count_clips, None)
    assert (counts.total, counts.not_downloaded) == (1, 0)
    assert counts.size > 0
    assert (paused, bridge.downloads_paused) == ([True], True)
    bridge.download(clip_id)
    with pytest.raises(KadrajError):
        await answer(bridge.trash, [clip_id])
    assert stopped == [clip_id], "it waited only, and waits no more"


def test_everything_users_do_with_their_videos(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_video(tmp_path / "in" / "Balon.mp4", [Image.new("RGB", (64, 36), "red")] * 2)

    async def run() -> None:
        places = Places.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})
        studio = build_studio(Surroundings(places, {}, {}))
        await studio.open()
        bridge = Bridge(studio, no_report)
        try:
            await through_a_library(bridge, tmp_path)
        finally:
            await bridge.shut()
            await studio.close()

    with QEventLoop(qapp) as loop:
        loop.run_until_complete(run())
