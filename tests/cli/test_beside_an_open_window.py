"""While another Kadraj has the library: what can be looked at, and what is kept out."""

from collections.abc import Iterator

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import Scenario
from tests.cli.conftest import Kadraj, until


@pytest.fixture
def busy(kadraj: Kadraj, panels: DemoPanels) -> Iterator[Kadraj]:
    """A home where a video was made, and another is being made by a Kadraj that is open."""
    assert kadraj("generate", "veo", "Gemi").code == 0
    posts = panels.posts()
    panels.scenario = Scenario("endless", pace_factor=1_000_000)
    with kadraj.begun("generate", "sora", "Balon") as process:
        until(lambda: panels.posts() == posts + 1)
        assert process.stderr is not None
        while "queue" not in process.stderr.readline():
            pass
        yield kadraj
        assert process.poll() is None
        process.terminate()
        process.communicate(timeout=100)


def test_jobs_are_listed(busy: Kadraj) -> None:
    listed = busy("jobs", "--json")
    assert (listed.code, listed.err) == (0, "")
    ship, balloon = listed.json
    assert (ship["prompt"], ship["state"]) == ("Gemi", "ready")
    # What is on its way there is not doubted because somebody looked.
    assert balloon["prompt"] == "Balon"
    assert balloon["state"] in {"queued", "processing"}
    assert "Gemi" in busy("jobs").out


def test_history_lists_what_is_known_and_says_so(busy: Kadraj) -> None:
    ended = busy("history", "veo", "--json")
    assert ended.code == 0
    assert "Gemi" in {video["prompt"] for video in ended.json}
    assert ended.err == "Kadraj is open: this is what it knows, the list may be old.\n"
    turkish = busy("history", "veo", LANG="tr_TR.UTF-8", KADRAJ_VEO_KEY="")
    assert turkish.code == 0
    assert "liste eski olabilir" in turkish.err


@pytest.mark.parametrize(
    "command", [("generate", "veo", "x"), ("follow",), ("download", "veo", "x")]
)
def test_whatever_writes_is_kept_out(busy: Kadraj, command: tuple[str, ...]) -> None:
    ended = busy(*command)
    assert (ended.code, ended.out) == (1, "")
    assert "already running" in ended.err
    assert "close it first" in ended.err


@pytest.mark.parametrize("command", ["check", "lost", "send-again", "undo"])
def test_answers_are_given_in_the_open_window(busy: Kadraj, command: str) -> None:
    ended = busy(command, "some-job")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.endswith("Answer in the open window, or close it first.\n")
