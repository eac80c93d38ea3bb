"""What opening the library may have had to do."""

from dataclasses import dataclass, field
from pathlib import PurePath

from app.domain.errors import ErrorCode, KadrajError


@dataclass(frozen=True, slots=True)
class LibraryRebuilt:
    """The database was damaged or missing, and was made anew from what there was.

    `videos` and `jobs` say how many are in it now, without removed jobs; `set_aside` is the name
    of the old database's file in `folder`, None when there was none. Unless `complete`, the second
    copy was not whole either, and what was written last may be missing.
    """

    videos: int
    jobs: int
    set_aside: str | None
    folder: str = field(default="", compare=False)
    complete: bool = field(default=True, compare=False)

    def told(self) -> KadrajError:
        """The same as something to tell a person."""
        where = None if self.set_aside is None else str(PurePath(self.folder, self.set_aside))
        return KadrajError(
            ErrorCode.LIBRARY_REBUILT, videos=self.videos, jobs=self.jobs, name=where
        )
