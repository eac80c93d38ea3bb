"""`check`, `lost` and `send-again` as processes: the answers to uncertain jobs."""

import os
import re
import subprocess
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.demo.panels import DemoPanels
from app.demo.replies import stamp
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from tests.cli.conftest import KEY, PATIENCE, ROOT, Kadraj, until

DROPPED = SCENARIOS["drop-after-submit"]
#: Longer than a test here takes.
_LASTS = timedelta(seconds=30)
MAKES_NOTHING = SCENARIOS["server-error"].at(Endpoint.SUBMIT)


@pytest.fixture(autouse=True)
def one_day() -> None:
    """Waits where a day is about to turn, in UTC or in Turkey: over it figures tell nothing."""
    now = datetime.now(UTC)
    for hour in (21, 24):
        turn = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hour)
        if timedelta() <= turn - now < _LASTS:
            time.sleep((turn - now).total_seconds() + 1)


@dataclass(frozen=True)
class Lost:
    """A job that was sent and never answered."""

    id: str
    sent: datetime

    @property
    def short(self) -> str:
        """As `jobs` shows it."""
        return self.id[:8]


def an_uncertain_job(kadraj: Kadraj, panels: DemoPanels, scenario: Scenario = DROPPED) -> Lost:
    """Makes one; the panels are calm again."""
    panels.scenario = scenario
    ended = kadraj("generate", "sora", "Balon", "--json")
    assert (ended.code, ended.json["state"]) == (5, "uncertain")
    panels.scenario = CALM
    return Lost(ended.json["id"], datetime.fromisoformat(ended.json["submitted_at"]))


def two_that_fit(job: Lost) -> Scenario:
    """A history with two videos that nobody knows, made when the job was sent."""
    videos = [
        {"job_id": f"video-{number}", "video_url": "", "created_at": stamp(job.sent)}
        for number in (1, 2)
    ]
    told = Reply.json(200, {"count": 2, "videos": videos, "daily_limit_remaining": 20})
    return Scenario("two", reply=told).at(Endpoint.HISTORY)


def state_of(kadraj: Kadraj, job: Lost) -> dict[str, Any]:
    (found,) = (row for row in kadraj("jobs", "--json").json if row["id"] == job.id)
    return dict(found)


def test_one_that_the_service_took_is_found_and_brought(kadraj: Kadraj, panels: DemoPanels) -> None:
    # What was left before: without it, a video is only offered.
    assert kadraj("history", "sora").code == 0
    job = an_uncertain_job(kadraj, panels)
    assert job.short in kadraj("jobs").out
    checked = kadraj("check", job.short)
    assert (checked.code, checked.out) == (0, "Found at sora. kadraj follow brings it.\n")
    assert f"kadraj undo {job.short}" in checked.err
    assert kadraj("follow").code == 0
    assert state_of(kadraj, job)["state"] == "ready"
    assert panels.posts() == 1
    again = kadraj("check", job.short)
    assert (again.code, again.out) == (2, "")
    assert again.err == "This job is not uncertain: ready.\n"


