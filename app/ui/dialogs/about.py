"""What this program is, and everything it brings along with its licence."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.licences import parts
from app.metadata import NAME, VERSION
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.dialogs.room import fit
from app.ui.theme.resources import app_icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import CONTROL, FONT_SECONDARY, GRID, HALF, PANE_PADDING

_SIZE: Final = QSize(960, 640)
_SIGN: Final = 8 * GRID
_NAMES: Final = 28 * GRID


def open_about(window: QWidget) -> None:
    """Shows it over a window."""
    about = window.findChild(AboutDialog) or AboutDialog(window)
    about.show()
    about.raise_()
    about.activateWindow()


class AboutDialog(Dialog):
    """Name and version on top; on the left what it is made of, on the right the licence of what is
    chosen there, in its own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        styled(self, role="panel")
        self._parts = parts()
        self._sign = QLabel()
        self._sign.setPixmap(app_icon().pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatio()))
        self._name = styled(QLabel(f"{NAME} {VERSION}"), level="heading")
        self._name.setObjectName("aboutVersion")
        self._what = styled(QLabel(), tone="dim")
        self._whole = styled(QLabel(), tone="dim")
        self._whole.setObjectName("aboutWhole")
        self._whole.setWordWrap(True)
        self._made_of = styled(QLabel(), level="label")
        self._names = styled(QListWidget(), role="contents")
        self._names.setObjectName("aboutParts")
        self._names.setFixedWidth(_NAMES)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._licence = styled(QLabel(), level="label")
        self._licence.setObjectName("aboutLicence")
        self._text = QPlainTextEdit()
        self._text.setObjectName("aboutText")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(FONT_SECONDARY)
        self._text.setFont(font)
        self._close = QPushButton()
        self._close.setObjectName("closeAboutButton")
        self._close.clicked.connect(self.accept)
        for label in (self._name, self._what, self._whole, self._made_of, self._licence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        for part in self._parts:
            item = QListWidgetItem(f"{part.name} {part.version}".rstrip(), self._names)
            item.setSizeHint(QSize(0, CONTROL))
        self._names.currentRowChanged.connect(self._on_row_changed)
        self._names.setCurrentRow(0)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._names.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(HALF)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._what)
        words.addWidget(self._whole)
        words.addStretch()
        top = QHBoxLayout()
        top.setSpacing(PANE_PADDING)
        top.addWidget(self._sign)
        top.addLayout(words, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, head, body in (
            (left, self._made_of, self._names),
            (right, self._licence, self._text),
        ):
            column.setSpacing(GRID)
            column.addWidget(head)
            column.addWidget(body, 1)
        below = QHBoxLayout()
        below.setSpacing(PANE_PADDING)
        below.addLayout(left)
        below.addLayout(right, 1)
        whole = dialog_column(self)
        whole.addLayout(top)
        whole.addLayout(below, 1)
        whole.addLayout(dialog_foot(self._close))
        fit(self, _SIZE, QSize(70 * GRID, 50 * GRID))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About {name}").format(name=NAME))
        self._what.setText(self.tr("A desktop studio for AI video, free software"))
        self._whole.setText(
            self.tr(
                "Its own source is under the MIT licence. A package holds parts under the GPL, such"
                " as x264, and is passed on as a whole under the GNU GPL, version 3 or later."
            )
        )
        self._made_of.setText(self.tr("Made of"))
        self._names.setAccessibleName(self.tr("Made of"))
        self._text.setAccessibleName(self.tr("Licence"))
        self._close.setText(self.tr("Close"))
        self._on_row_changed(self._names.currentRow())

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        part = self._parts[row]
        self._licence.setText(self.tr("Licence: {licence}").format(licence=part.licence))
        source = self.tr("Source: {address}").format(address=part.source) if part.source else ""
        self._text.setPlainText("\n\n".join(filter(None, (source, part.text))))
