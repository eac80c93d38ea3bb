"""What opening the library may have had to do."""

from dataclasses import dataclass

from app.domain.errors import ErrorCode, KadrajError


@dataclass(frozen=True, slots=True)
class LibraryRebuilt:
    """The database was damaged or missing, and was made anew from what there was.

    `videos` and `jobs` say how many are in it now, without removed jobs; `set_aside` is the name
    of the old database's file, None when there was none.
    """

    videos: int
    jobs: int
    set_aside: str | None

    def told(self) -> KadrajError:
        """The same as something to tell a person."""
        return KadrajError(
            ErrorCode.LIBRARY_REBUILT, videos=self.videos, jobs=self.jobs, name=self.set_aside
        )
