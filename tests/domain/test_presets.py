"""Presets, and files of them that come from anywhere."""

import json
from dataclasses import replace

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.presets import MOST_PRESETS, Preset, joined, presets_text, read_presets
from app.domain.requests import GenerationRequest

LAKE = Preset("Göl", "veo", "Bir göl\nşafakta", "16:9", 8)
CITY = Preset("Şehir", "sora", "", "9:16", model="sora-2-portrait")


def names(presets: list[Preset]) -> list[str]:
    return [preset.name for preset in presets]


def test_what_is_written_is_read_again() -> None:
    assert read_presets(presets_text([LAKE, CITY]), "a.json") == [LAKE, CITY]
    assert LAKE.request == GenerationRequest("veo", "Bir göl\nşafakta", "16:9", 8)
    assert Preset.of(" Göl ", LAKE.request) == LAKE
    assert len(Preset.of("ö" * 999, LAKE.request).name) == 80


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "[" * 100_000, '{"presets": []}', "\x00", '{"format": "x"}'),
        *("1e999", '{"format": "kadraj-presets", "presets": {}}'),
    ],
)
def test_what_is_no_file_of_presets_is_said_to_be_none(text: str) -> None:
    with pytest.raises(KadrajError) as caught:
        read_presets(text, "a.json")
    assert caught.value.code is ErrorCode.PRESETS_UNREADABLE
    assert caught.value.params["name"] == "a.json"


def test_entries_of_any_shape_are_left_out_or_taken_as_far_as_they_go() -> None:
    good = {"name": "a", "service": "veo", "prompt": "b", "aspect_ratio": "16:9"}
    entries: list[object] = [None, 1, [], {}, good | {"name": ""}, good | {"name": 5}]
    entries += [good | {"name": "x" * 81}, good | {"prompt": None}, good | {"aspect_ratio": []}]
    entries += [good | {"service": ""}, good | {"service": None}, good | {"prompt": "x" * 20_001}]
    entries += [
        good | {"duration_seconds": value, "model": 7}
        for value in (True, -1, 0, 10**30, 1.5, "6", None, float("nan"))
    ]
    entries += [good | {"name": "\u202e\x00c\ud800", "prompt": "e\nf\x1b", "duration_seconds": 6}]
    text = json.dumps({"format": "kadraj-presets", "presets": entries})
    found = read_presets(text, "a.json")
    assert found == [*[Preset("a", "veo", "b", "16:9")] * 8, Preset("c", "veo", "e\nf", "16:9", 6)]


def test_others_never_replace_own_ones() -> None:
    other = replace(LAKE, prompt="another")
    assert names(joined([CITY, LAKE], [LAKE])) == ["Göl", "Şehir"]
    both = joined([CITY, LAKE], [other, other, LAKE])
    assert names(both) == ["Göl", "Göl (2)", "Şehir"]
    assert both[:2] == [LAKE, replace(other, name="Göl (2)")]


def test_there_is_an_end_to_how_many_there_can_be() -> None:
    many = [replace(LAKE, name=f"{number}") for number in range(MOST_PRESETS)]
    assert len(joined(many, [CITY])) == MOST_PRESETS
