"""Code to read and to copy."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import FONT_SECONDARY, GRID, HALF

#: How long it is said that it was copied, in milliseconds.
_COPIED: Final = 2000


class CodeCard(QFrame):
    """Lines in a typewriter's letters; *Copy* takes all of them.

    With several `variants` by name there is a button for each; `chosen` tells which was pressed.
    """

    chosen = Signal(str)

    def __init__(
        self, variants: Mapping[str, Callable[[], str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        styled(self, role="code")
        self._variants = variants
        self._shown = next(iter(variants))
        self._text = QPlainTextEdit()
        self._text.setObjectName("guideCode")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(FONT_SECONDARY)
        self._text.setFont(font)
        styled(self._text, kind="code")
        self._buttons = {name: self._button(name) for name in variants} if len(variants) > 1 else {}
        self._copy = styled(QPushButton(), compact=True, kind="quiet", tone="dim")
        self._copy.setObjectName("copyCode")
        self._copy.setAutoDefault(False)
        self._copy.setIcon(icon("copy"))
        self._copy.clicked.connect(self._on_copy_clicked)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED)
        self._copied.timeout.connect(self._retranslate)
        top = Qt.AlignmentFlag.AlignTop
        head = QHBoxLayout()
        head.setSpacing(HALF)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, HALF, HALF, HALF)
        column.setSpacing(0)
        column.addLayout(head)
        for button in self._buttons.values():
            head.addWidget(button)
        if self._buttons:
            head.addStretch()
            column.addWidget(self._text)
        else:
            head.addWidget(self._text, 1)
        head.addWidget(self._copy, 0, top)
        if self._buttons:
            self.setTabOrder(self._copy, self._text)
        self._retranslate()
        self.show_variant(self._shown)

    @property
    def text(self) -> str:
        """What *Copy* takes."""
        return self._text.toPlainText()

    def show_variant(self, name: str) -> None:
        """Shows another one of the variants, if there is one of that name."""
        if name not in self._variants:
            return
        self._shown = name
        self._text.setPlainText(self._variants[name]().rstrip("\n"))
        for known, button in self._buttons.items():
            styled(button, active=known == name)
        lines = self._text.blockCount()
        wide = max(map(len, self.text.splitlines()), default=0)
        self._text.setAccessibleName(self.text.splitlines()[0] if self.text else "")
        room = _NARROW if self._buttons else _BESIDE
        bar = self._text.horizontalScrollBar().sizeHint().height() if wide > room else 0
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + GRID + bar)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str) -> QPushButton:
        button = styled(QPushButton(name), kind="chip")
        button.setObjectName(f"codeVariant_{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.chosen.emit(name))
        return button

    @Slot()
    def _retranslate(self) -> None:
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the code"))

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(self.tr("Copied"))
        self._copied.start()


#: Letters of a line that needs no scroll bar in the narrowest guide.
_NARROW: Final = 64
#: The same where *Copy* stands beside it.
_BESIDE: Final = 42
