"""Numbers of things are said in one way all over the window."""

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
