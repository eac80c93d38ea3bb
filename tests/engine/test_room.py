"""What happened outside is written down when there is room; other troubles are told at once."""

from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.engine.pace import Pace
from app.engine.room import RoomWatch
from app.engine.tasks import TaskKeeper
from app.store.room import room

pytestmark = pytest.mark.anyio


async def test_a_full_disk_is_waited_for_and_other_troubles_are_not(tmp_path: Path) -> None:
    troubles = [
        KadrajError(ErrorCode.DISK_FULL, folder=str(tmp_path)),
        KadrajError(ErrorCode.FILE_FAILED, path=str(tmp_path), reason="gone"),
    ]

    async def write() -> None:
        raise troubles.pop(0)

    tasks = TaskKeeper()
    watch = RoomWatch(room, tasks, Pace(room_every=0.01))
    with pytest.raises(KadrajError) as caught:
        await watch.insist(write)
    await tasks.stop_all()
    assert caught.value.code is ErrorCode.FILE_FAILED
    assert not troubles
