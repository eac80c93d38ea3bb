"""From one list of ids to the next, in steps a view can follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from operator import ne
from typing import Final

#: More steps than this are slower, and no calmer, than a new list.
_MOST_STEPS: Final = 64


@dataclass(frozen=True, slots=True)
class Removal:
    """Rows `first` to `last` go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """`ids` come in before row `first`."""

    first: int
    ids: list[str]


def steps_between(old: Sequence[str], new: Sequence[str]) -> list[Removal | Insertion] | None:
    """Steps that turn `old` into `new`, taken in order; None when a new list is better.

    Both hold each id once. What stays must keep its order, as it does in a sorted list that clips
    come to and go from.
    """
    shorter = min(len(old), len(new))
    head = _same(old, new, shorter)
    tail = _same(reversed(old), reversed(new), shorter - head)
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    before, after = set(left), set(right)
    if [i for i in left if i in after] != [i for i in right if i in before]:
        return None
    removals = [Removal(head + first, head + last) for first, last in _runs(left, after)]
    insertions = [
        Insertion(head + first, list(right[first : last + 1]))
        for first, last in _runs(right, before)
    ]
    if len(removals) + len(insertions) > _MOST_STEPS:
        return None
    # From the end, so that rows named later are still where they were; then from the start.
    return [*reversed(removals), *insertions]


def _same(old: Iterable[str], new: Iterable[str], most: int) -> int:
    """How many ids are equal before the first that is not; not more than `most`."""
    # All of it runs inside the interpreter's own loops: lists have a hundred thousand ids.
    differing = compress(range(most), map(ne, old, new))
    return next(differing, most)


def _runs(ids: Sequence[str], known: set[str]) -> list[tuple[int, int]]:
    """Neighbouring ids that are not known, each run by its first and last place."""
    runs = []
    for is_known, places in groupby(range(len(ids)), key=lambda place: ids[place] in known):
        if not is_known:
            run = list(places)
            runs.append((run[0], run[-1]))
    return runs
