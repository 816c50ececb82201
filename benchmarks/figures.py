"""A measured figure beside its target, and the table of them."""

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import ceil
from typing import Any


def _load() -> float:
    return os.getloadavg()[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """One result; without `at_most` and `at_least` it only informs. `load` is the last minute's."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    load: float = field(default_factory=_load)

    @property
    def has_target(self) -> bool:
        return self.at_most is not None or self.at_least is not None

    @property
    def is_met(self) -> bool:
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)

    @property
    def verdict(self) -> str:
        if not self.has_target:
            return ""
        return "met" if self.is_met else "NOT MET"

    @property
    def target(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.is_met if self.has_target else None}


def percentile(values: Sequence[float], percent: float) -> float:
    """By nearest rank: a value that was measured. Raises IndexError when there is none."""
    return sorted(values)[max(0, ceil(len(values) * percent / 100) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Figures line by line, with the load they were measured under."""
    width = max((len(figure.name) for figure in figures), default=0)
    lines = [f"{'figure':<{width}}  {'target':>9}  {'result':>10}  {'unit':<8}  {'':<8}  load"]
    lines += [
        f"{each.name:<{width}}  {each.target:>9}  {each.value:>10.2f}  {each.unit:<8}"
        f"  {each.verdict:<8}  {each.load:.1f}"
        for each in figures
    ]
    return "\n".join(lines)
