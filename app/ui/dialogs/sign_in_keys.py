"""All keys of the sign-in dialog, and what is known of each."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from app.domain.capabilities import Capabilities
from app.domain.secrets import Secret
from app.engine.access import KeyCheck
from app.ui.dialogs.sign_in_key import KeyBlock
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID


class KeyForm(QWidget):
    """A block for each service, and a box that makes the first key serve all.

    A check belongs to the key it was made with: it is forgotten when that key is edited. `edited`
    tells so, `retry_requested` carries the service whose key is to be tried once more.
    """

    edited = Signal()
    retry_requested = Signal(str)

    def __init__(self, tables: Sequence[Capabilities], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: dict[str, KeyCheck] = {}
        self._titles = {table.service: table.title for table in tables}
        self._blocks = [KeyBlock(table) for table in tables]
        for block in self._blocks:
            block.edited.connect(self._on_key_edited)
            block.retry_requested.connect(self._on_retry_requested)
        self._same_key = QCheckBox()
        self._same_key.setObjectName("sameKeyBox")
        self._same_key.toggled.connect(self._on_same_key_toggled)

        self._whence = styled(QLabel(), level="secondary", tone="dim")
        self._whence.setObjectName("keyWhence")
        self._whence.setTextFormat(Qt.TextFormat.PlainText)
        self._whence.setWordWrap(True)

        first, *others = self._blocks
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._whence)
        column.addSpacing(GRID)
        column.addWidget(first)
        column.addWidget(self._same_key)
        column.addSpacing(GRID)
        for block in others:
            column.addWidget(block)
        self._same_key.setVisible(bool(others))
        self._retranslate()

    # -- Keys ----------------------------------------------------------------------------------

    @property
    def given(self) -> dict[str, Secret]:
        """The keys that were given, by service."""
        shared = self._blocks[0] if self._same_key.isChecked() else None
        keys = {block.service: (shared or block).key for block in self._blocks}
        return {service: key for service, key in keys.items() if key}

    @property
    def unchecked(self) -> dict[str, Secret]:
        """The given keys of which nothing is known."""
        return {name: key for name, key in self.given.items() if name not in self._checks}

    @property
    def working(self) -> dict[str, Secret]:
        """The given keys that are known to work."""
        works = {name for name, check in self._checks.items() if check.error is None}
        return {name: key for name, key in self.given.items() if name in works}

    def show_checks(self, asked: Mapping[str, Secret], checks: Mapping[str, KeyCheck]) -> None:
        """Takes in what came of the keys `asked`, but for those edited meanwhile."""
        given = self.given
        for block in self._blocks:
            check = checks.get(block.service)
            if check is not None and given.get(block.service) == asked[block.service]:
                self._checks[block.service] = check
                block.show_check(check)

    def forget_checks(self, services: Iterable[str]) -> None:
        """Takes away what is known of these services' keys."""
        for block in self._blocks:
            if block.service in services:
                self._checks.pop(block.service, None)
                block.show_check(None)

    def forget(self) -> None:
        """Empties everything: no key stays in the window."""
        self._checks.clear()
        for block in self._blocks:
            block.forget()

    def ask_for_key(self) -> None:
        """Says beside the first field that a key is needed."""
        self._blocks[0].ask_for_key()

    def focus_key(self) -> None:
        """Puts the cursor into the first field."""
        self._blocks[0].focus_key()

    # -- What happens --------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._whence.setText(
            self.tr(
                "The key that you open the service’s panel with. "
                "Whoever runs the panel gives it out, not Kadraj."
            )
        )
        self._same_key.setText(
            self.tr("Use the same key for both")
            if len(self._blocks) == 2
            else self.tr("Use the same key for all")
        )

    @Slot()
    def _on_key_edited(self) -> None:
        block = self.sender()
        if self._same_key.isChecked():
            self.forget_checks(self._titles)
        elif isinstance(block, KeyBlock):
            self.forget_checks([block.service])
        self.edited.emit()

    @Slot()
    def _on_retry_requested(self) -> None:
        block = self.sender()
        if isinstance(block, KeyBlock):
            self.retry_requested.emit(block.service)

    @Slot(bool)
    def _on_same_key_toggled(self, same: bool) -> None:
        self._whence = styled(QLabel(), level="secondary", tone="dim")
        self._whence.setObjectName("keyWhence")
        self._whence.setTextFormat(Qt.TextFormat.PlainText)
        self._whence.setWordWrap(True)

        first, *others = self._blocks
        for block in others:
            self.forget_checks([block.service])
            block.follow(self._titles[first.service] if same else None)
        self.edited.emit()
