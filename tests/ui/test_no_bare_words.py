"""Every word on the screen goes through a translation: in a language of brackets none is bare."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.widgets.phrase_card import PhraseCard
from tests.ui.rooms import WIDE, Rooms, told_on_the_way

pytestmark = told_on_the_way("QString::arg")

Role = Qt.ItemDataRole

#: Words that are the same in every language: names, formats, units, and what stands on keys.
ANYWHERE: Final = (
    *("Kadraj", "Sora", "Veo", "Türkçe", "English", "Python", "curl", "JavaScript"),
    *("MP4", "GIF", "WebP", "ZIP", "CSV", "JPEG", "PNG", "H.264", "AAC", "API"),
    *("bytes", "kB", "KB", "MB", "GB"),
    *("Ctrl", "Alt", "Shift", "Esc", "Enter", "Return", "Del", "Home", "End", "PgUp", "PgDown"),
    *("Left", "Right", "Up", "Down", "Space", "Tab", "Backspace"),
)
#: What is no word of Kadraj's: addresses, files, and names by which others know a thing.
OF_OTHERS: Final = re.compile(
    r"https?://[^\s⟧]+|[^\s⟧]+\.(?:png|mp4)|sora-2-\w+|remote-\w+|h264|aac|a-red-balloon[\w-]+",
    re.IGNORECASE,
)
_UNTRANSLATED: Final = frozenset({"guideContents", "guideArea", "aboutParts"})


class Brackets(QTranslator):
    """A language in which everything is what it was, in brackets. Qt's own words have none."""

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's own name
        return False

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return "" if re.match("Q[A-Z]", context) else f"⟦{text}⟧"


def bare(text: str) -> str:
    """What is left of a text without what was translated and what needs no translation."""
    text = re.sub(r"<[^>]+>|&\w+;", " ", text).replace("\N{ZERO WIDTH SPACE}", "")
    text = OF_OTHERS.sub("", text)
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    months = (QLocale().monthName(month) for month in range(1, 13))
    short = (QLocale().monthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13))
    for word in sorted((*ANYWHERE, *months, *short), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", text)
    return text.strip() if any(len(w) > 1 for w in re.findall(r"[^\W\d_]+", text)) else ""


def words_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of a widget somebody may read or hear, with what it is."""
    if isinstance(widget, PhraseCard):  # the rest is the English that it writes into prompts
        yield "text", widget.text()
        return
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "what is this", widget.whatsThis()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTextEdit):
        yield "text", widget.toPlainText()
    yield from _lists(widget)


def is_guide(widget: QWidget) -> bool:
    """Whether this is the guide's own text, which is written in each language by itself, or the
    names of what Kadraj is made of."""
    around: QWidget | None = widget
    while around is not None and around.objectName() not in _UNTRANSLATED:
        around = around.parentWidget()
    return around is not None


def _lists(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
    if isinstance(widget, QMenu):
        for action in widget.actions():
            yield from (("entry", action.text()), ("its tooltip", action.toolTip()))
    if isinstance(widget, QTableView):
        for column in range(widget.model().columnCount()):
            yield "heading", str(widget.model().headerData(column, Qt.Orientation.Horizontal) or "")
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        columns = widget.model().columnCount() if isinstance(widget, QTableView) else 1
        yield from _cells(widget.model(), columns)


def _cells(model: QAbstractItemModel, columns: int) -> Iterator[tuple[str, str]]:
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            for role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
                said = index.data(role)
                if isinstance(said, str):
                    yield f"row {role.name}", said


def test_no_word_on_the_screen_is_written_into_the_program(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    brackets = Brackets()
    QCoreApplication.installTranslator(brackets)
    found: dict[tuple[str, str], str] = {}
    seen = 0
    # No letters in a path, which is told as it is.
    home = tmp_path / "1"
    home.mkdir()
    for room, window in Rooms(qtbot, home, theme, language).walk(WIDE):
        for widget in (window, *window.findChildren(QWidget)):
            if is_guide(widget):
                continue
            for what, text in words_of(widget):
                seen += bool(text.strip())
                if left := bare(text.replace(str(home), "")):
                    where = f"{room}: {type(widget).__name__} {widget.objectName()} {what}"
                    found.setdefault((left, text), where)
    assert seen > 500
    assert not found, "\n".join(f"{text!r}: {where}" for (_, text), where in found.items())
