"""Few letters of a name find it, in Turkish as in English, the better fitting ones first."""

import pytest

from app.domain.matching import match

NAMES = (
    "Theme: dark",
    "Theme: light",
    "Download everything",
    "Show in folder",
    "Select nothing",
    "Karşılaştır",
    "İstemi kopyala",
    "Kaydı sil",
)


def found(typed: str) -> list[str]:
    fitting = [(fit, name) for name in NAMES if (fit := match(typed, name))]
    return [name for _, name in sorted(fitting, key=lambda each: each[0].rank)]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("the", "Theme: dark"),
        ("dark", "Theme: dark"),
        ("light theme", "Theme: light"),
        ("d e", "Download everything"),
        ("evry", "Download everything"),
        ("sif", "Show in folder"),
        ("KARSILAS", "Karşılaştır"),
        ("istem", "İstemi kopyala"),
        ("ıstemı", "İstemi kopyala"),
        ("sıl", "Kaydı sil"),
    ],
)
def test_the_best_fit_comes_first(typed: str, best: str) -> None:
    assert found(typed)[0] == best


def test_what_does_not_fit_is_not_found() -> None:
    assert match("xyz", "Theme: dark") is None
    assert match("krad", "dark") is None
    assert match("theme theme", "Theme: dark") is None


def test_nothing_typed_fits_everything() -> None:
    assert len(found("  ")) == len(NAMES)
    fit = match("", "Theme")
    assert fit is not None
    assert fit.places == ()


def test_letters_that_were_asked_for_are_told() -> None:
    name = "İndirmeyi … duraklat"
    told = {
        typed: "".join(name[place] for place in fit.places)
        for typed in ("ındır", "dur ind", "rak", "...d", "idk")
        if (fit := match(typed, name))
    }
    assert told == {
        "ındır": "İndir",
        "dur ind": "İnddur",
        "rak": "rak",
        "...d": "…d",
        "idk": "idk",
    }
