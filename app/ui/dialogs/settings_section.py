"""What the settings are put together from: sections, which can be searched, and what is on or
off."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.folding import folded
from app.domain.settings import Settings
from app.ui.bridge import Bridge
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF

#: The box and the room behind it: what is said under a box begins where its words do.
_BOX = 24


class SettingsSection(QWidget):
    """A heading with fields under it, each found by any words in it or in the heading."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = styled(QLabel(), level="title")
        self._fields: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self._title)

    @property
    def title(self) -> str:
        """The heading."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Says what the fields are about."""
        self._title.setText(title)

    def add(self, field: QWidget) -> None:
        """Puts a field under those that are there."""
        self._fields.append(field)
        self._column.addWidget(field)

    def narrow(self, words: list[str]) -> bool:
        """Shows the fields in which all of these words occur, folded as they are; tells whether
        there are any. No words: all fields."""
        found = False
        for field in self._fields:
            text = folded(" ".join((self.title, *_texts(field))))
            fits = all(word in text for word in words)
            field.setVisible(fits)
            found |= fits
        self.setVisible(found)
        return found


def _texts(field: QWidget) -> Iterator[str]:
    """What can be read in a field, also in the choices that are not open."""
    for widget in (field, *field.findChildren(QWidget)):
        if not widget.isVisibleTo(field):
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        elif isinstance(widget, QLineEdit):
            yield from (widget.text(), widget.placeholderText())
        yield widget.accessibleName()


class FlagField(QWidget):
    """A setting that is on or off, and what that means."""

    def __init__(
        self, bridge: Bridge, setting: str, name: str, parent: QWidget | None = None
    ) -> None:
        """`setting` is the field of `Settings`, `name` what the box is called."""
        super().__init__(parent)
        self._bridge = bridge
        self._setting = setting
        self.box = QCheckBox()
        self.box.setObjectName(name)
        self._help = styled(QLabel(), level="secondary", tone="dim")
        self._help.setWordWrap(True)
        self._help.setContentsMargins(_BOX, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addWidget(self.box)
        column.addWidget(self._help)
        self.box.toggled.connect(self._on_toggled)
        bridge.settings_changed.connect(self._on_settings_changed)
        self._on_settings_changed(bridge.settings)

    def set_words(self, text: str, more: str = "") -> None:
        """What the box says, and what stands under it."""
        self.box.setText(text)
        self._help.setText(more)
        self._help.setVisible(bool(more))

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self.box.setChecked(getattr(settings, self._setting))

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        change: dict[str, Any] = {self._setting: wanted}
        settings = replace(self._bridge.settings, **change)
        if settings != self._bridge.settings:
            self._bridge.change_settings(settings)
