"""What stands in the composers and under names, kept over restarts; and prompts of before."""

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import FolderFiles, Library
from app.domain.presets import Preset, in_order, joined, presets_text, read_presets
from app.domain.requests import Continuation, GenerationRequest, Picture

_log = logging.getLogger(__name__)
_PRESETS: Final = "presets"
#: Bytes of a file of presets that are read.
_MOST: Final = 8 * 1024 * 1024


class Drafts:
    """A draft for each service: a request that need not be whole."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._one_at_a_time = asyncio.Lock()

    async def keep(self, draft: GenerationRequest) -> None:
        """Keeps a service's draft instead of its last one, with an own copy of its picture."""
        async with self._one_at_a_time:  # a later one without a picture would be ready sooner
            content = asdict(replace(draft, picture=await self._own(draft.picture)))
            await self._library.set_note(_note(draft.service), json.dumps(content, default=str))

    async def _own(self, picture: Picture | None) -> Picture | None:
        """An own copy of a picture; None of one whose file holds another by now."""
        try:
            return picture and await self._library.keep_picture(picture)
        except KadrajError as error:
            if error.code is ErrorCode.PICTURE_CHANGED:
                return None
            raise

    async def of(self, service: str) -> GenerationRequest | None:
        """A service's draft, without a picture that is no longer there; None when there is none."""
        kept = await self._library.note(_note(service))
        if kept is None:
            return None
        try:
            content: dict[str, Any] = json.loads(kept)
            picture = content["picture"] and _picture(content["picture"])
            continues = content.get("continues") and Continuation(**content["continues"])
            content |= {"service": service, "continues": continues}
            draft = GenerationRequest(**{**content, "picture": picture})
        except (ValueError, LookupError, TypeError):
            _log.warning("the draft of %s could not be read", service)
            return None
        if draft.picture is not None and not await asyncio.to_thread(draft.picture.path.is_file):
            return replace(draft, picture=None, continues=None)
        return draft


class Presets:
    """The user's presets, in alphabetical order."""

    def __init__(self, library: Library, files: FolderFiles) -> None:
        self._library = library
        self._files = files
        self._one_at_a_time = asyncio.Lock()

    async def all(self) -> list[Preset]:
        """All of them."""
        kept = await self._library.note(_PRESETS)
        return [] if kept is None else read_presets(kept, _PRESETS)

    async def keep(self, preset: Preset) -> list[Preset]:
        """Keeps one instead of that with the same name, if there is one; returns all."""
        async with self._one_at_a_time:
            others = [known for known in await self.all() if known.name != preset.name]
            return await self._keep(in_order([*others, preset]))

    async def remove(self, name: str) -> list[Preset]:
        """Forgets one; returns those that stay."""
        async with self._one_at_a_time:
            return await self._keep([known for known in await self.all() if known.name != name])

    async def export(self, target: Path) -> int:
        """Writes all into a file; returns how many."""
        presets = await self.all()
        await self._files.write_text(target, presets_text(presets))
        return len(presets)

    async def take_in(self, source: Path) -> int:
        """Adds those of a file; returns how many were new. `PRESETS_UNREADABLE` or `FILE_FAILED`
        when it is none, and then nothing changes."""
        found = read_presets(await self._files.read_text(source, _MOST), source.name)
        async with self._one_at_a_time:
            own = await self.all()
            return len(await self._keep(joined(own, found))) - len(own)

    async def _keep(self, presets: list[Preset]) -> list[Preset]:
        await self._library.set_note(_PRESETS, presets_text(presets))
        return presets


def _note(service: str) -> str:
    return f"draft.{service}"


def _picture(content: Mapping[str, Any]) -> Picture:
    return Picture(**{**content, "path": Path(content["path"])})
