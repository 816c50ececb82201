"""The arithmetic of doses."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.business.vacinas.courses import Course, Group, Plan
from services.business.vacinas.protocol import (
    MOST,
    Due,
    Given,
    is_old_enough,
    last_of,
    next_due,
    number_of,
    situation,
)


@dataclass(frozen=True)
class Regimen:
    doses: int
    intervalo_dias: int | None
    reforco_dias: int | None


DAYS = st.integers(1, 3650)
REGIMENS = st.builds(Regimen, st.integers(1, 10), DAYS, st.none() | DAYS)
DATES = st.dates(date(1970, 1, 1), date(2999, 12, 31))
GIVEN = st.builds(Given, DATES, st.integers(1, MOST))
V10 = Regimen(3, 21, 365)


@given(REGIMENS, GIVEN)
def test_next_dose_is_never_before_the_one_given(regimen: Regimen, last: Given) -> None:
    due = next_due(regimen, last)
    assert due is None or (due.on > last.on and last.dose <= due.dose <= MOST)


@given(REGIMENS, DATES)
def test_series_given_on_time_has_its_length_and_then_boosters_or_nothing(regimen: Regimen, first: date) -> None:
    last, on_time = Given(first, 1), [first]
    for _ in range(regimen.doses - 1):
        due = next_due(regimen, last)
        assert due is not None
        last = Given(due.on, due.dose)
        on_time.append(due.on)
    assert regimen.intervalo_dias is not None
    assert last.dose == regimen.doses == len(on_time)
    assert on_time[-1] - first == timedelta(days=regimen.intervalo_dias) * (regimen.doses - 1)
    booster = next_due(regimen, last)
    if regimen.reforco_dias is None:
        assert booster is None
    else:
        assert booster == Due(regimen.doses + 1, last.on + timedelta(days=regimen.reforco_dias))


@given(REGIMENS, GIVEN, DAYS)
def test_given_later_the_next_one_is_due_later(regimen: Regimen, last: Given, days: int) -> None:
    due = next_due(regimen, last)
    later = next_due(regimen, Given(last.on + timedelta(days=days), last.dose))
    assert (due is None) == (later is None)
    assert due is None or later is None or later.on - due.on == timedelta(days=days)


@pytest.mark.parametrize(
    ("given_on", "due_on"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2025, 3, 1)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_days_are_counted_over_leap_days(given_on: date, due_on: date) -> None:
    assert next_due(V10, Given(given_on, 3)) == Due(4, due_on)


def test_ends_of_the_calendar_and_of_the_numbers_hold() -> None:
    assert next_due(V10, Given(date.max, MOST)) == Due(MOST, date.max)
    assert next_due(V10, None) is None


@given(st.lists(GIVEN), DATES)
def test_number_follows_the_last_dose_before_the_day(given_doses: list[Given], on: date) -> None:
    before = [each for each in given_doses if each.on < on]
    expected = 1 if not before else min(max(before).dose + 1, MOST)
    assert number_of(given_doses, on) == expected
    assert last_of(given_doses) == (max(given_doses) if given_doses else None)


TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("was_given", "due", "said"),
    [
        (True, None, "em_dia"),
        (True, TODAY, "em_dia"),
        (True, TODAY - timedelta(days=1), "atrasada"),
        (False, TODAY - timedelta(days=1), "atrasada"),
        (False, TODAY, "prevista"),
        (False, None, "nunca"),
    ],
)
def test_situation_on_a_day(was_given: bool, due: date | None, said: str) -> None:
    assert situation(given=was_given, due=due, on=TODAY) == said


def test_age_is_asked_where_it_is_known() -> None:
    assert is_old_enough(None, 84, TODAY)
    assert is_old_enough(TODAY, None, TODAY)
    assert is_old_enough(TODAY - timedelta(days=84), 84, TODAY)
    assert not is_old_enough(TODAY - timedelta(days=83), 84, TODAY)
    assert not is_old_enough(TODAY + timedelta(days=1), 0, TODAY)


def _group(v8: list[Given], v10: list[Given]) -> Group:
    courses = {
        row_id: Course(row_id, 3, 21, 365, dict(enumerate(doses, start=10 * row_id)))
        for row_id, doses in ((8, v8), (10, v10))
    }
    return Group(10, courses)


def test_plan_is_of_whatever_of_a_group_was_given_last() -> None:
    old, new = Given(date(2025, 1, 1), 3), Given(date(2026, 1, 1), 1)
    assert _group([], []).plan() is None
    assert _group([old], []).plan() == Plan(8, Due(4, date(2026, 1, 1)))
    assert _group([old], [new]).plan() == Plan(10, Due(2, date(2026, 1, 22)))
    assert _group([old], [new]).with_given(100, None).plan() == Plan(8, Due(4, date(2026, 1, 1)))
    assert _group([old], []).with_given(7, Given(date(2024, 1, 1), 1)).plan() == _group([old], []).plan()
