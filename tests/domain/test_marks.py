"""Marks, by what a user would notice of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clips import BEST_RATING, Marks, MarksChange
from app.domain.folding import folded

tags = st.lists(st.text(max_size=6), max_size=5).map(tuple)
ratings = st.none() | st.integers(-9, 99)
changes = st.builds(
    MarksChange,
    rating=ratings,
    favourite=st.none() | st.booleans(),
    add_tags=tags,
    remove_tags=tags,
    note=st.none() | st.text(max_size=9),
)


@given(st.lists(changes, max_size=4))
def test_whatever_is_changed_marks_stay_in_order(course: list[MarksChange]) -> None:
    marks = Marks()
    for change in course:
        marks = change.applied_to(marks)
    keys = [folded(tag) for tag in marks.tags]
    assert 0 <= marks.rating <= BEST_RATING
    assert len(set(keys)) == len(keys)
    assert all(tag and tag == tag.strip() for tag in marks.tags)


@given(changes)
def test_a_change_made_twice_is_made_once(change: MarksChange) -> None:
    once = change.applied_to(Marks())
    twice = change.applied_to(once)
    assert replace(twice, tags=()) == replace(once, tags=())
    assert sorted(twice.tags) == sorted(once.tags)


def test_a_tag_keeps_the_way_it_was_first_written() -> None:
    marks = MarksChange(add_tags=("Şehir", " gece ", "")).applied_to(Marks())
    marks = MarksChange(add_tags=("sehir", "İyi")).applied_to(marks)
    assert marks.tags == ("Şehir", "gece", "İyi")
    assert MarksChange(remove_tags=("GECE", "iyi")).applied_to(marks).tags == ("Şehir",)
