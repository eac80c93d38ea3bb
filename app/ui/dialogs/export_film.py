"""How a clip is written as a file of another form: GIF, WebP or MP4."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.domain.films import FilmFormat, FilmShape
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.calls import Abandon
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.proposals import film_name, folder_to_open
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.wheel import unmoved

_WIDTH: Final = 440
#: Pixels at the longer side, besides the clip's own.
_SIDES: Final = (1280, 960, 640, 480, 320)
#: What is sent to a chat or put on a page.
_USUAL: Final = {FilmFormat.GIF: 480, FilmFormat.WEBP: 640, FilmFormat.MP4: 0}
_SPEEDS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
_LONGEST: Final = 36_000.0
#: Milliseconds of quiet before it is looked how large it would be.
_LOOK_AFTER: Final = 400


class ExportFilm(Dialog):
    """Form, size, part and speed, with about how large the file will be; then where it goes.

    `asked` says the file and the `FilmShape`. `clip` is on this computer; `part` is what is
    proposed of it, its begin and end in seconds.
    """

    asked = Signal(object, object)  # Path, FilmShape

    def __init__(
        self,
        clip: Clip,
        bridge: Bridge,
        parent: QWidget | None = None,
        *,
        part: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportFilm")
        styled(self, role="panel")
        self._clip = clip
        self._bridge = bridge
        self._abandon: Abandon | None = None
        self._size: int | None = None
        self._wrong: KadrajError | None = None
        self._title = styled(QLabel(), level="heading")
        self._form = SegmentedControl()
        self._form.setObjectName("filmForm")
        self._form.set_options([("gif", "GIF", None), ("webp", "WebP", None), ("mp4", "MP4", None)])
        self._side = unmoved(QComboBox())
        self._side.setObjectName("filmSide")
        self._speed = unmoved(QComboBox())
        self._speed.setObjectName("filmSpeed")
        length = clip.length or _LONGEST
        begin, end = part or (0.0, length)
        self._begin = _seconds("filmBegin", length, begin)
        self._end = _seconds("filmEnd", length, end)
        fields = (self._form, self._side, self._begin, self._end, self._speed)
        self._fields = [TitledField(control) for control in fields]
        self._about = styled(QLabel(), level="secondary", tone="dim")
        self._about.setObjectName("filmAbout")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._cancel = QPushButton()
        self._cancel.setObjectName("filmCancel")
        self._save = styled(QPushButton(), kind="primary")
        self._save.setObjectName("filmSave")
        self._save.setDefault(True)
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER)
        self._lay_out()
        self._retranslate()
        self._use_usual_side()
        self._connect()
        self._look()

    @property
    def shape(self) -> FilmShape:
        """What is chosen."""
        whole = self._end.value() >= self._end.maximum()
        return FilmShape(
            format=FilmFormat(self._form.value),
            side=self._side.currentData() or None,
            begin=self._begin.value(),
            end=None if whole else self._end.value(),
            speed=self._speed.currentData(),
        )

    def save_as(self, target: Path) -> None:
        """Asks for the file to be written there."""
        ending = f".{self.shape.format.value}"
        file = target if target.suffix.lower() == ending else target.with_name(target.name + ending)
        self.asked.emit(file, self.shape)
        self.accept()

    def done(self, result: int) -> None:
        self._soon.stop()
        self._give_up()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = dialog_column(self)
        column.addWidget(self._title)
        form, side, begin, end, speed = self._fields
        column.addWidget(form)
        for pair in ((side, speed), (begin, end)):
            row = QHBoxLayout()
            row.setSpacing(2 * GRID)
            for field in pair:
                row.addWidget(field, 1)
            column.addLayout(row)
        column.addWidget(self._about)
        foot = dialog_foot(self._cancel, self._save)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self._form.chosen.connect(self._on_form_chosen)
        for box in (self._side, self._speed):
            box.currentIndexChanged.connect(self._look)
        self._begin.valueChanged.connect(self._look)
        self._end.valueChanged.connect(self._look)
        self._soon.timeout.connect(self._on_soon)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export as"))
        self._title.setText(self.tr("Export as"))
        titles = (
            self.tr("Form"),
            self.tr("Longer side"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Speed"),
        )
        for field, title in zip(self._fields, titles, strict=True):
            field.set_title(title)
        for box in (self._begin, self._end):
            box.setSuffix(self.tr(" s"))
        own = max(self._clip.media.width, self._clip.media.height) if self._clip.media else 0
        _refill(
            self._side,
            [
                (0, self.tr("As it is")),
                *((side, self.tr("{side} px").format(side=side)) for side in _SIDES if side < own),
            ],
        )
        speeds = [(speed, f"{QLocale().toString(speed, 'g', 3)}×") for speed in _SPEEDS]
        _refill(self._speed, speeds, 1.0)
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText(self.tr("Save…"))
        self._tell()

    # -- How large it will be ------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        self._give_up()
        self._size = self._wrong = None
        self._tell()
        self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        self._abandon = self._bridge.estimate_film(
            self._clip.id, self.shape, self._on_estimated, self._on_refused
        )

    def _on_estimated(self, size: int) -> None:
        self._size = size
        self._tell()

    def _on_refused(self, error: KadrajError) -> None:
        self._wrong = error
        self._tell()

    def _give_up(self) -> None:
        if self._abandon is not None:
            self._abandon()
            self._abandon = None

    def _tell(self) -> None:
        if self.shape.end is not None and self.shape.end <= self.shape.begin:
            text = self.tr("The end must come after the begin.")
        elif self._wrong is not None:
            text = error_text(self._wrong)
        elif self._size is None:
            text = self.tr("Looking how large it will be…")
        else:
            text = self.tr("About {size}").format(size=formats.file_size(self._size))
        self._about.setText(text)
        end = self.shape.end
        self._save.setEnabled(end is None or end > self.shape.begin)

    # -- Slots ---------------------------------------------------------------------------------

    @Slot(str)
    def _on_form_chosen(self, _form: str) -> None:
        self._use_usual_side()
        self._look()

    def _use_usual_side(self) -> None:
        place = self._side.findData(_USUAL[FilmFormat(self._form.value)])
        self._side.setCurrentIndex(max(0, place))

    @Slot()
    def _on_save(self) -> None:
        name = film_name(self._clip, self.shape.format)
        folder = folder_to_open("", "")
        dialog = QFileDialog(self, self.tr("Export as"), str(Path(folder) / name))
        dialog.setObjectName("exportFilmFile")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.shape.format.value)
        dialog.fileSelected.connect(lambda path: self.save_as(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _seconds(name: str, most: float, value: float) -> QDoubleSpinBox:
    box = unmoved(QDoubleSpinBox())
    box.setObjectName(name)
    box.setDecimals(2)
    box.setSingleStep(0.1)
    box.setRange(0.0, most)
    box.setValue(value)
    box.lineEdit().setTextMargins(GRID - 2, 0, 0, 0)  # as in the boxes above
    return box


def _refill(box: QComboBox, choices: list[tuple[float, str]], usual: float | None = None) -> None:
    """Puts words in another language into a box; what was chosen stays so."""
    chosen = box.currentData() if box.count() else usual
    box.blockSignals(True)
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
