"""Narrowing a grid down: every filter by mouse and keyboard, in sight, cleared with one click."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import IMPORTED, ClipOrder, ClipQuery, Marks
from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.panes import filters
from app.ui.panes.filter_popover import FilterPopover
from app.ui.widgets.chip import Chip
from app.ui.widgets.removable_chip import RemovableChip
from tests.ui.port import PortBridge, a_clip
from tests.ui.test_history_pane import History

LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


@pytest.fixture
def port() -> PortBridge:
    clips = [
        a_clip("today", created_at=days_ago(0), marks=Marks(rating=5)),
        a_clip("veo", "veo", created_at=days_ago(2), aspect_ratio="9:16"),
        a_clip(
            "week",
            created_at=days_ago(5),
            marks=Marks(rating=2, favourite=True, tags=("reel",)),
            file=Path("/library/week.mp4"),
        ),
        a_clip("old", created_at=days_ago(200), duration_seconds=9.0, prompt="Ağaç"),
    ]
    return PortBridge(clips=clips)


@pytest.fixture
def library(qtbot: QtBot, port: PortBridge) -> History:
    return History(qtbot, port, None)


def popover(library: History) -> FilterPopover:
    QTest.mouseClick(library.button("historyFilter"), LEFT)
    found = library.pane.findChild(FilterPopover)
    assert found is not None
    library.qtbot.waitUntil(found.isVisible)
    return found


def found(library: History, *clip_ids: str) -> None:
    model = library.grid.model()
    library.qtbot.waitUntil(lambda: model.rowCount() == len(clip_ids))
    library.settle()
    assert library.shown() == list(clip_ids)


def narrowed(library: History) -> list[str]:
    chips = library.pane.findChildren(RemovableChip, "historyNarrowed")
    return [chip.text() for chip in chips if chip.isVisible()]


@pytest.mark.parametrize(
    ("chip", "said", "expected"),
    [
        ("filter_service_veo", "", ("veo",)),
        ("filter_aspect_ratio_9:16", "9:16", ("veo",)),
        ("filter_days_1", "Today", ("today",)),
        ("filter_days_7", "Last 7 days", ("today", "veo", "week")),
        ("filter_place_here", "Downloaded", ("week",)),
        ("filter_least_rating_2", "★ 2+", ("today", "week")),
        ("filter_tags_reel", "#reel", ("week",)),
    ],
)
def test_each_filter_is_pressed_seen_and_taken_away(
    library: History, chip: str, said: str, expected: tuple[str, ...]
) -> None:
    pane = popover(library)
    library.qtbot.waitUntil(lambda: pane.findChild(Chip, "filter_tags_reel") is not None)
    button = pane.findChild(Chip, chip)
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    found(library, *expected)
    # The popover may have been filled anew with the tags of what is left.
    library.qtbot.waitUntil(lambda: any(c.isChecked() for c in pane.findChildren(Chip, chip)))
    pane.close()
    assert narrowed(library) == ([said] if said else ["Veo"])
    QTest.mouseClick(library.pane.findChildren(RemovableChip, "historyNarrowed")[0], LEFT)
    found(library, "today", "veo", "week", "old")
    assert narrowed(library) == []


def test_a_month_is_chosen_from_a_list(library: History) -> None:
    pane = popover(library)
    months = pane.findChild(QComboBox, "filterMonth")
    assert months is not None
    old = library.port.clips["old"].created_at.astimezone().date().replace(day=1)
    row = next(r for r in range(months.count()) if months.itemData(r) == old)
    months.setCurrentIndex(row)
    months.activated.emit(row)
    found(library, "old")
    assert narrowed(library) == [months.itemText(row)]


def test_several_at_once_and_all_away_with_one_click(library: History) -> None:
    pane = popover(library)
    for name in ("filter_least_rating_2", "filter_days_7"):
        chip = pane.findChild(Chip, name)
        assert chip is not None
        chip.click()
    found(library, "today", "week")
    clear = pane.findChild(QPushButton, "filterClear")
    assert clear is not None
    clear.click()
    found(library, "today", "veo", "week", "old")


def test_favourites_are_one_click_away(library: History) -> None:
    library.button("historyFavourites").click()
    found(library, "week")
    library.button("historyAll").click()
    found(library, "today", "veo", "week", "old")
    assert not library.button("historyFavourites").isChecked()


def test_while_one_searches_the_chip_in_force_is_marked_and_counts_nothing_else(
    library: History,
) -> None:
    chips = [library.button(f"history{name}") for name in ("All", "NotDownloaded", "Favourites")]
    everything, cloud, favourites = chips

    def marked() -> list[bool]:
        return [chip.isChecked() for chip in chips]

    library.qtbot.waitUntil(lambda: cloud.text() == "Not downloaded 3")
    library.search.setText("Ağaç")
    QTest.keyClick(library.search, Qt.Key.Key_Return)
    found(library, "old")
    assert (marked(), cloud.text()) == ([True, False, False], "Not downloaded")
    favourites.click()
    found(library)
    assert (marked(), cloud.text()) == ([False, False, True], "Not downloaded")
    everything.click()
    found(library, "old")
    assert marked() == [True, False, False]
    library.search.clear()
    found(library, "today", "veo", "week", "old")
    assert cloud.text() == "Not downloaded 3"
    cloud.click()
    found(library, "today", "veo", "old")
    assert (marked(), cloud.text()) == ([False, True, False], "Not downloaded 3")


def test_nothing_matches_offers_to_clear(library: History) -> None:
    library.button("historyFavourites").click()
    found(library, "week")
    pane = popover(library)
    chip = pane.findChild(Chip, "filter_least_rating_5")
    assert chip is not None
    chip.click()
    pane.close()
    library.qtbot.waitUntil(lambda: "Nothing matches." in library.texts())
    next(b for b in library.buttons() if b.text() == "Clear filters").click()
    found(library, "today", "veo", "week", "old")


def test_a_clip_leaves_when_it_does_not_fit_any_more(library: History) -> None:
    library.button("historyFavourites").click()
    found(library, "week")
    library.port.put_clip(replace(library.port.clips["week"], marks=Marks()))
    library.qtbot.waitUntil(lambda: library.grid.model().rowCount() == 0)


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (ClipOrder.NEWEST, "today"),
        (ClipOrder.OLDEST, "old"),
        (ClipOrder.BEST, "today"),
        (ClipOrder.LONGEST, "old"),
        (ClipOrder.PROMPT, "week"),
    ],
)
def test_every_order_can_be_chosen(library: History, order: ClipOrder, first: str) -> None:
    sort = library.button("historySort")
    assert isinstance(sort, QToolButton)
    next(a for a in sort.menu().actions() if a.data() == order).trigger()
    library.qtbot.waitUntil(lambda: sort.text() == filters.order_names()[order])
    if order is not ClipOrder.PROMPT:
        library.qtbot.waitUntil(
            lambda: library.grid.model().index(0, 0).data(Qt.ItemDataRole.UserRole + 1).id == first
        )


def test_days_stand_over_their_clips_in_orders_by_time_only(library: History) -> None:
    days = library.pane.model.days
    assert [count for _, count in days] == [1, 1, 1, 1]
    assert days[0][0] == library.port.clips["today"].created_at.astimezone().date()
    sort = library.button("historySort")
    assert isinstance(sort, QToolButton)
    next(a for a in sort.menu().actions() if a.data() == ClipOrder.BEST).trigger()
    library.qtbot.waitUntil(lambda: library.pane.model.days == [])


@pytest.mark.parametrize("width", [432, 780])
def test_many_filters_wrap_and_nothing_is_cut(library: History, width: int) -> None:
    query = ClipQuery(
        aspect_ratio="16:9", least_rating=2, tags=("reel", "a rather long tag of many letters")
    )
    library.pane.resize(width, 500)
    bar = library.pane.findChild(QWidget, "historySearch_library")
    assert bar is not None
    library.pane.bar.set_query(query)
    library.qtbot.waitUntil(lambda: len(narrowed(library)) == 4)
    library.qtbot.wait(0)
    for chip in library.pane.findChildren(RemovableChip, "historyNarrowed"):
        right = chip.mapTo(library.pane, chip.rect().topRight()).x()
        assert right <= width - 16
        assert chip.width() >= chip.minimumSizeHint().width()


@pytest.mark.parametrize("width", [432, 900])
@pytest.mark.parametrize("tongue", list(Language))
def test_every_filter_is_seen_and_the_window_is_not_left(
    library: History, width: int, tongue: Language, language: LanguageSwitch
) -> None:
    language.use(tongue)
    library.pane.resize(width, 500)
    pane = popover(library)
    library.qtbot.waitUntil(lambda: pane.findChild(Chip, "filter_tags_reel") is not None)
    library.qtbot.wait(0)
    assert isinstance(pane.focusWidget(), Chip), "the keyboard stays on the first one"
    chips = [chip for chip in pane.findChildren(Chip) if chip.isVisible()]
    assert {"filter_least_rating_5", "filter_place_only_here"} <= {c.objectName() for c in chips}
    for chip in chips:
        assert chip.visibleRegion().boundingRect() == chip.rect(), chip.text()
    inside = library.pane.geometry()
    assert inside.left() <= pane.geometry().left()
    assert pane.geometry().right() <= inside.right()


def test_what_was_imported_can_be_asked_for_when_there_is_any(library: History) -> None:
    pane = popover(library)
    library.qtbot.waitUntil(lambda: pane.findChild(Chip, "filter_tags_reel") is not None)
    assert pane.findChild(Chip, f"filter_service_{IMPORTED}") is None
    pane.close()
    library.port.put_clip(a_clip("mine", IMPORTED, created_at=days_ago(300)))
    library.qtbot.waitUntil(lambda: library.grid.model().rowCount() == 5)
    popover(library)
    library.qtbot.waitUntil(lambda: pane.findChild(Chip, f"filter_service_{IMPORTED}") is not None)
    chip = pane.findChild(Chip, f"filter_service_{IMPORTED}")
    assert chip is not None
    assert chip.text() == "Imported"
    chip.click()
    found(library, "mine")


def test_only_the_library_can_be_narrowed_to_a_service(qtbot: QtBot, port: PortBridge) -> None:
    sora = History(qtbot, port, "sora")
    pane = popover(sora)
    qtbot.waitUntil(lambda: pane.findChild(Chip, "filter_tags_reel") is not None)
    assert pane.findChild(Chip, "filter_service_veo") is None


def test_words_for_times() -> None:
    query = ClipQuery()
    assert filters.time_name(query) == "Any time"
    month = date(2026, 2, 11)
    assert filters.time_name(filters.of_month(query, month)) == "February 2026"
    february = filters.of_month(query, month)
    assert february.since is not None
    assert february.until is not None
    assert 27 <= (february.until - february.since).days <= 28
    assert filters.any_time(february) == query
