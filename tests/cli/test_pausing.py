"""Waiting jobs are held back and let go from the command line, also over its end."""

import asyncio

from app.demo.panels import DemoPanels
from tests.cli.conftest import Kadraj
from tests.engine.workshop import Workshop, asked


async def wait_in(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        await studio.generate(asked("sora", "Balon"))


def test_what_is_paused_is_said_and_not_sent_until_it_is_resumed(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    asyncio.run(wait_in(Workshop(kadraj.home)))
    assert kadraj("pause", "sora").out == "Sending is paused: sora. What was sent goes on.\n"
    refused = kadraj("generate", "sora", "Gemi")
    assert (refused.code, refused.out) == (1, "")
    assert "kadraj resume sora" in refused.err
    (job,) = kadraj("jobs", "--json").json
    assert (job["prompt"], job["state"], job["paused"]) == ("Balon", "waiting", True)
    followed = kadraj("follow", LANG="tr_TR.UTF-8")
    assert (followed.code, followed.out) == (0, "İş yok.\n")
    assert "gönderim duraklatıldı" in followed.err
    assert "kadraj resume sora" in followed.err
    assert panels.posts() == 0
    assert kadraj("resume", "--json").json == {"paused_services": []}
    assert kadraj("follow").code == 0
    assert panels.posts() == 1
