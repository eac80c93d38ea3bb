"""Search keys: what a person types finds what a person wrote, in Turkish and in English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.folding import alphabetical, folded


@pytest.mark.parametrize(
    "written", ["ISPARTA", "ısparta", "İsparta", "isparta", "i̇sparta", "𝚤sparta"]
)
def test_the_four_i_are_one(written: str) -> None:
    assert folded(written) == "isparta"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("çÇ", "cc"),
        ("ğĞ", "gg"),
        ("öÖ", "oo"),
        ("şŞ", "ss"),
        ("üÜ", "uu"),
        ("âÂîÎ", "aaii"),
        ("Straße", "STRASSE"),
        ("ﬁlm", "film"),
        ("Καλημέρα", "καλημερα"),
    ],
)
def test_letters_are_found_without_their_marks(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


def test_a_prompt_is_found_as_it_is_typed_without_turkish_keys() -> None:
    assert folded("gun batiminda") in folded("İstanbul’da GÜN BATIMINDA, ışıklar")


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_case_makes_no_difference(text: str) -> None:
    assert folded(text.upper()) == folded(text) == folded(text.lower())


@settings(deadline=None)
@given(st.text(), st.text())
def test_parts_of_a_text_are_found_in_it(before: str, after: str) -> None:
    assert folded(after) in folded(before + " " + after)


@pytest.mark.parametrize(
    "words",
    [
        ["2 kedi", "araba", "balon", "Can", "çam", "dağ", "ılık", "IŞIK", "iki", "İzmir", "jilet"],
        [
            "o",
            "ö",
            "pas",
            "queen",
            "ras",
            "su",
            "şu",
            "tas",
            "ut",
            "üst",
            "van",
            "wax",
            "xyz",
            "yaz",
        ],
        ["zil", "кот", "猫"],
        ["kar", "kar tanesi", "kara"],
        ["“Ece” koşuyor", "Efe"],
    ],
)
def test_words_stand_as_in_a_turkish_dictionary(words: list[str]) -> None:
    keys = [alphabetical(word) for word in words]
    assert keys == sorted(set(keys))


def test_accents_that_are_not_turkish_do_not_move_a_word() -> None:
    assert alphabetical("Café") == alphabetical("CAFE")
    assert alphabetical("!? …") == ""
