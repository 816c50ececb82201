"""Placing, by itself: whatever the day looks like, nobody is in two places and nothing is outside of its hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from unittest.mock import patch
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from libs.common.contracts.agenda import AgendaRules
from libs.common.contracts.establishment import Establishment
from libs.common.contracts.hours import DAYS, DEFAULT_HOURS, ClosedDates, WeeklyHours
from libs.common.contracts.taxi import TaxiRules
from services.business.agenda.planning import Occupied, Person, Refusal, Situation, Wish, free_places, place
from services.business.shop.settings import ShopSettings

MONDAY = date(2026, 11, 30)
ZONES = ("America/Sao_Paulo", "America/Noronha", "America/Rio_Branco", "America/New_York", "UTC")


def shop(zone: str = "America/Sao_Paulo", hours: WeeklyHours = DEFAULT_HOURS) -> ShopSettings:
    return ShopSettings(
        UUID(int=1), ZoneInfo(zone), 15, hours, ClosedDates(), AgendaRules(), Establishment(), TaxiRules()
    )


def person(row_id: int, **fields: object) -> Person:
    made = Person(row_id, ativo=True, horarios=None)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def wish(minutes: int = 60, who: int | None = None, servico: int = 1) -> Wish:
    return Wish(servico, timedelta(minutes=minutes), Decimal(10), who)


def taken(who: int, begin: datetime, minutes: int, *, encaixe: bool = False) -> Occupied:
    return Occupied(1, who, 99, begin, begin + timedelta(minutes=minutes), encaixe)


@st.composite
def days(draw: st.DrawFn) -> Situation:
    """A Monday of up to three people, each with some of it taken already."""
    settings = shop(draw(st.sampled_from(ZONES)))
    midnight = settings.day(MONDAY)[0].astimezone(UTC)
    people = []
    for row_id in range(1, draw(st.integers(1, 3)) + 1):
        skills = draw(st.sets(st.integers(1, 3), max_size=2))
        minutes = draw(st.lists(st.tuples(st.integers(0, 1380), st.integers(15, 180)), max_size=5))
        busy = [taken(row_id, midnight + timedelta(minutes=at), length) for at, length in minutes]
        people.append(person(row_id, servicos=skills, busy=busy))
    return Situation(settings, people)


WISHES = st.lists(
    st.builds(wish, st.integers(15, 180), st.none() | st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=3
)


@settings(deadline=None)
@given(days(), WISHES)
def test_every_place_that_is_offered_can_be_taken(situation: Situation, wishes: list[Wish]) -> None:
    midnight = situation.shop.day(MONDAY)[0].astimezone(UTC)
    for placed in free_places(situation, wishes, [MONDAY], not_before=midnight, most=1_000):
        assert [item.wish for item in placed] == wishes
        assert all(before.fim == after.inicio for before, after in pairwise(placed))
        for item in placed:
            who = next(each for each in situation.people if each.id == item.profissional_id)
            assert who.works(situation.shop, item.inicio, item.fim)
            assert not who.in_the_way(item.inicio, item.fim)
            assert item.wish.profissional_id in (None, who.id)
            assert item.wish.profissional_id is not None or who.does(item.wish.servico_id)
        assert placed[0].inicio.astimezone(situation.shop.zone).minute % 15 == 0


@settings(deadline=None)
@given(days(), WISHES)
def test_no_place_on_the_grid_is_left_out(situation: Situation, wishes: list[Wish]) -> None:
    midnight = situation.shop.day(MONDAY)[0].astimezone(UTC)
    offered = {
        placed[0].inicio for placed in free_places(situation, wishes, [MONDAY], not_before=midnight, most=1_000)
    }
    grid = [midnight + timedelta(minutes=15 * step) for step in range(96)]
    possible = {at for at in grid if not isinstance(place(situation, wishes, at, squeeze=False), Refusal)}
    assert offered == possible


def test_hours_are_those_of_the_wall_on_days_with_23_and_25_hours() -> None:
    new_york = shop("America/New_York", {"sun": [["00:00", "24:00"]]})
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    for day, hours in ((spring, 23), (autumn, 25)):
        ((opens, closes),) = person(1).spans(new_york, day)
        assert closes - opens == timedelta(hours=hours)
    (opens, _), *_ = person(1).spans(shop("America/New_York", {"sun": [["09:00", "10:00"]]}), spring)
    assert opens == datetime(2026, 3, 8, 13, tzinfo=UTC)


def test_hour_that_the_clocks_leave_out_is_nobodys() -> None:
    spring = date(2026, 3, 8)
    assert person(1).spans(shop("America/New_York", {"sun": [["02:30", "03:00"]]}), spring) == []
    around = shop("America/New_York", {"sun": [["01:30", "02:30"], ["03:00", "24:00"]]})
    spans = person(1).spans(around, spring)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert all(opens < closes for opens, closes in spans)


def test_crowded_month_is_searched_by_what_is_free() -> None:
    """Twenty people, a short break every half hour, no hour free: nothing is tried in vain."""
    hours: WeeklyHours = {day: [["00:00", "24:00"]] for day in DAYS}
    settings = replace(shop(hours=hours), slot_minutes=5)
    first = settings.day(MONDAY)[0].astimezone(UTC)
    breaks = [(at, at + timedelta(minutes=1)) for n in range(48 * 31) if (at := first + timedelta(minutes=30 * n))]
    people = [person(row_id, blocks=list(breaks)) for row_id in range(1, 21)]
    month = [MONDAY + timedelta(days=n) for n in range(31)]
    with patch.object(Person, "is_free", side_effect=AssertionError("tried")):
        assert free_places(Situation(settings, people), [wish()], month, not_before=first, most=20) == []


def test_who_had_the_animal_before_keeps_it_where_that_can_be() -> None:
    settings = shop()
    ten = datetime(2026, 11, 30, 13, tzinfo=UTC)
    first, second = person(1, busy=[taken(1, ten, 60)]), person(2)
    placed = place(Situation(settings, [first, second]), [wish(), wish()], ten, squeeze=False)
    assert not isinstance(placed, Refusal)
    assert [item.profissional_id for item in placed] == [2, 2]


def test_break_is_not_worked_through() -> None:
    settings = shop(hours={"mon": [["08:00", "12:00"], ["13:00", "18:00"]]})
    eleven_thirty = datetime(2026, 11, 30, 14, 30, tzinfo=UTC)
    refused = place(Situation(settings, [person(1)]), [wish()], eleven_thirty, squeeze=False)
    assert refused == Refusal("closed")
