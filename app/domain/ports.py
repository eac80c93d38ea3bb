"""What the engine needs from outside, as protocols. Each is filled once, in `bootstrap`.

All coroutines may be cancelled at any await; what was committed stays committed. All raise
`KadrajError` and nothing else, unless they say so.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from app.domain.capabilities import Capabilities, PictureLimits
from app.domain.clips import Clip, ClipCounts, ClipQuery, Marks, MarksChange, MediaInfo
from app.domain.films import FilmShape, Joined, JoinPart
from app.domain.jobs import Job, JobEvent, JobState
from app.domain.opening import LibraryRebuilt
from app.domain.preparing import Crop, PictureFacts, Preparation
from app.domain.recipes import Dialect
from app.domain.replies import (
    HistoryItem,
    HistoryReply,
    StatusReply,
    SubmitReply,
    VideoAddress,
)
from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.domain.settings import Settings
from app.domain.votes import Pair, Vote

_Piece = TypeVar("_Piece")

Progress = Callable[[int, int | None], None]
"""Called with bytes done and bytes in total (None when not announced)."""

Room = Callable[[Path], int]
"""Bytes that may still be written into a folder, a small reserve left out; below 0 when that is
touched. Where nobody can tell, more than any file has. Never raises; blocks."""


@dataclass(frozen=True, slots=True)
class StreamRun(Generic[_Piece]):
    """A stretch of a stream in which the timestamps do not jump.

    A track is a row of pieces that are read as if they were one. There is one track with
    everything in it, or a second one that brings the sound.
    """

    tracks: tuple[tuple[_Piece, ...], ...]


StreamJoiner = Callable[[Sequence[StreamRun[Path]], Path], float]
"""Makes one MP4 at the path of these runs, in a worker thread, and returns its length in seconds.

