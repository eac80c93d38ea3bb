"""Everything known about the clip on the stage, and what the user thinks of it."""

import re
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip, MarksChange
from app.domain.works import ClipDetails
from app.ui.bridge import Bridge
from app.ui.calls import Abandon
from app.ui.panes.clip_facts import facts_of, steps_of
from app.ui.panes.tag_editor import TagField
from app.ui.texts import clip_title, service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.widgets.elided_button import ElidedButton
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.stars import Stars
from app.ui.widgets.text import plain_tooltip

_WRITING_MS: Final = 800
_NOTE_HEIGHT: Final = 9 * GRID
_NARROWEST: Final = 240
#: Letters of a word that may be too long for a line.
_LONG_WORD: Final = 20
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_MAY_BREAK: Final = "\N{ZERO WIDTH SPACE}"


class DetailsPane(QWidget):
    """Shows one clip. What is changed of its marks goes out as `marked`."""

    marked = Signal(list, object)  # clip ids, MarksChange
    opened = Signal(str)  # the id of a clip this one was made of
    compare_asked = Signal(list)  # the ids of this clip and another one
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clip: Clip | None = None
        self._details: ClipDetails | None = None
        self._abandon: Abandon = lambda: None  # what is being read
        styled(self, role="panel")
        self.setObjectName("detailsPane")
        self.setMinimumWidth(_NARROWEST)

        self._title = styled(QLabel(), level="title")
        self._close = icon_button("closeDetails", "close")
        self._close.clicked.connect(self.closed)
        self._prompt = _words(QLabel())
        self._prompt.setObjectName("detailsPrompt")
        self._stars = Stars()
        self._stars.setObjectName("detailsStars")
        self._stars.rated.connect(lambda stars: self._mark(MarksChange(rating=stars)))
        self._tags_title = styled(QLabel(), level="label")
        self._tags = TagField(bridge)
        self._tags.added.connect(lambda tag: self._mark(MarksChange(add_tags=(tag,))))
        self._tags.removed.connect(lambda tag: self._mark(MarksChange(remove_tags=(tag,))))
        self._note_title = styled(QLabel(), level="label")
        self._note = QPlainTextEdit()
        self._note.setObjectName("detailsNote")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note_title.setBuddy(self._note)
        self._facts = QWidget()
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(_WRITING_MS)
        self._writing.timeout.connect(self._keep_note)
        self._note.textChanged.connect(self._writing.start)
        self._lay_out()
        bridge.clip_changed.connect(self._on_clip_changed)
        bridge.library_moved.connect(self._on_library_moved)
        self._retranslate()

    @property
    def texts(self) -> list[str]:
        """All facts, as they are read."""
        labels = self._facts.findChildren(QLabel)
        return [label.text().replace(_MAY_BREAK, "") for label in labels]

    def show_clip(self, clip: Clip) -> None:
        """Shows a clip; the rest of what is known of it comes a moment later."""
        self._keep_note()
        if self._clip is None or clip.id != self._clip.id:
            self._show_note(clip.marks.note)
        self._clip = clip
        self._show_marks(clip)
        self._load_anew()

    def refresh(self) -> None:
        """Reads what was not read while nobody looked."""
        if self._clip is not None and self._details is None:
            self._load()

    def _load_anew(self) -> None:
        """What was read counts no more; it is read again when somebody looks."""
        self._details = None
        if not self.isHidden():
            self._load()

    def _load(self) -> None:
        if self._clip is not None:
            self._abandon()
            self._tags.learn()
            self._abandon = self._bridge.load_details(self._clip.id, self._on_loaded)

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        inside = styled(QWidget(), role="panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PANE_PADDING, 0, PANE_PADDING, PANE_PADDING)
        column.setSpacing(GRID)
        column.addWidget(self._prompt)
        column.addWidget(self._stars)
        column.addWidget(self._tags_title)
        column.addWidget(self._tags)
        column.addWidget(self._note_title)
        column.addWidget(self._note)
        column.addSpacing(GRID)
        column.addWidget(self._facts)
        column.addStretch()
        self._column = column
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GRID, 0, 0)
        whole.setSpacing(GRID)
        head.setContentsMargins(PANE_PADDING, 0, GRID, 0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 15 * GRID)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Details"))
        self._close.setToolTip(self.tr("Close (I)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._tags_title.setText(self.tr("Tags"))
        self._note_title.setText(self.tr("Note"))
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setPlaceholderText(self.tr("What to remember of it"))
        if self._clip is not None:
            self._show_marks(self._clip)
        if self._details is not None:
            self._show_facts(self._details)

    # -- What is shown -------------------------------------------------------------------------

    def _show_marks(self, clip: Clip) -> None:
        self._prompt.setText(clip.prompt or clip_title(clip))
        self._stars.set_value(clip.marks.rating)
        self._tags.set_tags(clip.marks.tags)
        if not self._note.hasFocus() and self._note.toPlainText() != clip.marks.note:
            self._show_note(clip.marks.note)  # but not over what is being written

    def _show_note(self, note: str) -> None:
        self._note.setPlainText(note)
        self._writing.stop()

    def _on_loaded(self, details: ClipDetails) -> None:
        if self._clip is not None and details.clip.id == self._clip.id:
            self._clip = details.clip
            self._details = details
            self._show_marks(details.clip)
            self._show_facts(details)

    def _show_facts(self, details: ClipDetails) -> None:
        before, self._facts = self._facts, QWidget()
        rows = QVBoxLayout(self._facts)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        if details.others:
            rows.addWidget(styled(QLabel(self.tr("The same idea")), level="label"))
        for other in details.others:
            rows.addLayout(self._other(details.clip, other))
        for name, value in facts_of(details):
            rows.addLayout(_fact(name, value))
        if details.parents:
            rows.addWidget(styled(QLabel(self.tr("Made of")), level="label"))
        for parent in details.parents:
            rows.addWidget(self._link(f"parent_{parent.id}", clip_title(parent), parent), 0, _LEFT)
        steps = steps_of(details)
        if steps:
            rows.addWidget(styled(QLabel(self.tr("How it came about")), level="label"))
        for moment, what in steps:
            rows.addLayout(_fact(moment, what))
        self._column.replaceWidget(before, self._facts)
        before.deleteLater()

    def _other(self, clip: Clip, other: Clip) -> QHBoxLayout:
        """What goes to a clip of the same idea, and what plays both together."""
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._link(f"other_{other.id}", service_title(other.service), other))
        compare = styled(QPushButton(self.tr("Compare")), kind="link")
        compare.setObjectName(f"compare_{other.id}")
        compare.clicked.connect(lambda: self.compare_asked.emit([clip.id, other.id]))
        row.addWidget(compare)
        row.addStretch()
        return row

    def _link(self, name: str, title: str, clip: Clip) -> ElidedButton:
        """What goes to another clip."""
        link = styled(ElidedButton(title), kind="link")
        link.setObjectName(name)
        link.setAccessibleName(title)
        link.setToolTip(plain_tooltip(title))
        link.clicked.connect(lambda: self.opened.emit(clip.id))
        return link

    # -- What the user does --------------------------------------------------------------------

    def _mark(self, change: MarksChange) -> None:
        if self._clip is not None:
            self.marked.emit([self._clip.id], change)

    @Slot()
    def _keep_note(self) -> None:
        self._writing.stop()
        note = self._note.toPlainText().strip()
        if self._clip is not None and note != self._clip.marks.note:
            self._mark(MarksChange(note=note))

    @Slot()
    def _on_library_moved(self) -> None:
        self._load_anew()

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        if self._clip is None or clip.id != self._clip.id:
            return
        only_marks = replace(clip, marks=self._clip.marks) == self._clip
        self._clip = clip
        self._show_marks(clip)
        if not only_marks or self._details is None:  # what is being read may be of before
            self._load_anew()


def _words(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _fact(name: str, value: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    title = styled(QLabel(name), level="secondary", tone="dim")
    title.setTextFormat(Qt.TextFormat.PlainText)
    title.setFixedWidth(12 * GRID - HALF)
    title.setWordWrap(True)
    words = _words(styled(QLabel(_breakable(value)), level="secondary"))
    words.setAccessibleName(f"{name}: {value}")
    row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


def _breakable(text: str) -> str:
    """Paths and ids have no spaces to break a line at; some ids nothing else, either."""
    parts = re.split(r"(?<=[/\\_\-.])", text)
    return _MAY_BREAK.join(
        part if len(part) <= _LONG_WORD or " " in part else _MAY_BREAK.join(part) for part in parts
    )
