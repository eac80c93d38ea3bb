"""The line to search in says what is searched, in words that fit."""

from PySide6.QtWidgets import QLineEdit

from app.ui.widgets.search_field import SearchField
from tests.ui.widgets.conftest import Shown


def test_words_that_would_be_cut_give_way_to_fewer(shown: Shown) -> None:
    field = SearchField()
    field.set_hint("Search 15 videos", "Search")
    field.resize(300, 34)
    shown(field)
    assert (field.placeholderText(), field.toolTip()) == ("Search 15 videos", "")
    needed = field.fontMetrics().horizontalAdvance("Search 15 videos")
    begin = field.cursorRect().center().x()
    field.resize(begin + needed, 34)
    assert (field.placeholderText(), field.toolTip()) == ("Search", "Search 15 videos")
    field.resize(300, 34)
    assert field.placeholderText() == "Search 15 videos"


def test_a_line_without_hints_keeps_its_own(shown: Shown) -> None:
    field = SearchField()
    QLineEdit.setPlaceholderText(field, "Its own")
    shown(field)
    field.resize(90, 34)
    assert field.placeholderText() == "Its own"
