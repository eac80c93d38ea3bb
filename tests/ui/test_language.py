"""What Qt says by itself speaks the window's language, too."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.settings import Language
from app.ui.language import LanguageSwitch

Asked = tuple[str, str]


class Listener(QTranslator):
    """Hears what is asked for and knows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[Asked] = set()

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's own name
        return False

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        self.asked.add((context, text))
        return ""


def of_qt(qtbot: QtBot, folder: Path) -> set[Asked]:
    """All that Qt's own dialogs and menus ask to have translated, in their real widgets."""
    listener = Listener()
    QCoreApplication.installTranslator(listener)
    try:
        for accept in QFileDialog.AcceptMode:
            for what in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory):
                dialog = QFileDialog(None, "", str(folder))
                dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
                dialog.setAcceptMode(accept)
                dialog.setFileMode(what)
                dialog.setViewMode(QFileDialog.ViewMode.Detail)
                qtbot.addWidget(dialog)
                dialog.show()
                QApplication.processEvents()
                dialog.close()
        fields: list[QLineEdit | QPlainTextEdit] = [QLineEdit("words"), QPlainTextEdit("words")]
        for field in fields:
            qtbot.addWidget(field)
            field.createStandardContextMenu()
    finally:
        QCoreApplication.removeTranslator(listener)
    # What is left of earlier tests asks as well, whenever a language comes or goes.
    return {(of, text) for of, text in listener.asked if of.startswith("Q")}


# The listener's answer is no text, where a number may belong in.
@pytest.mark.qt_log_ignore("QString::arg: Argument missing", extend=True)
def test_qts_own_dialogs_are_turkish_in_a_turkish_window(
    qtbot: QtBot, language: LanguageSwitch, tmp_path: Path
) -> None:
    asked = of_qt(qtbot, tmp_path)
    assert ("QFileDialog", "&Look in:") in asked
    language.use(Language.TURKISH)
    plain = [
        (of, text)
        for of, text in asked
        if of != "QShortcut" and QCoreApplication.translate(of, text) == text
    ]
    assert plain == []


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("Ctrl+C", "Ctrl+C"), ("Alt+Return", "Alt+Enter"), ("Shift+Del", "Shift+Del")],
)
def test_keys_are_called_as_they_are_labelled(
    language: LanguageSwitch, keys: str, shown: str
) -> None:
    language.use(Language.TURKISH)
    assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) == shown
