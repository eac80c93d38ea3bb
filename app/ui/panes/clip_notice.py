"""What came of an action on a clip, told next to where it was asked for."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import KadrajError
from app.ui.desktop import show_in_folder
from app.ui.texts import error_text
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.notice import Notice, Tone

_MAY_BREAK: Final = "\N{ZERO WIDTH SPACE}"


class ClipNotice(Notice):
    """A notice with its own paddings; what asks for nothing goes away by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, GRID)
        self._then: Callable[[], None] | None = None
        self.acted.connect(self._on_acted)

    def tell(
        self, text: str, tone: Tone, *, action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Shows `text`, with a button named `action` that does `then`; good news for a while."""
        self._then = then
        self.say(text, tone, action=action, closable=True, passing=tone == "good")

    def complain(self, error: KadrajError) -> None:
        """Says what went wrong."""
        self.tell(error_text(error), "bad")

    def tell_of_file(self, text: str, file: Path) -> None:
        """Good news of a file, with a button that shows it in its folder."""
        show = partial(self.show_in_folder, file)
        self.tell(text, "good", action=self.tr("Show in folder"), then=show)

    @Slot(str)
    def copy_prompt(self, prompt: str) -> None:
        """Puts a prompt on the clipboard, and says so."""
        QGuiApplication.clipboard().setText(prompt)
        self.tell(self.tr("Prompt copied"), "good")

    @Slot(object)
    def show_in_folder(self, file: Path) -> None:
        """Shows a file in its folder, or says where that is."""
        show_in_folder(file, partial(self._tell_folder, file.parent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.clear()

    def _tell_folder(self, folder: Path) -> None:
        path = str(folder).replace(os.sep, os.sep + _MAY_BREAK)
        self.tell(
            self.tr("No program here opens folders. The file is in {path}").format(path=path),
            "warn",
            action=self.tr("Copy path"),
            then=partial(self._copy_path, folder),
        )

    def _copy_path(self, folder: Path) -> None:
        QGuiApplication.clipboard().setText(str(folder))
        self.tell(self.tr("Path copied"), "good")

    @Slot()
    def _on_acted(self) -> None:
        if self._then is not None:
            self._then()
