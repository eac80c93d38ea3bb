"""Everything a grid can be narrowed down to, at a glance."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import BEST_RATING, IMPORTED, JOINED, ClipCounts, ClipPlace, ClipQuery
from app.ui.bridge import Bridge
from app.ui.hearing import call_box
from app.ui.panes import filters
from app.ui.panes.filters import RECENT_DAYS
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.wheel import unmoved

_WIDTH: Final = 400
_MONTHS: Final = 24
#: Tags offered at once; the search field finds the others.
_TAGS: Final = 24
#: Where else videos come from, offered when there are any.
_ELSEWHERE: Final = (IMPORTED, JOINED)


class FilterPopover(QFrame):
    """Chips by what they ask for; `changed` carries the query each time one is pressed.

    `service` is the grid's own: only a grid over all can be narrowed down to one.
    """

    changed = Signal(object)  # ClipQuery

    def __init__(self, bridge: Bridge, service: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"filterPopover_{service or 'library'}")
        styled(self, role="popover")
        self.setFixedWidth(_WIDTH)
        self._bridge = bridge
        self._service = service
        self._query = ClipQuery(service=service)
        self._tags: list[tuple[str, int]] = []
        self._elsewhere: set[str] = set()  # of those that are no services, which have videos
        self._chips: list[tuple[Chip, str, Any]] = []
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(2 * GRID)
        self._rows.setVerticalSpacing(GRID + 4)
        self._rows.setColumnStretch(1, 1)
        self._months = unmoved(QComboBox())
        self._months.setObjectName("filterMonth")
        self._months.activated.connect(self._on_month_chosen)
        self._clear = styled(QPushButton(), kind="link")
        self._clear.setObjectName("filterClear")
        self._clear.clicked.connect(self._on_clear)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._clear)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._rows)
        column.addLayout(foot)
        self.ensurePolished()

    def open_below(self, button: QWidget, query: ClipQuery) -> None:
        """Shows itself under a button, its right edge there where the window has room for it so,
        with what `query` asks for."""
        self._query = query
        self._fill()
        self._bridge.load_tags(self._on_tags)
        for service in _ELSEWHERE:
            self._bridge.count_clips(service, partial(self._on_counted, service))
        corner = button.mapToGlobal(QPoint(button.width() - _WIDTH, button.height() + 4))
        room = button.screen().availableGeometry()
        room &= button.window().geometry()
        left = min(max(room.left() + GRID, corner.x()), room.right() - GRID - _WIDTH)
        self._fit()
        top = min(corner.y(), button.screen().availableGeometry().bottom() - self.height())
        self.move(left, max(room.top(), top))
        self.show()
        for first, _, _ in self._chips[:1]:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self._fill_again()

    def _on_tags(self, tags: list[tuple[str, int]]) -> None:
        if tags != self._tags:
            self._tags = tags
            self._fill_again()

    def _on_counted(self, service: str, counts: ClipCounts) -> None:
        before = set(self._elsewhere)
        (self._elsewhere.add if counts.total else self._elsewhere.discard)(service)
        if self._elsewhere != before and self._service is None:
            self._fill_again()

    def _fill_again(self) -> None:
        """With the keyboard where it was."""
        focus = self.focusWidget()
        name = "" if focus is None else focus.objectName()
        self._fill()
        self._fit()
        chip = next((chip for chip, _, _ in self._chips if chip.objectName() == name), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as all lines of chips need at this width."""
        self._rows.invalidate()
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))

    # -- Rows ----------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Makes the rows anew: what there is to choose from may differ each time it opens."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._months:
                widget.hide()
                widget.deleteLater()
        self._chips.clear()
        self._clear.setText(self.tr("Clear all filters"))
        if self._service is None:
            services = [
                *self._bridge.capabilities,
                *(service for service in _ELSEWHERE if service in self._elsewhere),
            ]
            self._row(
                self.tr("Service"),
                [("service", service, service_title(service)) for service in services],
            )
        self._row(self.tr("Frame"), [("aspect_ratio", ratio, ratio) for ratio in self._ratios()])
        self._row(self.tr("Made"), [("days", n, filters.recent_name(n)) for n in RECENT_DAYS])
        self._fill_months()
        self._row(
            self.tr("File"), [("place", place, filters.place_name(place)) for place in ClipPlace]
        )
        self._row(
            self.tr("Stars"),
            [("least_rating", n, filters.rating_name(n)) for n in range(1, BEST_RATING + 1)],
        )
        self._row(self.tr("Tags"), [("tags", tag, tag) for tag in self._offered_tags()])
        self._show()

    def _row(self, title: str, choices: Sequence[tuple[str, Any, str]]) -> None:
        """A line of chips, each by the field it asks for, the value wanted, and its words."""
        if not choices:
            return
        row = self._rows.rowCount()
        label = styled(QLabel(title, self), level="label")
        label.setContentsMargins(0, HALF, 0, 0)
        chips = QWidget(self)
        flow = FlowLayout(chips, GRID - 2)
        for field, value, text in choices:
            chip = Chip(text, chips)
            chip.setObjectName(f"filter_{field}_{value}")
            chip.setAccessibleName(f"{title}: {text}")
            chip.clicked.connect(lambda on, f=field, v=value: self._on_chip_clicked(f, v, on))
            flow.addWidget(chip)
            self._chips.append((chip, field, value))
            chip.show()  # what was not shown yet has no place in what is reckoned next
        self._rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(chips, row, 1)
        for part in (label, chips):
            part.show()

    def _fill_months(self) -> None:
        self._months.clear()
        self._months.addItem(self.tr("A whole month…"), None)
        for month in filters.recent_months(_MONTHS):
            name = filters.time_name(filters.of_month(self._query, month))
            self._months.addItem(name, month)
        self._rows.addWidget(self._months, self._rows.rowCount(), 1)
        call_box(self._months, self.tr("Month"))

    def _ratios(self) -> list[str]:
        tables = self._bridge.capabilities.values()
        asked = self._query.aspect_ratio
        offered = [ratio for table in tables for ratio in table.aspect_ratios]
        return list(dict.fromkeys([*offered, asked] if asked else offered))

    def _offered_tags(self) -> list[str]:
        """The most used ones, in the order of the alphabet, after those that are asked for."""
        counts = dict(self._tags)
        most_used = set(sorted(counts, key=lambda tag: -counts[tag])[:_TAGS])
        return list(dict.fromkeys([*self._query.tags, *(t for t in counts if t in most_used)]))

    # -- What is asked for ---------------------------------------------------------------------

    def _show(self) -> None:
        """Presses what the query asks for."""
        for chip, field, value in self._chips:
            chip.setChecked(self._with(field, value) == self._query or self._has(field, value))
        months = [
            row
            for row in range(1, self._months.count())
            if filters.of_month(self._query, self._months.itemData(row)) == self._query
        ]
        self._months.setCurrentIndex(months[0] if months else 0)
        self._clear.setEnabled(self._query.filtered)

    def _has(self, field: str, value: object) -> bool:
        return field == "tags" and value in self._query.tags

    def _with(self, field: str, value: Any) -> ClipQuery:
        if field == "days":
            return filters.since_days(self._query, value)
        if field == "tags":
            return replace(self._query, tags=(*self._query.tags, value))
        return replace(self._query, **{field: value})

    def _without(self, field: str, value: object) -> ClipQuery:
        if field == "days":
            return filters.any_time(self._query)
        if field == "tags":
            rest = tuple(tag for tag in self._query.tags if tag != value)
            return replace(self._query, tags=rest)
        return replace(self._query, **{field: getattr(ClipQuery(), field)})

    def _on_chip_clicked(self, field: str, value: object, checked: bool) -> None:
        self._take(self._with(field, value) if checked else self._without(field, value))

    @Slot(int)
    def _on_month_chosen(self, place: int) -> None:
        month = self._months.itemData(place)
        every = filters.any_time(self._query)
        self._take(every if month is None else filters.of_month(self._query, month))

    @Slot()
    def _on_clear(self) -> None:
        self._take(replace(filters.cleared(self._query, self._service), text=self._query.text))

    def _take(self, query: ClipQuery) -> None:
        self._query = query
        self._show()
        self.changed.emit(query)
