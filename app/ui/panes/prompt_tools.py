"""What stands beside a prompt's title: prompts of before, presets, and more ways to ask."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QWidget,
)
from shiboken6 import isValid

from app.domain.errors import KadrajError
from app.domain.presets import Preset
from app.domain.recipes import Dialect
from app.domain.requests import GenerationRequest
from app.ui.bridge import Bridge
from app.ui.dialogs.preset_name import PresetName
from app.ui.dialogs.prompt_history import PromptHistory
from app.ui.proposals import folder_to_open
from app.ui.texts import error_text
from app.ui.theme.icons import icon
from app.ui.theme.tokens import HALF
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.text import plain_tooltip

if TYPE_CHECKING:
    from app.ui.panes.phrase_popover import PhrasePopover

_DIALECTS: Final = {
    Dialect.CURL: "cURL",
    Dialect.PYTHON: "Python",
    Dialect.JAVASCRIPT: "JavaScript",
}
_SHOWN: Final = 60


class PromptTools(QWidget):
    """Small buttons for what is written in `prompt`. `current` gives what stands in the composer,
    `framed` whether its picture is cut before it is sent.

    `said` carries what is to be told, `complained` what went wrong.
    """

    recalled = Signal(str)  # prompt
    preset_chosen = Signal(object)  # GenerationRequest
    pictures_requested = Signal()
    list_requested = Signal()
    said = Signal(str)
    complained = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        service: str,
        prompt: PromptEdit,
        current: Callable[[], GenerationRequest],
        framed: Callable[[], bool],
        *,
        pictures: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._service = service
        self._current = current
        self._framed = framed
        self._pictures = pictures
        self._prompt = prompt
        prompt.recall_asked.connect(self._on_recall_asked)
        self._popover: PhrasePopover | None = None
        self._phrases = icon_button(f"phrasesButton_{service}", "phrases", compact=True)
        self._phrases.clicked.connect(self._on_phrases_clicked)
        self._before = icon_button(f"promptHistoryButton_{service}", "clock", compact=True)
        self._before.clicked.connect(self._on_before_clicked)
        self._presets = icon_button(f"presetsButton_{service}", "star", compact=True)
        self._presets.clicked.connect(self._on_presets_clicked)
        self._more = icon_button(f"moreButton_{service}", "more", compact=True)
        self._more.clicked.connect(self._on_more_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HALF)
        row.addStretch()
        for tool in (self._phrases, self._before, self._presets, self._more):
            row.addWidget(tool)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for tool, name in (
            (self._phrases, self.tr("Phrases: shot, lens, camera, light, mood")),
            (self._before, self.tr("Prompts of before")),
            (self._presets, self.tr("Presets")),
            (self._more, self.tr("More ways to create")),
        ):
            tool.setToolTip(name)
            tool.setAccessibleName(name)

    # -- Phrases -------------------------------------------------------------------------------

    @Slot()
    def _on_phrases_clicked(self) -> None:
        if self._popover is None:
            from app.ui.panes.phrase_popover import PhrasePopover  # when it is first wanted

            self._popover = PhrasePopover(self._prompt, self)
        self._popover.open_beside(self._prompt)

    # -- Prompts of before ---------------------------------------------------------------------

    @Slot()
    def _on_before_clicked(self) -> None:
        dialog = PromptHistory(self._bridge, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.recalled)
        dialog.open()

    @Slot(int)
    def _on_recall_asked(self, way: int) -> None:
        """Shows the prompt that is so many older than the one that is shown."""
        shown = self._prompt.toPlainText()

        def then(prompts: list[str]) -> None:
            if self._prompt.toPlainText() == shown:
                here = prompts.index(shown) if shown in prompts else -1
                wanted = here + way
                if wanted < len(prompts):
                    self._prompt.recall(prompts[wanted] if wanted >= 0 else "")

        self._bridge.find_prompts("", then)

    # -- More ----------------------------------------------------------------------------------

    def more_menu(self) -> QMenu:
        """More ways to ask for videos, made anew."""
        menu = QMenu(self)
        menu.setObjectName("moreMenu")
        menu.setAccessibleName(self._more.accessibleName())
        if self._pictures:
            menu.addAction(icon("picture"), self.tr("Many pictures…"), self.pictures_requested.emit)
        menu.addAction(icon("queue"), self.tr("Prompt list…"), self.list_requested.emit)
        menu.addSeparator()
        for dialect, name in _DIALECTS.items():
            text = self.tr("Copy request as {name}").format(name=name)
            menu.addAction(icon("code"), text, partial(self._copy, dialect))
        menu.addAction(icon("guide"), self.tr("API guide…"), self._on_guide_asked)
        return menu

    @Slot()
    def _on_more_clicked(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot()
    def _on_guide_asked(self) -> None:
        from app.ui.dialogs.guide import open_guide  # when it is first wanted

        open_guide(self._bridge, self.window(), self._service)

    def _copy(self, dialect: Dialect) -> None:
        QGuiApplication.clipboard().setText(self._bridge.recipe(dialect, self._current()))
        words = self.tr("Copied as {name}; your key is not in it.")
        if self._framed():
            words += " " + self.tr("It sends the picture whole, without the frame.")
        self.said.emit(words.format(name=_DIALECTS[dialect]))

    # -- Presets -------------------------------------------------------------------------------

    def load_presets_menu(self, then: Callable[[QMenu], object]) -> None:
        """Makes a menu of the presets as they are kept, in which each says what it is."""
        title = self.tr("Preset: {name}")

        def show(presets: list[Preset]) -> None:
            if isValid(self):  # the window may have closed meanwhile
                then(self._presets_menu(presets, title))

        self._bridge.load_presets(show)

    @Slot()
    def _on_presets_clicked(self) -> None:
        self._bridge.load_presets(self._show_presets)

    def _show_presets(self, presets: list[Preset]) -> None:
        menu = self._presets_menu(presets, "{name}")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._presets.mapToGlobal(self._presets.rect().bottomLeft()))

    def _presets_menu(self, presets: list[Preset], title: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("presetsMenu")
        menu.setAccessibleName(self._presets.accessibleName())
        menu.setToolTipsVisible(True)
        for preset in presets:
            choose = partial(self.preset_chosen.emit, preset.request)
            action = menu.addAction(title.format(name=_plain(preset.name)), choose)
            action.setToolTip(plain_tooltip(preset.prompt))
        if presets:
            menu.addSeparator()
        menu.addAction(icon("add"), self.tr("Save as preset…"), self._on_save)
        if presets:
            gone = menu.addMenu(icon("remove"), self.tr("Remove preset"))
            gone.setAccessibleName(gone.title())
            for preset in presets:
                gone.addAction(_plain(preset.name), partial(self._remove, preset.name))
        menu.addSeparator()
        menu.addAction(icon("folder"), self.tr("Import presets…"), self._on_import)
        if presets:
            menu.addAction(icon("export"), self.tr("Export presets…"), self._on_export)
        return menu

    @Slot()
    def _on_save(self) -> None:
        dialog = PresetName(self._current().prompt, self)
        dialog.named.connect(self._save)
        dialog.open()

    @Slot(str)
    def _save(self, name: str) -> None:
        preset = Preset.of(name, self._current())
        if preset.name:
            told = self.tr("Preset saved: {name}").format(name=preset.name)
            self._bridge.keep_preset(preset, lambda _presets: self.said.emit(told))

    def _remove(self, name: str) -> None:
        told = self.tr("Preset removed: {name}").format(name=name)
        self._bridge.remove_preset(name, lambda _presets: self.said.emit(told))

    @Slot()
    def _on_import(self) -> None:
        dialog = self._file_dialog(self.tr("Import presets"), "presetsImportDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._import)
        dialog.open()

    @Slot()
    def _on_export(self) -> None:
        dialog = self._file_dialog(self.tr("Export presets"), "presetsExportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("kadraj-presets.json")
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _file_dialog(self, title: str, name: str) -> QFileDialog:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        dialog = QFileDialog(self, title, folder_to_open(documents))
        dialog.setObjectName(name)
        dialog.setNameFilter(self.tr("Presets (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(str)
    def _import(self, path: str) -> None:
        def done(count: int) -> None:
            self.said.emit(self.tr("%n new preset(s)", "", count))

        self._bridge.import_presets(Path(path), done, self._complain)

    @Slot(str)
    def _export(self, path: str) -> None:
        def done(count: int) -> None:
            self.said.emit(self.tr("%n preset(s) exported", "", count))

        self._bridge.export_presets(Path(path), done, self._complain)

    def _complain(self, error: KadrajError) -> None:
        self.complained.emit(error_text(error))


def _plain(name: str) -> str:
    """A name as a menu shows it: short, and no letter of it a shortcut."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return shown.replace("&", "&&")
