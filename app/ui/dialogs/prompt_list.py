"""Many prompts at once: pasted or from a file, looked at before anything is queued."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
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
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job
from app.domain.prompt_lists import CheckedRow, ListKind, kind_of, without_rows
from app.domain.requests import GenerationRequest, Picture
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.prompt_list_reading import ListReading
from app.ui.dialogs.prompt_list_rows import ListRows
from app.ui.dialogs.room import fit
from app.ui.hearing import call_box
from app.ui.plan_line import PlanLine
from app.ui.proposals import folder_to_open
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.notice import Notice
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.wheel import unmoved

_SIZE: Final = QSize(960, 680)
_SMALLEST: Final = QSize(720, 624)
_TEXT: Final = 112
_PAUSE: Final = 250  # milliseconds of quiet before what was typed is read
_SHOWN_EVERY: Final = 200  # milliseconds, while a list is read
_MOST_TIMES: Final = 20
#: Videos that are queued at once; the panels make some twenty a day.
_MOST: Final = 1000
#: Lines of text that can be brought back in a moment; of 100,000 the window would stand still.
_MOST_UNDONE: Final = 20_000
_LAST_FOLDER: Final = "composer/list_folder"
_KINDS: Final = (None, ListKind.LINES, ListKind.BLOCKS, ListKind.TABLE)


class PromptList(Dialog):
    """A text or a table becomes a row for each video. Rows that cannot be made are marked and say
    why, the chosen one in full; the others are queued, each as often as is wanted. What was queued
    is gone from the list, and the dialog stays as long as something is left. What the rows ask for
    where they say nothing is settled when a list is begun: it changes only if that is wanted."""

    queued = Signal(int)  # how many

    def __init__(self, bridge: Bridge, memory: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptListDialog")
        styled(self, role="panel")
        self.setAcceptDrops(True)
        self._bridge = bridge
        self._memory = memory
        self._usual: GenerationRequest | None = None
        self._offered: GenerationRequest | None = None  # what stands in the composer by now
        self._source: Path | str = ""
        self._gone: set[int] = set()  # numbers of the rows of a file that were queued
        self._reading = ListReading(bridge, self)

        self._title = styled(QLabel(), level="heading")
        self._about = styled(ElidedLabel(), level="secondary", tone="dim")
        self._text = QPlainTextEdit()
        self._text.setObjectName("listText")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(_TEXT)
        self._text.setAcceptDrops(False)  # a file is for the dialog
        self._open = QPushButton()
        self._open.setObjectName("listOpenButton")
        self._file = styled(ElidedLabel(), level="secondary", tone="dim")
        self._file.setObjectName("listFile")
        self._kind = unmoved(QComboBox())
        self._kind.setObjectName("listKind")
        for _ in range(4):
            self._kind.addItem("")
        self._times_name = styled(QLabel(), level="secondary", tone="dim")
        self._times = unmoved(QSpinBox())
        self._times.setObjectName("listTimes")
        self._times.setRange(1, _MOST_TIMES)
        self._times.setPrefix("×")
        self._times.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rows = ListRows(_MOST)
        self._only_bad = QCheckBox()
        self._only_bad.setObjectName("listOnlyBadBox")
        self._only_bad.hide()
        self._summary = styled(QLabel(), level="secondary", tone="dim")
        self._summary.setObjectName("listSummary")
        self._notice = Notice()
        self._notice.setObjectName("listNotice")
        self._plan = PlanLine(bridge)
        self._close = QPushButton()
        self._close.setObjectName("listCloseButton")
        self._queue = PrimaryButton()
        self._queue.setObjectName("listQueueButton")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._showing = QTimer(self, singleShot=True, interval=_SHOWN_EVERY)
        self._showing.timeout.connect(self._show_added)
        self._lay_out()
        self._connect()
        self._retranslate()

    def use(self, request: GenerationRequest) -> None:
        """Rows that say nothing else ask for what stands in the composer. Where rows are left
        over they stay as they were shown, and this is offered."""
        request = replace(request, prompt="")  # each row has its own
        if self._usual is None or not self._source:
            self._take_over(request)
        elif self._usual != request:
            self._offer(request)

    def _take_over(self, request: GenerationRequest) -> None:
        self._usual = request
        self._retranslate()
        self._begin()

    def _offer(self, request: GenerationRequest) -> None:
        self._offered = request
        self._notice.say(
            self.tr("These rows were read with other choices than the composer has now."),
            action=self.tr("Use the composer’s"),
            closable=True,
        )

    def load(self, path: Path) -> None:
        """Reads a file instead of the text; one step of undo brings the text back."""
        self._take_text_away()
        self._pause.stop()
        self._source, self._gone = path, set()
        self._kind.setCurrentIndex(0)  # what was chosen for another list
        self._show_file()
        self._begin()

    def _take_text_away(self) -> None:
        if self._text.blockCount() > _MOST_UNDONE:
            self._text.clear()
        else:
            cursor = self._text.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._times.setValue(1)  # nobody is to pay for what was wanted another time

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._begin()  # what is wrong with rows is kept in words

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if path is not None:
            self.load(path)

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(GRID)
        choices.addWidget(self._open)
        choices.addWidget(self._kind)
        choices.addWidget(self._file, 1)
        choices.addWidget(self._times_name)
        choices.addWidget(self._times)
        told = QHBoxLayout()
        told.setSpacing(2 * GRID)
        told.addWidget(self._summary, 1)
        told.addWidget(self._only_bad)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._plan, 1)
        foot.addWidget(self._close)
        foot.addWidget(self._queue)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        whole.setSpacing(PANE_PADDING)
        for part in (self._title, self._about, self._text):
            whole.addWidget(part)
        whole.addLayout(choices)
        whole.addWidget(self._rows, 1)
        whole.addLayout(told)
        whole.addWidget(self._notice)
        whole.addLayout(foot)
        fit(self, _SIZE, _SMALLEST)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(self._begin)
        self._open.clicked.connect(self._on_open_clicked)
        self._kind.activated.connect(self._begin)
        self._times.valueChanged.connect(self._show_plan)
        self._reading.came.connect(self._on_came)
        self._reading.ended.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._only_bad.toggled.connect(self._on_only_bad_toggled)
        self._notice.acted.connect(self._on_notice_acted)
        self._plan.changed.connect(self._show_queue)
        self._close.clicked.connect(self.reject)
        self._queue.clicked.connect(self._on_queue_clicked)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Prompt list"))
        self._title.setText(self.tr("Prompt list"))
        self._text.setPlaceholderText(
            self.tr(
                "One prompt per line; or prompts of several lines with an empty line between them; "
                "or a table with the columns prompt, image, frame, length, model"
            )
        )
        self._text.setAccessibleName(self.tr("Prompts"))
        self._open.setText(self.tr("Open a list…"))
        kinds = (
            self.tr("Detect the format"),
            self.tr("One prompt per line"),
            self.tr("Empty lines between prompts"),
            self.tr("Table (CSV)"),
        )
        for number, kind in enumerate(kinds):
            self._kind.setItemText(number, kind)
        call_box(self._kind, self.tr("How the list is written"))
        self._times_name.setText(self.tr("Repeat each"))
        self._times.setAccessibleName(self.tr("Repeat each"))
        self._only_bad.setText(self.tr("Only rows that cannot be made"))
        self._close.setText(self.tr("Close"))
        if self._usual is not None:
            usual = [self._usual.aspect_ratio]
            if self._usual.duration_seconds is not None:
                usual.append(self.tr("{seconds} s").format(seconds=self._usual.duration_seconds))
            usual += [self._usual.model] if self._usual.model else []
            usual += [self._usual.picture.name] if self._usual.picture else []
            told = self.tr("Where a row says nothing: {choices}")
            self._about.setText(told.format(choices=", ".join(usual)))
        self._show_summary()
        self._show_queue()

    # -- Reading -------------------------------------------------------------------------------

    @Slot()
    def _on_text_changed(self) -> None:
        text = self._text.toPlainText()
        if text or isinstance(self._source, str):
            self._source, self._gone = text, set()
            self._show_file()
            self._pause.start()

    def _show_file(self) -> None:
        """Which file is read."""
        self._file.setText(self._source.name if isinstance(self._source, Path) else "")

    @Slot()
    def _begin(self) -> None:
        """Reads the list from its beginning; what was being read does not count any more."""
        if self._usual is None:
            return
        self._notice.clear()
        self._offered = None
        self._queue.setEnabled(False)  # until it is known what there is to be queued
        self._rows.model.clear()
        self._reading.begin(self._source, self._usual, _KINDS[self._kind.currentIndex()])

    @Slot(object)
    def _on_came(self, rows: list[CheckedRow]) -> None:
        self._rows.model.add([row for row in rows if row.row.number not in self._gone])
        if not self._showing.isActive():
            self._showing.start()

    @Slot()
    def _on_read(self) -> None:
        self._show_added()
        if not self._rows.model.bad:
            self._only_bad.setChecked(False)
        self._rows.choose_first_bad()
        self._show_plan()
        self._say_what_was_joined()

    def _say_what_was_joined(self) -> None:
        """Nobody chose that lines without an empty one between them are one prompt."""
        lines, prompts = self._reading.lines, self._reading.prompts
        if lines > prompts and self._kind.currentIndex() == 0 and not self._notice.text:
            words = self.tr(
                "There are empty lines, and they were taken for the ends of prompts: {lines} lines "
                "became {count} prompts."
            )
            told = words.format(lines=formats.number(lines), count=formats.number(prompts))
            self._notice.say(told, "warn", action=self.tr("One prompt per line"), closable=True)

    @Slot()
    def _on_notice_acted(self) -> None:
        if self._offered is not None:
            self._take_over(self._offered)
        else:
            self._kind.setCurrentIndex(1)
            self._begin()

    @Slot(object)
    def _on_failed(self, error: KadrajError) -> None:
        self._notice.say(error_text(error), "bad")
        self._show_added()
        self._show_plan()

    @Slot()
    def _show_added(self) -> None:
        self._rows.show_added()
        self._only_bad.setVisible(self._only_bad.isChecked() or self._rows.model.bad > 0)
        self._show_summary()

    @Slot(bool)
    def _on_only_bad_toggled(self, only: bool) -> None:
        self._rows.model.show_only_bad(only)
        self._show_added()
        self._rows.choose_first_bad()

    # -- Queueing ------------------------------------------------------------------------------

    @property
    def _wanted(self) -> list[GenerationRequest]:
        times = self._times.value()
        each = (request for request in self._rows.model.requests for _ in range(times))
        return list(islice(each, _MOST))

    @property
    def _going(self) -> int:
        """How many rows are to be queued: each as often as is wanted, or not yet."""
        return self._plan.going // self._times.value()

    def _show_summary(self) -> None:
        parts = [self.tr("%n row(s) can be made", "", self._rows.model.good)]
        if self._rows.model.bad:
            parts.append(self.tr("%n row(s) cannot", "", self._rows.model.bad))
        if self._rows.model.good * self._times.value() > _MOST:
            words = self.tr("{count} videos at a time")
            parts.append(words.format(count=formats.number(_MOST)))
        if not self._reading.over:
            parts.append(self.tr("reading…"))
        read = self._rows.model.good + self._rows.model.bad
        self._summary.setText(" · ".join(parts) if read else "")
        tone = "warn" if self._rows.model.bad else "dim"
        if self._summary.property("tone") != tone:
            styled(self._summary, tone=tone)

    @Slot()
    def _show_plan(self) -> None:
        self._show_summary()
        self._plan.plan(self._wanted)

    @Slot()
    def _show_queue(self) -> None:
        times = self._times.value()
        going, wanted = self._going * times, self._rows.model.good * times
        mark = self.tr("Over today’s quota")
        if self._plan.going >= _MOST:
            mark = self.tr("Stays here for the next time")
        self._rows.mark_from(self._going if self._reading.over else wanted, mark)
        whole = going == wanted and not self._rows.model.bad
        words = self.tr("Queue all ({count})") if whole else self.tr("Queue {count}")
        self._queue.setText(words.format(count=going))
        self._queue.setEnabled(going > 0 and self._reading.over)

    @Slot()
    def _on_queue_clicked(self) -> None:
        going = self._going
        requests = self._wanted[: going * self._times.value()]
        self.setEnabled(False)  # what is written down is what is shown

        def done(jobs: list[Job]) -> None:
            self.setEnabled(True)
            self.queued.emit(len(jobs))
            self._take_out(self._rows.model.numbers[:going])
            if self._source:
                self._begin()
                told = self.tr("%n video(s) in the queue; what is left stays here.", "", len(jobs))
                self._notice.say(told, "good", closable=True)
            else:
                self._begin()
                self.accept()

        def otherwise(error: KadrajError) -> None:
            self.setEnabled(True)
            if error.code is ErrorCode.PICTURE_CHANGED:
                self._look_again(error)
            self._notice.say(error_text(error), "bad")
            self._show_queue()

        self._bridge.generate_all(requests, done, otherwise)

    def _take_out(self, queued: Sequence[int]) -> None:
        """What was queued is no part of the list any more: nobody is to pay for it twice."""
        starts = self._rows.model.starts()
        if len(queued) == len(starts):
            self._text.clear()
            self._source, self._gone = "", set()
            self._kind.setCurrentIndex(0)
        elif isinstance(self._source, Path):
            self._gone.update(queued)
        else:
            self._rewrite(without_rows(self._source, starts, queued))
        self._show_file()

    def _rewrite(self, text: str) -> None:
        """What is left may look as if it were written otherwise, and is not."""
        if self._kind.currentIndex() == 0:
            self._kind.setCurrentIndex(_KINDS.index(kind_of(str(self._source))))
        self._text.setPlainText(text)
        self._pause.stop()
        self._source = text

    def _look_again(self, changed: KadrajError) -> None:
        """A picture's file holds another by now: the rows are made anew, of that one."""
        usual, path = self._usual, Path(str(changed.params["path"]))
        if usual is None or usual.picture is None or usual.picture.path != path:
            self._begin()
            return
        self._reading.begin_later()

        def then(picture: Picture) -> None:
            if self._usual is usual:
                self._usual = replace(usual, picture=picture)
                self._begin()
                self._notice.say(error_text(changed), "bad")

        def otherwise(error: KadrajError) -> None:
            self._reading.give_up()
            self._notice.say(error_text(error), "bad")
            self._show_queue()

        self._bridge.inspect_picture(path, then, otherwise, usual.picture.name)

    @Slot()
    def _on_open_clicked(self) -> None:
        folder = folder_to_open(str(self._memory.value(_LAST_FOLDER, "")))
        dialog = QFileDialog(self, self.tr("Open a list"), folder)
        dialog.setObjectName("listFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists (*.csv *.tsv *.txt)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self._memory.setValue(_LAST_FOLDER, str(Path(path).parent))
        self.load(Path(path))


def _file_in(mime: QMimeData) -> Path | None:
    return next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)
