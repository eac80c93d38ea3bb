"""Whatever happens to the database's files, the program starts, and everything is still there."""

import asyncio
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from app.domain.clips import Clip, ClipQuery
from app.domain.jobs import Job, JobState
from app.domain.opening import LibraryRebuilt
from app.domain.requests import GenerationRequest
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON, a_clip, a_job, a_picture, download

MUTATIONS = 500
SEED = 20261121

S = JobState


@dataclass(frozen=True)
class Known:
    """What is in a library: every job and clip as it is read, and one of the notes."""

    jobs: dict[str, Job]
    clips: dict[str, Clip]
    note: str | None

    def back(self, found: "Known") -> int:
        """How many of these items are found exactly as they were."""
        jobs = sum(found.jobs.get(key) == job for key, job in self.jobs.items())
        return jobs + sum(found.clips.get(key) == clip for key, clip in self.clips.items())

    def __len__(self) -> int:
        return len(self.jobs) + len(self.clips)


@dataclass(frozen=True)
class Template:
    """A home as a killed program leaves it, with its WAL, and what is in it."""

    home: Path
    known: Known

    def copy_to(self, home: Path) -> Places:
        """Another home with the same database, whose videos and pictures are this one's."""
        home.mkdir()
        for file in self.home.glob("kadraj.*"):
            shutil.copyfile(file, home / file.name)
        (home / "pictures").symlink_to(self.home / "pictures")
        return Places.from_environment({"KADRAJ_HOME": str(home)})


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template")
    return asyncio.run(make_template(folder, folder / "killed"))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: these tests sync thousands of times."""
    place = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=place if place.is_dir() else tmp_path) as folder:
        yield Path(folder)


async def make_template(folder: Path, killed: Path) -> Template:
    places = Places.from_environment({"KADRAJ_HOME": str(folder / "home")})
    library = SqliteLibrary(places)
    await library.open()
    await populate(library, folder, range(30))
    await library.close()  # the first rows are in the database's own pages, the others in its WAL
    library = SqliteLibrary(places)
    await library.open()
    await populate(library, folder, range(30, 45))
    await library.set_note("clock", "7")
    shutil.copytree(places.home, killed)
    await library.close()
    copied = Template(killed, Known({}, {}, None)).copy_to(folder / "copy")
    library = SqliteLibrary(copied, killed / "library")
    assert await library.open() is None
    known = await everything(library)
    await library.close()
    return Template(killed, known)


async def populate(library: SqliteLibrary, folder: Path, numbers: range) -> None:
    """Jobs in all states, and clips of which a third is on this computer."""
    for number in numbers:
        picture = a_picture(folder, f"{number}.png", f"#{number:06x}") if number % 5 == 0 else None
        job = await library.add_job(a_job(f"Kırmızı balon {number}", picture=picture))
        if number % 3 == 0:
            continue
        remote = f"remote-{number}"
        sent = replace(job, state=S.SUBMITTING, submitted_at=NOON)
        assert await library.change_job(sent, expected=S.WAITING)
        taken = replace(sent, state=S.QUEUED, remote_id=remote)
        assert await library.change_job(taken, expected=S.SUBMITTING)
        if number % 3 == 1:
            clip, _ = await library.keep_clip(a_clip(remote, job.request.prompt, minutes=number))
            made = replace(taken, state=S.COMPLETED, completed_at=NOON, clip_id=clip.id)
            assert await library.change_job(made, expected=S.QUEUED)
            await download(library, clip, remote.encode())
            ready = replace(made, state=S.READY)
            assert await library.change_job(ready, expected=S.COMPLETED)
        await library.keep_clip(a_clip(f"elsewhere-{number}", minutes=number))


async def everything(library: SqliteLibrary) -> Known:
    """All there is, in the same words wherever the pictures' folder lies."""
    jobs = await library.jobs(frozenset(S))
    clips = await library.clips(await library.clip_ids(ClipQuery()))
    return Known(
        {job.id: replace(job, request=wherever(job.request)) for job in jobs},
        {clip.id: wherever(clip) for clip in clips},
        await library.note("clock"),
    )


P = TypeVar("P", GenerationRequest, Clip)


def wherever(one: P) -> P:
    if one.picture is None:
        return one
    return replace(one, picture=replace(one.picture, path=Path(one.picture.path.name)))


# -- What can happen to a file -----------------------------------------------------------------

Mutation = Callable[[random.Random, Path], None]


def database_of(home: Path) -> Path:
    return home / "kadraj.sqlite3"


def wal_of(home: Path) -> Path:
    return home / "kadraj.sqlite3-wal"


def flip(dice: random.Random, file: Path, times: int) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(times):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    file.write_bytes(content)


def truncate(dice: random.Random, file: Path) -> None:
    file.write_bytes(file.read_bytes()[: dice.randrange(file.stat().st_size)])


