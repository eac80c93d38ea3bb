"""Copies of videos in a folder of the user's."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.clips import Clip
from app.domain.ports import FolderFiles, Library
from app.domain.works import Exported, WorkKind
from app.engine.works import Work, Works


class Exporter:
    """Copies videos out of the library, each under its own name; nothing is replaced there."""

    def __init__(self, library: Library, files: FolderFiles, works: Works) -> None:
        self._library = library
        self._files = files
        self._works = works

    async def export(
        self, clip_ids: Sequence[str], folder: Path, *, with_sidecars: bool = False
    ) -> Exported:
        """Copies these clips' videos into `folder`, with all that belongs to them if wanted."""
        clips = await self._library.clips(clip_ids)
        return await self._works.carry_out(
            WorkKind.EXPORT, lambda work: self._export(clips, folder, with_sidecars, work)
        )

    async def _export(
        self, clips: Sequence[Clip], folder: Path, with_sidecars: bool, work: Work
    ) -> Exported:
        here = [self._library.files_of(clip) for clip in clips if clip.file is not None]
        wanted = [files if with_sidecars else files[:1] for files in here]
        work.expect(await self._files.size_of([file for files in wanted for file in files]))
        copied: list[Path] = []
        for files in wanted:
            copy = await self._files.copy_beside(files, folder, work.go_on)
            if copy is None:
                break
            copied.append(copy)
        return Exported(
            files=tuple(copied),
            missing=tuple(clip.id for clip in clips if clip.file is None),
            cancelled=work.cancelled,
        )
