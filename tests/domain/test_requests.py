"""Completing a request from a service's table, and finding everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.capabilities import MEGABYTE, Capabilities
from app.domain.errors import ErrorCode
from app.domain.requests import (
    GenerationRequest,
    Picture,
    completed_request,
    picture_problems,
    problems,
)
from app.services.sora2 import SORA2
from app.services.veo3 import VEO3

SORA, VEO = SORA2.capabilities, VEO3.capabilities
PICTURE = Picture(Path("/pictures/cat.png"), "image/png", 10 * MEGABYTE, 8000, 8000, "cat.png")


def asked(
    service: str = "sora",
    prompt: str = "a cat",
    ratio: str = "",
    seconds: int | None = None,
    model: str | None = None,
) -> GenerationRequest:
    return GenerationRequest(service, prompt, ratio, seconds, model)


def codes(request: GenerationRequest, table: Capabilities) -> list[ErrorCode]:
    return [problem.code for problem in problems(request, table)]


@pytest.mark.parametrize(
    ("table", "given", "whole"),
    [
        (SORA, asked(), ("16:9", None, "sora-2-landscape")),
        (SORA, asked(ratio="9:16"), ("9:16", None, "sora-2-portrait")),
        (SORA, asked(model="sora-2-portrait"), ("9:16", None, "sora-2-portrait")),
        (SORA, asked(model="sora-9"), ("16:9", None, "sora-9")),
        (SORA, asked(ratio="1:1"), ("1:1", None, None)),
        (VEO, asked(service="veo"), ("16:9", 6, None)),
        (VEO, asked(service="veo", seconds=8, ratio="9:16"), ("9:16", 8, None)),
        (replace(VEO, default_duration=None), asked(service="veo"), ("16:9", 4, None)),
    ],
)
def test_what_the_user_left_open_comes_from_the_table(
    table: Capabilities,
    given: GenerationRequest,
    whole: tuple[str, int | None, str | None],
) -> None:
    completed = completed_request(given, table)
    assert (completed.aspect_ratio, completed.duration_seconds, completed.model) == whole
    assert completed_request(completed, table) == completed


def test_space_around_the_prompt_is_not_sent() -> None:
    assert completed_request(asked(prompt="\n a cat \t"), SORA).prompt == "a cat"


@pytest.mark.parametrize(("table", "service"), [(SORA, "sora"), (VEO, "veo")])
def test_a_completed_request_with_a_picture_at_its_limits_has_no_problem(
    table: Capabilities, service: str
) -> None:
    request = replace(completed_request(asked(service), table), picture=PICTURE)
    assert codes(request, table) == []


def test_all_problems_are_told_at_once_in_the_composers_order() -> None:
    request = replace(
        asked(prompt=" \n", ratio="4:3", seconds=5, model="sora-9"),
        picture=replace(PICTURE, size=10 * MEGABYTE + 1),
    )
    assert codes(request, SORA) == [
        ErrorCode.PICTURE_TOO_LARGE,
        ErrorCode.PROMPT_EMPTY,
        ErrorCode.ASPECT_RATIO_UNKNOWN,
        ErrorCode.DURATION_UNKNOWN,
        ErrorCode.MODEL_UNKNOWN,
    ]


def test_problems_name_what_was_given_and_what_is_allowed() -> None:
    request = asked("veo", ratio="4:3", seconds=5, model="veo-9")
    assert [dict(problem.params) for problem in problems(request, VEO)] == [
        {"value": "4:3", "allowed": "16:9, 9:16"},
        {"value": 5, "allowed": "4, 6, 8"},
        {"value": "veo-9", "allowed": ""},
    ]


def test_pictures_are_measured_in_bytes_and_pixels() -> None:
    huge = replace(PICTURE, size=11 * MEGABYTE, width=8001)
    assert [dict(problem.params) for problem in picture_problems(huge, SORA)] == [
        {"size": 11 * MEGABYTE, "limit": 10 * MEGABYTE},
        {"width": 8001, "height": 8000, "limit": 64_000_000},
    ]


def test_another_kind_of_picture_has_that_one_problem() -> None:
    drawing = replace(PICTURE, media_type="image/svg+xml", size=11 * MEGABYTE)
    (problem,) = picture_problems(drawing, SORA)
    assert problem.code is ErrorCode.PICTURE_UNSUPPORTED
    assert problem.params["allowed"] == "image/jpeg, image/png, image/webp"


def test_a_service_without_pictures_takes_none() -> None:
    (problem,) = picture_problems(PICTURE, replace(SORA, picture=None))
    assert problem.code is ErrorCode.PICTURE_UNSUPPORTED
    assert problem.params["allowed"] == ""
