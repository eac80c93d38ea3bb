"""What the submit matrix proves can be brought about by hand: with a form at the control address.

The same states come of it, on the demo panels and with their own table of faults. Names that do not
exist and refused connections need no panel.
"""

from pathlib import Path
from typing import Final

import httpx
import pytest

from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import SCENARIOS, Endpoint
from app.domain.jobs import JobState
from app.domain.requests import Picture
from app.services import registry
from tests.engine.workshop import Workshop, asked, until
from tests.faults.test_submit_matrix import QUICK, put_back

pytestmark = pytest.mark.anyio

S = JobState
#: What does not leave a job uncertain: refusals that can be read, and TLS that never came about.
OTHERWISE: Final = {
    "refused-before-body": S.FAILED,
    "bad-prompt": S.FAILED,
    "too-many": S.FAILED,
    "too-many-for-now": S.FAILED,
    "no-tls": S.WAITING,
    "tls-never-answered": S.WAITING,
}
NAMES: Final = [
    name
    for name, scenario in SCENARIOS.items()
    if scenario.endpoints == {Endpoint.CONNECTION}
    or (scenario.endpoints == {Endpoint.SUBMIT} and (scenario.fault or scenario.reply))
]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "Patience", lambda: QUICK)


@pytest.mark.parametrize("name", NAMES)
async def test_a_fault_made_by_hand_sends_once_and_leaves_the_right_state(
    name: str, tmp_path: Path, panels: DemoPanels, large_picture: Picture
) -> None:
    state = OTHERWISE.get(name, S.UNCERTAIN)
    url = panels.sora_url.replace("http:", "https:") if state is S.WAITING else panels.sora_url
    workshop = Workshop(tmp_path / "home", {"sora": url}, {"sora": DEMO_KEY})
    async with httpx.AsyncClient(trust_env=False) as hand:
        told = await hand.post(panels.control_url, data={"scenario": name})
        assert told.json()["scenario"] == name
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked(prompt=name, picture=large_picture))
        if state is S.WAITING:
            await until(lambda: put_back(watch, job) >= 2)
        else:
            await watch.until_job(job, state)
    connecting = SCENARIOS[name].endpoints == {Endpoint.CONNECTION}
    assert panels.begun("sora", Endpoint.SUBMIT) == (0 if connecting else 1)
    assert panels.said < 32_000_000
    elsewhere = [request for request in panels.requests if request.service == "files"]
    assert elsewhere == []


def test_the_table_has_what_the_matrix_has() -> None:
    assert len(NAMES) >= 27
    assert OTHERWISE.keys() <= set(NAMES)