def overwrite(file: Path, start: int, noise: bytes) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:start] + noise + content[start + len(noise) :])


def drop_page(dice: random.Random, file: Path) -> None:
    page = dice.randrange(file.stat().st_size // 4096)
    overwrite(file, page * 4096, bytes(4096))


def noise(dice: random.Random, file: Path) -> None:
    overwrite(file, dice.randrange(file.stat().st_size - 512), dice.randbytes(512))


def lose_files(home: Path) -> None:
    for file in home.glob("kadraj.sqlite3*"):
        file.unlink()


MUTATIONS_BY_NAME: dict[str, Mutation] = {
    "one bit": lambda dice, home: flip(dice, database_of(home), 1),
    "some bits": lambda dice, home: flip(dice, database_of(home), dice.randint(2, 64)),
    "bits of the header": lambda dice, home: overwrite(
        database_of(home), dice.randrange(100), dice.randbytes(1)
    ),
    "header zeroed": lambda _dice, home: overwrite(database_of(home), 0, bytes(100)),
    "page zeroed": lambda dice, home: drop_page(dice, database_of(home)),
    "noise": lambda dice, home: noise(dice, database_of(home)),
    "cut": lambda dice, home: truncate(dice, database_of(home)),
    "emptied": lambda _dice, home: os.truncate(database_of(home), 0),
    "bits of the WAL": lambda dice, home: flip(dice, wal_of(home), dice.randint(1, 16)),
    "WAL cut": lambda dice, home: truncate(dice, wal_of(home)),
    "WAL lost": lambda _dice, home: wal_of(home).unlink(),
    "WAL of noise": lambda dice, home: noise(dice, wal_of(home)),
    "shm of noise": lambda dice, home: noise(dice, home / "kadraj.sqlite3-shm"),
    "database lost, WAL left": lambda _dice, home: database_of(home).unlink(),
    "all lost": lambda _dice, home: lose_files(home),
}


# -- What must become of it --------------------------------------------------------------------


def test_after_any_of_500_mutations_everything_is_back(
    template: Template, memory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back, rebuilt = asyncio.run(mutate_and_open(template, memory, MUTATIONS, journal=True))
    items = MUTATIONS * len(template.known)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{MUTATIONS} mutations (seed {SEED}): {back} of {items} items back,"
            f" {rebuilt} libraries rebuilt, 0 crashes"
        )
    assert back >= items * 0.99


def test_without_the_second_copy_the_videos_are_back(
    template: Template, memory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both copies are gone or damaged: what SQLite can read, and what lies in the library."""
    back, rebuilt = asyncio.run(mutate_and_open(template, memory, 90, journal=False))
    items = 90 * len(template.known)
    with capsys.disabled():
        print(f"\nwithout the journal: {back} of {items} items back, {rebuilt} rebuilt")  # noqa: T201
    assert back >= items * 0.5


async def mutate_and_open(
    template: Template, folder: Path, times: int, *, journal: bool
) -> tuple[int, int]:
    """Returns how many items were as before, and how many libraries were rebuilt."""
    dice = random.Random(SEED)
    kinds = list(MUTATIONS_BY_NAME.items())
    back: Counter[str] = Counter()
    rebuilt = 0
    for number in range(times):
        name, mutation = kinds[number % len(kinds)]
        home = folder / f"{number}"
        places = template.copy_to(home)
        mutation(dice, home)
        if not journal:
            places.journal.unlink()
        before = {file.read_bytes() for file in home.glob("kadraj.sqlite3")}
        library = SqliteLibrary(places, template.home / "library")
        outcome = await library.open()
        found = await everything(library)
        back[name] += template.known.back(found)
        if outcome is not None:
            rebuilt += 1
            await check_told(outcome, found, home, before)
        if journal:
            assert found.jobs.keys() <= template.known.jobs.keys(), name
            assert found.note == template.known.note, name
        thorough = number // len(kinds) % 5 == 0
        if thorough:
            await check_usable(library)
        await library.close()
        assert not thorough or await check_again(places, template, found), name
        shutil.rmtree(home)
    return back.total(), rebuilt


async def check_told(outcome: LibraryRebuilt, found: Known, home: Path, before: set[bytes]) -> None:
    assert outcome.videos == len(found.clips)
    assert outcome.jobs == len([job for job in found.jobs.values() if job.state is not S.REMOVED])
    if outcome.set_aside is not None and before:
        assert (home / outcome.set_aside).is_file()


async def check_usable(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job("new"))
    assert await library.change_job(replace(job, state=S.REMOVED), expected=S.WAITING)
    assert await library.job(job.id) is not None


async def check_again(places: Places, template: Template, found: Known) -> bool:
    """The next start finds nothing more to mend."""
    library = SqliteLibrary(places, template.home / "library")
    assert await library.open() is None
    again = await everything(library)
    await library.close()
    return found.clips == again.clips and found.jobs.items() <= again.jobs.items()
