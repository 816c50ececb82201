"""Days and moments of a rule, in any zone, around any end of a year."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from services.business.recorrencias.rule import Rule, last_of

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
DAYS = st.dates(date(1971, 1, 1), date(2100, 12, 31))
WEEKS = st.integers(1, 52)
HOURS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(DAYS, WEEKS, st.integers(0, 1_500))
def test_days_are_so_many_weeks_apart_and_none_is_missing(inicio: date, semanas: int, span: int) -> None:
    until = inicio + timedelta(days=span)
    days = list(Rule(inicio, semanas, time(9)).days(None, until))
    assert days[0] == inicio
    assert {(later - earlier) for earlier, later in pairwise(days)} <= {timedelta(weeks=semanas)}
    assert days[-1] <= until < days[-1] + timedelta(weeks=semanas)


@given(DAYS, WEEKS, st.integers(-400, 1_500), st.integers(0, 800))
def test_days_after_a_day_are_those_that_follow_it(inicio: date, semanas: int, gap: int, span: int) -> None:
    rule, after = Rule(inicio, semanas, time(9)), inicio + timedelta(days=gap)
    until = after + timedelta(days=span)
    assert list(rule.days(after, until)) == [day for day in rule.days(None, until) if day > after]


@given(DAYS, WEEKS, st.integers(0, 600), st.integers(0, 600))
def test_no_day_lies_behind_the_end_of_the_rule(inicio: date, semanas: int, end: int, span: int) -> None:
    ate, until = inicio + timedelta(days=end), inicio + timedelta(days=span)
    days = list(Rule(inicio, semanas, time(9), ate).days(None, until))
    assert all(inicio <= day <= min(ate, until) for day in days)


@given(DAYS, WEEKS, st.integers(1, 104))
def test_so_many_times_are_so_many_days(inicio: date, semanas: int, vezes: int) -> None:
    end = last_of(inicio, semanas, vezes)
    assert len(list(Rule(inicio, semanas, time(9), end).days(None, date(2500, 1, 1)))) == vezes


@given(DAYS, HOURS, ZONES)
def test_the_wall_says_the_same_hour_wherever_the_clocks_have_it(on: date, hora: time, zone: ZoneInfo) -> None:
    at = Rule(on, 1, hora).moment(on, zone)
    assert at.tzinfo is UTC
    wall = at.astimezone(zone).replace(tzinfo=None)
    asked = datetime.combine(on, hora)
    # An hour that is left out is counted on from before the gap; none in history was longer than a day.
    assert wall == asked or timedelta(0) < wall - asked <= timedelta(days=1)


def test_an_hour_stays_when_the_clocks_change() -> None:
    rule, zone = Rule(date(2026, 3, 1), 1, time(9)), ZoneInfo("America/New_York")
    offsets = [rule.moment(day, zone).hour for day in rule.days(None, date(2026, 3, 15))]
    assert offsets == [14, 13, 13]


def test_an_hour_that_is_left_out_is_counted_from_before_and_one_that_comes_twice_is_its_first() -> None:
    zone = ZoneInfo("America/New_York")
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    assert Rule(spring, 1, time(2, 30)).moment(spring, zone) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert Rule(autumn, 1, time(1, 30)).moment(autumn, zone) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_leap_day_and_the_end_of_a_year_are_days_like_others() -> None:
    assert list(Rule(date(2027, 12, 25), 1, time(9)).days(None, date(2028, 1, 9))) == [
        date(2027, 12, 25),
        date(2028, 1, 1),
        date(2028, 1, 8),
    ]
    assert date(2028, 2, 29) in Rule(date(2028, 2, 1), 4, time(9)).days(None, date(2028, 3, 1))
