"""The clips that a grid shows: all ids at once, details only where somebody looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.domain.clips import Clip, ClipOrder, ClipQuery
from app.domain.errors import KadrajError
from app.domain.works import WorkEnd, WorkKind
from app.ui.bridge import Bridge
from app.ui.calls import Abandon
from app.ui.models.id_changes import Insertion, Removal, steps_between
from app.ui.texts import clip_title, spoken_title

Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = QModelIndex()
#: Rows read along with those asked for, on either side, so that scrolling finds them there.
_AHEAD: Final = 24
#: Ids in one question to the library.
_BATCH: Final = 200
#: Details that are remembered; some screens of a large window.
_REMEMBERED: Final = 2_000
#: Changes within this many milliseconds lead to one reading of the ids.
_SETTLE_MS: Final = 60
#: Clips that fill a screen: shown, with their details, before the rest of a long list is known.
_FIRST_PAGE: Final = 120
_BY_DATE: Final = frozenset({ClipOrder.NEWEST, ClipOrder.OLDEST})

#: A clip can be pulled out of the window as a file.
_OF_A_CLIP: Final = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)

Days = list[tuple[date, int]]


class ClipRole(IntEnum):
    """What a cell can be asked for besides its text."""

    CLIP = Qt.ItemDataRole.UserRole + 1  # Clip, or None while it is being read
    PROGRESS = Qt.ItemDataRole.UserRole + 2  # Progress, or None when not downloading
    ERROR = Qt.ItemDataRole.UserRole + 3  # KadrajError of the last download, or None


@dataclass(frozen=True, slots=True)
class Progress:
    """A download under way: bytes so far, and bytes in all where the server said so."""

    received: int | None  # None while it waits for its turn
    total: int | None

    @property
    def share(self) -> float | None:
        """How much is here, 0 to 1, or None when that cannot be known."""
        if self.received is None or not self.total:
            return None
        return min(1.0, self.received / self.total)


class ClipsModel(QAbstractListModel):
    """One list of clips, in the order of a `ClipQuery`, followed as the library changes.

    It is empty until `start`, so that a list nobody looks at costs nothing.
    """

    about_to_change = Signal(bool)  # rows will; whether they still answer the same query
    arrived = Signal(int)  # how many clips the query finds, each time the ids were read

    def __init__(self, bridge: Bridge, query: ClipQuery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query = query
        self._ids: list[str] = []
        self._rows: dict[str, int] | None = None
        self._clips: OrderedDict[str, Clip] = OrderedDict()
        self._stale: set[str] = set()
        self._loading: set[str] = set()
        self._wanted: dict[int, None] = {}
        self._progress: dict[str, Progress] = {}
        self._errors: dict[str, KadrajError] = {}
        self._question = 0
        self._abandon: Abandon = lambda: None
        self._started = False
        self._days: Days = []
        self._shown_query: ClipQuery | None = None
        self._load_soon = self._timer(0, self._on_load_due)
        self._find_soon = self._timer(_SETTLE_MS, self._find)
        bridge.clip_changed.connect(self._on_clip_changed)
        bridge.history_merged.connect(self._on_history_merged)
        bridge.library_moved.connect(self._on_library_moved)
        bridge.download_started.connect(self._on_download_started)
        bridge.download_progressed.connect(self._on_download_progressed)
        bridge.download_failed.connect(self._on_download_failed)
        bridge.download_stopped.connect(self._on_download_stopped)
        bridge.downloads_added.connect(self._read_downloads)
        bridge.work_ended.connect(self._on_work_ended)

    def start(self) -> None:
        """Reads the clips, the first time it is called."""
        if not self._started:
            self._started = True
            self._find()

    # -- What it holds -------------------------------------------------------------------------

    @property
    def query(self) -> ClipQuery:
        """Which clips are shown, or will be as soon as the library has answered."""
        return self._query

    def set_query(self, query: ClipQuery) -> None:
        """Shows other clips."""
        if query != self._query:
            self._query = query
            self._find()

    @property
    def days(self) -> Days:
        """The days the clips are of and how many each has, in order; nothing in other orders."""
        return self._days

    def known(self, clip_ids: Sequence[str]) -> list[Clip]:
        """Those of the clips whose details are at hand."""
        return [self._clips[clip_id] for clip_id in clip_ids if clip_id in self._clips]

    def read(self, clip_ids: Sequence[str], then: Callable[[list[Clip]], None]) -> Abandon:
        """Gives `then` these clips: at once where all their details are at hand."""
        known = self.known(clip_ids)
        if len(known) < len(clip_ids):
            return self._bridge.load_clips(clip_ids, then)
        then(known)
        return lambda: None

    def row_of(self, clip_id: str) -> int | None:
        """Where a clip stands, or None when the query does not find it."""
        if self._rows is None:
            self._rows = {known: row for row, known in enumerate(self._ids)}
        return self._rows.get(clip_id)

    def id_at(self, row: int) -> str:
        """The id of the clip in a row."""
        return self._ids[row]

    def download(self, clip_id: str) -> None:
        """Downloads a clip, which its cell tells at once."""
        self._bridge.download(clip_id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _OF_A_CLIP if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        clip_id = self._ids[index.row()]
        match role:
            case ClipRole.CLIP:
                return self._clip(clip_id, index.row())
            case ClipRole.PROGRESS:
                # What stands still has come to no percentage that anybody waits for.
                return None if clip_id in self._errors else self._progress.get(clip_id)
            case ClipRole.ERROR:
                return self._errors.get(clip_id)
            case Qt.ItemDataRole.DisplayRole:
                clip = self._clip(clip_id, index.row())
                return "" if clip is None else clip_title(clip)
            case Qt.ItemDataRole.AccessibleTextRole:
                clip = self._clip(clip_id, index.row())
                return "" if clip is None else self._spoken(clip)
        return None

    def _spoken(self, clip: Clip) -> str:
        """A clip for those who hear it, with its service where there are several."""
        return clip_title(clip) if self._query.service else spoken_title(clip)

    # -- Details, for the rows that were looked at ----------------------------------------------

    def _clip(self, clip_id: str, row: int) -> Clip | None:
        clip = self._clips.get(clip_id)
        if clip is not None:
            self._clips.move_to_end(clip_id)
        if (clip is None or clip_id in self._stale) and clip_id not in self._loading:
            self._wanted[row] = None
            self._load_soon.start()
        return clip

    @Slot()
    def _on_load_due(self) -> None:
        # Whoever runs through a long list asks for all of it: what was asked for last is looked at.
        asked = sorted(list(self._wanted)[-_REMEMBERED // 4 :])
        self._wanted.clear()
        near = {
            self._ids[row]: None
            for place in asked
            for row in range(max(0, place - _AHEAD), min(len(self._ids), place + _AHEAD + 1))
        }
        missing = [
            clip_id
            for clip_id in near
            if clip_id not in self._loading
            and (clip_id not in self._clips or clip_id in self._stale)
        ]
        for batch in _batches(missing):
            self._loading.update(batch)
            self._bridge.load_clips(batch, partial(self._take, batch))

    def _take(self, asked: Sequence[str], clips: Sequence[Clip]) -> None:
        self._loading.difference_update(asked)
        for clip in clips:
            self._remember(clip)
        rows = [row for clip in clips if (row := self.row_of(clip.id)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def _remember(self, clip: Clip) -> None:
        self._clips[clip.id] = clip
        self._clips.move_to_end(clip.id)
        self._stale.discard(clip.id)
        if clip.downloaded:
            self._progress.pop(clip.id, None)
            self._errors.pop(clip.id, None)
        elif (error := self._bridge.download_rests(clip.id)) is not None:
            self._errors.setdefault(clip.id, error)
        elif self._bridge.downloading(clip.id):
            self._progress.setdefault(clip.id, self._begun(clip.id))
        while len(self._clips) > _REMEMBERED:
            self._clips.popitem(last=False)

    # -- Ids -----------------------------------------------------------------------------------

    @Slot()
    def _find(self) -> None:
        nothing = not self._find_soon.isActive() and self._finds_nothing(self._query)
        self._find_soon.stop()
        if not self._started:
            return
        self._question += 1
        # What was asked before is not waited for: whoever types asks at every letter.
        self._abandon()
        if nothing:
            self._show(self._query, [], [])
        elif self._query == self._shown_query and len(self._ids) >= _FIRST_PAGE:
            self._find_all(self._question, self._query)
        else:
            take = partial(self._on_page_found, self._question, self._query)
            self._abandon = self._bridge.find_clips(self._query, take, limit=_FIRST_PAGE)

    def _finds_nothing(self, query: ClipQuery) -> bool:
        """Whether less text found nothing already: what follows it cannot be found either."""
        shown = self._shown_query
        if shown is None or self._ids or query == shown or not query.text.startswith(shown.text):
            return False
        return replace(query, text=shown.text) == shown

    def _on_page_found(self, question: int, query: ClipQuery, ids: list[str]) -> None:
        if question != self._question:
            return  # a later question is on its way
        read = partial(self._on_page_read, question, query, ids)
        self._abandon = self._bridge.load_clips(ids, read)

    def _on_page_read(
        self, question: int, query: ClipQuery, ids: list[str], clips: Sequence[Clip]
    ) -> None:
        for clip in clips:
            self._remember(clip)
        if question != self._question:
            return
        known = {clip.id for clip in clips}
        self._show(query, [i for i in ids if i in known], _days_of(query, clips))
        if len(ids) >= _FIRST_PAGE:
            self._find_all(question, query)

    def _find_all(self, question: int, query: ClipQuery) -> None:
        def find(days: Days) -> None:
            if question == self._question:
                take = partial(self._on_all_found, question, query, days)
                self._abandon = self._bridge.find_clips(query, take)

        if query.order in _BY_DATE:
            self._abandon = self._bridge.count_days(query, find)
        else:
            find([])

    def _on_all_found(self, question: int, query: ClipQuery, days: Days, ids: list[str]) -> None:
        if question != self._question:
            return
        if query.order in _BY_DATE and sum(count for _, count in days) != len(ids):
            self._find_again_soon()  # a clip came or went between the two answers
            days = []
        self._show(query, ids, days)

    def _show(self, query: ClipQuery, ids: list[str], days: Days) -> None:
        # A clip that comes or goes moves its neighbours; another query is another list.
        same_query = query == self._shown_query
        steps = steps_between(self._ids, ids) if same_query else None
        self._shown_query = query
        self.about_to_change.emit(same_query)
        self._days = days
        if steps is None:
            self._replace(ids)
        else:
            for step in steps:
                self._take_step(step)
        self.arrived.emit(len(ids))

    def _take_step(self, step: Removal | Insertion) -> None:
        if isinstance(step, Removal):
            self.beginRemoveRows(QModelIndex(), step.first, step.last)
            del self._ids[step.first : step.last + 1]
            self._forget_rows()
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), step.first, step.first + len(step.ids) - 1)
            self._ids[step.first : step.first] = step.ids
            self._forget_rows()
            self.endInsertRows()

    def _replace(self, ids: list[str]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._forget_rows()
        self.endResetModel()

    def _forget_rows(self) -> None:
        self._wanted.clear()
        self._rows = None

    # -- What happened meanwhile ---------------------------------------------------------------

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, added: bool) -> None:
        if self._query.service not in (None, clip.service):
            return
        if clip.id in self._clips or not clip.downloaded:
            self._remember(clip)
        else:
            self._progress.pop(clip.id, None)
            self._errors.pop(clip.id, None)
        self._tell(clip.id, *ClipRole, Qt.ItemDataRole.DisplayRole)
        if added or self._may_move(clip):
            self._find_again_soon()

    def _may_move(self, clip: Clip) -> bool:
        """Whether a changed clip may come into the list, leave it, or stand elsewhere in it."""
        if self._query.filtered or self._query.order not in _BY_DATE:
            return True
        return (self.row_of(clip.id) is None) == (clip.trashed_at is None)

    @Slot(str, int, bool)
    def _on_history_merged(self, service: str, _total: int, changed: bool) -> None:
        if changed and self._query.service in (None, service):
            # Shown as they were until they were read anew, so that nothing blinks.
            self._stale.update(i for i, clip in self._clips.items() if clip.service == service)
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            self._find_again_soon()

    @Slot()
    def _on_library_moved(self) -> None:
        """Every file is elsewhere now."""
        self._clips.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _begun(self, clip_id: str) -> Progress:
        return Progress(None if self._bridge.download_waits(clip_id) else 0, None)

    @Slot()
    def _read_downloads(self) -> None:
        """Of all clips at hand: which of them are to be downloaded, and which no more."""
        for clip_id, clip in self._clips.items():
            if clip.downloaded or clip_id in self._errors:
                continue
            if not self._bridge.downloading(clip_id):
                self._progress.pop(clip_id, None)
            else:
                self._progress.setdefault(clip_id, self._begun(clip_id))
        if self._ids:
            last = self.index(len(self._ids) - 1)
            self.dataChanged.emit(self.index(0), last, [ClipRole.PROGRESS])

    @Slot(object)
    def _on_work_ended(self, end: WorkEnd) -> None:
        if end.kind is WorkKind.DOWNLOADS:
            self._read_downloads()

    @Slot(str)
    def _on_download_started(self, clip_id: str) -> None:
        self._errors.pop(clip_id, None)
        known = self._progress.get(clip_id)
        if known is None or known.received is None:
            self._progress[clip_id] = self._begun(clip_id)
        self._tell(clip_id, ClipRole.PROGRESS, ClipRole.ERROR)

    @Slot(str, object, object)
    def _on_download_progressed(self, clip_id: str, received: int, total: int | None) -> None:
        self._errors.pop(clip_id, None)
        self._progress[clip_id] = Progress(received, total)
        self._tell(clip_id, ClipRole.PROGRESS, ClipRole.ERROR)

    @Slot(str, object)
    def _on_download_failed(self, clip_id: str, error: KadrajError) -> None:
        self._progress.pop(clip_id, None)
        self._errors[clip_id] = error
        self._tell(clip_id, ClipRole.PROGRESS, ClipRole.ERROR)

    @Slot(str)
    def _on_download_stopped(self, clip_id: str) -> None:
        self._progress.pop(clip_id, None)
        self._tell(clip_id, ClipRole.PROGRESS)

    def _tell(self, clip_id: str, *roles: int) -> None:
        row = self.row_of(clip_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), list(roles))

    def _find_again_soon(self) -> None:
        if not self._find_soon.isActive():
            self._find_soon.start()

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _days_of(query: ClipQuery, clips: Sequence[Clip]) -> Days:
    if query.order not in _BY_DATE:
        return []
    days = groupby(clip.created_at.astimezone().date() for clip in clips)
    return [(day, len(list(same))) for day, same in days]


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
