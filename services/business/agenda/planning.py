"""Who does what when: serviços one after the other among people, their hours and what they have. Pure, no I/O.

All times are UTC: a sum of minutes on a wall's clock would be wrong where clocks change.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from libs.common.contracts.hours import WeeklyHours
from services.business.shop.settings import Period, ShopSettings


@dataclass(frozen=True, slots=True)
class Wish:
    """A serviço to be placed; `profissional_id` of None: by whoever can."""

    servico_id: int
    duracao: timedelta
    preco: Decimal
    profissional_id: int | None = None


@dataclass(frozen=True, slots=True)
class Occupied:
    """Somebody's item that stands in the way."""

    agendamento_id: int
    profissional_id: int
    animal_id: int
    inicio: datetime
    fim: datetime
    encaixe: bool


@dataclass(slots=True)
class Person:
    """Somebody who can be booked; `servicos` empty: does them all. Without `horarios` works the shop's hours."""

    id: int
    ativo: bool
    horarios: WeeklyHours | None
    servicos: set[int] = field(default_factory=set)
    blocks: list[Period] = field(default_factory=list)
    busy: list[Occupied] = field(default_factory=list)
    _worked: dict[date, list[Period]] = field(default_factory=dict)
    _free: dict[date, list[Period]] = field(default_factory=dict)

    def does(self, servico_id: int) -> bool:
        return not self.servicos or servico_id in self.servicos

    def works(self, shop: ShopSettings, begin: datetime, end: datetime) -> bool:
        """Whether the whole period lies in one of the day's spans, and in no block."""
        spans = self.spans(shop, begin.astimezone(shop.zone).date())
        inside = any(opens <= begin and end <= closes for opens, closes in spans)
        return inside and not any(begin < until and since < end for since, until in self.blocks)

    def spans(self, shop: ShopSettings, on: date) -> list[Period]:
        """A day's working spans; those that touch are one. No span reaches beyond midnight."""
        if on not in self._worked:
            joined: list[Period] = []
            for opens, closes in shop.spans(on, self.horarios):
                begin, end = opens.astimezone(UTC), closes.astimezone(UTC)
                if joined and begin <= joined[-1][1]:
                    begin, end = joined[-1][0], max(end, joined.pop()[1])
                # An hour that the clocks leave out is nobody's.
                if begin < end:
                    joined.append((begin, end))
            self._worked[on] = joined
        return self._worked[on]

    def free(self, shop: ShopSettings, on: date) -> list[Period]:
        """What is left of a day's spans, in order."""
        if on not in self._free:
            left = self.spans(shop, on)
            for since, until in self._taken():
                # Most of what they have lies on other days.
                if left and since < left[-1][1] and left[0][0] < until:
                    left = [part for span in left for part in _without(span, since, until)]
            self._free[on] = left
        return self._free[on]

    def is_free(self, shop: ShopSettings, begin: datetime, end: datetime) -> bool:
        """Whether the whole period is theirs to give."""
        parts = self.free(shop, begin.astimezone(shop.zone).date())
        at = bisect_right(parts, begin, key=lambda part: part[0]) - 1
        return at >= 0 and end <= parts[at][1]

    def _taken(self) -> list[Period]:
        return [*self.blocks, *((item.inicio, item.fim) for item in self.busy if not item.encaixe)]

    def in_the_way(self, begin: datetime, end: datetime) -> list[Occupied]:
        return [item for item in self.busy if not item.encaixe and begin < item.fim and item.inicio < end]


@dataclass(frozen=True, slots=True)
class Placed:
    """A serviço with its person and its time."""

    wish: Wish
    profissional_id: int
    inicio: datetime
    fim: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no place: `busy`, `closed` or `animal`, and what stands there."""

    reason: str
    conflicts: tuple[Occupied, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everybody who may be asked, by id, and where the animal is already.

    `by_hours` False: only what is booked counts, not who works when and does what.
    """

    shop: ShopSettings
    people: Sequence[Person]
    animal_busy: Sequence[Occupied] = ()
    by_hours: bool = True

    def candidates(self, wish: Wish, before: int | None) -> list[Person]:
        """Whoever was named, or anybody, who does it; first of all whoever had the animal before."""
        named = [person for person in self.people if wish.profissional_id in (None, person.id)]
        if not self.by_hours:
            return named
        able = [person for person in named if person.ativo and person.does(wish.servico_id)]
        return sorted(able, key=lambda person: person.id != before)