Nothing is encoded anew. Raises `NOT_A_VIDEO` when the files make no video, and `DISK_FULL` or
`FILE_FAILED`; an unfinished file may be left at the path.
"""


class VideoService(Protocol):
    """One panel. The key goes out with every call and to no other origin."""

    @property
    def capabilities(self) -> Capabilities:
        """What the service can be asked for, with the address it is really reached at."""
        ...

    async def greet(self, key: Secret) -> None:
        """`GET /`: returns when the service greets as it should."""
        ...

    async def submit(self, key: Secret, request: GenerationRequest) -> SubmitReply:
        """`POST /generate`, once, without redirects and without a second try.

        Raises `SubmitNotSent`, `SubmitRefused` or `SubmitUncertain`, and nothing else.
        """
        ...

    async def status(self, key: Secret, remote_id: str) -> StatusReply:
        """`GET /status/{remote_id}`."""
        ...

    async def history(self, key: Secret) -> HistoryReply:
        """`GET /videos`."""
        ...

    def recipe(self, dialect: Dialect, request: GenerationRequest) -> str:
        """The request written out for other programs, with `KEY_PLACEHOLDER` for the key."""
        ...

    async def aclose(self) -> None:
        """Closes the connections."""
        ...


class VideoFetcher(Protocol):
    """Gets videos from the open internet, without any key."""

    async def resolve(self, url: str) -> VideoAddress:
        """Looks behind an address that may be a player page."""
        ...

    async def fetch(self, address: VideoAddress, part: Path, progress: Progress) -> None:
        """Brings the video at `address` into `part`, going on with what is here if it can.

        A stream in pieces becomes one MP4. Returns when `part` is whole and on the disk. What
        arrived is kept on failure, so that the next call can go on; what cannot be continued is
        begun anew. Raises `ONLY_IN_BROWSER` for what is no file and cannot become one.
        """
        ...

    async def stream(self, address: VideoAddress) -> str:
        """An address on this computer, which nobody can guess, where a player finds a file.

        Nothing where the file's server gives no parts of it. One at a time: the one before ends.
        """
        ...

    def cut_stream(self) -> None:
        """Ends what a player is being sent; to be called before it lets go, lest it waits."""
        ...

    async def aclose(self) -> None:
        """Closes the connections."""
        ...


class MediaReader(Protocol):
    """Looks into video and picture files, where a hostile one neither hangs nor ends the program.

    What takes too long or too much memory is refused like any other damaged file.
    """

    async def probe(self, video: Path) -> MediaInfo:
        """Opens a video and decodes its first frame; `NOT_A_VIDEO` when that fails."""
        ...

    async def thumbnail(self, video: Path, target: Path) -> None:
        """Writes a JPEG of a telling frame, at most 512 pixels at its longer side."""
        ...

    async def filmstrip(self, video: Path, target: Path) -> None:
        """Writes a JPEG with stills of the whole length, as `app.domain.filmstrips` lays them out.

        Does nothing when it is there and younger than the video.
        """
        ...

    async def last_frame(self, video: Path, target: Path) -> float:
        """Writes the last frame that is neither faded nor black as a PNG; returns its time in
        seconds."""
        ...

    async def frame_at(self, video: Path, seconds: float, target: Path) -> float:
        """Writes the frame shown at a moment as a PNG; returns when it begins, in seconds."""
        ...

    async def inspect_picture(self, path: Path, name: str | None = None) -> Picture:
        """What a picture file is, by its bytes and not by its ending.

        Raises `PICTURE_UNREADABLE` or `PICTURE_UNSUPPORTED`.
        """
        ...

    async def survey_picture(self, path: Path, name: str | None = None) -> PictureFacts:
        """What a picture file of any readable kind holds; raises as `inspect_picture`."""
        ...

    async def prepare_picture(
        self,
        path: Path,
        target: Path,
        limits: PictureLimits,
        *,
        crop: Crop | None = None,
        name: str | None = None,
    ) -> Preparation:
        """Writes a copy that a service takes, as `target` with the ending of its kind.

        It is upright and opaque, a part only if `crop` says so, and has no more pixels lost than
        `limits` ask for. Raises as `inspect_picture`, and `PICTURE_TOO_MANY_PIXELS`, `DISK_FULL`
        or `FILE_FAILED`.
        """
        ...

    async def aclose(self) -> None:
        """Ends what is under way."""
        ...


FilmProgress = Callable[[int, int], None]
"""Called on the loop with frames done and frames in all."""


class FilmMaker(Protocol):
    """Makes videos of videos, where a hostile one neither hangs nor ends the program.

    Cancelled or failed, nothing is left at the target. Raises `CLIP_UNREADABLE`, `DISK_FULL`,
    `FILE_FAILED` or `FILM_FAILED`.
    """

    async def plan(self, parts: Sequence[JoinPart], *, whole: bool = False) -> Joined:
        """What `join` would make of these videos."""
        ...

    async def join(
        self, parts: Sequence[JoinPart], target: Path, told: FilmProgress, *, whole: bool = False
    ) -> Joined:
        """Writes videos one behind the other into an MP4, every frame at its own time.

        A part ends where the next one was continued from, unless `whole`; of a frame that would be
        there twice for that, one is left out. What can be kept as it is, is not encoded anew. Sound
        stays with its pictures, and is silence where a part has none.
        """
        ...

    async def export(self, video: Path, target: Path, shape: FilmShape, told: FilmProgress) -> None:
        """Writes a video in another shape; `FILM_SHAPE_INVALID` when that cannot be."""
        ...

    async def estimate(self, video: Path, shape: FilmShape) -> int:
        """About how many bytes `export` will write."""
        ...


GoOn = Callable[[int], bool]
"""Asked in a worker thread, with the bytes done since the last time, whether to go on."""


class Library(Protocol):
    """The one place where jobs and clips are kept. Every write is committed when it returns."""

    async def open(self, *, read_only: bool = False) -> LibraryRebuilt | None:
        """Opens or makes the library; `ALREADY_RUNNING` when another program writes to it.

        A damaged or missing database is rebuilt as by `rebuild`, and then told of.

        `read_only` it can be opened while another program writes to it, and writing is an error
        of the program. What would have to be made, brought up to date or repaired first is
        `LIBRARY_DAMAGED` then; after that it can be opened anew.
        """
        ...

    async def rebuild(self) -> LibraryRebuilt:
        """Instead of `open`: sets the database aside, which is never deleted, and makes a new one
        from its second copy, from what can still be read of it, and from the videos' sidecars."""
        ...

    async def close(self) -> None:
        """Closes it. Calls after that are errors of the program."""
        ...

    async def add_job(self, job: Job, *, behind: str | None = None) -> Job:
        """Writes down a job, last of all or right `behind` another one that waits, with its own
        copy of the picture.

        Returns the job as written: `position` set, `request.picture.path` pointing at the copy.
        """
        ...

    async def add_jobs(self, jobs: Sequence[Job]) -> list[Job]:
        """Writes down jobs that belong together, in this order, last of all: all of them or, should
        anything go wrong, none."""
        ...

    async def change_job(self, job: Job, *, expected: JobState) -> Job | None:
        """Writes what became of `job` if its row is in state `expected`.

        What was asked for and the place in the queue stay as they are in the row: who has read
        them a while ago overwrites neither. Returns the job as it is there now, None when its row
        was in another state. The step `expected → job.state` is one of `TRANSITIONS` or no step
        at all.
        """
        ...

    async def edit_job(self, job: Job, *, expected: JobState) -> Job | None:
        """As `change_job`, and writes what is asked for, too."""
        ...

    async def move_jobs(self, job_ids: Sequence[str], before: str | None) -> list[Job]:
        """Puts these of the waiting jobs, in this order, in front of another one's place, or last.

        The waiting jobs share out the places they had among themselves, all in one step. Returns
        those that stand at another place now.
        """
        ...

    async def bring_job_back(self, job_id: str) -> Job | None:
        """Takes back that a job was removed: it is what it was before, and at the place it had.

        What was being downloaded is finished and not here. None where the job was not removed, and
        where nothing tells what it was. No job that was sent ever waits again by this.
        """
        ...

    async def job(self, job_id: str) -> Job | None:
        """One job, also when removed."""
        ...

    async def jobs(self, states: Collection[JobState] | None = None) -> list[Job]:
        """Jobs in these states (default: all but removed), in order of position."""
        ...

    async def timeline(self, job_id: str) -> list[JobEvent]:
        """A job's steps, the first one first: written with every change of its state, the service's
        word, its failure or its attempt.

        The latest 200 of each job. Those of jobs that ended are forgotten after 30 days.
        """
        ...

    async def keep_clip(self, clip: Clip) -> tuple[Clip, bool]:
        """Adds a clip, or completes the one with the same service and remote id.

        What is already known is never overwritten by something empty. Returns the clip as kept,
        and whether it was added.
        """
        ...

    async def merge_history(self, service: str, items: Sequence[tuple[HistoryItem, Clip]]) -> bool:
        """Takes over a service's history, each item with the clip it would become.

        Clips that the history no longer names stay, with `at_service` false; an address that is
        already known stays too, for the history gives player pages. Tells whether anything changed.
        """
        ...

    async def clip(self, clip_id: str) -> Clip | None:
        """One clip."""
        ...

    async def clip_by_remote(self, service: str, remote_id: str) -> Clip | None:
        """One clip by the service's own id."""
        ...

    async def clips_of_size(self, size: int) -> list[Clip]:
        """The clips that are not in the recycle bin and whose files have so many bytes."""
        ...

    async def clip_ids(
        self, query: ClipQuery, limit: int | None = None, offset: int = 0
    ) -> list[str]:
        """The ids a query finds, in its order: `limit` of them at most, from number `offset` on."""
        ...

    async def clips(self, clip_ids: Sequence[str]) -> list[Clip]:
        """These clips, in this order; unknown ids are left out."""
        ...

    async def clips_of_idea(self, idea: str) -> list[Clip]:
        """The clips that came of one idea and are not in the recycle bin, the oldest first."""
        ...

    async def clip_counts(self, service: str | None) -> ClipCounts:
        """Figures of one service's clips, or of all; those in the recycle bin do not count."""
        ...

    async def clip_days(self, query: ClipQuery) -> list[tuple[date, int]]:
        """How many clips of each day a query finds, as this computer's clock tells days: the first
        day first with `ClipOrder.OLDEST`, otherwise the last."""
        ...

    async def tags(self) -> list[tuple[str, int]]:
        """All tags, and how many clips have each, in alphabetical order."""
        ...

    async def mark(self, clip_ids: Sequence[str], change: MarksChange) -> dict[str, Marks]:
        """Changes the marks of clips; returns what they were, of those that were changed."""
        ...

    async def restore_marks(self, marks: Mapping[str, Marks]) -> dict[str, Marks]:
        """Gives clips these marks; returns as `mark`."""
        ...

    async def settle_sidecars(self) -> None:
        """Writes the sidecars that do not yet tell what `mark` and `restore_marks` have changed."""
        ...

    async def keep_vote(self, vote: Vote) -> None:
        """Keeps a vote in place of the one on the same two clips, if there is any."""
        ...

    async def forget_vote(self, pair: Pair) -> None:
        """Forgets the vote on two clips, in whatever order; without one nothing happens."""
        ...

    async def vote(self, pair: Pair) -> Vote | None:
        """The vote on two clips, in whatever order, or None."""
        ...

    async def votes(self) -> list[Vote]:
        """All votes, the oldest first."""
        ...

    async def trash(self, clip_ids: Sequence[str], moment: datetime) -> list[str]:
        """Notes that clips are in the recycle bin; returns those that were not. Their files stay
        where they are: that is for `RecycleBin`. A clip that gets a file leaves the bin."""
        ...

    async def untrash(self, clip_ids: Sequence[str]) -> list[str]:
        """Notes that clips are in the recycle bin no longer; returns those that were."""
        ...

    async def drop_trashed_stills(self) -> None:
        """Removes thumbnails and filmstrips of clips that are in the recycle bin."""
        ...

    async def note_bin(self, clip_id: str, moved: Mapping[Path, Path]) -> None:
        """Notes where a clip's files lie in the recycle bin, by where they were."""
        ...

    async def noted_bin(self, clip_id: str) -> dict[Path, Path]:
        """What `note_bin` was told; by where the files belong, should the library have moved."""
        ...

    def files_of(self, clip: Clip) -> list[Path]:
        """The clip's video, sidecar and source picture, as far as they are there."""
        ...

    async def job_that_made(self, clip: Clip) -> Job | None:
        """The job that a clip came from, also when removed."""
        ...

    async def move(
        self,
        folder: Path,
        *,
        begun: Callable[[int], None],
        go_on: GoOn,
        quiet: asyncio.Lock,
        switch: Callable[[], None],
    ) -> bool:
        """Moves the library's files into `folder`; tells whether it did, or was given up.

        `begun` is called with the bytes to be copied, `switch` in a worker thread when everything
        is there: it sees to it that the next start finds the library there. Killed at any instant,
        the files are all in the folder that the next start is given. `FOLDER_UNUSABLE` before
        anything is copied. No part may grow meanwhile, and `quiet` is taken for the end, when no
        file may come or go.
        """
        ...

    async def written_elsewhere(self) -> bool:
        """Of a library that was opened to be read only: whether another program writes to it."""
        ...

    async def folder_away(self) -> Path | None:
        """The library's folder, if it held videos and is not there now: its disk may be missing.

        Then nothing is made in its place, and `part_path` and `move` raise `LIBRARY_AWAY`.
        """
        ...

    def name_files(self, pattern: str) -> None:
        """Names files by this pattern from now on; see `app.domain.name_patterns`."""
        ...

    def part_path(self, clip: Clip) -> Path:
        """Where the clip's download grows: in the folder it will stay in."""
        ...

    async def clear_parts(self, service: str) -> None:
        """Takes away all parts of a service's clips."""
        ...

    def still_path(self, clip: Clip) -> Path:
        """Where a single frame of the clip can be written for a moment."""
        ...

    def thumbnail_path(self, clip: Clip) -> Path:
        """Where the clip's thumbnail belongs."""
        ...

    def filmstrip_path(self, clip: Clip) -> Path:
        """Where the clip's filmstrip belongs."""
        ...

    async def keep_file(
        self, clip: Clip, part: Path, media: MediaInfo, thumbnail: Path | None
    ) -> Clip:
        """Gives a whole, checked part its final name and its JSON sidecar, then writes the row.

        In this order: sync, rename, sync of the folder, row. Returns the clip as kept.
        """
        ...

    async def disown(self, clip_id: str) -> Clip:
        """Takes from a clip what a job told of it that was not its own: prompt, picture, model,
        what it was asked for and what it continues. Its file is named anew, its sidecar written
        anew. Nobody may be downloading it. Returns the clip as kept."""
        ...

    async def set_aside(self, clip: Clip) -> Path:
        """Renames the clip's part, whose bytes are not a video, so that nothing opens it.

        Returns the new path.
        """
        ...

    async def keep_picture(self, picture: Picture) -> Picture:
        """An own copy of a picture, for as long as the user's file may be gone.

        `PICTURE_UNREADABLE` when it is gone already, `PICTURE_CHANGED` when it holds other bytes
        than were looked at."""
        ...

    async def prompts(self, search: str = "", limit: int = 200) -> list[str]:
        """Prompts of jobs and clips, each once, the latest first: those that hold all words of
        `search`, in whatever case and whichever i."""
        ...

    async def note(self, name: str) -> str | None:
        """A small value kept under a name, or None."""
        ...

    async def set_note(self, name: str, value: str) -> None:
        """Keeps a small value under a name."""
        ...


