"""Where cells and headings of a grid lie."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from app.ui.panes.grid_layout import GridLayout

CELL = QSize(100, 80)

lengths = st.lists(st.integers(1, 9), max_size=6)
columns = st.integers(1, 5)


@given(lengths, columns, st.sampled_from([0, 36]))
def test_every_cell_is_found_at_its_place_and_no_two_overlap(
    lengths: list[int], columns: int, heading: int
) -> None:
    layout = GridLayout(lengths, columns, CELL, heading=heading)
    assert layout.rows == sum(lengths)
    cells = [layout.rect(row) for row in range(layout.rows)]
    assert [layout.row_at(cell.center()) for cell in cells] == list(range(layout.rows))
    assert not any(a.intersects(b) for i, a in enumerate(cells) for b in cells[:i])
    whole = QRect(0, 0, columns * CELL.width(), layout.height)
    assert all(whole.contains(cell) for cell in cells)


@given(lengths, columns, st.integers(0, 900), st.integers(1, 400))
def test_what_touches_a_stripe_is_painted(
    lengths: list[int], columns: int, top: int, height: int
) -> None:
    layout = GridLayout(lengths, columns, CELL, heading=36)
    stripe = QRect(0, top, columns * CELL.width(), height)
    touching = [row for row in range(layout.rows) if layout.rect(row).intersects(stripe)]
    painted = list(layout.rows_between(top, top + height - 1))
    assert painted == touching


def test_a_place_without_a_cell_has_no_row() -> None:
    layout = GridLayout([3, 1], 2, CELL, heading=36)
    assert layout.row_at(QPoint(50, 20)) is None, "a heading"
    assert layout.row_at(QPoint(150, 36 + 120)) is None, "the end of a line"
    assert layout.row_at(QPoint(250, 50)) is None
    assert layout.row_at(QPoint(50, -1)) is None
    assert layout.row_at(QPoint(50, 9_000)) is None
    assert GridLayout([], 2, CELL).row_at(QPoint(1, 1)) is None


def test_up_and_down_keep_the_column_across_days() -> None:
    layout = GridLayout([5, 2, 6], 3, CELL, heading=36)
    assert layout.step(1, 1) == 4
    assert layout.step(2, 1) == 4, "the line is shorter there"
    assert layout.step(4, 1) == 6
    assert layout.step(6, 1) == 8
    assert layout.step(8, -1) == 6
    assert layout.step(0, -1) == 0
    assert layout.step(12, 5) == 12
    assert layout.step(0, 3) == 7


def test_a_heading_stays_on_top_while_its_day_is_there() -> None:
    layout = GridLayout([4, 2], 2, CELL, heading=36)
    assert list(layout.headings_between(0, 300)) == [(0, 0), (1, 196)]
    assert list(layout.headings_between(50, 300)) == [(0, 50), (1, 196)]
    assert list(layout.headings_between(180, 300)) == [(0, 160), (1, 196)], "pushed away"
    assert list(layout.headings_between(196, 300)) == [(1, 196)]
    assert list(GridLayout([4, 2], 2, CELL).headings_between(0, 300)) == []
