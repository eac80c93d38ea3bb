"""Names of files by the user's pattern: safe everywhere, whatever the pattern and the clip say."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.clips import Clip, MediaInfo
from app.domain.name_patterns import (
    PATTERN_FIELDS,
    USUAL_PATTERN,
    PatternFault,
    PatternProblem,
    file_stem,
    in_english,
    in_turkish,
    pattern_problem,
)

CLIP = Clip(
    id="0123456789abcdef0123456789abcdef",
    service="sora",
    remote_id="r1",
    created_at=datetime(2026, 11, 21, 12, 30, 5, tzinfo=UTC),
    prompt="Kırmızı balon, şehrin üstünde!",
    aspect_ratio="16:9",
    model="sora-2-landscape",
    media=MediaInfo(5.96, 1280, 720, 21, "h264", None),
)
LOCAL = CLIP.created_at.astimezone()


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (USUAL_PATTERN, f"{LOCAL:%Y-%m-%d} kirmizi-balon-sehrin-ustunde 89abcdef"),
        ("{service}_{ratio}_{length}", "sora_16x9_6s"),
        ("{service}_{frame}_{length}", "sora_16x9_6s"),
        ("{servis}_{kadraj}_{süre}", "sora_16x9_6s"),
        ("{servis}_{oran}_{uzunluk}", "sora_16x9_6s"),
        ("{saat} {model}", f"{LOCAL:%H-%M-%S} sora-2-landscape"),
        ("{time} {model}", f"{LOCAL:%H-%M-%S} sora-2-landscape"),
        ("Çekim {id}", "Çekim 89abcdef"),
        ("  ..{id}. ", "89abcdef"),
        ("NUL", "NUL 89abcdef"),
        ("com1.{id}", "com1.89abcdef 89abcdef"),
    ],
)
def test_a_pattern_makes_a_name(pattern: str, name: str) -> None:
    assert pattern_problem(pattern) is None
    assert file_stem(pattern, CLIP) == name


def test_fields_are_called_in_two_languages() -> None:
    turkish = "{tarih} {saat} {servis} {istem} {id} {kadraj} {süre} {model}"
    english = " ".join(f"{{{field}}}" for field in PATTERN_FIELDS)
    assert in_turkish(english) == turkish
    assert in_english(turkish) == english
    assert in_english("tarih {id} {renk}") == "tarih {id} {renk}", "own words stay"


def test_what_is_not_known_leaves_no_gap() -> None:
    bare = replace(CLIP, prompt="", aspect_ratio="", model=None, media=None)
    assert file_stem("{date} {prompt} {id}", bare) == f"{LOCAL:%Y-%m-%d} 89abcdef"
    assert file_stem("{prompt} {length} {model} {ratio}", bare) == "89abcdef"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", PatternProblem(PatternFault.EMPTY)),
        (" . ", PatternProblem(PatternFault.EMPTY)),
        ("{date} {colour}", PatternProblem(PatternFault.UNKNOWN_FIELD, "colour")),
        ("{}", PatternProblem(PatternFault.UNKNOWN_FIELD, "")),
        ("{date}/{id}", PatternProblem(PatternFault.FORBIDDEN_LETTER, "/")),
        ("{date}:{id}", PatternProblem(PatternFault.FORBIDDEN_LETTER, ":")),
        ("{date", PatternProblem(PatternFault.UNPAIRED, "}")),
        ("date} {id}", PatternProblem(PatternFault.UNPAIRED, "{")),
        ("a\x00b", PatternProblem(PatternFault.FORBIDDEN_LETTER, "\x00")),
        ("ş" * 61, PatternProblem(PatternFault.TOO_LONG)),
    ],
)
def test_a_pattern_that_makes_no_names_says_why(pattern: str, problem: PatternProblem) -> None:
    assert pattern_problem(pattern) == problem


patterns = st.lists(
    st.sampled_from([f"{{{field}}}" for field in PATTERN_FIELDS]) | st.text(max_size=30),
    max_size=12,
).map("".join)


@given(patterns, st.text(), st.text(), st.text(), st.text())
@example("con", "", "", "", "")
@example("{prompt}.", "aux", "", "", "")
def test_a_name_is_safe_whatever_goes_into_it(
    pattern: str, prompt: str, service: str, ratio: str, model: str
) -> None:
    if pattern_problem(pattern) is not None:
        return
    clip = replace(CLIP, prompt=prompt, service=service, aspect_ratio=ratio, model=model)
    name = file_stem(pattern, clip)
    assert name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name == name.strip(" .")
    assert not re.fullmatch(r"(con|prn|aux|nul|(com|lpt)\d)(\..*)?", name, re.IGNORECASE)
    assert len(name.encode()) <= 200
