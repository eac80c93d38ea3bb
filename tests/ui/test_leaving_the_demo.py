"""Language and theme from one run to the next, into the demo and out of it."""

from app.domain.settings import Language, Settings, ThemeMode
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.window import wear


def test_what_was_chosen_in_the_demo_stays_after_it(theme: Theme, language: LanguageSwitch) -> None:
    chosen = Settings(language=Language.TURKISH, theme=ThemeMode.DARK)
    wear(chosen, theme, language, again=False)
    wear(Settings(), theme, language, again=True)
    assert (language.current, theme.mode) == (Language.TURKISH, "dark")


def test_settings_of_ones_own_come_first(theme: Theme, language: LanguageSwitch) -> None:
    wear(Settings(language=Language.TURKISH, theme=ThemeMode.DARK), theme, language, again=False)
    own = Settings(language=Language.ENGLISH, theme=ThemeMode.LIGHT)
    wear(own, theme, language, again=True)
    assert (language.current, theme.mode) == (Language.ENGLISH, "light")


def test_the_first_run_is_as_the_computer_is(theme: Theme, language: LanguageSwitch) -> None:
    wear(Settings(), theme, language, again=False)
    assert theme.mode == "system"
