"""Places for many days of a rule at once: the agenda is read once, under the locks that keep the places free."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from libs.common.contracts.agenda import SERIES_AHEAD
from libs.common.query import Row
from services.business.agenda.errors import SlotTakenError
from services.business.agenda.finding import Finding, in_the_way
from services.business.agenda.planning import Placed, Refusal, Situation, Wish, place
from services.business.agenda.wishes import check_people
from services.business.recorrencias.rule import Rule
from services.business.shop.settings import ShopSettings

# By how much a visit may come before its day, and the next one is made all the same.
_EARLY = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which days have a place, and which have none and why."""

    placed: dict[date, list[Placed]] = field(default_factory=dict)
    refused: dict[date, Refusal] = field(default_factory=dict)

    def left_out(self) -> list[dict[str, Any]]:
        return [{"data": day, "motivo": refusal.reason} for day, refusal in self.refused.items()]

    def refusal(self) -> SlotTakenError:
        """What stands in the way of all of it, day by day."""
        first = next(iter(self.refused.values()))
        conflicts = [in_the_way(item) for refusal in self.refused.values() for item in refusal.conflicts]
        days = [{"data": each["data"].isoformat(), "motivo": each["motivo"]} for each in self.left_out()]
        return SlotTakenError(first.reason, conflicts, ocorrencias=days)


def rule_of(series: Row) -> Rule:
    return Rule(series.inicio, series.semanas, series.hora, series.ate)


def horizon(shop: ShopSettings, now: datetime, rule: Rule) -> date:
    """To which day bookings are made ahead of time: the first one at least, and of rare ones the next."""
    ahead = max(SERIES_AHEAD, timedelta(weeks=rule.semanas) + _EARLY)
    return max(shop.today(now) + ahead, rule.inicio)


async def place_all(find: Finding, wishes: Sequence[Wish], rule: Rule, days: Sequence[date], *, at: str) -> Plan:
    """Who is not named stays the same from one day to the next where that can be. Raises as `check_people`."""
    if not days:
        return Plan()
    starts = {day: rule.moment(day, find.shop.zone) for day in days}
    length = sum((wish.duracao for wish in wishes), timedelta())
    last = max(starts.values()) + length
    situation = await find.situation(wishes, min(starts.values()), last, lock=True)
    check_people(wishes, situation.people, at=at)
    # Beside the requests of others: half a year of a shop is looked through.
    return await asyncio.to_thread(_placed, situation, wishes, starts)


def _placed(situation: Situation, wishes: Sequence[Wish], starts: Mapping[date, datetime]) -> Plan:
    plan, before = Plan(), list[Placed]()
    for day, start in starts.items():
        found = place(situation, _by_the_same(wishes, before), start, squeeze=False)
        if isinstance(found, Refusal) and before:
            found = place(situation, wishes, start, squeeze=False)
        if isinstance(found, Refusal):
            plan.refused[day] = found
        else:
            plan.placed[day] = before = found
    return plan


def _by_the_same(wishes: Sequence[Wish], before: Sequence[Placed]) -> list[Wish]:
    if not before:
        return list(wishes)
    people = [item.profissional_id for item in before]
    return [replace(wish, profissional_id=person) for wish, person in zip(wishes, people, strict=True)]
