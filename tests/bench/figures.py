"""What a benchmark measured, and beside what."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `ratio` beside the reference that was measured in the same run, and
    `value` in `unit`; a bound that is None was not asked for. `at_least` turns the ratio's round.
    """

    name: str
    unit: str
    value: float
    most: float | None = None
    reference: str = ""
    reference_value: float | None = None
    bound: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the reference."""
        return None if self.reference_value is None else self.value / self.reference_value

    @property
    def held(self) -> bool:
        """Whether every bound that was asked for is kept."""
        if self.most is not None and self.value > self.most:
            return False
        if self.bound is None or self.ratio is None:
            return True
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound

    def told(self) -> str:
        """The row as a line of text."""
        parts = [f"{self.name:<48} {self.value:9.2f} {self.unit:<4}"]
        if self.most is not None:
            parts.append(f"at most {self.most:g} {self.unit}")
        if self.ratio is not None:
            word = "at least" if self.at_least else "at most"
            bound = "" if self.bound is None else f" ({word} {self.bound:g})"
            parts.append(f"{self.ratio:.2f} × {self.reference} {self.reference_value:.2f}{bound}")
        if self.most is not None or self.bound is not None:
            parts.append("ok" if self.held else "OVER")
        return "  ".join(parts)


def interleaved(runs: int, *measures: Callable[[], float]) -> list[float]:
    """The median of each measure, all measured in turn: a slow minute then slows them alike."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for row, measure in zip(taken, measures, strict=True):
            row.append(measure())
    return [statistics.median(row) for row in taken]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
