"""One idea for both services: asked of each once, told of as belonging together."""

import json
from dataclasses import replace

import pytest

from app.demo.panels import DemoPanels
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.domain.requests import GenerationRequest, Picture
from tests.engine.workshop import Workshop, asked

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("with_picture", [False, True])
async def test_both_services_are_asked_for_the_same_and_their_videos_know_of_each_other(
    workshop: Workshop, panels: DemoPanels, picture: Picture, with_picture: bool
) -> None:
    given = picture if with_picture else None
    async with workshop.working() as (studio, watch):
        here = GenerationRequest("sora", "Kırmızı balon 🎈", "9:16", picture=given)
        there = studio.nearest(here, "veo")
        assert (there.aspect_ratio, there.duration_seconds) == ("9:16", 6)
        jobs = await studio.generate_together([here, there])
        assert jobs[0].idea == jobs[1].idea is not None
        done = [await watch.until_job(job, JobState.READY) for job in jobs]
        details = [await studio.shelf.details(job.clip_id or "") for job in done]
        assert [[other.id for other in one.others] for one in details] == [
            [details[1].clip.id],
            [details[0].clip.id],
        ]
        for one in details:
            assert one.clip.file is not None
            told = json.loads(one.clip.file.with_suffix(".json").read_text(encoding="utf-8"))
            assert told["idea"] == jobs[0].idea
    posts = {
        request.service: request.body for request in panels.requests if request.method == "POST"
    }
    assert len(posts) == sum(request.method == "POST" for request in panels.requests) == 2
    sora, veo = posts["sora"], posts["veo"]
    assert isinstance(sora, dict)
    assert isinstance(veo, dict)
    assert (sora["aspect_ratio"], sora["model"]) == ("9:16", "sora-2-portrait")
    assert (veo["aspect_ratio"], veo["duration_seconds"]) == ("9:16", 6)
    if with_picture:
        shown, said = sora["messages"][0]["content"]
        assert said["text"] == veo["prompt"] == "Kırmızı balon 🎈"
        assert shown["image_url"]["url"] == f"data:image/jpeg;base64,{veo['image']}"
    else:
        assert sora["prompt"] == veo["prompt"] == "Kırmızı balon 🎈"
        assert not {"messages", "image"} & {*sora, *veo}


async def test_what_one_of_them_cannot_do_keeps_both_from_being_written_down(
    workshop: Workshop,
) -> None:
    async with workshop.opened() as (studio, _watch):
        with pytest.raises(KadrajError) as refused:
            await studio.generate_together([asked("sora"), replace(asked("veo"), model="x")])
        assert refused.value.code is ErrorCode.MODEL_UNKNOWN
        assert await studio.library.jobs() == []
