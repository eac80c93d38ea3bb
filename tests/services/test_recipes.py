"""Requests written for other programs: each is really run, and asks for the very same."""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.domain.recipes import KEY_PLACEHOLDER, Dialect
from app.domain.requests import GenerationRequest, Picture, completed_request
from app.media.pictures import inspect
from app.services.recipes import recipe
from app.services.registry import SERVICES, make_services

HOSTILE = (
    "A beautiful sunset over mountains",
    "Gün batımı: İstanbul’da ışıl ışıl bir akşam 🎈",
    'it\'s "quoted" `id` $(id) ${HOME} %s \\n \\ ! # ; & | > < * ? ~',
    "'; touch /tmp/owned; echo '",
    '"); process.exit(1); ("',
    '""" + __import__("os").getcwd() + """',
    "</script><script>alert(1)</script> <!--",
    "several\nlines\r\nand\ttabs",
    "\x00\x01\x1b[31m\x7f\u2028\u2029\u202eback\u202c\u200b\ufeff\U000e0041",
    "@/etc/passwd",
    "-H X: y",
)


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPanels]:
    folder = tmp_path_factory.mktemp("panels")
    panels = DemoPanels(folder=folder, draft=True, clip_seconds=1, pace=1e6, daily_limit=1000)
    with ThreadedDemoPanels(panels):
        yield panels


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    folder = tmp_path_factory.mktemp('it\'s a $(folder) "with" names\n in ‮it')
    Image.effect_noise((320, 180), 90).convert("RGB").save(folder / "-göl '1'.jpg")
    return inspect(folder / "-göl '1'.jpg")


def ran(dialect: Dialect, text: str) -> None:
    commands = {
        Dialect.CURL: ["bash", "-eu", "-o", "pipefail", "-c", text],
        Dialect.PYTHON: [sys.executable, "-W", "error", "-c", text],
        Dialect.JAVASCRIPT: ["node", "--input-type=module", "-e", text],
    }
    if shutil.which(commands[dialect][0]) is None:
        pytest.skip(f"{commands[dialect][0]} is not on this computer")
    done = subprocess.run(commands[dialect], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert b"job_id" in done.stdout


def sent(
    panels: DemoPanels, dialect: Dialect, request: GenerationRequest
) -> tuple[str, dict[str, Any]]:
    """What is written, and the body that a panel got when it was run."""
    address = {"sora": panels.sora_url, "veo": panels.veo_url}[request.service]
    written = recipe(dialect, f"{address}/generate", SERVICES[request.service].body, request)
    before = panels.posts()
    ran(dialect, written.replace(KEY_PLACEHOLDER, DEMO_KEY))
    assert panels.posts() == before + 1
    body = [asked.body for asked in panels.requests if asked.method == "POST"][-1]
    assert isinstance(body, dict)
    return written, body


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("service", ["sora", "veo"])
def test_what_is_written_asks_for_what_the_panels_page_shows(
    panels: DemoPanels, dialect: Dialect, service: str
) -> None:
    table = SERVICES[service].capabilities
    request = completed_request(GenerationRequest(service, HOSTILE[0], "16:9"), table)
    written, body = sent(panels, dialect, request)
    seed = Path("tests/seeds", f"{service}{'2' if service == 'sora' else '3'}-panel.txt")
    shown = next(
        line for line in seed.read_text().splitlines() if line.startswith('{ "prompt": "A beau')
    )
    wanted = json.loads(shown)
    wanted.pop("image", None)  # is optional, the page says
    assert body == wanted
    assert KEY_PLACEHOLDER in written


@pytest.mark.parametrize("dialect", list(Dialect))
def test_hostile_prompts_stay_texts(panels: DemoPanels, dialect: Dialect) -> None:
    # All in one, for each run starts a process; and the worst ones by themselves.
    for prompt in (" ".join(HOSTILE), HOSTILE[3], HOSTILE[9]):
        written, body = sent(panels, dialect, GenerationRequest("veo", prompt, "9:16", 8))
        assert body == {"prompt": prompt, "aspect_ratio": "9:16", "duration_seconds": 8}
        assert all(letter.isprintable() or letter == "\n" for letter in written)
    assert not Path("/tmp/owned").exists()


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("service", ["sora", "veo"])
def test_a_picture_goes_with_it_from_its_file(
    panels: DemoPanels, dialect: Dialect, service: str, picture: Picture
) -> None:
    table = SERVICES[service].capabilities
    asked = GenerationRequest(service, "it's alive", "16:9", picture=picture)
    _, body = sent(panels, dialect, completed_request(asked, table))
    encoded = base64.b64encode(picture.path.read_bytes()).decode()
    if service == "veo":
        assert body["image"] == encoded
    else:
        [message] = body["messages"]
        first, second = message["content"]
        assert first["image_url"]["url"] == f"data:image/jpeg;base64,{encoded}"
        assert second == {"type": "text", "text": "it's alive"}


@pytest.mark.anyio
async def test_a_service_writes_its_own_address_and_no_key(picture: Picture) -> None:
    services = make_services({"sora": "https://sora.example.com"})
    try:
        for dialect in Dialect:
            request = GenerationRequest("sora", "a", "16:9", picture=picture)
            assert "https://sora.example.com/generate" in services["sora"].recipe(dialect, request)
    finally:
        for service in services.values():
            await service.aclose()