class FolderFiles(Protocol):
    """Files outside the library, in worker threads. What is copied is read back."""

    async def videos_below(self, folder: Path) -> list[Path]:
        """All MP4s in a folder and those below it, in order; hidden ones are left out. Of an MP4
        itself, that one."""
        ...

    async def size_of(self, files: Sequence[Path]) -> int:
        """Bytes of these files together."""
        ...

    async def copy_beside(self, files: Sequence[Path], folder: Path, go_on: GoOn) -> Path | None:
        """Copies a video and what belongs to it into a folder, numbered alike where one of their
        names is taken: nothing is replaced.

        Each copy appears when it is whole. Returns the video's; None when it was given up.
        """
        ...

    async def copy_over(self, source: Path, target: Path, go_on: GoOn) -> bool:
        """Copies a file over another; tells whether it came to the end. If not, there is none."""
        ...

    async def arrive(self, part: Path, target: Path) -> None:
        """Gives a whole file its name, in place of another: sync, rename, sync of the folder.

        When that fails, the part is gone.
        """
        ...

    async def digest(self, path: Path) -> str:
        """The SHA-256 of a file, in hexadecimal."""
        ...

    async def time_of(self, path: Path) -> datetime:
        """When a file was last changed, aware UTC."""
        ...

    async def told_beside(self, video: Path) -> Clip | None:
        """The clip that the sidecar of a video tells of, if there is one of Kadraj's."""
        ...

    async def read_text(self, path: Path, most: int) -> str:
        """A file of UTF-8, what is none left out; its first `most` bytes. `FILE_FAILED`."""
        ...

    async def write_text(self, path: Path, text: str) -> None:
        """Writes a file of UTF-8, in place of another. `FILE_FAILED` or `DISK_FULL`."""
        ...

    def lines_of(self, path: Path, longest: int) -> Iterator[str]:
        """The lines of a text file without their ends, in the letters they were written in; of a
        longer one its first `longest` + 1 letters. To be read in a worker thread.

        Raises `LIST_IS_WORKBOOK` and `FILE_FAILED` at the first line.
        """
        ...


