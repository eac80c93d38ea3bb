"""The guides to the program and to the panels' APIs, inside the program and offline."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
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

from app.domain.recipes import Dialect, question_text
from app.domain.requests import GenerationRequest, Picture
from app.metadata import NAME
from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.dialogs.room import fit
from app.ui.guide_text import USER_GUIDE, Code, Kind, Section, Words, has_guide, load_guide
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import CONTROL, GRID, HALF, PANE_PADDING
from app.ui.widgets.code_card import CodeCard
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.segmented import SegmentedControl

_WIDTH: Final = 960
_HEIGHT: Final = 680
_CONTENTS: Final = 232
_SEARCH: Final = 280
_DIALECTS: Final = {
    "cURL": Dialect.CURL,
    "Python": Dialect.PYTHON,
    "JavaScript": Dialect.JAVASCRIPT,
}
#: What the panels' own pages ask for in their examples.
_PROMPTS: Final = {
    "text": "A beautiful sunset over mountains",
    "picture": "Make this image come to life with gentle movement",
}
_PICTURE: Final = Picture(Path("image.jpg"), "image/jpeg", 0, 0, 0, "image.jpg")


def open_guide(bridge: Bridge, window: QWidget, service: str | None = None) -> None:
    """Shows the user's guide over a window, or the one to a service's API if there is one."""
    guide = window.findChild(GuideDialog) or GuideDialog(bridge, window)
    if service is None:
        guide.show_user_guide()
    else:
        guide.show_service(service)
    guide.show()
    guide.raise_()
    guide.activateWindow()
    guide.take_keyboard()


class GuideDialog(Dialog):
    """Contents on the left, what they lead to on the right; the search leaves the sections that
    hold all of its words. Examples are written for the addresses in force, and without a key."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideDialog")
        styled(self, role="panel")
        self._bridge = bridge
        self._services = [service for service in bridge.capabilities if has_guide(service)]
        self._subject = USER_GUIDE
        self._dialect = next(iter(_DIALECTS))
        self._cards: list[CodeCard] = []
        self._heads: list[QLabel] = []
        self._title = styled(QLabel(), level="heading")
        self._choice = SegmentedControl()
        self._choice.setObjectName("guideService")
        self._choice.chosen.connect(self._show)
        self._search = SearchField()
        self._search.setObjectName("guideSearch")
        self._search.textChanged.connect(self._fill)
        self._contents = styled(QListWidget(), role="contents")
        self._search.down_asked.connect(self._contents.setFocus)
        self._contents.setObjectName("guideContents")
        self._contents.setFixedWidth(_CONTENTS)
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._contents.currentRowChanged.connect(self._on_row_changed)
        self._contents.itemClicked.connect(self._on_item_clicked)
        self._nothing = styled(QLabel(), tone="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("guideArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close = QPushButton()
        self._close.setObjectName("closeGuideButton")
        self._close.clicked.connect(self.accept)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.take_keyboard)
        self._lay_out()
        self._retranslate()

    def show_service(self, service: str) -> None:
        """Shows the guide to a service's API; for one that has none, that of a service that has."""
        if service in self._services:
            self._show(service)
        elif self._subject == USER_GUIDE and self._services:
            self._show(self._services[0])

    def show_user_guide(self) -> None:
        """Shows the guide to the program."""
        self._show(USER_GUIDE)

    @Slot()
    def take_keyboard(self) -> None:
        """Puts the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._choice.setFixedWidth(_CONTENTS)
        self._search.setFixedWidth(_SEARCH)
        top = QHBoxLayout()
        top.setSpacing(PANE_PADDING)
        top.addWidget(self._title, 1)
        top.addWidget(self._choice)
        top.addWidget(self._search)
        right = QVBoxLayout()
        right.addWidget(self._nothing, 1)
        right.addWidget(self._area, 1)
        below = QHBoxLayout()
        below.setSpacing(PANE_PADDING)
        below.addWidget(self._contents)
        below.addLayout(right, 1)
        column = dialog_column(self)
        column.addLayout(top)
        column.addLayout(below, 1)
        column.addLayout(dialog_foot(self._close))
        fit(self, QSize(_WIDTH, _HEIGHT), QSize(3 * _CONTENTS, 52 * GRID))

    def _retranslate(self) -> None:
        apis = [(service, service_title(service), None) for service in self._services]
        self._choice.set_options([(USER_GUIDE, NAME, None), *apis])
        self._choice.setAccessibleName(self.tr("Guide"))
        self._search.setPlaceholderText(self.tr("Search in this guide"))
        self._search.setAccessibleName(self.tr("Search in this guide"))
        self._contents.setAccessibleName(self.tr("Contents"))
        self._area.setAccessibleName(self.tr("Guide"))
        self._nothing.setText(self.tr("Nothing about that."))
        self._close.setText(self.tr("Close"))
        self._show(self._subject)

    # -- What is shown -------------------------------------------------------------------------

    @Slot(str)
    def _show(self, subject: str) -> None:
        self._subject = subject
        self._choice.set_value(subject)
        if self._subject == USER_GUIDE:
            self.setWindowTitle(self.tr("User guide"))
            self._title.setText(self.tr("User guide"))
        else:
            self.setWindowTitle(self.tr("API guide"))
            self._title.setText(self.tr("API guide of the panels"))
        self._area.verticalScrollBar().setValue(0)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Writes the sections anew that hold what is searched."""
        language = "tr" if QLocale().language() == QLocale.Language.Turkish else "en"
        sections = [
            section
            for section in load_guide(self._subject, language)
            if section.holds(self._search.text())
        ]
        page = styled(QWidget(), role="panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, PANE_PADDING, PANE_PADDING)
        column.setSpacing(GRID)
        self._cards, self._heads = [], []
        for section in sections:
            self._add(section, column)
        column.addStretch()
        self._area.setWidget(page)
        self._area.setVisible(bool(sections))
        self._nothing.setVisible(not sections)
        self._contents.blockSignals(True)
        self._contents.clear()
        for section in sections:
            item = QListWidgetItem(section.title, self._contents)
            item.setSizeHint(QSize(0, CONTROL))
        self._contents.setCurrentRow(0)
        self._contents.blockSignals(False)

    def _add(self, section: Section, column: QVBoxLayout) -> None:
        head = styled(QLabel(section.title), level="title")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setContentsMargins(0, 0 if not self._heads else 2 * GRID, 0, HALF)
        self._heads.append(head)
        column.addWidget(head)
        for block in section.blocks:
            if isinstance(block, Words):
                column.addWidget(_label(block))
                continue
            card = CodeCard(self._variants(block))
            card.chosen.connect(self._on_dialect_chosen)
            card.show_variant(self._dialect)
            self._cards.append(card)
            column.addWidget(card)

    def _variants(self, code: Code) -> dict[str, partial[str]]:
        if code.kind is Kind.PLAIN:
            return {"": partial(str, code.text)}
        return {name: partial(self._written, code, dialect) for name, dialect in _DIALECTS.items()}

    def _written(self, code: Code, dialect: Dialect) -> str:
        """An example in one language, for the address that the service is reached at."""
        if code.kind is Kind.RECIPE:
            picture = _PICTURE if code.text == "picture" else None
            request = GenerationRequest(self._subject, _PROMPTS[code.text], "", picture=picture)
            return self._bridge.recipe(dialect, request)
        base = self._bridge.capabilities[self._subject].base_url.rstrip("/")
        path = f"/status/{code.text}" if code.kind is Kind.STATUS else "/videos"
        return question_text(dialect, f"{base}{path}")

    # -- What the user does --------------------------------------------------------------------

    @Slot(str)
    def _on_dialect_chosen(self, name: str) -> None:
        """All examples are shown in the language that was chosen for one; that one stays where it
        is."""
        self._dialect = name
        pressed = self.sender()
        before = pressed.mapTo(self, QPoint()).y() if isinstance(pressed, QWidget) else 0
        for card in self._cards:
            card.show_variant(name)
        page = self._area.widget()
        layout = page.layout() if page is not None else None
        if isinstance(pressed, QWidget) and layout is not None:
            layout.activate()
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + pressed.mapTo(self, QPoint()).y() - before)

    @Slot(QListWidgetItem)
    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._on_row_changed(self._contents.row(item))

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._heads):
            self._area.verticalScrollBar().setValue(self._heads[row].y())


def _label(words: Words) -> QLabel:
    label = QLabel(f"•\u2002{words.rich}" if words.point else words.rich)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setOpenExternalLinks(False)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if words.point:
        label.setContentsMargins(GRID, 0, 0, 0)
    return label
