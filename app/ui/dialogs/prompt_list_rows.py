"""The rows of a list of prompts, and what is wrong with the chosen one."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ErrorCode
from app.domain.prompt_lists import CheckedRow, Column, RowProblem
from app.ui.models.list_model import ListColumn, ListModel
from app.ui.texts import error_text
from app.ui.theme.tokens import CONTROL, PANE_PADDING

_DETAILS: Final = 80
_PICTURES: Final = frozenset([".jpg", ".jpeg", ".png", ".webp"])
_WIDTHS: Final = {
    ListColumn.NUMBER: 48,
    ListColumn.FRAME: 64,
    ListColumn.LENGTH: 64,
}
#: Columns as wide as what is in them, between these.
_NARROWEST: Final = 80
_WIDEST: Final = 208
_SEEN: Final = 100  # rows that are looked at for that
_TITLES: Final = (
    QT_TRANSLATE_NOOP("ListRows", "Row"),
    QT_TRANSLATE_NOOP("ListRows", "Prompt"),
    QT_TRANSLATE_NOOP("ListRows", "Picture"),
    QT_TRANSLATE_NOOP("ListRows", "Frame"),
    QT_TRANSLATE_NOOP("ListRows", "Length"),
    QT_TRANSLATE_NOOP("ListRows", "Model"),
    QT_TRANSLATE_NOOP("ListRows", "Remark"),
)
_SHOWN_IN: Final = {
    Column.PROMPT: ListColumn.PROMPT,
    Column.IMAGE: ListColumn.PICTURE,
    Column.ASPECT: ListColumn.FRAME,
    Column.DURATION: ListColumn.LENGTH,
    Column.MODEL: ListColumn.MODEL,
}


class ListRows(QWidget):
    """A table of what each row asks for, and below it the chosen row in full. `most` requests are
    kept by its `model`."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ListModel(self._explain, self._titles, most, self)
        self._table = self._made_table()
        self._details = QPlainTextEdit()
        self._details.setObjectName("listDetails")
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setFixedHeight(_DETAILS)
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANE_PADDING)
        column.addWidget(self._table, 1)
        column.addWidget(self._details)
        self._table.selectionModel().currentRowChanged.connect(self._show_details)
        self.model.modelReset.connect(self._show_details)
        self._retranslate()

    def show_added(self) -> None:
        """Shows what the model has been given, in as many columns as there is something in."""
        self.model.show_added()
        self._table.setColumnHidden(ListColumn.PICTURE, not self.model.pictured)
        for column in (ListColumn.PICTURE, ListColumn.MODEL):
            self._table.resizeColumnToContents(column)
            width = self._table.columnWidth(column)
            self._table.setColumnWidth(column, min(max(width, _NARROWEST), _WIDEST))
        self._show_remarks()

    def mark_from(self, row: int, mark: str) -> None:
        """Marks the good rows from this one on, counted from 0, as those that are left over."""
        self.model.mark_from(row, mark)
        self._show_remarks()

    def _show_remarks(self) -> None:
        self._table.setColumnHidden(ListColumn.REMARK, not (self.model.bad or self.model.marked))

    def choose_first_bad(self) -> None:
        """Chooses the first row that cannot be made; none where all can."""
        self._table.setCurrentIndex(self.model.first_bad())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Rows of the list"))
        self._details.setAccessibleName(self.tr("The chosen row in full"))

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("listTable")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(CONTROL)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_SEEN)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        for column in (ListColumn.PROMPT, ListColumn.REMARK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (ListColumn.PICTURE, ListColumn.REMARK):
            table.setColumnHidden(column, True)  # until there is something in it
        return table

    @Slot()
    def _show_details(self) -> None:
        """What the table has no room for."""
        row = self._table.currentIndex()
        texts = [
            str(row.siblingAtColumn(column).data() or "")
            for column in (ListColumn.PROMPT, ListColumn.REMARK)
        ]
        self._details.setPlainText("\n".join(filter(None, reversed(texts))))
        self._details.setVisible(row.isValid())
        if row.isValid():
            self._table.scrollTo(row)

    # -- Words ---------------------------------------------------------------------------------

    def _titles(self) -> tuple[str, ...]:
        return tuple(_title(column) for column in ListColumn)

    def _explain(self, row: CheckedRow) -> str:
        return " ".join(self._told(problem, row.row.image) for problem in row.problems)

    def _told(self, problem: RowProblem, picture: str) -> str:
        if problem.error.code is ErrorCode.PROMPT_EMPTY:
            return self.tr("The prompt is empty.")
        text = error_text(problem.error)
        ending = str(problem.error.params.get("found"))
        if problem.error.code is ErrorCode.PICTURE_UNSUPPORTED and ending in _PICTURES:
            text = QCoreApplication.translate(
                "PictureField", "{name} is not really a picture, despite its ending."
            ).format(name=picture)
        if problem.column is None:
            return text
        return f"{_title(_SHOWN_IN[problem.column])}: {text}"


def _title(column: ListColumn) -> str:
    return QCoreApplication.translate("ListRows", str(_TITLES[column]))
