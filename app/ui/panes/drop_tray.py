"""The drop tray: many pictures, a video of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QSettings,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.capabilities import Capabilities, PictureLimits
from app.domain.errors import ErrorCode, KadrajError, file_failed
from app.domain.preparing import PictureFacts, Preparation
from app.domain.requests import GenerationRequest, picture_problems
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.models.tray_model import TrayCard, TrayModel, TrayRole
from app.ui.panes.composer_preview import PreviewRow
from app.ui.panes.drop_tray_layout import TrayLayout
from app.ui.preparing_words import READABLE, UNREADABLE, kind_name
from app.ui.proposals import folder_to_open, pictures_folder
from app.ui.texts import error_text, service_title
from app.ui.theme.styled import styled
from app.ui.tray_sending import TraySender
from app.ui.undo import Undo
from app.ui.widgets.picture_mime import Encoded, Files, may_hold_picture, read_picture

_PREVIEW: Final = QSize(640, 480)
_MOST: Final = 500
_LAST_FOLDER: Final = "composer/picture_folder"
_SETTLE: Final = 120  # milliseconds of quiet before it is planned anew


class DropTray(Dialog):
    """Pictures by drop, paste, dialog or folder, each with its frame and its prompt; *Queue all*.

    Pictures are copied or cut only into copies, and only as is ticked; files stay as they are.
    """

    queued = Signal(int)  # how many

    def __init__(
        self,
        bridge: Bridge,
        table: Capabilities,
        memory: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"dropTray_{table.service}")
        styled(self, role="panel")
        self.setAcceptDrops(True)
        self._bridge = bridge
        self._table = table
        self._limits = table.picture or PictureLimits()
        self._memory = memory
        self._model = TrayModel(self._say_of, self._explain, self)
        self._sender = TraySender(bridge, self._limits, self)
        self._previews = PreviewRow(_PREVIEW, self)
        self._previews.loaded.connect(self._on_loaded)
        self._queued = 0
        self._undo = Undo(self)
        self.addAction(self._undo.action)
        self._offered: Callable[[], None] | None = None  # what the notice's button does
        self._parts = TrayLayout(self, bridge, table, self._model)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settled.timeout.connect(self._plan)
        self._connect()
        self._retranslate()
        self._show_choices()

    # -- What others may ask -------------------------------------------------------------------

    def use(self, request: GenerationRequest) -> None:
        """Takes over what stands in the composer, for all pictures."""
        self._parts.prompt.setPlainText(request.prompt)
        self._parts.options.use(request)
        self._show_choices()

    @property
    def is_empty(self) -> bool:
        """Whether no picture is in it."""
        return not self._model.cards

    def add(self, paths: Sequence[Path]) -> None:
        """Puts pictures into the tray; of folders those directly in them. Those that are in it
        already come a second time only when that is wanted."""
        known = {card.path.absolute() for card in self._model.cards}
        files = list(dict.fromkeys(file for path in paths for file in _pictures_of(path)))
        twice = [file for file in files if file.absolute() in known]
        self._parts.notice.clear()  # what was said of others before
        if twice:
            words = self.tr("%n picture(s) are here already and were left out.", "", len(twice))
            self._offer(words, self.tr("Add again"), lambda: self._put_in(twice))
        elif known and not self.isVisible():
            words = self.tr("%n picture(s) of before are still here.", "", len(known))
            self._offer(words, self.tr("Remove them"), self._remove_all)
        self._put_in([file for file in files if file.absolute() not in known])

    def _put_in(self, files: Sequence[Path]) -> None:
        room = max(0, _MOST - len(self._model.cards))
        if len(files) > room:
            most = formats.number(_MOST)
            self._parts.notice.say(
                self.tr("The tray holds {count} pictures; the rest was left out.").format(
                    count=most
                ),
                "warn",
            )
        for card in self._model.add(files[:room]):
            self._look_at(card)
        if not self._parts.cards.currentIndex().isValid():
            self._parts.cards.setCurrentIndex(self._model.index(0))
        self._show_choices()

    # -- Looking -------------------------------------------------------------------------------

    def _look_at(self, card: TrayCard) -> None:
        number = card.number

        def then(facts: PictureFacts) -> None:
            named = replace(facts, picture=replace(facts.picture, name=card.name))
            self._take(number, card.path, named)

        self._bridge.survey_picture(card.path, then, lambda error: self._refuse(number, error))

    def _look_again(self, path: Path) -> None:
        """A file holds another picture by now: its cards show that one."""
        for card in self._model.cards:
            if card.path.absolute() == path:
                self._model.change(card.number, facts=None, copy=None, preview=None)
                self._look_at(card)

    def _take(self, number: int, path: Path, facts: PictureFacts) -> None:
        for problem in picture_problems(facts.picture, self._table):
            if problem.code is ErrorCode.PICTURE_TOO_MANY_PIXELS:
                self._refuse(number, problem)
                return
        self._model.change(number, facts=facts)
        if not facts.wants_preparing(self._limits):
            self._load(number, path)
            return

        def then(copy: Preparation) -> None:
            self._model.change(number, copy=copy)
            # What a hostile file of another kind would do to Qt it has not done to the copy.
            self._load(number, copy.after.path)
            self._show_choices()

        self._bridge.prepare_picture(
            path,
            self._sender.place(),
            self._limits,
            then,
            lambda error: self._refuse(number, error),
            name=facts.picture.name,
        )

    def _load(self, number: int, path: Path) -> None:
        self._show_choices()
        self._previews.load(number, path)

    def _refuse(self, number: int, error: KadrajError) -> None:
        self._model.change(number, problem=error)
        self._show_choices()

    # -- Saying --------------------------------------------------------------------------------

    def _say_of(self, card: TrayCard) -> str:
        if card.problem is not None:
            return self._reason(card.problem)
        if card.facts is None:
            return self.tr("Reading…")
        if card.prompt.strip():
            return " ".join(card.prompt.split())
        if card.copy is not None:
            return self._say_of_copy(card.copy)
        picture = card.facts.picture
        return f"{picture.width}×{picture.height} · {formats.file_size(picture.size)}"

    def _reason(self, problem: KadrajError) -> str:
        """Why there can be no video of it, in the width of a card that has its name already."""
        match problem.code:
            case ErrorCode.PICTURE_UNSUPPORTED:
                kind = UNREADABLE.get(str(problem.params.get("found")))
                if kind is not None:
                    return self.tr("{kind}: not readable here").format(kind=kind)
                return self.tr("Not a picture")
            case ErrorCode.PICTURE_TOO_LARGE | ErrorCode.PICTURE_TOO_MANY_PIXELS:
                return self.tr("Too large")
            case ErrorCode.PICTURE_UNREADABLE | ErrorCode.FILE_FAILED:
                return self.tr("File not readable")
            case _:
                return error_text(problem)

    def _explain(self, card: TrayCard) -> str:
        if card.problem is None:
            return self._say_of(card)
        kind = UNREADABLE.get(str(card.problem.params.get("found")))
        if kind is None:
            return error_text(card.problem)
        return self.tr("{kind} pictures cannot be read here. Save it as a JPEG first.").format(
            kind=kind
        )

    def _say_of_copy(self, copy: Preparation) -> str:
        before, after = copy.before, copy.after
        return self.tr("{before} → copy: {after}").format(
            before=f"{kind_name(before.media_type)} {formats.file_size(before.size)}",
            after=f"{kind_name(after.media_type)} {formats.file_size(after.size)}",
        )

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Many pictures"))
        self._parts.retranslate()
        self._show_button()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_choices()

    # -- What is chosen ------------------------------------------------------------------------

    @property
    def _ratio(self) -> str:
        """What pictures are cut to; empty when they go whole."""
        return self._parts.options.aspect_ratio if self._parts.cut.isChecked() else ""

    def _is_cut(self, card: TrayCard) -> bool:
        """Whether a copy of what is in its frame goes, whatever else is ticked."""
        return bool(self._ratio and card.crop(self._ratio))

    def _needs_copy(self, card: TrayCard) -> bool:
        """Whether the service takes it only as a copy, and it is not cut anyway."""
        if card.facts is None or self._is_cut(card):
            return False
        return any(picture_problems(card.facts.picture, self._table))

    def _usable(self, card: TrayCard) -> bool:
        if card.facts is None or card.problem is not None:
            return False
        return not self._needs_copy(card) or (
            card.copy is not None and self._parts.copies.isChecked()
        )

    def _request_of(self, card: TrayCard) -> GenerationRequest:
        options = self._parts.options
        return GenerationRequest(
            service=self._table.service,
            prompt=card.prompt.strip() or self._parts.prompt.toPlainText(),
            aspect_ratio=options.aspect_ratio,
            duration_seconds=options.duration,
            model=options.model_name,
        )

    def _current(self) -> TrayCard | None:
        card: TrayCard | None = self._parts.cards.currentIndex().data(TrayRole.CARD)
        return card

    @Slot()
    def _show_choices(self) -> None:
        """After any change: the cards' frames, what is chosen, and soon the plan."""
        parts = self._parts
        parts.delegate.ratio = self._ratio
        parts.cards.viewport().update()
        self._show_copies()
        card = self._current()
        problem = self._explain(card) if card is not None and card.problem is not None else ""
        parts.show_card(card, self._ratio, problem)
        parts.show_empty(not self._model.cards)
        self._show_button()
        self._settled.start()

    def _show_copies(self) -> None:
        """Offers the copies, with why there are any and what becomes of the pictures without."""
        offered = [card for card in self._model.cards if card.copy and not self._is_cut(card)]
        if not offered:
            self._parts.show_copies("", "")
            return
        needed = sum(self._needs_copy(card) for card in offered)
        better = len(offered) - needed
        words = []
        if needed:
            words.append(
                self.tr(
                    "%n picture(s) of a kind or size that {service} does not take: left out "
                    "without the copy.",
                    "",
                    needed,
                ).format(service=service_title(self._table.service))
            )
        if better:
            words.append(
                self.tr(
                    "%n picture(s) turned or transparent: sent as they are without the copy.",
                    "",
                    better,
                )
            )
        box = self.tr("Use the copy of %n picture(s)", "", len(offered))
        self._parts.show_copies(box, " ".join(words))

    @Slot()
    def _plan(self) -> None:
        usable = [self._request_of(card) for card in self._model.cards if self._usable(card)]
        self._parts.plan.plan(usable)

    @Slot()
    def _show_button(self) -> None:
        usable = sum(self._usable(card) for card in self._model.cards)
        going = min(usable, self._parts.plan.going)  # as they are taken when it is pressed
        reading = any(card.facts is None and card.problem is None for card in self._model.cards)
        self._parts.show_queue(going, len(self._model.cards), busy=self._sender.busy or reading)

    # -- Wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        parts = self._parts
        parts.add.clicked.connect(self._on_add_clicked)
        parts.folder.clicked.connect(self._on_folder_clicked)
        parts.close_button.clicked.connect(self.reject)
        parts.queue.clicked.connect(self._on_queue_clicked)
        parts.remove.clicked.connect(self._on_remove)
        parts.notice.acted.connect(self._on_offer_taken)
        parts.back.clicked.connect(lambda: self._move(-1))
        parts.on.clicked.connect(lambda: self._move(1))
        parts.options.changed.connect(self._show_choices)
        parts.cut.toggled.connect(self._show_choices)
        parts.copies.toggled.connect(self._show_choices)
        parts.prompt.textChanged.connect(parts.prompt_field.hush)
        parts.own_prompt.textChanged.connect(self._on_own_prompt_changed)
        for prompt in (parts.prompt, parts.own_prompt):
            prompt.picture_pasted.connect(self._paste)
        parts.frame.moved.connect(self._on_frame_moved)
        parts.cards.selectionModel().currentChanged.connect(self._show_choices)
        parts.plan.changed.connect(self._show_button)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._move, by))
        self._sender.progressed.connect(self._on_progressed)
        self._sender.sent.connect(self._on_sent)
        self._sender.failed.connect(self._on_failed)

    @Slot(int, QImage)
    def _on_loaded(self, number: int, image: QImage) -> None:
        self._model.change(number, preview=image)
        current = self._current()
        if current is not None and current.number == number:
            self._parts.show_card(current, self._ratio)
        self._settled.start()

    @Slot()
    def _on_own_prompt_changed(self) -> None:
        card = self._current()
        text = self._parts.own_prompt.toPlainText()
        if card is not None and text != card.prompt:
            self._model.change(card.number, prompt=text)

    @Slot(float)
    def _on_frame_moved(self, along: float) -> None:
        card = self._current()
        if card is not None:
            self._model.change(card.number, along=along)
            self._parts.show_card(self._current(), self._ratio)

    @Slot()
    def _on_remove(self) -> None:
        chosen = self._parts.cards.selectionModel().selectedIndexes()
        self._remove([index.data(TrayRole.CARD).number for index in chosen])

    def _remove(self, numbers: Sequence[int]) -> None:
        """Takes cards out, with what was written and framed there, and offers to undo that."""
        taken = self._take_out(numbers)
        if taken:
            step = partial(self._put_back, taken)
            self._undo.push(step)
            words = self.tr("%n picture(s) removed.", "", len(taken))
            self._offer(words, self.tr("Undo"), lambda: self._undo.take_back(step))
        self._show_choices()

    def _remove_all(self) -> None:
        self._remove([card.number for card in self._model.cards])

    def _put_back(self, taken: Sequence[tuple[int, TrayCard]]) -> None:
        self._parts.notice.clear()
        self._model.put_back(taken)
        self._parts.cards.setCurrentIndex(self._model.index(taken[0][0]))
        self._show_choices()

    def _take_out(self, numbers: Sequence[int]) -> list[tuple[int, TrayCard]]:
        for number in numbers:
            self._parts.delegate.forget(number)
        taken = self._model.remove(numbers)
        cards = self._parts.cards
        if taken and self._model.cards and not cards.selectionModel().hasSelection():
            # Qt makes a neighbour current without marking it.
            cards.setCurrentIndex(self._model.index(min(taken[0][0], len(self._model.cards) - 1)))
            cards.scrollTo(cards.currentIndex())
        return taken

    def _offer(self, words: str, action: str, deed: Callable[[], None]) -> None:
        self._offered = deed
        self._parts.notice.say(words, action=action, closable=True)

    @Slot()
    def _on_offer_taken(self) -> None:
        deed, self._offered = self._offered, None
        self._parts.notice.clear()
        if deed is not None:
            deed()
            self._show_choices()

    def _move(self, by: int) -> None:
        card = self._current()
        if card is not None:
            self._model.move(card.number, by)
            self._parts.cards.scrollTo(self._parts.cards.currentIndex())

    # -- Queueing ------------------------------------------------------------------------------

    @Slot()
    def _on_queue_clicked(self) -> None:
        cards = [card for card in self._model.cards if self._usable(card)]
        cards = cards[: self._parts.plan.going]
        if not cards or self._sender.busy:
            return
        without = next((card for card in cards if not self._request_of(card).prompt.strip()), None)
        if without is not None:
            error = KadrajError(ErrorCode.PROMPT_EMPTY)
            self._parts.prompt_field.complain(lambda: error_text(error))
            return
        self._parts.notice.clear()
        self._sender.send(cards, self._ratio, self._parts.copies.isChecked(), self._request_of)

    @Slot(int, int)
    def _on_progressed(self, ready: int, total: int) -> None:
        self._parts.show_progress(ready, total)

    @Slot(list)
    def _on_sent(self, numbers: list[int]) -> None:
        self._take_out(numbers)
        self.queued.emit(len(numbers))
        self._show_choices()
        if self._model.cards:
            told = self.tr("%n video(s) in the queue", "", len(numbers))
            self._parts.notice.say(told, "good", closable=True, passing=True)
        else:
            self.accept()

    @Slot(int, object)
    def _on_failed(self, number: int, error: KadrajError) -> None:
        if error.code is ErrorCode.PICTURE_CHANGED:
            self._look_again(Path(str(error.params["path"])))
        elif number >= 0:
            self._model.change(number, problem=error)
        self._parts.notice.say(
            error_text(error) + " " + self.tr("Nothing was queued."), "bad", closable=True
        )
        self._show_choices()

    # -- Coming in -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_picture(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take_mime(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Delete and self._parts.cards.hasFocus():
            self._on_remove()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _paste(self) -> None:
        self._take_mime(QGuiApplication.clipboard().mimeData())

    def _take_mime(self, mime: QMimeData) -> None:
        match read_picture(mime):
            case Files(paths):
                self.add([Path(path) for path in paths])
            case Encoded(data, media_type):
                self._queued += 1
                ending = media_type.removeprefix("image/").replace("jpeg", "jpg")
                name = self.tr("Pasted picture") + f" {self._queued}.{ending}"
                self._add_pasted(name, data)
            case None:
                self._parts.notice.say(
                    self.tr("There is no picture in that."), "warn", closable=True
                )

    def _add_pasted(self, name: str, data: bytes) -> None:
        file = self._sender.place() / name
        try:
            file.parent.mkdir()
            file.write_bytes(data)
        except OSError as fault:
            told = error_text(file_failed(file, fault))
            self._parts.notice.say(told, "bad", closable=True)
            return
        self.add([file])

    @Slot()
    def _on_add_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose pictures"), self._last_folder())
        dialog.setObjectName("trayPicturesDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in sorted(READABLE))
        dialog.setNameFilters(
            [
                self.tr("Pictures ({endings})").format(endings=endings),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_folder_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder of pictures"), self._last_folder())
        dialog.setObjectName("trayFolderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _last_folder(self) -> str:
        return folder_to_open(str(self._memory.value(_LAST_FOLDER, "")), pictures_folder())

    @Slot(list)
    def _on_files_selected(self, paths: list[str]) -> None:
        first = Path(paths[0])
        self._memory.setValue(_LAST_FOLDER, str(first if first.is_dir() else first.parent))
        self.add([Path(path) for path in paths])


def _pictures_of(path: Path) -> list[Path]:
    """The file itself, or the pictures directly in a folder, by name."""
    if not path.is_dir():
        return [path]
    try:
        known = READABLE | UNREADABLE.keys()  # those, too: to say that they are left out
        files = [f for f in path.iterdir() if f.suffix.lower() in known and f.is_file()]
    except OSError:
        return [path]  # of which its card says then that it cannot be read
    return sorted(files, key=lambda file: file.name.casefold())
