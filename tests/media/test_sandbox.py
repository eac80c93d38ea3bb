"""Whatever is in a file, the program goes on: what decodes it can be lost and is replaced."""

import asyncio
import os
import random
import resource
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.media.reader import FileMediaReader
from tests.media.clips import RATE, pattern, write_video

pytestmark = pytest.mark.anyio
PATTERN = pattern((160, 90), "#cc2211", "#2244cc")


@pytest.fixture
async def reader() -> AsyncIterator[FileMediaReader]:
    reader = FileMediaReader()
    yield reader
    await reader.aclose()


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return write_video(tmp_path / "Çiçek.mp4", [PATTERN] * RATE)


def helper_of(reader: FileMediaReader) -> "subprocess.Popen[bytes]":
    helper = reader._sandbox._helper
    assert helper is not None
    return helper


async def test_a_helper_does_all_of_it(
    reader: FileMediaReader, video: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the helper works in another folder
    relative = Path(video.name)
    assert (await reader.probe(relative)).width == 160
    assert await asyncio.to_thread(reader.probe_now, relative) == await reader.probe(video)
    await reader.thumbnail(relative, Path("a.jpg"))
    await reader.filmstrip(relative, Path("strip.jpg"))
    picture = await reader.inspect_picture(Path("a.jpg"), "Kapak.jpg")
    assert (picture.media_type, picture.width, picture.name) == ("image/jpeg", 160, "Kapak.jpg")
    assert picture.path == tmp_path / "a.jpg"
    with Image.open(tmp_path / "strip.jpg") as sheet:
        assert sheet.size == (800, 360)


async def test_errors_come_through(reader: FileMediaReader, tmp_path: Path, video: Path) -> None:
    (tmp_path / "page.mp4").write_text("<html>")
    with pytest.raises(KadrajError) as caught:
        await reader.probe(tmp_path / "page.mp4")
    assert (caught.value.code, caught.value.params["name"]) == (ErrorCode.NOT_A_VIDEO, "page.mp4")
    with pytest.raises(KadrajError) as caught:
        await reader.thumbnail(video, tmp_path / "nowhere" / "a.jpg")
    assert caught.value.code is ErrorCode.FILE_FAILED
    with pytest.raises(KadrajError) as caught:
        await reader.inspect_picture(tmp_path / "page.mp4")
    assert caught.value.code is ErrorCode.PICTURE_UNSUPPORTED


async def test_what_never_ends_is_given_up(
    reader: FileMediaReader, tmp_path: Path, video: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.png")  # reading it waits for ever
    await reader.probe(video)
    stuck = helper_of(reader)
    reader._sandbox._seconds = 0.5
    with pytest.raises(KadrajError) as caught:
        await reader.inspect_picture(tmp_path / "pipe.png", "Görsel.png")
    assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
    assert caught.value.params["name"] == "Görsel.png"
    assert stuck.returncode is not None
    reader._sandbox._seconds = 20.0
    assert (await reader.probe(video)).width == 160


async def test_a_lost_helper_is_replaced_without_a_word(
    reader: FileMediaReader, video: Path
) -> None:
    await reader.probe(video)
    lost = helper_of(reader)
    lost.kill()
    assert (await reader.probe(video)).width == 160
    assert helper_of(reader).pid != lost.pid


async def test_a_helper_takes_a_gigabyte_and_sees_no_keys(
    reader: FileMediaReader, video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KADRAJ_SORA_KEY", "sk-sandbox-0001")
    await reader.probe(video)
    pid = helper_of(reader).pid
    assert resource.prlimit(pid, resource.RLIMIT_AS)[1] == 1024**3
    environment = await asyncio.to_thread(Path(f"/proc/{pid}/environ").read_bytes)
    assert b"sk-sandbox" not in environment


async def test_closing_ends_what_is_under_way(tmp_path: Path, video: Path) -> None:
    reader = FileMediaReader()
    await reader.probe(video)
    helper = helper_of(reader)
    os.mkfifo(tmp_path / "pipe.png")
    stuck = asyncio.ensure_future(reader.inspect_picture(tmp_path / "pipe.png"))
    await asyncio.sleep(0)
    await reader.aclose()
    assert helper.returncode is not None
    with pytest.raises((KadrajError, asyncio.CancelledError)):
        await stuck


async def test_without_processes_work_is_done_all_the_same(
    video: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = tmp_path / "python"
    silent.write_text("#!/bin/sh\nexit 3\n")
    silent.chmod(0o700)
    for program in (tmp_path / "missing", silent):
        reader = FileMediaReader()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", str(program))
            assert (await reader.probe(video)).width == 160
        await reader.aclose()


def test_the_program_becomes_a_helper_when_told_to(video: Path) -> None:
    """As a frozen one is: through `app.__main__`."""
    request = f'{{"work": "probe", "arguments": ["{video}"], "seconds": 10}}\n'
    done = subprocess.run(
        [sys.executable, "-m", "app", "--media-helper"],
        input=request.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b'{"ready": true}\n{"result": {"duration_seconds": 1')
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("box", "offset", "number"),
    [
        ("stts", 4, 1),  # entries of the table of times
        ("stts", 8, 1),  # frames of one length
        ("stts", 12, 1),  # that length
        ("stsz", 4, 2),  # frames of one size, and how many
        ("stsc", 12, 1),  # frames in a chunk
        ("elst", 4, 3),  # edits, the first's length and begin
        ("mvhd", 16, 1),  # the film's length
        ("avc1", 24, 1),  # width and height
    ],
)
async def test_enormous_figures_are_not_believed(
    reader: FileMediaReader, video: Path, tmp_path: Path, box: str, offset: int, number: int
) -> None:
    await reader.probe(video)
    helper = helper_of(reader)
    reader._sandbox._seconds = 5.0
    _exaggerate(video, box, offset, number)
    for work in (reader.probe(video), reader.filmstrip(video, tmp_path / "strip.jpg")):
        with suppress(KadrajError):
            await work
    assert helper_of(reader) is helper  # neither time nor memory ran out


@pytest.mark.parametrize("seed", range(4))
async def test_damaged_videos_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Fifty ways each: bytes changed in the index or anywhere, parts missing or twice."""
    reader = FileMediaReader(seconds=5.0)
    dice = random.Random(seed)
    frames = [pattern((320, 180), f"rgb({n},60,90)", "#2244cc") for n in range(40)]
    whole = write_video(tmp_path / "whole.mp4", frames, {"g": "10"}).read_bytes()
    index = whole.index(b"moov")
    damaged = tmp_path / "damaged.mp4"
    refused: list[KadrajError] = []
    for _ in range(50):
        damaged.write_bytes(_damage(whole, index, dice))
        for work in (
            reader.probe(damaged),
            reader.thumbnail(damaged, tmp_path / "a.jpg"),
            reader.filmstrip(damaged, tmp_path / "strip.jpg"),
        ):
            try:
                await work
            except KadrajError as error:
                refused.append(error)
    assert 0 < len(refused) < 150
    assert {error.code for error in refused} == {ErrorCode.NOT_A_VIDEO}
    damaged.write_bytes(whole)
    assert (await reader.probe(damaged)).width == 320
    await reader.aclose()


def _exaggerate(video: Path, box: str, offset: int, number: int) -> None:
    content = bytearray(video.read_bytes())
    place = content.index(box.encode()) + 4 + offset
    content[place : place + 4 * number] = b"\x7f\xff\xff\xff" * number
    video.write_bytes(content)


def _damage(whole: bytes, index: int, dice: random.Random) -> bytes:
    content = bytearray(whole)
    begin, end = dice.choice([(index, len(whole)), (0, len(whole))])
    match dice.randrange(4):
        case 0:  # single bytes
            for _ in range(dice.choice([1, 4, 60])):
                content[dice.randrange(begin, end)] = dice.randrange(256)
        case 1:  # numbers become enormous, or nothing
            for _ in range(dice.choice([1, 6])):
                place = dice.randrange(begin, end - 4)
                content[place : place + 4] = dice.choice(
                    [b"\x7f\xff\xff\xff", b"\xff" * 4, bytes(4)]
                )
        case 2:  # a piece is missing
            place = dice.randrange(begin, end)
            del content[place : place + dice.choice([1, 100, 5000])]
        case _:  # a piece comes twice
            place = dice.randrange(begin, end)
            content[place:place] = content[place : place + dice.choice([1, 100, 5000])]
    return bytes(content)
