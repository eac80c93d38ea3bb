"""The composers' side of the bridge: pictures, lists, plans, drafts and presets."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.capabilities import PictureLimits
from app.domain.jobs import Job
from app.domain.planning import Plan
from app.domain.preparing import Crop, PictureFacts, Preparation
from app.domain.presets import Preset
from app.domain.prompt_lists import CheckedRow, ListKind
from app.domain.recipes import Dialect
from app.domain.requests import GenerationRequest
from app.engine.studio import Studio
from app.ui.calls import Calls, Otherwise, Then


class ComposingBridge(Calls):
    """What is asked before a video is asked for; see `Bridge`."""

    _studio: Studio

    # -- Pictures ------------------------------------------------------------------------------

    def survey_picture(self, path: Path, then: Then[PictureFacts], otherwise: Otherwise) -> None:
        """What a picture file of any readable kind holds."""
        self._call("survey picture", self._studio.media.survey_picture(path), then, otherwise)

    def prepare_picture(
        self,
        path: Path,
        target: Path,
        limits: PictureLimits,
        then: Then[Preparation],
        otherwise: Otherwise,
        *,
        crop: Crop | None = None,
        name: str | None = None,
    ) -> None:
        """Writes a copy that a service takes, as `target` with the ending of its kind."""
        work = self._studio.media.prepare_picture(path, target, limits, crop=crop, name=name)
        self._call("prepare picture", work, then, otherwise)

    # -- Many at once --------------------------------------------------------------------------

    def read_list(
        self,
        source: Path | str,
        usual: GenerationRequest,
        kind: ListKind | None,
        more: Then[list[CheckedRow]],
        then: Then[None],
        otherwise: Otherwise,
    ) -> None:
        """Looks through a list of prompts; `more` gets the rows as they come, `then` the end."""
        table = self._studio.capabilities[usual.service]

        async def read() -> None:
            async for rows in self._studio.prompt_lists.read(source, usual, table, kind):
                more(rows)

        self._call("read list", read(), then, otherwise)

    def plan(self, requests: Sequence[GenerationRequest], then: Then[list[Plan]]) -> None:
        """What these come to, by service."""
        self._call("plan", self._studio.planner.plan(requests), then)

    def generate_all(
        self,
        requests: Sequence[GenerationRequest],
        then: Then[list[Job]],
        otherwise: Otherwise,
    ) -> None:
        """Writes down requests, all or none for what is wrong with them, to be sent in turn."""
        self._call("generate all", self._studio.generate_all(requests), then, otherwise)

    def generate_together(
        self,
        requests: Sequence[GenerationRequest],
        then: Then[list[Job]],
        otherwise: Otherwise,
    ) -> None:
        """Writes down one idea for several services, all or nothing."""
        self._call("generate together", self._studio.generate_together(requests), then, otherwise)

    def nearest(self, request: GenerationRequest, service: str) -> GenerationRequest:
        """What another service can be asked for that comes nearest to a request."""
        return self._studio.nearest(request, service)

    # -- Prompts and choices -------------------------------------------------------------------

    def recipe(self, dialect: Dialect, request: GenerationRequest) -> str:
        """A request written out for other programs, without the key."""
        return self._studio.recipe(dialect, request)

    def load_draft(self, service: str, then: Then[GenerationRequest | None]) -> None:
        """What stood in a service's composer the last time."""
        self._call("load draft", self._studio.drafts.of(service), then)

    def keep_draft(self, draft: GenerationRequest) -> None:
        """Keeps what stands in a service's composer, also when everything ends meanwhile; that it
        cannot be kept is no trouble."""
        work = self._studio.drafts.keep(draft)
        self._call("keep draft", work, None, lambda _error: None, keeps=True)

    def find_prompts(self, search: str, then: Then[list[str]]) -> None:
        """Prompts of before that hold these words, the latest first."""
        self._call("find prompts", self._studio.library.prompts(search), then)

    def load_presets(self, then: Then[list[Preset]]) -> None:
        """All presets, in alphabetical order."""
        self._call("load presets", self._studio.presets.all(), then)

    def keep_preset(self, preset: Preset, then: Then[list[Preset]]) -> None:
        """Keeps a preset instead of that with its name; `then` gets all."""
        self._call("keep preset", self._studio.presets.keep(preset), then)

    def remove_preset(self, name: str, then: Then[list[Preset]]) -> None:
        """Forgets a preset; `then` gets those that stay."""
        self._call("remove preset", self._studio.presets.remove(name), then)

    def export_presets(self, target: Path, then: Then[int], otherwise: Otherwise) -> None:
        """Writes all presets into a file; `then` gets how many."""
        self._call("export presets", self._studio.presets.export(target), then, otherwise)

    def import_presets(self, source: Path, then: Then[int], otherwise: Otherwise) -> None:
        """Adds the presets of a file; `then` gets how many are new."""
        self._call("import presets", self._studio.presets.take_in(source), then, otherwise)
