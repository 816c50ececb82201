"""When the next dose is due, and how an animal stands with a vaccine. Pure, no I/O.

A series has `doses`, `intervalo_dias` apart; after the last one comes a booster each `reforco_dias`, or nothing.
Doses count on: the first booster after three is the fourth. What decides is the number of the last dose given,
not how many are written down: a shop may learn of the third one alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

# The highest number of a dose; a monthly treatment takes eighty years to get there.
MOST = 999

Situacao = Literal["em_dia", "prevista", "atrasada", "nunca"]


class Regimen(Protocol):
    """What a vaccine says of its doses."""

    @property
    def doses(self) -> int: ...

    @property
    def intervalo_dias(self) -> int | None: ...

    @property
    def reforco_dias(self) -> int | None: ...


@dataclass(frozen=True, slots=True, order=True)
class Given:
    """A dose that was given; of one day the higher number counts as the later."""

    on: date
    dose: int


@dataclass(frozen=True, slots=True)
class Due:
    """A dose that is to come."""

    dose: int
    on: date


def last_of(given: Iterable[Given]) -> Given | None:
    """The latest one."""
    return max(given, default=None)


def next_due(regimen: Regimen, last: Given | None) -> Due | None:
    """What follows the last dose; nothing before the first one, and after the last without a booster."""
    if last is None:
        return None
    days = regimen.intervalo_dias if last.dose < regimen.doses else regimen.reforco_dias
    if days is None:
        return None
    return Due(min(last.dose + 1, MOST), _later(last.on, days))


def number_of(given: Iterable[Given], on: date) -> int:
    """Which dose one given on this day is, when nobody says: the one after the last before it."""
    before = last_of(each for each in given if each.on < on)
    return 1 if before is None else min(before.dose + 1, MOST)


def situation(*, given: bool, due: date | None, on: date) -> Situacao:
    """On a day: a dose that is due that day is not late yet."""
    if due is not None and due < on:
        return "atrasada"
    if given:
        return "em_dia"
    return "nunca" if due is None else "prevista"


def is_old_enough(born: date | None, idade_minima_dias: int | None, on: date) -> bool:
    """Whether an animal may have a vaccine on a day; one whose birth nobody knows may."""
    return born is None or idade_minima_dias is None or (on - born).days >= idade_minima_dias


def _later(day: date, days: int) -> date:
    """Never beyond the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))
