"""Windows are tested dressed, as they are seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.domain.settings import Language
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from tests.ui.port import end_calls


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Before windows are closed after a test, what they asked for is ended."""
    end_calls()
    return (yield)


@pytest.fixture(scope="package", autouse=True)
def _collected_here(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected as in the program: on the window's thread."""
    with collecting_here():
        yield


@pytest.fixture(scope="session", autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty in the end: without a screen Qt frees it after Python, whose data may be in it."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def _empty_screen(qapp: QApplication) -> None:
    """Nothing stands before a test's windows, and the pointer is on none of them: a window that
    others still hold would take what is meant for them."""
    for widget in qapp.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())


@pytest.fixture(autouse=True)
def _speechless(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Translations go with the test that brought them, not whenever Python clears up."""
    install, spoken = QCoreApplication.installTranslator, list[QTranslator]()

    def note(translator: QTranslator) -> bool:
        spoken.append(translator)
        return install(translator)

    monkeypatch.setattr(QCoreApplication, "installTranslator", staticmethod(note))
    yield
    for translator in spoken:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Theme:
    theme = Theme("dark")
    theme.apply(qapp)
    return theme


@pytest.fixture(autouse=True)
def theme(_dressed: Theme) -> Theme:
    """The theme on the application, dark at the start of every test."""
    _dressed.set_mode("dark")
    return _dressed


@pytest.fixture
def language() -> Iterator[LanguageSwitch]:
    """The window's language, English at the start; what there was before comes back."""
    before = QLocale()
    switch = LanguageSwitch()
    switch.use(Language.ENGLISH)
    yield switch
    switch.use(Language.ENGLISH)
    QLocale.setDefault(before)
