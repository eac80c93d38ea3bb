"""Bringing a stream in pieces (HLS) to this computer, and making one file of it.

The pieces lie in `….part.pieces` beside the part. Those that are whole are not asked for again as
long as the playlist names the same ones.
"""

import hashlib
import itertools
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Progress, Room, StreamJoiner, StreamRun
from app.services.addresses import shown_address
from app.services.open_internet import OpenInternet
from app.services.parts import (
    Part,
    check_room,
    file_errors,
    forget_part,
    to_its_end,
    writing,
)
from app.services.playlists import Piece, StreamPlan, read_plan
from app.services.receiving import (
    MAX_BYTES,
    announced,
    check_packing,
    not_a_video,
    receive,
    refused,
)

_NEW: Final = "new"
_JOINED: Final = "joined.mp4"
#: How much shorter than its playlist says a video may be, in seconds and as a part of it.
_TOLERANCE: Final = (1.0, 0.05)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StreamTools:
    """What a stream is fetched with. `read` is the longest wait in seconds for each piece of an
    answer."""

    internet: OpenInternet
    join: StreamJoiner
    room: Room
    read: float


async def fetch_stream(tools: StreamTools, url: str, part: Path, progress: Progress) -> None:
    """Brings the stream at `url` into `part` as one MP4.

    That takes twice its size on the disk, for the pieces stay until the file is whole. Raises what
    `HttpVideoFetcher.fetch` raises.
    """
    plan = await read_plan(tools.internet, url)
    if plan is None:
        raise KadrajError(ErrorCode.ONLY_IN_BROWSER, url=shown_address(url))
    folder = _folder(part)
    with file_errors(part):
        await to_its_end(lambda: _prepare(folder, _mark(plan)))
    runs = _laid_out(plan, folder)
    wanted = list(zip(_flat(plan.runs), _flat(runs), strict=True))
    received = await _fetch_pieces(tools, wanted, progress)
    joined = folder / _JOINED
    await check_room(tools.room, joined, received)
    try:
        seconds = await to_its_end(lambda: tools.join(runs, joined))
        _check_length(seconds, plan, part)
    except KadrajError as error:
        joined.unlink(missing_ok=True)  # half of it would only take up room
        # Pieces that make no video would make none the next time either.
        if error.code is ErrorCode.NOT_A_VIDEO:
            await to_its_end(lambda: forget_pieces(part))
        raise
    with file_errors(part):
        await to_its_end(lambda: _finish(part))
    progress(received, received)


def forget_pieces(part: Path) -> None:
    """Removes what was fetched of a stream. Blocks."""
    shutil.rmtree(_folder(part), ignore_errors=True)


async def _fetch_pieces(
    tools: StreamTools, wanted: Sequence[tuple[Piece, Path]], progress: Progress
) -> int:
    """Brings what is not here yet; returns the bytes of all."""
    received = 0

    def tell(size: int, _total: int | None) -> None:
        progress(received + size, None)

    for piece, file in wanted:
        if not file.exists():
            await _fetch_piece(tools, piece, file, tell, received)
        received += file.stat().st_size
        if received > MAX_BYTES:
            raise KadrajError(ErrorCode.NOT_A_VIDEO, name=file.parent.name)
    return received


async def _fetch_piece(
    tools: StreamTools, piece: Piece, file: Path, progress: Progress, before: int
) -> None:
    """Brings one piece, which has its name only when it is whole; there are `before` bytes
    already, and there must be room to join them with this piece."""
    headers, wanted = {}, 200
    if piece.length is not None:
        headers = {"Range": f"bytes={piece.first}-{piece.first + piece.length - 1}"}
        wanted = 206
    new = file.with_name(_NEW)
    async with tools.internet.answer("GET", piece.url, headers) as response:
        if response.status_code != wanted:
            raise refused(response)
        told = response.headers.get("Content-Range", "").strip()
        if piece.length is not None and not told.startswith(
            f"bytes {piece.first}-{piece.first + piece.length - 1}/"
        ):
            raise not_a_video(response)
        check_packing(response)
        total = announced(response) if piece.length is None else piece.length
        async with writing(new, Part("", "", total)) as writer:
            await check_room(tools.room, new, before + 2 * (total or 0))
            await receive(response, writer, total, progress, tools.read)
    with file_errors(file):
        new.replace(file)


def _folder(part: Path) -> Path:
    return part.with_name(part.name + ".pieces")


def _laid_out(plan: StreamPlan, folder: Path) -> list[StreamRun[Path]]:
    """Where the plan's pieces lie."""
    numbers = itertools.count()
    return [
        StreamRun(
            tuple(tuple(folder / f"{next(numbers):04}" for _ in track) for track in run.tracks)
        )
        for run in plan.runs
    ]


def _flat(runs: Iterable[StreamRun[_T]]) -> list[_T]:
    return [each for run in runs for track in run.tracks for each in track]


def _mark(plan: StreamPlan) -> str:
    """What tells a plan from another one. Addresses count without their tokens."""
    told = [
        (len(run.tracks), piece.url.partition("?")[0], piece.first, piece.length)
        for run in plan.runs
        for piece in _flat([run])
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _check_length(seconds: float, plan: StreamPlan, part: Path) -> None:
    least = plan.seconds * (1 - _TOLERANCE[1]) - _TOLERANCE[0]
    if seconds < least:
        raise KadrajError(ErrorCode.NOT_A_VIDEO, name=part.name)


def _prepare(folder: Path, mark: str) -> None:
    note = folder / "plan"
    if note.is_file() and note.read_text("utf-8") == mark:
        (folder / _JOINED).unlink(missing_ok=True)
        return
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    note.write_text(mark, "utf-8")


def _finish(part: Path) -> None:
    joined = _folder(part) / _JOINED
    # The part may have been begun from a plain file.
    forget_part(part)
    with joined.open("r+b") as file:
        os.fsync(file.fileno())
    joined.replace(part)
    forget_pieces(part)
