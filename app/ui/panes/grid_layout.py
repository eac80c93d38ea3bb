"""Where cells and headings of a grid lie: arithmetic alone, so that a long list costs nothing."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize


@dataclass(frozen=True, slots=True)
class _Section:
    first: int  # row
    count: int
    top: int  # of its heading, from the top of everything


class GridLayout:
    """Cells of one size in even columns, in sections of given lengths, each under a heading.

    Everything is in pixels of the whole grid, from its upper left corner. A section without
    headings (`heading` 0) simply begins a new line.
    """

    def __init__(
        self, lengths: Sequence[int], columns: int, cell: QSize, *, heading: int = 0
    ) -> None:
        self.columns = max(1, columns)
        self.cell = cell
        self.heading = heading
        self._sections: list[_Section] = []
        first = top = 0
        for count in lengths:
            self._sections.append(_Section(first, count, top))
            first += count
            top += heading + self._lines(count) * cell.height()
        self.rows = first
        self.height = top
        self._firsts = [section.first for section in self._sections]
        self._tops = [section.top for section in self._sections]

    def rect(self, row: int) -> QRect:
        """The place of a row's cell."""
        section = self._section_of(row)
        line, column = divmod(row - section.first, self.columns)
        top = section.top + self.heading + line * self.cell.height()
        return QRect(QPoint(column * self.cell.width(), top), self.cell)

    def row_at(self, place: QPoint) -> int | None:
        """The row whose cell is at a place, if there is one."""
        if not self._sections or place.y() < 0 or place.x() < 0:
            return None
        section = self._sections[bisect_right(self._tops, place.y()) - 1]
        line, column = (
            (place.y() - section.top - self.heading) // self.cell.height(),
            place.x() // self.cell.width(),
        )
        offset = line * self.columns + column
        if line < 0 or column >= self.columns or offset >= section.count:
            return None
        return section.first + offset

    def rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """The rows whose cells touch the stripe from `top` to `bottom`."""
        for number in self._touching(top, bottom):
            section = self._sections[number]
            begin = section.top + self.heading
            first_line = max(0, (top - begin) // self.cell.height())
            last_line = (bottom - begin) // self.cell.height()
            first = first_line * self.columns
            last = min(section.count, (last_line + 1) * self.columns)
            yield from range(section.first + first, section.first + last)

    def headings_between(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """Sections that touch the stripe, each with the top of its heading.

        A heading stays at the stripe's top as long as its section is there.
        """
        for number in self._touching(top, bottom) if self.heading else ():
            section = self._sections[number]
            end = section.top + self._lines(section.count) * self.cell.height()
            yield number, min(max(section.top, top), end)

    def step(self, row: int, lines: int) -> int:
        """The row so many lines below (or above, if negative), in the same column or near it."""
        section = self._section_of(row)
        column = (row - section.first) % self.columns
        place = self.rect(row).center().y()
        for _ in range(abs(lines)):
            row = self._next_line(row, column, 1 if lines > 0 else -1)
            if self.rect(row).center().y() == place:
                break
            place = self.rect(row).center().y()
        return row

    def _next_line(self, row: int, column: int, way: int) -> int:
        at = bisect_right(self._firsts, row) - 1
        section = self._sections[at]
        line = (row - section.first) // self.columns + way
        if not 0 <= line < self._lines(section.count):
            if not 0 <= at + way < len(self._sections):
                return row
            section = self._sections[at + way]
            line = 0 if way > 0 else self._lines(section.count) - 1
        return section.first + min(section.count - 1, line * self.columns + column)

    def _lines(self, count: int) -> int:
        return -(-count // self.columns)

    def _section_of(self, row: int) -> _Section:
        return self._sections[bisect_right(self._firsts, row) - 1]

    def _touching(self, top: int, bottom: int) -> range:
        """The numbers of the sections that touch the stripe."""
        return range(max(0, bisect_right(self._tops, top) - 1), bisect_right(self._tops, bottom))
