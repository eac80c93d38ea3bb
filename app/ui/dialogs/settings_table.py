"""What a service makes, in the user's own words: ratios, lengths, models."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.capabilities import Capabilities, Model
from app.domain.own_tables import (
    MOST_LENGTHS,
    MOST_MODELS,
    MOST_RATIOS,
    OwnTable,
    TableFault,
    lengths_from,
    names_from,
    own_table,
    ratios_from,
    table_of_models,
)
from app.ui.dialogs.settings_model import ModelRow
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField

translate = QCoreApplication.translate


class TableField(QWidget):
    """The lines of one service's table: such fields as the service has.

    `usual` is the table as Kadraj knows it. `changed` carries the service and its table, None for
    the usual one; `refused` tells that what was typed cannot be used, and that the field says so.
    """

    changed = Signal(str, object)
    refused = Signal()

    def __init__(
        self,
        usual: Capabilities,
        own: OwnTable | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual = usual
        self._taken = own or own_table(usual)
        self._rows: list[ModelRow] = []
        self._ratios, self._lengths = QLineEdit(), QLineEdit()
        for line, name in ((self._ratios, "ratiosEdit"), (self._lengths, "lengthsEdit")):
            line.setObjectName(f"{name}_{usual.service}")
            line.textEdited.connect(self._on_edited)
            line.editingFinished.connect(self.take)
        models = QWidget()
        self._models = QVBoxLayout(models)
        self._models.setContentsMargins(0, 0, 0, 0)
        self._models.setSpacing(GRID)
        self._add = self._link("addModelButton", self._on_add_clicked)
        self._reset = self._link("usualTableButton", self._on_reset_clicked)
        self._ratios_field = TitledField(self._ratios)
        self._lengths_field = TitledField(self._lengths)
        self._models_field = TitledField(models)
        self._fields = (self._models_field, self._ratios_field, self._lengths_field)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._add)
        foot.addWidget(self._reset)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for field in self._fields:
            column.addWidget(field)
        self._lengths_field.setContentsMargins(0, GRID, 0, 0)  # from field to field as elsewhere
        # Not before: shown without a place in something, it would be a window.
        self._models_field.setVisible(bool(usual.models))
        self._ratios_field.setVisible(not usual.models)
        self._lengths_field.setVisible(bool(usual.durations))
        column.addLayout(foot)
        self._retranslate()
        self.show_table(own)

    @property
    def service(self) -> str:
        """Whose table it is."""
        return self._usual.service

    def follow(self, own: OwnTable | None) -> None:
        """Shows a table that another than this field has set."""
        if (own or own_table(self._usual)) != self._taken:
            self.show_table(own)

    def show_table(self, own: OwnTable | None) -> None:
        """Shows a table, None for the usual one, whatever is typed."""
        self._taken = own or own_table(self._usual)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for model in self._taken.models:
            self._add_row(model)
        self._ratios.setText(", ".join(self._taken.aspect_ratios))
        self._lengths.setText(", ".join(map(str, self._taken.durations)))
        self._quiet()
        self._show_state()

    @Slot()
    def take(self) -> None:
        """Takes over what was typed, if all of it can be used."""
        self._quiet()
        own = self._models_typed() if self._usual.models else self._lists_typed()
        if own is None:
            self.refused.emit()
            return
        if own != self._taken:
            self._taken = own
            usual = own == own_table(self._usual)
            self.changed.emit(self.service, None if usual else own)
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _link(self, name: str, clicked: Callable[[], None]) -> QPushButton:
        button = styled(QPushButton(), kind="link")
        button.setObjectName(f"{name}_{self._usual.service}")
        button.setAutoDefault(False)
        button.clicked.connect(clicked)
        return button

    def _retranslate(self) -> None:
        of = {"service": self._usual.title}
        self.setAccessibleName(self.tr("Table of {service}").format(**of))
        self._models_field.set_title(self.tr("Models of {service}, and their frames").format(**of))
        self._ratios_field.set_title(self.tr("Frames of {service}").format(**of))
        self._lengths_field.set_title(self.tr("Lengths of {service}, in seconds").format(**of))
        self._add.setText(self.tr("Add a model"))
        self._reset.setText(self.tr("As Kadraj knows it"))

    def _show_state(self) -> None:
        self._add.setVisible(bool(self._usual.models) and len(self._rows) < MOST_MODELS)
        self._reset.setVisible(self._taken != own_table(self._usual))

    def _quiet(self) -> None:
        """Takes back everything that was said."""
        for field in self._fields:
            field.hush()
        for line in self.findChildren(QLineEdit):
            styled(line, state="")

    def _add_row(self, model: Model) -> ModelRow:
        row = ModelRow(model)
        row.edited.connect(self._on_edited)
        row.entered.connect(self.take)
        row.removed.connect(partial(self._remove_row, row))
        self._rows.append(row)
        self._models.addWidget(row)
        row.show()  # now, to take the keyboard
        return row

    # -- What was typed ------------------------------------------------------------------------

    def _lists_typed(self) -> OwnTable | None:
        ratios = ratios_from(self._ratios.text())
        if isinstance(ratios, TableFault):
            self._refuse(self._ratios_field, self._ratios, ratios, MOST_RATIOS)
            return None
        lengths: tuple[int, ...] | TableFault = ()
        if self._usual.durations:
            lengths = lengths_from(self._lengths.text())
        if isinstance(lengths, TableFault):
            self._refuse(self._lengths_field, self._lengths, lengths, MOST_LENGTHS)
            return None
        return OwnTable(ratios, lengths)

    def _models_typed(self) -> OwnTable | None:
        rows = [row for row in self._rows if not row.empty]
        models = []
        for place, row in enumerate(rows, start=1):
            names = names_from([other.name.text() for other in rows[:place]])
            if isinstance(names, TableFault):
                self._refuse(self._models_field, row.name, names, MOST_MODELS)
                return None
            ratios = ratios_from(row.ratios.text())
            if isinstance(ratios, TableFault):
                self._refuse(self._models_field, row.ratios, ratios, MOST_RATIOS)
                return None
            models.append(Model(names[-1], ratios))
        own = table_of_models(models)
        ratios = ratios_from(" ".join(own.aspect_ratios))
        if isinstance(ratios, TableFault):
            line = rows[-1].ratios if rows else self._add_row(Model("", ())).name
            self._refuse(self._models_field, line, ratios, MOST_RATIOS)
            return None
        return own

    def _refuse(self, field: TitledField, line: QLineEdit, fault: TableFault, most: int) -> None:
        styled(line, state="bad")
        field.say(partial(_refusal, fault, most), "bad")

    @Slot()
    def _on_edited(self) -> None:
        self._quiet()

    @Slot()
    def _on_add_clicked(self) -> None:
        row = self._add_row(Model("", ()))
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _remove_row(self, row: ModelRow) -> None:
        place = self._rows.index(row)
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        heirs: Sequence[ModelRow] = self._rows[place : place + 1] or self._rows[-1:]
        (heirs[0].name if heirs else self._add).setFocus(Qt.FocusReason.OtherFocusReason)
        self.take()

    @Slot()
    def _on_reset_clicked(self) -> None:
        self.show_table(None)
        self.changed.emit(self.service, None)


def _refusal(fault: TableFault, most: int) -> str:
    match fault:
        case TableFault.RATIO:
            text = translate("TableField", "A frame is written as 16:9, with commas in between.")
        case TableFault.LENGTH:
            text = translate("TableField", "Lengths are whole seconds up to 600: 4, 6, 8.")
        case TableFault.MODEL:
            text = translate(
                "TableField", "A model’s name is made of letters, digits and -._:/ without spaces."
            )
        case TableFault.TWICE:
            text = translate("TableField", "This is there twice.")
        case TableFault.TOO_MANY:
            text = translate("TableField", "There is room for {most} at most.")
        case TableFault.NOTHING | TableFault.FIELD:
            text = translate("TableField", "One at least has to be there.")
    return text.format(most=most)
