"""What a demo's animals had of their vaccines, and what is due: some four in nine are behind. Pure, no I/O."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any, Protocol

from deploy.demo import words
from services.business.vacinas.protocol import Given, next_due

# Who misses something obligatory (Guiavet, 4,600 pets); of what is missed, what was never given; of other things,
# what is late; of doses, what is the tutor's word.
BEHIND_SHARE, NEVER_SHARE, LATE_SHARE, TOLD_SHARE = 0.44, 0.25, 0.2, 0.2
# The oldest dose that a shop has written down, and the age before which there is none.
_HISTORY, _YOUNGEST = timedelta(days=730), timedelta(days=84)


class Patient(Protocol):
    """An animal, whose birth is known here though its shop may not know it."""

    @property
    def id(self) -> int: ...

    @property
    def is_cat(self) -> bool: ...

    @property
    def born(self) -> date: ...


def vaccinate(seed: int, patients: Sequence[Patient], today: date) -> Iterator[tuple[Any, ...]]:
    """Records of doses, numbered from 1; the same for the same seed, animals and day."""
    random, numbers = Random(f"vaccines {seed}"), count(1)  # noqa: S311 - nothing here is secret
    for patient in patients:
        behind = random.random() < BEHIND_SHARE
        obligatory = words.CATS_OBLIGATORY if patient.is_cat else words.DOGS_OBLIGATORY
        missed = random.choice(obligatory) if behind else None
        often = [vaccine for vaccine, share in words.TREATMENTS if random.random() < share]
        for vaccine in (*obligatory, *often):
            late = vaccine is missed or (vaccine in often and random.random() < LATE_SHARE)
            for dose in _course(random, vaccine, patient.born + _YOUNGEST, today, late=late):
                yield (next(numbers), patient.id, vaccine.id, *dose)


def _course(
    random: Random, vaccine: words.Vaccine, first: date, today: date, *, late: bool
) -> Iterator[tuple[Any, ...]]:
    """Those given from its first day on, then the one to come; nothing of what was never given."""
    age, booster = (today - first).days, vaccine.reforco_dias
    if late and (age <= booster + 5 or random.random() < NEVER_SHARE):
        return
    if late:
        ago = booster + random.randrange(5, min(200, age - booster))
    else:
        ago = random.randrange(1, min(booster, age))
    last = Given(today - timedelta(days=ago), vaccine.doses + random.randrange(2))
    for given in _until(vaccine, last, since=max(first, today - _HISTORY)):
        yield (given.dose, None, given.on, *_label(random, given.on))
    due = next_due(vaccine, last)
    if due is not None:
        yield (due.dose, due.on, None, None, None, None, None, None, False)


def _until(vaccine: words.Vaccine, last: Given, *, since: date) -> list[Given]:
    """Back from the last one, as the protocol has them."""
    found = [last]
    while found[0].dose > 1:
        days = vaccine.intervalo_dias if found[0].dose <= vaccine.doses else vaccine.reforco_dias
        on = found[0].on - timedelta(days=days or vaccine.reforco_dias)
        if on <= since:
            break
        found.insert(0, Given(on, found[0].dose - 1))
    return found


def _label(random: Random, on: date) -> tuple[Any, ...]:
    """Lot, maker, expiry and who gave it; or that it is the tutor's word."""
    if random.random() < TOLD_SHARE:
        return (None, None, None, None, None, True)
    lot = f"{random.choice('ABCDEF')}{random.randrange(100, 1000)}/{on.year % 100}"
    veterinario, crmv = random.choice(words.VETS)
    until = on + timedelta(days=random.randrange(60, 500))
    return (lot, random.choice(words.MAKERS), until, veterinario, crmv, False)
