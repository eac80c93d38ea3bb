"""Phrases come into prompts and out of them as one would write them."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.phrases import PHRASES, Phrase, PhraseGroup, Standing, standing, toggled

WIDE = PHRASES["wide"]


def put(text: str, phrase: Phrase = WIDE) -> str:
    """`text` with the phrase put in or taken out where `|` stands, which stands there after."""
    cursor = text.index("|")
    prompt = text.replace("|", "")
    splice = toggled(prompt, phrase, cursor)
    assert splice is not None
    changed = splice.of(prompt)
    return f"{changed[: splice.cursor]}|{changed[splice.cursor :]}"


def parts(prompt: str) -> list[str]:
    """What stands between commas, lines' ends and the like."""
    return [part.strip() for part in re.split(r"[,;\n]", prompt) if part.strip(" \t\u00a0")]


def test_every_group_has_many_phrases_that_no_mark_parts() -> None:
    assert min(Counter(phrase.group for phrase in PHRASES.values()).values()) >= 10
    assert {phrase.group for phrase in PHRASES.values()} == set(PhraseGroup)
    english = [phrase.english for phrase in PHRASES.values()]
    assert len({text.lower() for text in english}) == len(english) >= 100
    for text in english:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]+[a-z0-9A-Z]", text)
        assert len(text) <= 32, "seen whole on its card"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|", "Wide shot|"),
        ("A lighthouse|", "A lighthouse, wide shot|"),
        ("A lighthouse  |", "A lighthouse, wide shot|"),
        ("A lighthouse,|", "A lighthouse, wide shot|"),
        ("A lighthouse, |", "A lighthouse, wide shot|"),
        ("A lighthouse.|", "A lighthouse. Wide shot|"),
        ("A light|house, birds", "A lighthouse, wide shot|, birds"),
        ("|A lighthouse", "Wide shot|, A lighthouse"),
        ("A boat,| birds", "A boat, wide shot|, birds"),
        ("A boat, | , birds", "A boat, wide shot|, birds"),
        ("A boat\n|", "A boat\nWide shot|"),
        ("A boat\n|\nbirds", "A boat\nWide shot|\nbirds"),
        ("Deniz feneri; ı|şık", "Deniz feneri; ışık, wide shot|"),
    ],
)
def test_a_phrase_is_put_in_well_formed_and_taken_out_again(before: str, after: str) -> None:
    assert put(before) == after
    assert parts(put(after).replace("|", "")) == parts(before.replace("|", ""))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wide shot, a boat|", "|a boat"),
        ("A boat, WIDE SHOT|.", "A boat|."),
        ("A boat. Wide shot|", "A boat.|"),
        ("A boat. Wide shot.|", "A boat.|"),
        ("A boat. Wide shot. Birds|", "A boat. |Birds"),
        ("A boat. Wide shot\nBirds|", "A boat.|\nBirds"),
        ("A wide shot of it, wide shot|", "A wide shot of it|"),
    ],
)
def test_a_phrase_goes_with_its_mark(before: str, after: str) -> None:
    assert put(before) == after


def test_what_stands_in_a_sentence_of_the_users_own_is_left_alone() -> None:
    prompt = "A wide shot of a boat"
    assert standing(prompt, WIDE) is Standing.WITHIN
    assert toggled(prompt, WIDE, 3) is None


def test_a_part_of_a_longer_phrase_is_not_that_phrase() -> None:
    assert standing("an extreme wide shot", WIDE) is Standing.ABSENT
    assert standing("extreme wide shot, wide shot", WIDE) is Standing.APART
    assert standing("worldwide shot", WIDE) is Standing.ABSENT
    assert put("Extreme wide shot|") == "Extreme wide shot, wide shot|"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["A boat", "ışık", "🎈 balloons", "x.", "done!", ",", ", ", "; ", "\n", " ", "  ", "…"]
        )
        | st.sampled_from([phrase.english for phrase in PHRASES.values()]),
        max_size=8,
    ).map("".join),
    st.sampled_from(list(PHRASES.values())),
    st.integers(0, 200),
)
def test_put_in_and_taken_out_again_all_else_is_as_it_was(
    prompt: str, phrase: Phrase, cursor: int
) -> None:
    was = standing(prompt, phrase)
    splice = toggled(prompt, phrase, min(cursor, len(prompt)))
    if was is not Standing.ABSENT:
        assert (splice is None) is (was is Standing.WITHIN)
        return
    assert splice is not None
    filled = splice.of(prompt)
    assert standing(filled, phrase) is Standing.APART
    assert filled[: splice.cursor].lower().endswith(phrase.english.lower())
    assert len(parts(filled)) in {len(parts(prompt)), len(parts(prompt)) + 1}
    assert len(re.findall(r",\s*,", filled)) <= len(re.findall(r",\s*,", prompt))
    again = toggled(filled, phrase, splice.cursor)
    assert again is not None
    assert standing(again.of(filled), phrase) is Standing.ABSENT
    assert parts(again.of(filled)) == parts(prompt)