class RecycleBin(Protocol):
    """The system's recycle bin."""

    def put(self, paths: Sequence[Path]) -> dict[Path, Path]:
        """Puts files into the bin; returns where each lies now, where the system tells.

        `FILE_FAILED` when the system does not take one; then all are where they were.
        """
        ...

    def take_back(self, moved: Mapping[Path, Path]) -> None:
        """Brings files back to where they were, as `put` has told. What is no longer in the bin
        stays away. `FILE_FAILED` when the system does not give one back."""
        ...


class KeyVault(Protocol):
    """The system keyring. Calls run in a thread and give up after a time. A key is kept for the
    address that its service is reached at when it is saved, and is there for no other."""

    async def load(self, service: str) -> Secret | None:
        """The key kept for a service, or None. `KEYRING_UNAVAILABLE` when there is no keyring."""
        ...

    async def save(self, service: str, key: Secret) -> None:
        """Keeps a key. `KEYRING_UNAVAILABLE` when that is not possible."""
        ...

    async def forget(self, service: str) -> None:
        """Removes a key; no error when there is none."""
        ...

    async def describe(self) -> str:
        """The keyring's name for *doctor*; `KEYRING_UNAVAILABLE` when there is none."""
        ...


class SettingsStore(Protocol):
    """The settings file."""

    def load(self) -> Settings:
        """The settings; defaults for whatever is missing or damaged."""
        ...

    def save(self, settings: Settings) -> None:
        """Replaces the file in one step."""
        ...
