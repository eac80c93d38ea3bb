"""The window's language, switched while it is open."""

from typing import Final

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QTranslator,
)

from app.domain.settings import Language
from app.resources import resource

#: Words that Qt says by itself: its Turkish has none for the first two, and names keys by what they
#: do and not by what stands on Turkish keyboards. The window's translation is asked before Qt's.
_WORDS_OF_QT: Final = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),
    QT_TRANSLATE_NOOP("QShortcut", "Alt"),
    QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"),
    QT_TRANSLATE_NOOP("QShortcut", "Enter"),
    QT_TRANSLATE_NOOP("QShortcut", "Esc"),
    QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Home"),
    QT_TRANSLATE_NOOP("QShortcut", "End"),
)


def system_language() -> Language:
    """Turkish on a Turkish computer, otherwise English."""
    turkish = QLocale.system().language() == QLocale.Language.Turkish
    return Language.TURKISH if turkish else Language.ENGLISH


class LanguageSwitch:
    """Installs the translations of one language at a time.

    Qt tells every widget with a `LanguageChange` event; each sets its texts anew then.
    """

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        self._current: Language | None = None

    @property
    def current(self) -> Language:
        """TURKISH or ENGLISH, never SYSTEM."""
        return self._current or system_language()

    def use(self, wanted: Language) -> None:
        """Switches to a language; SYSTEM means the computer's."""
        language = system_language() if wanted is Language.SYSTEM else wanted
        if language is self._current:
            return
        self._current = language
        QLocale.setDefault(_locale(language))
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        for folder, name in (
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
            (str(resource("translations")), "kadraj"),
        ):
            translator = QTranslator()
            if translator.load(f"{name}_{language.value}", folder):
                self._translators.append(translator)
                QCoreApplication.installTranslator(translator)


def _locale(language: Language) -> QLocale:
    """The system's own locale where it speaks that language, so that its habits stay."""
    wanted = {
        Language.TURKISH: QLocale(QLocale.Language.Turkish, QLocale.Country.Turkey),
        Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    }[language]
    system = QLocale.system()
    return system if system.language() == wanted.language() else wanted
