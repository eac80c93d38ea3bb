"""Joins and exports happen in a process of their own, which leaves nothing half done."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmFormat, FilmShape, Joined, JoinPart
from app.media import film_maker
from app.media.film_maker import HelperFilmMaker
from tests.faults.small_disk import fill, small_disk
from tests.media.films import Recipe, frames_of, make

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
GIF = FilmShape(FilmFormat.GIF)


def long_film(folder: Path) -> list[JoinPart]:
    """Parts that take some seconds to be encoded."""
    noise = [Image.effect_noise((640, 360), 60).convert("RGB") for _ in range(4)]
    a = make(folder / "a.mp4", Recipe(pictures=noise * 30, size=(640, 360)))
    b = make(folder / "b.mp4", Recipe(pictures=noise * 30, size=(640, 360), options={"bf": "0"}))
    return [JoinPart(a), JoinPart(b), JoinPart(a)]


async def until(condition: Callable[[], bool]) -> None:
    """Waits for what nobody tells of."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.01)


async def test_a_join_tells_how_far_it_is_on_the_loop(tmp_path: Path) -> None:
    a = make(tmp_path / "a.mp4", Recipe(frames=12))
    b = make(tmp_path / "b.mp4", Recipe(frames=12, rate=Recipe().rate * 2))
    told: list[tuple[int, int]] = []
    loop = asyncio.get_running_loop()

    def tell(done: int, total: int) -> None:
        assert asyncio.get_running_loop() is loop
        told.append((done, total))

    outcome = await HelperFilmMaker().join([JoinPart(a), JoinPart(b)], tmp_path / "c.mp4", tell)
    assert outcome == Joined(24, 0, 24, True, *Recipe().size, barred=0)
    assert told[-1] == (24, 24)
    assert len(frames_of(tmp_path / "c.mp4")) == 24


async def test_exports_and_estimates(tmp_path: Path) -> None:
    a = make(tmp_path / "a.mp4", Recipe(frames=12))
    maker = HelperFilmMaker()
    about = await maker.estimate(a, GIF)
    await maker.export(a, tmp_path / "a.gif", GIF, lambda _done, _total: None)
    assert 0.5 < about / (tmp_path / "a.gif").stat().st_size < 2


async def test_cancelled_nothing_is_left_and_nobody_goes_on(tmp_path: Path) -> None:
    parts = await asyncio.to_thread(long_film, tmp_path)
    target = tmp_path / "c.part"
    joining = asyncio.ensure_future(
        HelperFilmMaker().join(parts, target, lambda _done, _total: None)
    )
    await until(target.exists)
    joining.cancel()
    with pytest.raises(asyncio.CancelledError):
        await joining
    assert not target.exists()


async def test_cancelled_before_it_began_it_never_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = film_maker._started
    loop, begun = asyncio.get_running_loop(), asyncio.Event()
    joining: list[asyncio.Future[object]] = []

    def start() -> "subprocess.Popen[bytes]":
        helper = started()
        loop.call_soon_threadsafe(begun.set)
        return helper

    monkeypatch.setattr(film_maker, "_started", start)
    joining.append(asyncio.ensure_future(HelperFilmMaker().estimate(tmp_path / "missing.mp4", GIF)))
    await asyncio.sleep(0)
    joining[0].cancel()
    with pytest.raises(asyncio.CancelledError):
        await joining[0]


async def test_what_is_wrong_with_the_files_comes_through(tmp_path: Path) -> None:
    a = make(tmp_path / "a.mp4", Recipe(frames=6))
    (tmp_path / "b.mp4").write_bytes(a.read_bytes()[:2000])
    parts = [JoinPart(a), JoinPart(tmp_path / "b.mp4"), JoinPart(a)]
    with pytest.raises(KadrajError) as caught:
        await HelperFilmMaker().join(parts, tmp_path / "c.part", lambda _done, _total: None)
    assert caught.value.code is ErrorCode.CLIP_UNREADABLE
    assert caught.value.params["name"] == "b.mp4"
    assert not (tmp_path / "c.part").exists()
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        with pytest.raises(KadrajError) as full:
            await HelperFilmMaker().join(
                [JoinPart(a)] * 2, disk / "c.part", lambda _done, _total: None
            )
        assert full.value.code is ErrorCode.DISK_FULL
        assert [path.name for path in disk.iterdir()] == ["filler"]


async def test_a_helper_that_dies_or_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = make(tmp_path / "a.mp4", Recipe(frames=6))
    with pytest.raises(KadrajError) as hung:
        await HelperFilmMaker(seconds=0.001).estimate(a, GIF)
    assert hung.value.params["reason"] == "no answer"
    monkeypatch.setattr(film_maker, "_HELPER", "tests.media.missing")
    with pytest.raises(KadrajError) as dead:
        await HelperFilmMaker().estimate(a, GIF)
    assert dead.value.code is ErrorCode.FILM_FAILED
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    with pytest.raises(KadrajError) as absent:
        await HelperFilmMaker().estimate(a, GIF)
    assert absent.value.params["reason"] == "FileNotFoundError"


async def test_killed_in_the_middle_the_helper_takes_its_part_away(tmp_path: Path) -> None:
    parts = await asyncio.to_thread(long_film, tmp_path)
    target = tmp_path / "c.part"
    child = ("-m", "tests.media.joining_child", str(target), *(str(p.video) for p in parts))
    process = await asyncio.create_subprocess_exec(sys.executable, *child, cwd=ROOT)
    await until(target.exists)
    process.kill()
    await process.wait()
    await until(lambda: not target.exists())


def test_a_frozen_program_is_its_own_helper(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "app", "--film-helper"],
        cwd=ROOT,
        input=b'{"work": "nothing", "seconds": 60}\n',
        capture_output=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout) == (0, b'{"fault": "KeyError"}\n')
