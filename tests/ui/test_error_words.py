"""What errors say in the window: things counted alike, and named where they are known."""

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.texts import error_text


@pytest.mark.parametrize(
    ("spoken", "name", "said"),
    [
        (
            Language.ENGLISH,
            None,
            "The library was missing and has been rebuilt: 20 videos, 1 job.",
        ),
        (
            Language.TURKISH,
            "x",
            "Kitaplık bozulmuştu, yeniden kuruldu: 20 video, 1 iş. Eskisi x adıyla duruyor.",
        ),
        (Language.TURKISH, None, "Kitaplık yoktu, yeniden kuruldu: 20 video, 1 iş."),
    ],
)
def test_what_was_rebuilt_is_counted_like_everything_else(
    language: LanguageSwitch, spoken: Language, name: str | None, said: str
) -> None:
    language.use(spoken)
    rebuilt = KadrajError(ErrorCode.LIBRARY_REBUILT, videos=20, jobs=1, name=name)
    assert error_text(rebuilt) == said


def test_a_full_disk_is_named_where_it_is_known() -> None:
    assert error_text(KadrajError(ErrorCode.DISK_FULL, folder="/films")) == (
        "The disk is full: /films. Make room, and try again."
    )
    bare = error_text(KadrajError(ErrorCode.DISK_FULL))
    assert bare == "The disk is full. Make room, and try again."


@pytest.mark.parametrize("spoken", list(Language))
def test_every_error_can_be_told_even_when_nothing_is_known_of_it(
    language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    for code in ErrorCode:
        assert error_text(KadrajError(code)), code


def test_what_is_wrong_in_a_row_of_a_list_is_told_with_its_figures(
    language: LanguageSwitch,
) -> None:
    language.use(Language.ENGLISH)
    fields = KadrajError(ErrorCode.LIST_TOO_MANY_FIELDS, found=5, expected=4)
    assert error_text(fields).startswith("5 fields for 4 columns.")
    letters = KadrajError(ErrorCode.LIST_LINE_TOO_LONG, limit=20_000)
    assert error_text(letters) == "More than 20,000 letters."
