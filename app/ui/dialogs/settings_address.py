"""The address of one service, checked when it was typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.capabilities import Capabilities
from app.domain.errors import KadrajError
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.titled_field import TitledField


class AddressField(QWidget):
    """A line for a base address; empty means the one that is in `table`. With `given`, an address
    was given at the start, which counts whatever is set here.

    `entered` carries the service and an address that can be used, or an empty one; `refused` tells
    that what was typed cannot be used, and that the field says so.
    """

    entered = Signal(str, str)
    refused = Signal()

    def __init__(
        self,
        table: Capabilities,
        address: str,
        check: Callable[[str, str], KadrajError | None],
        *,
        given: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._check = check
        self._given = given
        self._taken = address
        self._keyless = False
        self._line = QLineEdit(address)
        self._line.setObjectName(f"addressEdit_{table.service}")
        self._line.textEdited.connect(self._on_edited)
        self._line.editingFinished.connect(self.take)
        self._field = TitledField(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._retranslate()
        self.show_address(address)

    def follow(self, address: str) -> None:
        """Shows an address that another than this field has set."""
        if address != self._taken:
            self.show_address(address)

    def show_address(self, address: str) -> None:
        """Shows the address that is set, whatever is typed."""
        self._taken = address
        self._line.setText(address)
        styled(self._line, state="")
        self._say_what_counts()

    def show_keyless(self, keyless: bool) -> None:
        """Says, or no longer, that the service has lost its key with its address."""
        if keyless is not self._keyless:
            self._keyless = keyless
            self._say_what_counts()

    @property
    def notice(self) -> str:
        """What is said of the address."""
        return self._field.notice

    @Slot()
    def take(self) -> None:
        """Checks what was typed, and takes it over if it can be used."""
        address = self._line.text().strip()
        if address == self._taken:
            return
        error = self._check(self._table.service, address) if address else None
        if error is not None:
            styled(self._line, state="bad")
            self._field.say(partial(error_text, error), "bad")
            self.refused.emit()
            return
        self._taken = address
        self._say_what_counts()
        self.entered.emit(self._table.service, address)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("Address of {service}").format(service=self._table.title))
        self._line.setAccessibleName(
            self.tr("Address of {service}").format(service=self._table.title)
        )
        self._line.setPlaceholderText(self._table.base_url)

    def _say_what_counts(self) -> None:
        if self._given and self._taken:
            self._field.say(self._of_given)
        elif self._keyless:
            self._field.say(self._of_keys, "warn")
        else:
            self._field.hush()

    def _of_given(self) -> str:
        return self.tr("Another address was given at the start, and that one counts.")

    def _of_keys(self) -> str:
        return self.tr("A key goes only where it was given for. Sign in for this address.")

    @Slot()
    def _on_edited(self) -> None:
        styled(self._line, state="")
        self._field.hush()
