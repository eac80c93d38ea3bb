"""Errors with their parameters, and the small facts that clips, replies and tables tell."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from app.domain.clips import Clip, ClipOrder, ClipPlace, ClipQuery, MediaInfo
from app.domain.errors import (
    PASSING,
    ErrorCode,
    KadrajError,
    SubmitNotSent,
    SubmitRefused,
    SubmitUncertain,
    is_passing,
)
from app.domain.jobs import Job, JobState
from app.domain.opening import LibraryRebuilt
from app.domain.replies import Quota
from app.domain.requests import GenerationRequest
from app.domain.settings import Settings
from app.services.sora2 import SORA2


def test_an_error_tells_its_code_and_parameters() -> None:
    error = KadrajError(ErrorCode.RATE_LIMITED, service="veo", retry_after=None)
    assert str(error) == "rate_limited(service=veo, retry_after=None)"
    assert error.params["service"] == "veo"


def test_the_parameters_of_an_error_stay_as_they_were() -> None:
    error = KadrajError(ErrorCode.KEY_REFUSED, service="veo")
    with pytest.raises(TypeError):
        cast("dict[str, Any]", error.params)["service"] = "sora"


def test_what_is_known_about_a_submission_can_be_caught_by_itself() -> None:
    for kind in (SubmitNotSent, SubmitRefused, SubmitUncertain):
        with pytest.raises(kind):
            raise kind(ErrorCode.UNREACHABLE, service="sora")
        assert issubclass(kind, KadrajError)
    assert not issubclass(SubmitNotSent, SubmitRefused | SubmitUncertain)


def test_troubles_of_the_users_own_making_do_not_pass_by_themselves() -> None:
    lasting = {
        ErrorCode.KEY_REFUSED,
        ErrorCode.PROMPT_EMPTY,
        ErrorCode.NOT_A_VIDEO,
        ErrorCode.SERVICE_FAILED,
        ErrorCode.SUBMIT_UNCERTAIN,
        ErrorCode.ONLY_IN_BROWSER,
    }
    assert PASSING.isdisjoint(lasting)
    assert ErrorCode.UNREACHABLE in PASSING


def test_a_job_goes_to_the_service_of_its_request() -> None:
    request = GenerationRequest("veo", "a cat", "16:9")
    assert Job("1", request, JobState.WAITING, datetime.now(UTC)).service == "veo"


def test_a_clip_is_downloaded_when_it_has_a_file() -> None:
    clip = Clip("1", "sora", "r1", datetime.now(UTC))
    assert not clip.downloaded
    assert Clip("1", "sora", "r1", datetime.now(UTC), file=Path("/a.mp4")).downloaded


def test_a_clips_length_is_the_files_own_where_that_was_looked_at() -> None:
    clip = Clip("1", "sora", "r1", datetime.now(UTC), duration_seconds=6)
    assert clip.length == 6
    assert replace(clip, media=MediaInfo(5.9, 1280, 720, 1, "h264", None)).length == 5.9


def test_a_rebuilt_library_is_told_of_as_an_error_is() -> None:
    told = LibraryRebuilt(videos=12, jobs=3, set_aside=None).told()
    assert str(told) == "library_rebuilt(videos=12, jobs=3, name=None)"


@pytest.mark.parametrize(
    ("code", "status", "passing"),
    [
        (ErrorCode.UNREACHABLE, None, True),
        (ErrorCode.NOT_A_VIDEO, None, False),
        (ErrorCode.DOWNLOAD_FAILED, 503, True),
        (ErrorCode.DOWNLOAD_FAILED, 404, False),
    ],
)
def test_what_is_tried_again_by_itself(code: ErrorCode, status: int | None, passing: bool) -> None:
    assert is_passing(code, {"status": status}) is passing


@pytest.mark.parametrize(
    ("quota", "known"),
    [(Quota(), False), (Quota(20), True), (Quota(None, 0), True), (Quota(20, 18), True)],
)
def test_a_quota_is_known_when_any_figure_is(quota: Quota, known: bool) -> None:
    assert quota.known is known


def test_models_by_ratio() -> None:
    table = SORA2.capabilities
    assert [model.name for model in table.models_for("9:16")] == ["sora-2-portrait"]
    assert table.models_for("1:1") == ()


def test_a_new_user_gets_downloads_and_remembered_keys() -> None:
    assert Settings().download_automatically
    assert Settings().remember_keys
    assert Settings().addresses == {}


def test_a_query_knows_whether_a_change_can_bring_a_clip_in_or_out() -> None:
    assert not ClipQuery(service="veo", order=ClipOrder.BEST).filtered
    assert ClipQuery(place=ClipPlace.CLOUD).filtered
    assert ClipQuery(text="balon").filtered
