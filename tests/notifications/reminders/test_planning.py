"""When reminders are due: never at night, never late, in the shop's own time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.common.contracts.reminders import ReminderWishes
from services.notifications.reminders.planning import Policy, plan

SAO_PAULO, NEW_YORK = ZoneInfo("America/Sao_Paulo"), ZoneInfo("America/New_York")
ZONES = [SAO_PAULO, NEW_YORK, ZoneInfo("America/Noronha"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
NO_QUIET = {"quiet_from": "00:00", "quiet_to": "00:00"}


def policy(zone: ZoneInfo = SAO_PAULO, **wishes: object) -> Policy:
    return Policy(ReminderWishes.model_validate({"enabled": True} | wishes), zone)


def local(text: str, zone: ZoneInfo = SAO_PAULO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def planned(inicio: str, now: str, zone: ZoneInfo = SAO_PAULO, **wishes: object) -> list[tuple[int, str]]:
    found = plan(local(inicio, zone), policy(zone, **wishes), local(now, zone))
    return [(minutes, due.astimezone(zone).strftime("%d %H:%M")) for minutes, due in found]


def test_each_wished_time_before_the_booking() -> None:
    found = planned("2026-03-10T15:00", "2026-03-01T12:00", minutes_before=[120, 1440])
    assert found == [(1440, "09 15:00"), (120, "10 13:00")]


def test_night_moves_a_reminder_to_the_morning_when_that_is_early_enough() -> None:
    assert planned("2026-03-10T10:00", "2026-03-01T12:00", minutes_before=[240]) == [(240, "10 08:00")]


def test_night_moves_a_reminder_to_the_evening_before_when_morning_is_too_late() -> None:
    found = planned("2026-03-10T08:30", "2026-03-01T12:00", minutes_before=[120], minimum_notice=60)
    assert found == [(120, "09 20:50")]


def test_neither_morning_nor_evening_left_plans_nothing() -> None:
    found = planned("2026-03-10T08:30", "2026-03-09T22:00", minutes_before=[120], minimum_notice=60)
    assert found == []


@pytest.mark.parametrize(
    ("at", "is_quiet"), [("20:59", False), ("21:00", True), ("07:59", True), ("08:00", False)]
)
def test_quiet_time_begins_with_its_first_minute_and_ends_before_its_last(at: str, is_quiet: bool) -> None:
    assert policy().is_quiet(local(f"2026-03-10T{at}")) is is_quiet


def test_quiet_time_within_a_day_is_quiet_within_that_day() -> None:
    found = planned(
        "2026-03-10T15:00", "2026-03-01T12:00", minutes_before=[120], quiet_from="12:00", quiet_to="13:30"
    )
    assert found == [(120, "10 13:30")]


def test_past_is_not_made_up_for() -> None:
    assert planned("2026-03-10T15:00", "2026-03-09T15:00", minutes_before=[1440, 120]) == [(120, "10 13:00")]
    assert planned("2026-03-10T15:00", "2026-03-10T15:01", minutes_before=[120]) == []


def test_switched_off_plans_nothing() -> None:
    assert planned("2026-03-10T15:00", "2026-03-01T12:00", enabled=False) == []


def test_two_that_meet_in_the_morning_are_one() -> None:
    found = planned("2026-03-10T10:00", "2026-03-01T12:00", minutes_before=[300, 240])
    assert found == [(240, "10 08:00")]


def test_quiet_end_that_the_clock_skips_is_the_hour_after_it() -> None:
    # 2026-03-08: 02:00 becomes 03:00 in New York.
    found = planned(
        "2026-03-08T09:00",
        "2026-03-01T12:00",
        NEW_YORK,
        minutes_before=[450],
        quiet_from="22:00",
        quiet_to="02:30",
    )
    assert found == [(450, "08 03:30")]


def test_quiet_end_that_the_clock_shows_twice_is_the_second() -> None:
    # 2026-11-01: 02:00 becomes 01:00 again in New York.
    rules = policy(NEW_YORK, minutes_before=[480], quiet_from="22:00", quiet_to="01:30")
    due = datetime(2026, 11, 1, 5, 10, tzinfo=UTC)
    ((_, found),) = plan(due + timedelta(minutes=480), rules, due - timedelta(days=9))
    assert found == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59)).map(lambda at: at.strftime("%H:%M"))
notices = st.integers(0, 600)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    notice = draw(notices)
    minutes = draw(st.lists(st.integers(max(30, notice), 10_080), min_size=1, max_size=3))
    wishes = ReminderWishes(
        enabled=True,
        minutes_before=minutes,
        quiet_from=draw(clocks),
        quiet_to=draw(clocks),
        minimum_notice=notice,
    )
    return Policy(wishes, draw(st.sampled_from(ZONES)))


instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - made aware
    lambda at: at.replace(tzinfo=UTC)
)
leads = st.timedeltas(timedelta(), timedelta(days=10))


@given(instants, leads, policies())
def test_no_reminder_is_at_night_or_past_or_too_late(now: datetime, lead: timedelta, rules: Policy) -> None:
    inicio = now + lead
    found = plan(inicio, rules, now)
    for minutes, due in found:
        assert minutes in rules.minutes_before
        assert now < due <= inicio - rules.minimum_notice
        assert not rules.is_quiet(due)
    assert len({due for _, due in found}) == len(found)


@given(instants, leads, policies())
def test_same_question_has_one_answer_in_any_zone_it_is_asked_in(
    now: datetime, lead: timedelta, rules: Policy
) -> None:
    inicio = now + lead
    asked_elsewhere = plan(inicio.astimezone(NEW_YORK), rules, now.astimezone(SAO_PAULO))
    assert plan(inicio, rules, now) == asked_elsewhere


@given(instants, leads, policies(), st.integers(1, 300))
def test_booking_that_moves_by_days_takes_its_reminders_along(
    now: datetime, lead: timedelta, rules: Policy, days: int
) -> None:
    # A zone that never changes its clock, so that a day is 24 hours.
    rules = Policy(rules.wishes, SAO_PAULO)
    by = timedelta(days=days)
    moved = plan(now + lead + by, rules, now + by)
    assert moved == [(minutes, due + by) for minutes, due in plan(now + lead, rules, now)]


@given(instants, leads, policies(), st.timedeltas(timedelta(minutes=-90), timedelta(days=9)))
def test_without_quiet_time_any_move_takes_reminders_along(
    now: datetime, lead: timedelta, rules: Policy, by: timedelta
) -> None:
    rules = Policy(rules.wishes.model_copy(update=NO_QUIET), rules.zone)
    moved = plan(now + lead + by, rules, now + by)
    assert moved == [(minutes, due + by) for minutes, due in plan(now + lead, rules, now)]


@given(instants, leads, policies(), leads)
def test_later_look_plans_nothing_that_an_earlier_one_did_not(
    now: datetime, lead: timedelta, rules: Policy, passed: timedelta
) -> None:
    """Switching off and on again brings back the future alone."""
    before, after = plan(now + lead, rules, now), plan(now + lead, rules, now + passed)
    assert {due for _, due in after} <= {due for _, due in before}
