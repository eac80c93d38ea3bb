"""A clip: one video of the library, on this computer or only at the service."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.folding import folded
from app.domain.requests import Picture

BEST_RATING: Final = 5

#: The service of videos that came from files of which nothing tells who made them.
IMPORTED: Final = "imported"
#: The service of videos that were joined from others here.
JOINED: Final = "joined"


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a video file holds: seconds, pixels, bytes, and the codecs by FFmpeg's names."""

    duration_seconds: float
    width: int
    height: int
    size: int
    video_codec: str
    audio_codec: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user thinks of a clip: stars 0 to 5, tags as typed, each once however written."""

    rating: int = 0
    favourite: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarksChange:
    """What is to change of some clips' marks; None leaves as it is."""

    rating: int | None = None
    favourite: bool | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    note: str | None = None

    def applied_to(self, marks: Marks) -> Marks:
        """`marks` with this change. Tags that differ in case or accents only are the same tag."""
        unwanted = {folded(tag) for tag in self.remove_tags}
        tags = {folded(tag): tag for tag in marks.tags if folded(tag) not in unwanted}
        for tag in self.add_tags:
            if tag.strip():
                tags.setdefault(folded(tag.strip()), tag.strip())
        rating = marks.rating if self.rating is None else self.rating
        return replace(
            marks,
            rating=max(0, min(BEST_RATING, rating)),
            favourite=marks.favourite if self.favourite is None else self.favourite,
            tags=tuple(tags.values()),
            note=marks.note if self.note is None else self.note,
        )


@dataclass(frozen=True, slots=True)
class Clip:
    """A video of the history. Times are aware UTC, lengths seconds, `file` is absolute.

    `prompt` is empty for videos that were made elsewhere: the services do not tell it.
    `at_service` says whether the service's last history named the video. `parents` are the ids of
    the clips it was made of; clips of one `idea` were made by several services of the same
    request. One with `trashed_at` is in the recycle bin: its row is kept.
    """

    id: str
    service: str
    remote_id: str
    created_at: datetime
    prompt: str = ""
    aspect_ratio: str = ""
    duration_seconds: float | None = None
    model: str | None = None
    remote_url: str = ""
    at_service: bool = False
    picture: Picture | None = None
    file: Path | None = None
    thumbnail: Path | None = None
    media: MediaInfo | None = None
    marks: Marks = Marks()
    parents: tuple[str, ...] = ()
    idea: str | None = None
    trashed_at: datetime | None = None

    @property
    def downloaded(self) -> bool:
        """Whether the video's file was put on this computer."""
        return self.file is not None

    @property
    def obtainable(self) -> bool:
        """Whether there is a service that may give the video: none has what was imported or
        joined here."""
        return self.service not in {IMPORTED, JOINED}

    @property
    def missing(self) -> bool:
        """Whether its file was put on this computer and is not to be found now."""
        was_here = self.media is not None or not self.obtainable
        return self.file is None and was_here and self.trashed_at is None

    @property
    def length(self) -> float | None:
        """Seconds: of the file where it was looked at, otherwise as the service told."""
        return self.duration_seconds if self.media is None else self.media.duration_seconds


class ClipPlace(StrEnum):
    """Where a clip is, by what is known."""

    HERE = "here"  # its file is on this computer
    CLOUD = "cloud"  # only at the service
    ONLY_HERE = "only_here"  # on this computer, and no longer at the service


class ClipOrder(StrEnum):
    """How a grid is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"  # by stars, the newest of the same first
    LONGEST = "longest"
    SHORTEST = "shortest"
    PROMPT = "prompt"  # in the order of the Turkish alphabet, which keeps the English one


@dataclass(frozen=True, slots=True)
class ClipQuery:
    """Which clips a grid shows; what is None or empty is not asked for.

    `service` None means all. All words of `text` must occur in prompt, tags or note, folded; all
    of `tags` must be there. `since` and `until` (not included) bound `created_at`. The recycle bin
    is a list of its own: `trashed`.
    """

    service: str | None = None
    text: str = ""
    place: ClipPlace | None = None
    aspect_ratio: str | None = None
    favourites: bool = False
    least_rating: int = 0
    tags: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    trashed: bool = False
    order: ClipOrder = ClipOrder.NEWEST

    @property
    def filtered(self) -> bool:
        """Whether a change of a clip may bring it into the list or out of it."""
        return replace(self, order=ClipOrder.NEWEST) != ClipQuery(service=self.service)


@dataclass(frozen=True, slots=True)
class ClipCounts:
    """Figures of one service's history: videos known, how many are not on this computer, and the
    bytes that those on it take."""

    total: int
    not_downloaded: int
    size: int = 0
