"""The bridge's side of films: clips continued, joined, written in other forms."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.clips import Clip
from app.domain.films import FilmShape, Joined
from app.domain.requests import GenerationRequest
from app.ui.calls import Abandon, Otherwise, Then
from app.ui.library_bridge import LibraryBridge


class FilmBridge(LibraryBridge):
    """Videos made of the library's videos; see `Bridge`. Their works are told of like others."""

    def continue_from(
        self,
        clip_id: str,
        seconds: float | None,
        then: Then[GenerationRequest],
        otherwise: Otherwise,
    ) -> None:
        """A request that goes on from what a clip shows at a moment, or from its last good frame;
        nothing is sent."""
        work = self._studio.shelf.films.continue_from(clip_id, seconds)
        self._call("continue", work, then, otherwise)

    def plan_join(
        self,
        clip_ids: Sequence[str],
        then: Then[Joined],
        otherwise: Otherwise,
        *,
        whole: bool = False,
    ) -> Abandon:
        """What `join` would make of these clips."""
        work = self._studio.shelf.films.plan_join(clip_ids, whole=whole)
        return self._call("plan join", work, then, otherwise)

    def join(
        self,
        clip_ids: Sequence[str],
        then: Then[Clip | None],
        otherwise: Otherwise,
        *,
        whole: bool = False,
    ) -> None:
        """Joins clips in this order to a new one; `then` gets None when that was cancelled."""
        work = self._studio.shelf.films.join(clip_ids, whole=whole)
        self._call("join", work, then, otherwise)

    def export_film(
        self,
        clip_id: str,
        target: Path,
        shape: FilmShape,
        then: Then[Path | None],
        otherwise: Otherwise,
    ) -> None:
        """Writes a clip in another shape; `then` gets None when that was cancelled."""
        work = self._studio.shelf.films.export(clip_id, target, shape)
        self._call("export film", work, then, otherwise)

    def estimate_film(
        self, clip_id: str, shape: FilmShape, then: Then[int], otherwise: Otherwise
    ) -> Abandon:
        """About how many bytes `export_film` will write."""
        work = self._studio.shelf.films.estimate(clip_id, shape)
        return self._call("estimate film", work, then, otherwise)
