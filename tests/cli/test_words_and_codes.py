"""Every error has words in both languages and an exit code; nothing a service says is obeyed."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.cli.console import Console, state_line
from app.cli.exits import Exit, exit_for
from app.cli.texts import Speech
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.domain.requests import GenerationRequest
from app.domain.settings import Language

ENGLISH, TURKISH = Speech(Language.ENGLISH), Speech(Language.TURKISH)


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_is_said_in_both_languages(code: ErrorCode) -> None:
    error = KadrajError(code, service="veo", value="x", allowed="a, b", detail="no")
    english, turkish = ENGLISH.error(error), TURKISH.error(error)
    assert english != turkish
    for said in (english, turkish):
        assert said.strip()
        assert "{" not in said
        assert said == said.strip()


def test_what_an_error_does_not_tell_is_a_dash() -> None:
    assert ENGLISH.error(KadrajError(ErrorCode.DISK_FULL)) == "The disk is full: –"


def test_words_of_a_service_are_quoted_and_never_obeyed() -> None:
    detail = "{service.__class__} \x1b[2J\x07 %s {0}"
    said = ENGLISH.error(KadrajError(ErrorCode.REJECTED, service="veo", detail=detail))
    assert said == "veo did not accept this: {service.__class__}  [2J  %s {0}"


@pytest.mark.parametrize("state", JobState)
def test_every_state_is_said_in_both_languages(state: JobState) -> None:
    request = GenerationRequest("sora", "x", "16:9")
    job = Job("1", request, state, datetime.now(UTC), queue_position=3, total_in_queue=7)
    assert state_line(ENGLISH, job) != state_line(TURKISH, job)
    if state is JobState.QUEUED:
        assert state_line(ENGLISH, job) == "place 3 in the queue"


def test_exit_codes_are_those_the_help_tells() -> None:
    assert {exit_for(code) for code in ErrorCode} == set(Exit) - {Exit.DONE, Exit.INTERRUPTED}
    assert exit_for(ErrorCode.KEY_REFUSED) == 3
    assert exit_for(ErrorCode.QUOTA_EXHAUSTED) == 4
    assert exit_for(ErrorCode.SUBMIT_UNCERTAIN) == 5
    assert exit_for(ErrorCode.SERVICE_FAILED) == 6


def test_an_error_is_said_once_until_it_has_passed() -> None:
    err = io.StringIO()
    console = Console(ENGLISH, err=err)
    away = KadrajError(ErrorCode.TIMED_OUT, service="veo")
    console.error(away)
    console.progress("one")
    console.error(KadrajError(ErrorCode.TIMED_OUT, service="veo"))
    console.passed(away)
    console.error(away)
    said = "veo did not answer in time."
    assert err.getvalue().splitlines() == [said, "one", said]


def test_the_same_progress_twice_is_said_once() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(ENGLISH, as_json=True, out=out, err=err)
    for text in ("one", "one", "two", "one"):
        console.progress(text)
    console.result("text", {"prompt": "Işık"})
    assert err.getvalue() == "one\ntwo\none\n"
    assert out.getvalue() == '{\n  "prompt": "Işık"\n}\n'


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "connection lost while sending to sora"),
        ({"came": "never heard of"}, "connection lost"),
        ({"came": "error", "status": 502}, "answered with error 502"),
        ({"came": "page", "status": 200}, "a web page instead of data"),
        ({"came": "redirect", "host": "elsewhere.example"}, "(elsewhere.example)"),
        ({"came": "end"}, "Kadraj ended while sending"),
    ],
)
def test_an_uncertain_job_says_what_came_back(params: dict[str, str | int], words: str) -> None:
    said = ENGLISH.error(KadrajError(ErrorCode.SUBMIT_UNCERTAIN, service="sora", **params))
    assert words in said
    assert said.endswith("Kadraj never sends a job twice.")


def test_a_status_that_nobody_knows_is_shown_as_it_came() -> None:
    request = GenerationRequest("sora", "x", "16:9")
    now = datetime.now(UTC)
    job = Job("1", request, JobState.QUEUED, now, queue_position=0, total_in_queue=0)
    assert state_line(ENGLISH, replace(job, remote_status="upscaling\x1b[2J")) == "upscaling [2J"
    assert state_line(ENGLISH, replace(job, remote_status="Queued ")) == "in the queue"


@pytest.mark.parametrize("code", [ErrorCode.REJECTED, ErrorCode.SERVICE_FAILED])
def test_where_the_service_said_nothing_nothing_is_left_hanging(code: ErrorCode) -> None:
    for speech in (ENGLISH, TURKISH):
        said = speech.error(KadrajError(code, service="sora", status=413, detail=""))
        assert said.endswith(".")
    assert "413" in ENGLISH.error(KadrajError(ErrorCode.REJECTED, service="sora", status=413))
