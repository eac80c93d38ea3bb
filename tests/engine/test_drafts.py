"""Drafts, presets and prompts of before, through restarts."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clips import IMPORTED, JOINED, Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.presets import Preset
from app.domain.recipes import Dialect
from app.domain.requests import Continuation, GenerationRequest, Picture
from tests.engine.workshop import Workshop, asked

pytestmark = pytest.mark.anyio

LAKE = Preset("Göl", "veo", "Bir göl", "16:9", 8)


async def test_a_draft_is_there_again_with_its_picture(
    workshop: Workshop, picture: Picture
) -> None:
    place = Continuation("abc", 2.5)
    draft = GenerationRequest("veo", " Yarım kalan ", "9:16", 4, None, picture, place)
    async with workshop.opened() as (studio, _):
        assert await studio.drafts.of("veo") is None
        await studio.drafts.keep(replace(draft, prompt="first"))
        await studio.drafts.keep(draft)
        await studio.drafts.keep(GenerationRequest("sora", "", "16:9", model="sora-2-landscape"))
    content = picture.path.read_bytes()
    picture.path.unlink()
    async with workshop.opened() as (studio, _):
        kept = await studio.drafts.of("veo")
        assert kept is not None
        assert kept.picture is not None
        assert kept.picture.path.read_bytes() == content
        assert replace(kept, picture=picture) == draft
        assert kept.picture.name == picture.name
        sora = await studio.drafts.of("sora")
        assert sora == GenerationRequest("sora", "", "16:9", model="sora-2-landscape")
        kept.picture.path.unlink()
        assert await studio.drafts.of("veo") == replace(draft, picture=None, continues=None)


async def test_a_draft_without_its_picture_is_not_overtaken_by_the_one_before(
    workshop: Workshop, picture: Picture
) -> None:
    before = GenerationRequest("veo", "Göl", "16:9", 8, None, picture)
    async with workshop.opened() as (studio, _):
        await asyncio.gather(
            studio.drafts.keep(before), studio.drafts.keep(replace(before, picture=None))
        )
        assert await studio.drafts.of("veo") == replace(before, picture=None)


async def test_a_request_is_written_out_whole_for_other_programs(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        written = studio.recipe(Dialect.CURL, asked("veo", "Bir göl"))
        assert '"aspect_ratio": "16:9", "duration_seconds": 6' in written
        assert workshop.addresses["veo"] in written
        with pytest.raises(KadrajError) as caught:
            studio.recipe(Dialect.CURL, asked("runway"))
        assert caught.value.code is ErrorCode.SERVICE_UNKNOWN


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"picture": 1}', '{"picture": null, "x": 1}'])
async def test_a_draft_that_cannot_be_read_is_none(workshop: Workshop, note: str) -> None:
    async with workshop.opened() as (studio, _):
        await studio.library.set_note("draft.veo", note)
        assert await studio.drafts.of("veo") is None


async def test_presets_are_kept_changed_removed_and_carried_elsewhere(
    workshop: Workshop, tmp_path: Path
) -> None:
    file = tmp_path / "hazır.json"
    async with workshop.opened() as (studio, _):
        presets = studio.presets
        assert await presets.all() == []
        await presets.keep(replace(LAKE, name="Şehir"))
        await presets.keep(LAKE)
        assert [preset.name for preset in await presets.keep(LAKE)] == ["Göl", "Şehir"]
        assert await presets.export(file) == 2
        assert await presets.remove("Göl") == [replace(LAKE, name="Şehir")]
    async with workshop.opened() as (studio, _):
        presets = studio.presets
        assert [preset.name for preset in await presets.all()] == ["Şehir"]
        assert await presets.take_in(file) == 1
        assert await presets.take_in(file) == 0
        assert LAKE in await presets.all()


async def test_a_file_that_holds_no_presets_changes_nothing(
    workshop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe{" + b"[" * 100_000)
    async with workshop.opened() as (studio, _):
        await studio.presets.keep(LAKE)
        for name, code in [
            ("a.json", ErrorCode.PRESETS_UNREADABLE),
            ("gone.json", ErrorCode.FILE_FAILED),
        ]:
            with pytest.raises(KadrajError) as caught:
                await studio.presets.take_in(tmp_path / name)
            assert caught.value.code is code
        with pytest.raises(KadrajError):
            await studio.presets.export(tmp_path)
        assert await studio.presets.all() == [LAKE]
        note = await studio.library.note("presets")
        assert json.loads(note or "")["version"] == 1


async def test_prompts_of_before_are_found_the_way_people_type_them(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        said = ["Işıl ışıl bir göl", "İstanbul’da sis", "IŞIL IŞIL BİR ŞEHİR", "Işıl ışıl bir göl"]
        for prompt in said:
            await studio.generate(asked("veo", prompt))
        prompts = studio.library.prompts
        assert await prompts() == [said[0], said[2], said[1]]
        assert await prompts(limit=2) == [said[0], said[2]]
        assert await prompts("isil BIR") == [said[0], said[2]]
        assert await prompts("istanbul") == [said[1]]
        assert await prompts("yok") == []
        for service in (IMPORTED, JOINED, "sora"):
            name = f"{service} + Göl"
            await studio.library.keep_clip(Clip(service, service, service, workshop.now(), name))
        assert await prompts("gol") == ["sora + Göl", said[0]], "only what somebody wrote"
