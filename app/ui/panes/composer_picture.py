"""The picture that a video is made from: dropped, pasted, picked, looked at, shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSettings, QSize, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.capabilities import Capabilities, PictureLimits
from app.domain.errors import ErrorCode, KadrajError, file_failed
from app.domain.preparing import Crop, PictureFacts, Preparation, crop_for
from app.domain.requests import Picture, picture_changed, picture_problems
from app.ui import formats
from app.ui.bridge import Bridge, Otherwise
from app.ui.panes.composer_preview import PreviewLoader
from app.ui.preparing_words import READABLE, UNREADABLE, offer_text
from app.ui.proposals import folder_to_open, pictures_folder
from app.ui.texts import error_text
from app.ui.titled_field import TitledField
from app.ui.widgets.notice import Tone
from app.ui.widgets.picture_drop import PictureDrop

_ENDINGS: Final = {
    "image/jpeg": ("JPEG", ".jpg", ".jpeg"),
    "image/png": ("PNG", ".png"),
    "image/webp": ("WebP", ".webp"),
}
#: Pixels enough for the drop place at any width and scale.
_PREVIEW: Final = QSize(1024, 512)
_LAST_FOLDER: Final = "composer/picture_folder"
_CUT: Final = "composer/cut"


class PictureField(QWidget):
    """The picture of one service's composer. `table.picture` is not None.

    `changed` comes when another picture or none is in place; `settled` whenever a file was looked
    at, with whether it could be used. Pictures that come as bytes live in a folder of this field:
    they are gone with it, so a request is to be written down before. `memory` keeps the folder that
    was last picked from. What the service does not take as it is, it offers to take as a copy; the
    file stays as it is, and nothing is taken before the user says so. Of a picture that has not
    the chosen ratio a frame shows what will be taken, unless the user wants it to go whole.
    While a picture that can go only as a copy waits for the user's word it is `unanswered`:
    nothing is to be asked for, and paid, without it; `answered` comes with the word.
    """

    changed = Signal()
    settled = Signal(bool)
    answered = Signal()
    many_came = Signal(list)  # paths: more than one file, or a folder

    def __init__(
        self,
        bridge: Bridge,
        table: Capabilities,
        memory: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table = table
        self._memory = memory
        self._picture: Picture | None = None
        self._pasted_ending = ""  # of a picture that has no name but what is said here
        self._preview = QImage()
        self._looks = 0  # files handed over to be looked at; only the last one counts
        self._looking = False
        self._ratio = ""
        self._along = self._next_along = 0.5
        self._size: tuple[int, int] | None = None  # upright, once that is known
        self._temporary: QTemporaryDir | None = None

        self._drop = PictureDrop()
        self._drop.setObjectName(f"pictureDrop_{table.service}")
        self._drop.files_dropped.connect(self._on_files_dropped)
        self._drop.image_dropped.connect(self._on_image_dropped)
        self._drop.refused.connect(self._on_refused)
        self._drop.pick_requested.connect(self._on_pick_requested)
        self._drop.removed.connect(self._on_removed)
        self._drop.crop_moved.connect(self._on_crop_moved)
        self._drop.cut_chosen.connect(self._on_cut_chosen)
        self._previews = PreviewLoader(self)
        self._previews.loaded.connect(self._on_preview_loaded)
        self._field = TitledField(self._drop)
        self._field.acted.connect(self._on_offer_taken)
        self._field.declined.connect(self._on_offer_declined)
        self._offer: Preparation | None = None
        self._unanswered = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._retranslate()

    @property
    def picture(self) -> Picture | None:
        """The picture in place: it was looked at and suits the service."""
        return self._picture

    @property
    def crop(self) -> Crop | None:
        """What of the upright picture is to be taken; None when that is all of it."""
        return self._framed if self._wants_cut else None

    @property
    def along(self) -> float:
        """Where the frame lies on the side that is too long, from 0 to 1."""
        return self._along

    def set_ratio(self, ratio: str) -> None:
        """The ratio of the video that is asked for."""
        if ratio != self._ratio:
            self._ratio, self._along = ratio, 0.5
            self._show_picture()

    def cut(self, crop: Crop, then: Callable[[Picture], None], otherwise: Otherwise) -> None:
        """Makes a copy of what is in the frame; the file stays as it is. `PICTURE_CHANGED` when
        that is another picture by now."""
        assert self._picture is not None  # noqa: S101 - there is nothing to crop without it
        shown = self._picture

        def done(copy: Preparation) -> None:
            if copy.before.digest == shown.digest:
                then(copy.after)
            else:
                otherwise(picture_changed(shown))

        self._bridge.prepare_picture(
            shown.path,
            self._own_folder() / f"{self._looks}-cut",
            self._limits,
            done,
            otherwise,
            crop=crop,
            name=shown.name,
        )

    def look_again(self) -> None:
        """Shows what the file in place holds now, with the frame where it lies."""
        if self._picture is not None:
            self._next_along = self._along
            self._look_at(self._picture.path, self._picture.name, pasted_ending=self._pasted_ending)

    @property
    def looking(self) -> bool:
        """Whether a file is being looked at."""
        return self._looking

    @property
    def unanswered(self) -> bool:
        """Whether a picture was chosen that goes only as a copy, and the user has not said yet
        whether that is to be used."""
        return self._unanswered

    def ask_again(self) -> None:
        """Says once more what is offered, whatever has been said since."""
        if self._offer is not None:
            self._say_offer("bad")

    def hush(self) -> None:
        """Takes away what is said of the picture; an offer stays, with the picture."""
        if self._offer is None:
            self._field.hush()

    @property
    def field(self) -> TitledField:
        """The frame around it, for notices."""
        return self._field

    @property
    def is_low(self) -> bool:
        """Whether it takes little height."""
        return self._drop.is_low

    def height_gained(self) -> int:
        """How many pixels of height `set_low` gains."""
        return self._drop.height_gained()

    def set_low(self, low: bool) -> None:
        """Takes little height, or as much as a picture deserves."""
        if low != self._drop.is_low:
            self._drop.set_low(low)

    def paste(self) -> None:
        """Takes the picture on the clipboard."""
        self._drop.paste()

    def use(self, picture: Picture | None, along: float = 0.5) -> None:
        """Puts a picture of an earlier request in place, if its file is still there, with its frame
        where that lay."""
        self._next_along = along
        if picture is None:
            self._on_removed()
        else:
            self._look_at(picture.path, picture.name)

    def take(self, paths: Sequence[Path]) -> None:
        """Takes a file; of more than one, or a folder, `many_came` tells."""
        if len(paths) > 1 or paths[0].is_dir():
            self.many_came.emit(list(paths))
        else:
            self._look_at(paths[0])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        limits = self._table.picture
        kinds = ", ".join(_ENDINGS[kind][0] for kind in limits.media_types) if limits else ""
        size = formats.whole_size(limits.max_bytes) if limits else ""
        self._drop.set_texts(
            title=self.tr("Drop a picture here"),
            hints=(
                self.tr("or click, or paste with Ctrl+V"),
                self.tr("{kinds} · up to {size}").format(kinds=kinds, size=size),
            ),
            replace=self.tr("Replace the picture"),
            remove=self.tr("Remove the picture"),
            cut=self.tr("Cut the picture to the frame"),
            frame=self.tr("What is taken of the picture"),
        )
        self._field.set_title(self.tr("Picture (optional)"))
        if self._picture is not None and self._pasted_ending:
            name = self._pasted_name(self._pasted_ending)
            self._picture = replace(self._picture, name=name)
        self._show_picture()

    def _pasted_name(self, ending: str) -> str:
        return self.tr("Pasted picture") + ending

    def _facts(self, picture: Picture) -> str:
        crop = self.crop
        if crop is None or self._size is None:
            return f"{picture.width}×{picture.height} · {formats.file_size(picture.size)}"
        return self.tr("{part} of {whole}").format(
            part=f"{crop.width}×{crop.height}", whole="{}×{}".format(*self._size)
        )

    @Slot(QImage)
    def _on_preview_loaded(self, image: QImage) -> None:
        self._preview = image
        self._show_picture()

    def _show_picture(self) -> None:
        if self._picture is None:
            return
        name, facts = self._picture.name, self._facts(self._picture)
        if self._framed is None or self._size is None:
            self._drop.show_picture(self._preview, name, facts)
        else:
            self._drop.show_frame(self._preview, name, facts, self._size, self.crop, self._along)

    # -- The frame -----------------------------------------------------------------------------

    @property
    def _framed(self) -> Crop | None:
        """What has the chosen ratio of a picture that has another one."""
        return None if self._size is None else crop_for(*self._size, self._ratio, self._along)

    @property
    def _wants_cut(self) -> bool:
        return self._memory.value(_CUT, defaultValue=True, type=bool) is True

    @Slot(float)
    def _on_crop_moved(self, along: float) -> None:
        self._along = along
        self._show_picture()
        self.changed.emit()

    @Slot(bool)
    def _on_cut_chosen(self, cut: bool) -> None:
        self._memory.setValue(_CUT, cut)
        self._show_picture()
        self.changed.emit()

    # -- Coming in -----------------------------------------------------------------------------

    def _look_at(self, path: Path, name: str | None = None, *, pasted_ending: str = "") -> None:
        self._forget_offer()
        self._looks += 1
        self._looking = True
        look = self._looks

        def then(picture: Picture) -> None:
            if look == self._looks:
                self._take(picture, pasted_ending)

        def otherwise(error: KadrajError) -> None:
            if look == self._looks:
                self._offer_or_refuse(path, error, name or path.name)

        self._bridge.inspect_picture(path, then, otherwise, name)

    def _take(self, picture: Picture, pasted_ending: str) -> None:
        problem = next(picture_problems(picture, self._table), None)
        if problem is not None:
            self._offer_or_refuse(picture.path, problem, picture.name)
            return
        self._picture = picture
        self._pasted_ending = pasted_ending
        self._preview = QImage()
        self._size, self._along, self._next_along = None, self._next_along, 0.5
        self._show_picture()
        self._previews.load(picture.path, _PREVIEW)
        self.changed.emit()
        self._look_closer(picture)

    # -- Copies --------------------------------------------------------------------------------

    def _look_closer(self, picture: Picture) -> None:
        """Frames a picture that has not the chosen ratio, and offers a copy of one that a service
        might see otherwise than it looks."""
        look, limits = self._looks, self._limits

        def then(facts: PictureFacts) -> None:
            if look == self._looks:
                self._size = (facts.picture.width, facts.picture.height)
                self._show_picture()
                settle()
                if facts.wants_preparing(limits):
                    self._prepare(picture.path, picture.name, lambda _error: None)

        def settle() -> None:
            self._looking = False
            self.settled.emit(True)

        def otherwise(_error: KadrajError) -> None:
            if look == self._looks:
                settle()

        self._bridge.survey_picture(picture.path, then, otherwise)

    def _offer_or_refuse(self, path: Path, error: KadrajError, name: str) -> None:
        """Offers a copy of a picture that can be none as it is; or says why there can be none."""
        self._prepare(path, name, lambda _error: self._refuse(error, name))

    def _prepare(self, path: Path, name: str, otherwise: Callable[[KadrajError], None]) -> None:
        look = self._looks

        def then(offer: Preparation) -> None:
            if look == self._looks:
                self._make_offer(offer)

        def failed(error: KadrajError) -> None:
            if look == self._looks:
                otherwise(error)

        target = self._own_folder() / f"{look}-copy"
        self._bridge.prepare_picture(path, target, self._limits, then, failed, name=name)

    def _make_offer(self, offer: Preparation) -> None:
        self._offer = offer
        self._unanswered, self._looking = self._looking, False
        self._say_offer("warn" if self._unanswered else "plain")
        if self._unanswered:
            self.settled.emit(False)

    def _say_offer(self, tone: Tone) -> None:
        assert self._offer is not None  # noqa: S101 - there is nothing to say without it
        self._field.say(
            partial(offer_text, self._offer, self._table),
            tone,
            lambda: self.tr("Use the copy"),
            self._without if self._unanswered else None,
        )

    def _without(self) -> str:
        if self._picture is None:
            return self.tr("Go on without it")
        return self.tr("Keep the earlier one")

    @Slot()
    def _on_offer_taken(self) -> None:
        offer = self._offer
        if offer is not None:
            self._look_at(offer.after.path, offer.after.name)
            self.answered.emit()

    @Slot()
    def _on_offer_declined(self) -> None:
        self._looks += 1
        self._forget_offer()
        self.answered.emit()

    def _forget_offer(self) -> None:
        self._field.hush()
        self._offer, self._unanswered = None, False

    @property
    def _limits(self) -> PictureLimits:
        return self._table.picture or PictureLimits()

    def _own_folder(self) -> Path:
        if self._temporary is None:
            self._temporary = QTemporaryDir()
        return Path(self._temporary.path())

    # -- Refusing ------------------------------------------------------------------------------

    def _refuse(self, error: KadrajError, name: str) -> None:
        self._looking = False
        self._field.complain(self._with_what_stays(lambda: self._refusal(error, name)))
        self.settled.emit(False)

    def _with_what_stays(self, words: Callable[[], str]) -> Callable[[], str]:
        """A picture that is in place already stays, and that is said."""
        if self._picture is None:
            return words
        return lambda: words() + " " + self.tr("Your earlier picture stays.")

    def _refusal(self, error: KadrajError, name: str) -> str:
        if error.code is not ErrorCode.PICTURE_UNSUPPORTED:
            return error_text(error)
        found = str(error.params.get("found") or "")
        if found.startswith("image/"):
            kind = found.removeprefix("image/").removeprefix("x-").upper()
            text = self.tr("{name} is a {kind} picture. Use a JPEG, PNG or WebP picture.")
            return text.format(name=name, kind=kind)
        if found in UNREADABLE:
            text = self.tr("{name} is a {kind} picture. Use a JPEG, PNG or WebP picture.")
            return text.format(name=name, kind=UNREADABLE[found])
        if any(found in endings for endings in _ENDINGS.values()):
            return self.tr("{name} is not really a picture, despite its ending.").format(name=name)
        return self.tr("{name} is not a JPEG, PNG or WebP picture.").format(name=name)

    @Slot(list)
    def _on_files_dropped(self, paths: list[str]) -> None:
        self.take([Path(path) for path in paths])

    @Slot(bytes, str)
    def _on_image_dropped(self, data: bytes, media_type: str) -> None:
        ending = _ENDINGS[media_type][1]
        path = self._own_folder() / f"{self._looks}{ending}"
        try:
            path.write_bytes(data)
        except OSError as fault:
            self._refuse(file_failed(path, fault), path.name)
            return
        self._look_at(path, self._pasted_name(ending), pasted_ending=ending)

    @Slot()
    def _on_refused(self) -> None:
        words = self._with_what_stays(
            lambda: self.tr(
                "There is no picture in that. Save the picture first, or copy the picture itself."
            )
        )
        self._field.say(words, "warn")

    @Slot()
    def _on_removed(self) -> None:
        self._looks += 1
        was_looking, self._looking = self._looking, False
        self._picture = self._size = None
        self._previews.drop()
        self._drop.clear()
        was_unanswered = self._unanswered
        self._forget_offer()
        self.changed.emit()
        if was_unanswered:
            self.answered.emit()
        if was_looking:
            self.settled.emit(False)

    # -- Picking -------------------------------------------------------------------------------

    @Slot()
    def _on_pick_requested(self) -> None:
        endings = " ".join(f"*{ending}" for ending in sorted(READABLE))
        dialog = QFileDialog(self, self.tr("Choose a picture"), self._last_folder())
        dialog.setObjectName("pictureDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Pictures ({endings})").format(endings=endings),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _last_folder(self) -> str:
        return folder_to_open(str(self._memory.value(_LAST_FOLDER, "")), pictures_folder())

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self._memory.setValue(_LAST_FOLDER, str(Path(path).parent))
        self._on_files_dropped([path])