def place(
    situation: Situation, wishes: Sequence[Wish], start: datetime, *, squeeze: bool
) -> list[Placed] | Refusal:
    """The wishes one after the other from `start` on, each by the first who can.

    `squeeze` (encaixe): where nobody is free, beside what people have and outside of their hours; but no animal
    is in two places.
    """
    placed: list[Placed] = []
    at = start
    for wish in wishes:
        end = at + wish.duracao
        before = placed[-1].profissional_id if placed else None
        person = _first_free(situation, wish, at, end, before=before, squeeze=squeeze)
        if isinstance(person, Refusal):
            return person
        placed.append(Placed(wish, person.id, at, end))
        at = end
    return _animal_elsewhere(situation, start, at) or placed


def free_places(
    situation: Situation,
    wishes: Sequence[Wish],
    days: Sequence[date],
    *,
    not_before: datetime,
    most: int,
    wanted: Callable[[datetime], bool] = lambda _: True,
) -> list[list[Placed]]:
    """The first `most` places on these days, in the steps the shop offers, of those that begin as `wanted`."""
    found: list[list[Placed]] = []
    for start in _starts(situation, wishes[0], days):
        is_asked = start >= not_before and wanted(start)
        placed = _placed_freely(situation, wishes, start) if is_asked else None
        if placed is not None:
            found.append(placed)
            if len(found) == most:
                break
    return found


def _placed_freely(situation: Situation, wishes: Sequence[Wish], start: datetime) -> list[Placed] | None:
    """As `place` without squeezing, by what was cut free beforehand: asked a thousand times for one answer."""
    placed: list[Placed] = []
    at = start
    for wish in wishes:
        end = at + wish.duracao
        people = situation.candidates(wish, placed[-1].profissional_id if placed else None)
        person = next((each for each in people if each.is_free(situation.shop, at, end)), None)
        if person is None:
            return None
        placed.append(Placed(wish, person.id, at, end))
        at = end
    return None if _animal_elsewhere(situation, start, at) else placed


def _animal_elsewhere(situation: Situation, begin: datetime, end: datetime) -> Refusal | None:
    there = [item for item in situation.animal_busy if begin < item.fim and item.inicio < end]
    return Refusal("animal", tuple(there)) if there else None


def _first_free(
    situation: Situation, wish: Wish, begin: datetime, end: datetime, *, before: int | None, squeeze: bool
) -> Person | Refusal:
    conflicts: list[Occupied] = []
    candidates = situation.candidates(wish, before)
    working = [p for p in candidates if not situation.by_hours or p.works(situation.shop, begin, end)]
    for person in working:
        in_the_way = person.in_the_way(begin, end)
        if not in_the_way:
            return person
        conflicts += in_the_way
    if squeeze and candidates:
        return (working or candidates)[0]
    return Refusal("busy", tuple(conflicts)) if conflicts else Refusal("closed")


def _starts(situation: Situation, wish: Wish, days: Sequence[date]) -> Iterator[datetime]:
    """Every step of the days at which somebody who can do it is free for as long."""
    step = timedelta(minutes=situation.shop.slot_minutes)
    people = situation.candidates(wish, None)
    for on in days:
        parts = {part for person in people for part in person.free(situation.shop, on)}
        midnight = situation.shop.day(on)[0].astimezone(UTC)
        starts = set()
        for opens, closes in parts:
            # On the grid of the day, whatever minute they begin at.
            at = midnight - (midnight - opens) // step * step
            while at + wish.duracao <= closes:
                starts.add(at)
                at += step
        yield from sorted(starts)


def _without(span: Period, since: datetime, until: datetime) -> Iterator[Period]:
    """What of a span lies before and after."""
    opens, closes = span
    if until <= opens or closes <= since:
        yield span
        return
    if opens < since:
        yield opens, since
    if until < closes:
        yield until, closes
