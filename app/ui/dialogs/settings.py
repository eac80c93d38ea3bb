"""What a person can set, in one calm place; everything counts as soon as it is chosen."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMargins, QSignalBlocker, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.capabilities import Capabilities
from app.domain.errors import KadrajError
from app.domain.folding import folded
from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.room import fit
from app.ui.dialogs.settings_away import AwaySection, PlaybackSection
from app.ui.dialogs.settings_files import FilesSection
from app.ui.dialogs.settings_look import LookSection
from app.ui.dialogs.settings_proxy import NetworkSection
from app.ui.dialogs.settings_reset import ResetSection
from app.ui.dialogs.settings_section import SettingsSection
from app.ui.dialogs.settings_services import ServicesSection
from app.ui.language import LanguageSwitch
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import CONTROL, GRID
from app.ui.widgets.notice import Notice
from app.ui.widgets.search_field import SearchField

_SIZE: Final = QSize(800, 680)
_SECTIONS: Final = 184
_SEARCH: Final = 280
_MARGINS: Final = QMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)


class SettingsDialog(Dialog):
    """The settings, each applied through the bridge when it is changed. Shown with `open`.

    `check_address` gets a service and an address and returns what is wrong with it; `library` is
    the usual folder, `usual` the services' tables as Kadraj knows them, and `given` the services
    whose address was given at the start.
    """

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        language_switch: LanguageSwitch,
        check_address: Callable[[str, str], KadrajError | None],
        library: Path,
        usual: Mapping[str, Capabilities],
        given: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        styled(self, role="panel")
        self._title = styled(QLabel(), level="heading")
        self._search = SearchField()
        self._search.setObjectName("settingsSearch")
        self._search.setFixedWidth(_SEARCH)
        self._search.textChanged.connect(self._on_searched)
        self._room = 0  # below the last section, so that the chosen one is at the top
        self._files = FilesSection(bridge, library)
        self._services = ServicesSection(bridge, usual, check_address, given)
        self._network = NetworkSection(bridge)
        self._sections: tuple[SettingsSection, ...] = (
            LookSection(bridge, theme, language_switch),
            self._files,
            AwaySection(bridge),
            self._services,
            self._network,
            PlaybackSection(bridge),
            ResetSection(bridge),
        )
        self._files.refused.connect(self._on_refused)
        self._services.refused.connect(self._on_refused)
        self._network.proxy.refused.connect(self._on_proxy_refused)
        self._contents = styled(QListWidget(), role="contents")
        self._contents.setObjectName("settingsSections")
        self._contents.setFixedWidth(_SECTIONS)
        for _ in self._sections:
            item = QListWidgetItem(self._contents)
            item.setSizeHint(QSize(0, CONTROL))
        self._contents.currentRowChanged.connect(self._on_section_chosen)
        self._nothing = styled(QLabel(), tone="dim")
        self._nothing.setObjectName("settingsNothing")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._trouble = Notice()
        self._trouble.setObjectName("settingsTrouble")
        bridge.call_failed.connect(self._on_call_failed)
        bridge.settings_changed.connect(self._trouble.clear)
        self._close = QPushButton()
        self._close.setObjectName("closeButton")
        self._close.clicked.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self._on_search_requested
        )
        self._lay_out()
        self._retranslate()
        self._search.down_asked.connect(self._contents.setFocus)

    @property
    def section_titles(self) -> list[str]:
        """What the sections are called, from top to bottom."""
        return [section.title for section in self._sections]

    def open_at(self, number: int) -> None:
        """Opens with a section in front, by its number among the titles."""
        self.open()
        # Sections have no places before they are laid out.
        QTimer.singleShot(0, self, lambda: self._contents.setCurrentRow(number))

    def move_library(self) -> None:
        """Opens where the library's folder is, and asks for another one."""
        self.open_at(self._sections.index(self._files))
        self._files.library.ask_where_to()

    def done(self, result: int) -> None:
        """Closes; what is being typed counts, if it can be used."""
        self._files.names.take()
        self._files.names.show_taken()
        self._services.take()
        self._services.show_taken()
        self._network.proxy.take()
        self._network.proxy.show_taken()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        self._files.library.refresh()
        self._search.clear()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        fit(self, _SIZE)
        super().showEvent(event)  # places it by its size

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._search)

        self._form = form = styled(QWidget(), role="panel")
        self._column = column = QVBoxLayout(form)
        column.setContentsMargins(_MARGINS)
        column.setSpacing(4 * GRID)
        column.addWidget(self._nothing)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch()
        self._nothing.hide()
        self._area = area = QScrollArea()
        area.setObjectName("settingsArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

        beside = QVBoxLayout()
        beside.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        beside.addWidget(self._contents)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(beside)
        middle.addWidget(styled(QWidget(), role="separator"))
        middle.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        foot.addWidget(self._trouble, 1)
        foot.addStretch()
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(styled(QWidget(), role="separator"))
        whole.addLayout(middle, 1)
        whole.addWidget(styled(QWidget(), role="separator"))
        whole.addLayout(foot)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        self._search.set_hint(self.tr("Search settings"), self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search settings"))
        self._contents.setAccessibleName(self.tr("Sections"))
        self._close.setText(self.tr("Close"))
        # Sections hear of another language after the dialog.
        QTimer.singleShot(0, self, self._show_renamed)

    @Slot()
    def _show_renamed(self) -> None:
        """Where nothing is called as it was searched for any more, what was found stays in front,
        among all the rest."""
        found = [row for row, part in enumerate(self._sections) if not part.isHidden()]
        self._show_found()
        if found and all(part.isHidden() for part in self._sections):
            self._search.clear()
            QTimer.singleShot(0, self, lambda: self._on_section_chosen(found[0]))

    @Slot()
    def _show_found(self) -> None:
        """Shows what the search finds: fields, their sections, or that there are none."""
        typed = self._search.text().strip()
        words = folded(typed).split()
        found = False
        for row, section in enumerate(self._sections):
            fits = section.narrow(words)
            found |= fits
            item = self._contents.item(row)
            item.setText(section.title)
            item.setHidden(not fits)
        self._nothing.setVisible(not found)
        self._nothing.setText(self.tr("No setting for “{words}”.").format(words=typed))
        self._on_scrolled()

    def _show_field(self, field: QWidget) -> None:
        # Its notice has no place yet: that comes with the next layout.
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(field))

    @Slot(str)
    def _on_searched(self) -> None:
        self._show_found()
        self._area.verticalScrollBar().setValue(0)

    @Slot()
    def _on_search_requested(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot(int)
    def _on_section_chosen(self, row: int) -> None:
        if row >= 0 and not self._sections[row].isHidden():
            top = self._sections[row].y() - _MARGINS.top()
            self._make_room(top)
            self._area.verticalScrollBar().setValue(top)
            self._mark(row)  # also where all sections are in sight

    def _make_room(self, top: int) -> None:
        """Leaves so much below the last section that what is at `top` can come to the top, and no
        more. Where all of them are in sight nothing has to come there."""
        shown = [part for part in self._sections if not part.isHidden()]
        end = shown[-1].geometry().bottom() + 1 + _MARGINS.bottom() if shown else 0
        page = self._area.viewport().height()
        room = max(0, top + page - end) if end > page else 0
        if room != self._room:
            taller, self._room = room - self._room, room
            self._column.setContentsMargins(_MARGINS + QMargins(0, 0, 0, room))
            # By itself the area would hear of it only later.
            self._form.resize(self._form.width(), self._form.height() + taller)

    @Slot()
    def _on_scrolled(self) -> None:
        """Marks the section that is read: the last one that has begun above; at the end, where
        several may never get there, the one with the keyboard or the last of all."""
        bar = self._area.verticalScrollBar()
        if self._room:
            self._make_room(bar.value())  # it goes as it is scrolled out of sight
        top = bar.value() + 3 * GRID
        shown = [row for row, part in enumerate(self._sections) if not part.isHidden()]
        begun = [row for row in shown if self._sections[row].y() <= top] or shown[:1]
        if not self._room and 0 < bar.maximum() <= bar.value():
            begun = [row for row in shown if row == self._focused and self._in_sight(row)] or shown
        self._mark(begun[-1] if begun else -1)

    @property
    def _focused(self) -> int:
        """The number of the section that the keyboard is in, or -1."""
        typing_in = self.focusWidget()
        holding = (section.isAncestorOf(typing_in or self) for section in self._sections)
        return next((row for row, holds in enumerate(holding) if holds), -1)

    def _in_sight(self, row: int) -> bool:
        return not self._sections[row].visibleRegion().isEmpty()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        """Where somebody types is where they read."""
        if self.isActiveWindow() and self._focused >= 0:
            self._mark(self._focused)

    def _mark(self, row: int) -> None:
        with QSignalBlocker(self._contents):
            self._contents.setCurrentRow(row)

    @Slot(object)
    def _on_call_failed(self, error: KadrajError) -> None:
        """What was chosen could not be kept, perhaps, and this is in front."""
        if self.isVisible():
            self._trouble.say(error_text(error), "bad", closable=True)

    @Slot(object)
    def _on_refused(self, field: QWidget) -> None:
        self._show_field(field)

    @Slot()
    def _on_proxy_refused(self) -> None:
        self._show_field(self._network.proxy)
