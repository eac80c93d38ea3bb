"""A user's own word on what a service makes, in place of what Kadraj knows of it.

Services learn new models, ratios and lengths; with a table of their own nobody waits for a new
Kadraj. What a service has no field for cannot be added, for no request would say it.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.capabilities import Capabilities, Model

#: As many as the composer has room for.
MOST_RATIOS: Final = 5
MOST_LENGTHS: Final = 5
MOST_MODELS: Final = 20

_LONGEST_VIDEO: Final = 600
_BETWEEN: Final = re.compile(r"[,;\s]+")
_RATIO: Final = re.compile(r"([1-9][0-9]{0,2})[:x×/]([1-9][0-9]{0,2})")
_LENGTH: Final = re.compile(r"[1-9][0-9]{0,2}")
_MODEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Ratios, lengths in seconds and models, as in `Capabilities`."""

    aspect_ratios: tuple[str, ...]
    durations: tuple[int, ...] = ()
    models: tuple[Model, ...] = ()


class TableFault(StrEnum):
    """What keeps a table, or a line of it, from being used."""

    NOTHING = "nothing"  # one at least has to be there
    RATIO = "ratio"  # not written as 16:9
    LENGTH = "length"  # not a number of seconds, or a very long one
    MODEL = "model"  # not a name as services give them
    TWICE = "twice"
    TOO_MANY = "too_many"
    FIELD = "field"  # the service has no such field, or needs one


def own_table(table: Capabilities) -> OwnTable:
    """A service's table as it is, to begin with."""
    return OwnTable(table.aspect_ratios, table.durations, table.models)


def table_of_models(models: Iterable[Model]) -> OwnTable:
    """The table of a service whose models say which ratios there are."""
    models = tuple(models)
    ratios = dict.fromkeys(ratio for model in models for ratio in model.aspect_ratios)
    return OwnTable(tuple(ratios), models=models)


def with_own_table(table: Capabilities, own: OwnTable | None) -> Capabilities:
    """A service's table with the user's word in it; as it was where that does not fit."""
    if own is None or table_problem(own, table) is not None:
        return table
    usual = table.default_duration
    return replace(
        table,
        aspect_ratios=own.aspect_ratios,
        durations=own.durations,
        models=own.models,
        default_duration=usual if usual in own.durations else None,
    )


def table_problem(own: OwnTable, table: Capabilities) -> TableFault | None:
    """What is wrong with a whole table for the service that `table` is of; None if it will do."""
    if bool(own.durations) != bool(table.durations) or bool(own.models) != bool(table.models):
        return TableFault.FIELD
    lines: list[tuple[str, ...] | tuple[int, ...] | TableFault] = [
        ratios_from(" ".join(own.aspect_ratios))
    ]
    if own.durations:
        lines.append(lengths_from(" ".join(map(str, own.durations))))
    if own.models:
        lines.append(names_from([model.name for model in own.models]))
        lines += [ratios_from(" ".join(model.aspect_ratios)) for model in own.models]
    for line in lines:
        if isinstance(line, TableFault):
            return line
    made = set(table_of_models(own.models).aspect_ratios) or set(own.aspect_ratios)
    return None if made == set(own.aspect_ratios) else TableFault.RATIO


def ratios_from(text: str) -> tuple[str, ...] | TableFault:
    """The ratios that a user listed, as `16:9`; `16x9` will do."""
    ratios = []
    for word in _words(text):
        told = _RATIO.fullmatch(word)
        if told is None:
            return TableFault.RATIO
        ratios.append(f"{told[1]}:{told[2]}")
    return _list_problem(ratios, MOST_RATIOS) or tuple(ratios)


def lengths_from(text: str) -> tuple[int, ...] | TableFault:
    """The lengths that a user listed, in seconds, the shortest first."""
    lengths = []
    for word in _words(text):
        if _LENGTH.fullmatch(word) is None or int(word) > _LONGEST_VIDEO:
            return TableFault.LENGTH
        lengths.append(int(word))
    return _list_problem(lengths, MOST_LENGTHS) or tuple(sorted(lengths))


def names_from(names: Sequence[str]) -> tuple[str, ...] | TableFault:
    """The names of models, each without the spaces around it."""
    bare = tuple(name.strip() for name in names)
    if any(_MODEL.fullmatch(name) is None for name in bare):
        return TableFault.MODEL
    return _list_problem(bare, MOST_MODELS) or bare


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def _list_problem(values: Sequence[Hashable], most: int) -> TableFault | None:
    if not values:
        return TableFault.NOTHING
    if len(set(values)) < len(values):
        return TableFault.TWICE
    return TableFault.TOO_MANY if len(values) > most else None