def test_one_that_is_not_there_says_what_the_figures_tell(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    # The figure of before: the command itself asks for the history first of all.
    assert kadraj("history", "sora").code == 0
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    checked = kadraj("check", job.id, "--json")
    assert checked.code == 5
    assert checked.json["state"] == "uncertain"
    assert checked.json["found"] is False
    assert checked.json["candidates"] == []
    assert checked.json["evidence"] == "not_taken"
    panels.scenario = replace(CALM, quota_left=11)
    said = kadraj("check", job.id).out
    assert "probably taken" in said or "Not found at sora yet" in said


def test_where_two_fit_the_choice_is_taken_by_id(kadraj: Kadraj, panels: DemoPanels) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    panels.scenario = two_that_fit(job)
    offered = kadraj("check", job.short)
    assert offered.code == 5
    assert [line.split()[2] for line in offered.out.splitlines()[1:]] == ["video-1", "video-2"]
    assert "Only you can tell" in offered.out
    assert f"kadraj check {job.short} --take JOB_ID" in offered.err
    told = kadraj("check", job.short, "--json")
    assert [video["job_id"] for video in told.json["candidates"]] == ["video-1", "video-2"]
    assert kadraj("check", job.short, "--take", "video-3").code == 2
    assert kadraj("check", job.short, "--take", "video-").code == 2
    assert state_of(kadraj, job)["state"] == "uncertain"
    taken = kadraj("check", job.short, "--take", "video-2", "--json")
    assert (taken.code, taken.json["found"]) == (0, True)
    assert state_of(kadraj, job)["job_id"] == "video-2"
    assert panels.posts() == 1


def test_none_of_those_that_fit_it_is(kadraj: Kadraj, panels: DemoPanels) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    panels.scenario = two_that_fit(job)
    refused = kadraj("check", job.id, "--take", "none")
    assert refused.code == 5
    assert "video-1" not in refused.out
    assert kadraj("check", job.id, "--json").json["candidates"] == []
    missing = kadraj("check", job.id, "--take", "video-9")
    assert (missing.code, missing.out) == (2, "")
    # The word can be taken back, and a whole id counts whatever was said before.
    undone = kadraj("undo", job.short)
    assert (undone.code, undone.out) == (0, "Taken back: uncertain.\n")
    assert len(kadraj("check", job.id, "--json").json["candidates"]) == 2
    kadraj("check", job.id, "--take", "none")
    assert kadraj("check", job.id, "--take", "video-1", "--json").json["found"]


def test_what_was_taken_or_given_up_can_be_taken_back(kadraj: Kadraj, panels: DemoPanels) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    panels.scenario = two_that_fit(job)
    assert kadraj("check", job.id, "--take", "video-1").code == 0
    assert kadraj("undo", job.id, "--json").json["state"] == "uncertain"
    assert state_of(kadraj, job)["job_id"] is None
    assert kadraj("lost", job.id).code == 0
    assert kadraj("undo", job.id).code == 0
    assert state_of(kadraj, job)["state"] == "uncertain"
    kadraj("check", job.id, "--take", "video-2")
    other = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    panels.scenario = two_that_fit(job)
    refused = kadraj("check", other.id, "--take", "video-2")
    assert (refused.code, "another job" in refused.err) == (2, True)
    nothing = kadraj("undo", other.id)
    assert (nothing.code, nothing.out) == (2, "There is nothing to take back: uncertain.\n")


def test_one_video_is_offered_as_one_and_says_how_to_look(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    video = {"job_id": "video-1", "video_url": "", "created_at": stamp(job.sent)}
    told = Reply.json(200, {"count": 1, "videos": [video]})
    panels.scenario = Scenario("one", reply=told).at(Endpoint.HISTORY)
    offered = kadraj("check", job.short)
    assert offered.code == 5
    assert offered.out.startswith("One video of sora may be it.")
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  video-1", offered.out, re.MULTILINE)
    assert "kadraj download sora JOB_ID" in offered.err
    turkish = kadraj("check", job.short, LANG="tr_TR.UTF-8")
    assert re.search(r"^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d", turkish.out, re.MULTILINE)


def test_an_uncertain_job_names_its_answers_and_its_reason(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    panels.scenario = MAKES_NOTHING
    made = kadraj("generate", "sora", "Balon")
    assert made.code == 5
    assert "answered with error 500" in made.err
    assert all(f"kadraj {answer} " in made.err for answer in ("check", "lost", "send-again"))
    assert "answered with error 500" in kadraj("jobs").out
    followed = kadraj("follow")
    assert followed.code == 5
    assert "kadraj check " in followed.err


def test_a_job_that_its_service_forgot_says_so_and_takes_the_answers(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    panels.scenario = replace(CALM, pace_factor=1_000_000)
    made = kadraj("generate", "sora", "Balon", "--no-wait", "--json").json
    forgets = Reply.json(404, {"detail": "Not Found"})
    panels.scenario = Scenario("forgets", reply=forgets).at(Endpoint.STATUS)
    followed = kadraj("follow")
    assert followed.code == 5
    assert "sora no longer knows it" in followed.err
    assert f"kadraj lost {made['id'][:8]}" in followed.err
    assert "sora no longer knows it" in kadraj("jobs").out
    assert kadraj("check", made["id"]).code == 5
    assert kadraj("lost", made["id"]).code == 0


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_killed_while_sending_nothing_is_called_sending(kadraj: Kadraj, panels: DemoPanels) -> None:
    panels.scenario = Scenario("thinking", latency=60).at(Endpoint.SUBMIT)
    with kadraj.begun("generate", "sora", "Balon") as process:
        until(lambda: panels.posts() == 1)
        (job,) = kadraj("jobs", "--json").json
        assert job["state"] == "submitting"
        process.kill()
        process.communicate(timeout=PATIENCE)
    (job,) = kadraj("jobs", "--json").json
    assert (job["state"], job["error"]["came"]) == ("uncertain", "end")
    assert "Kadraj ended while sending" in kadraj("jobs").out


def test_lost_and_sent_again_with_a_clear_warning(kadraj: Kadraj, panels: DemoPanels) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    unasked = kadraj("send-again", job.short)
    assert (unasked.code, unasked.out) == (2, "")
    assert "it may cost a second video" in unasked.err
    assert "--yes" in unasked.err
    lost = kadraj("lost", job.short)
    assert (lost.code, lost.out) == (0, "marked as lost\n")
    assert kadraj("lost", job.short).code == 2
    assert panels.posts() == 1
    sent = kadraj("send-again", job.short, "--yes", "--json")
    assert (sent.code, sent.json["state"]) == (0, "ready")
    assert panels.posts() == 2
    done = kadraj("send-again", job.short, "--yes")
    assert (done.code, done.out) == (2, "")
    assert done.err == "This job cannot be sent again: ready.\n"


def test_a_failed_job_is_sent_again_without_a_warning(kadraj: Kadraj, panels: DemoPanels) -> None:
    panels.scenario = SCENARIOS["failing"]
    failed = kadraj("generate", "veo", "Balon", "--json")
    assert failed.code == 6
    panels.scenario = CALM
    sent = kadraj("send-again", failed.json["id"], "--no-wait")
    assert sent.code == 0
    assert "second video" not in sent.err
    assert panels.posts() == 2


def test_sent_again_without_a_network_it_waits(kadraj: Kadraj, panels: DemoPanels) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    sent = kadraj("send-again", job.id, "--yes", KADRAJ_SORA_URL="http://127.0.0.1:9")
    assert sent.code == 5
    assert "kadraj follow sends it" in sent.err
    assert state_of(kadraj, job)["state"] == "waiting"


@pytest.mark.parametrize("command", ["check", "lost", "send-again"])
def test_an_id_that_means_nothing_or_too_much(
    kadraj: Kadraj, panels: DemoPanels, command: str
) -> None:
    unknown = kadraj(command, "no-such-job")
    assert (unknown.code, unknown.err) == (2, "There is no job no-such-job.\n")
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    short = kadraj(command, job.id[:5])
    assert (short.code, "too short" in short.err) == (2, True), "so few may mean anything"


def test_a_beginning_that_several_jobs_share(kadraj: Kadraj, panels: DemoPanels) -> None:
    taken = Reply.json(200, {"job_id": "shared-beginning-1", "status": "queued"})
    for number in ("1", "2"):
        reply = replace(taken, body=taken.body.replace("-1", f"-{number}"))
        panels.scenario = Scenario("told", reply=reply).at(Endpoint.SUBMIT)
        assert kadraj("generate", "sora", "Balon", "--no-wait").code == 0
    ended = kadraj("check", "shared-beginning")
    assert (ended.code, ended.out) == (2, "")
    assert "may be any of these" in ended.err


# -- On a terminal ---------------------------------------------------------------------------------


def on_a_terminal(kadraj: Kadraj, *arguments: str, types: str) -> tuple[int, str, str]:
    """Runs a command with a terminal as its standard input; somebody types a line there."""
    import pty

    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            kadraj.command(*arguments),
            cwd=ROOT,
            env=kadraj.surroundings(),
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            os.write(ours, types.encode())
            out, err = process.communicate(timeout=PATIENCE)
    finally:
        os.close(ours)
        os.close(theirs)
    kadraj.show_no_key(out, err)
    return process.returncode, out, err


@pytest.mark.skipif(os.name == "nt", reason="has no such terminals")
@pytest.mark.parametrize(
    ("types", "code", "remote_id"),
    [("2\n", 0, "video-2"), ("video-1\n", 0, "video-1"), ("\n", 5, None), ("n\n", 5, None)],
)
def test_on_a_terminal_it_asks_which(
    kadraj: Kadraj, panels: DemoPanels, types: str, code: int, remote_id: str | None
) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    panels.scenario = two_that_fit(job)
    ended, _, err = on_a_terminal(kadraj, "check", job.short, types=types)
    assert ended == code
    assert "Which one is it?" in err
    assert state_of(kadraj, job)["job_id"] == remote_id
    offered = kadraj("check", job.short, "--json") if remote_id is None else None
    if offered is not None:
        assert bool(offered.json["candidates"]) == (types == "\n")


@pytest.mark.skipif(os.name == "nt", reason="has no such terminals")
@pytest.mark.parametrize(("types", "posts"), [("y\n", 2), ("\n", 1)])
def test_on_a_terminal_it_asks_before_it_may_be_paid_twice(
    kadraj: Kadraj, panels: DemoPanels, types: str, posts: int
) -> None:
    job = an_uncertain_job(kadraj, panels, MAKES_NOTHING)
    _, _, err = on_a_terminal(kadraj, "send-again", job.short, types=types)
    assert "it may cost a second video" in err
    assert panels.posts() == posts
    assert KEY not in err
