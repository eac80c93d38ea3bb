"""What goes over the wire equals what the panels' own pages show, key by key and in their order."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.requests import Picture
from tests.services.conftest import KEY, PanelAt, asked
from tests.services.server import always, reply

pytestmark = pytest.mark.anyio

SEEDS = Path(__file__).parents[1] / "seeds"
TAKEN = always(reply(200, '{"job_id": "job-1"}'))


def seeds_bodies(name: str) -> list[Any]:
    """The request bodies that a panel's page shows, in their order."""
    text = (SEEDS / name).read_text(encoding="utf-8")
    return [json.loads(body) for body in re.findall(r"^Body:\n(\{.*\})$", text, re.MULTILINE)]


async def sent(panel_at: PanelAt, service: str, prompt: str, picture: Picture | None) -> bytes:
    async with panel_at(TAKEN, service) as (client, server):
        await client.submit(KEY, replace(asked(service, prompt), picture=picture))
    request = server.received[0]
    assert "transfer-encoding" not in request.headers
    assert int(request.headers["content-length"]) == len(request.body)
    return request.body


def picture_of(folder: Path, content: bytes, media_type: str = "image/jpeg") -> Picture:
    file = folder / "picture"
    file.write_bytes(content)
    return Picture(file, media_type, len(content), 1, 1, "picture")


def ordered(value: Any) -> str:
    return json.dumps(value)


async def test_sora_text(panel_at: PanelAt) -> None:
    shown = seeds_bodies("sora2-panel.txt")[0]
    body = json.loads(await sent(panel_at, "sora", shown["prompt"], None))
    assert ordered(body) == ordered(shown)


async def test_sora_picture(panel_at: PanelAt, tmp_path: Path) -> None:
    shown = seeds_bodies("sora2-panel.txt")[1]
    content = b"\xff\xd8\xff\xe0 a JPEG, to the eye"
    prompt = shown["messages"][0]["content"][1]["text"]
    body = json.loads(await sent(panel_at, "sora", prompt, picture_of(tmp_path, content)))
    image = body["messages"][0]["content"][0]["image_url"]
    start, _, encoded = image["url"].partition(",")
    assert shown["messages"][0]["content"][0]["image_url"]["url"].startswith(start + ",")
    assert base64.b64decode(encoded, validate=True) == content
    image["url"] = shown["messages"][0]["content"][0]["image_url"]["url"]
    assert ordered(body) == ordered(shown)


async def test_veo_with_and_without_picture(panel_at: PanelAt, tmp_path: Path) -> None:
    shown = seeds_bodies("veo3-panel.txt")[0]
    picture = picture_of(tmp_path, b"RIFF0000WEBP", "image/webp")
    body = json.loads(await sent(panel_at, "veo", shown["prompt"], picture))
    assert base64.b64decode(body["image"], validate=True) == b"RIFF0000WEBP"
    assert ordered({**body, "image": shown["image"]}) == ordered(shown)
    del shown["image"]
    body = json.loads(await sent(panel_at, "veo", shown["prompt"], None))
    assert ordered(body) == ordered(shown)


async def test_the_data_address_names_the_pictures_real_type(
    panel_at: PanelAt, tmp_path: Path
) -> None:
    picture = picture_of(tmp_path, b"RIFF0000WEBP", "image/webp")
    assert b'"url": "data:image/webp;base64,UklG' in await sent(panel_at, "sora", "x", picture)


@pytest.mark.parametrize("size", [1, 2, 3, 98_303, 98_304, 98_305, 10 * 1024 * 1024])
async def test_pictures_of_every_size_arrive_whole(
    panel_at: PanelAt, tmp_path: Path, size: int
) -> None:
    content = (bytes(range(256)) * (size // 256 + 1))[:size]
    body = json.loads(await sent(panel_at, "veo", "x", picture_of(tmp_path, content)))
    assert base64.b64decode(body["image"], validate=True) == content


@pytest.mark.parametrize("prompt", ['"quoted" \\ {braces}', "İıŞğ 🎬", "two\nlines\t", "\ud800"])
async def test_any_prompt_arrives_as_it_was(panel_at: PanelAt, tmp_path: Path, prompt: str) -> None:
    body = json.loads(await sent(panel_at, "veo", prompt, picture_of(tmp_path, b"abc")))
    assert body["prompt"] == prompt
