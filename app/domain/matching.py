"""Finding names by few letters of them, the way command palettes do."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.domain.folding import folded

#: Names whose letters are kept, more than a palette has.
_NAMES: Final = 1_000

#: Kinds of matches, the best first.
BEGINNING, WORDS, INSIDE, SCATTERED = range(4)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a name fits, the lower the better, and which of its letters were asked for.

    `rank` is the kind of match, the letters in between that were not asked for, and the name's
    length.
    """

    rank: tuple[int, int, int]
    places: tuple[int, ...] = ()


def match(typed: str, name: str) -> Match | None:
    """How what was typed fits a name; None when it does not.

    Case, accents and the four Turkish i's do not count. Best is the name's beginning, then the
    beginnings of words of it, in any order, then letters that stand together, then letters that
    only follow each other. Nothing typed fits everything equally well.
    """
    words = folded(typed).split()
    if not words:
        return Match((0, 0, 0))
    letters, places = _spelt(name)
    for kind, found in (
        (BEGINNING, _together(" ".join(words), letters, at_start=True)),
        (WORDS, _beginnings(words, letters)),
        (INSIDE, _together(" ".join(words), letters, at_start=False)),
        (SCATTERED, _scattered("".join(words), letters)),
    ):
        if found is not None:
            gaps = found[-1] - found[0] + 1 - len(found)
            shown = tuple(dict.fromkeys(places[place] for place in found))
            return Match((kind, gaps, len(name)), shown)
    return None


@lru_cache(maxsize=_NAMES)
def _spelt(name: str) -> tuple[str, tuple[int, ...]]:
    """A name's letters as they are searched, and where in the name each stands.

    Kept: the same names are searched again with every letter that is typed.
    """
    letters, places = "", list[int]()
    for place, letter in enumerate(name):
        plain = folded(letter)
        letters += plain
        places += [place] * len(plain)
    return letters, tuple(places)


def _together(typed: str, letters: str, *, at_start: bool) -> list[int] | None:
    begin = letters.find(typed)
    if begin < 0 or (at_start and begin > 0):
        return None
    return list(range(begin, begin + len(typed)))


def _beginnings(words: list[str], letters: str) -> list[int] | None:
    """Each word at the beginning of another one of the name's."""
    starts = [n for n in range(len(letters)) if n == 0 or not letters[n - 1].isalnum()]
    found: list[int] = []
    for word in words:
        start = next((n for n in starts if letters.startswith(word, n)), None)
        if start is None:
            return None
        starts.remove(start)
        found += range(start, start + len(word))
    return sorted(found)


def _scattered(typed: str, letters: str) -> list[int] | None:
    """Letters that follow each other, each as near before the next one as can be."""
    end = -1
    for letter in typed:
        end = letters.find(letter, end + 1)
        if end < 0:
            return None
    found = []
    begin = end + 1
    for letter in reversed(typed):
        begin = letters.rfind(letter, 0, begin)
        found.append(begin)
    return found[::-1]
