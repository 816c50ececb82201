"""A shop's settings as the agenda needs them: its zone above all, for every "today" is the shop's own."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from libs.common.clock import utc_now
from libs.common.contracts.agenda import AGENDA_KEY, AgendaRules
from libs.common.contracts.establishment import ESTABLISHMENT_KEY, Establishment
from libs.common.contracts.hours import (
    CLOSED_KEY,
    DAYS,
    DEFAULT_HOURS,
    DEFAULT_SLOT_MINUTES,
    HOURS,
    HOURS_KEY,
    SLOT_KEY,
    ClosedDates,
    WeeklyHours,
)
from libs.common.contracts.reminders import DEFAULT_TIMEZONE, TIMEZONE_KEY
from libs.common.contracts.taxi import TAXI_KEY, TaxiRules
from libs.common.transaction import Transaction
from services.business.shop import repository
from services.business.shop.holidays import holidays_of

Period = tuple[datetime, datetime]
_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """`slot_minutes`: the step of the times that are offered."""

    tenant_id: UUID
    zone: ZoneInfo
    slot_minutes: int
    hours: WeeklyHours
    closed: ClosedDates
    rules: AgendaRules
    establishment: Establishment
    taxi: TaxiRules

    def today(self, now: datetime) -> date:
        """The shop's calendar day."""
        return now.astimezone(self.zone).date()

    def day(self, on: date) -> Period:
        """From its midnight to the next: 23 or 25 hours where clocks change."""
        return self._at(on, time.min), self._at(on + timedelta(days=1), time.min)

    def why_closed(self, on: date) -> str | None:
        """The holiday's name, or "" for a day that the shop closed by itself; None when it is open."""
        if on in self.closed.open:
            return None
        if on in self.closed.closed:
            return ""
        return holidays_of(self.closed.holidays, on.year).get(on) if self.closed.holidays else None

    def spans(self, on: date, hours: WeeklyHours | None) -> list[Period]:
        """When `hours` (the shop's where there are none) are worked on a day, in order; none on a closed one."""
        if self.why_closed(on) is not None:
            return []
        spans = (self.hours if hours is None else hours).get(DAYS[on.weekday()], [])
        return [(self._clock(on, begin), self._clock(on, end)) for begin, end in spans]

    def _clock(self, on: date, clock: str) -> datetime:
        if clock == "24:00":
            return self.day(on)[1]
        return self._at(on, time.fromisoformat(clock))

    def _at(self, on: date, clock: time) -> datetime:
        return datetime.combine(on, clock, self.zone)


def today_in(zone: str | None) -> date:
    """The day of the shop whose zone this is, as it stands beside a row (`ZONE`); None: it has said none."""
    return utc_now().astimezone(ZoneInfo(zone or DEFAULT_TIMEZONE)).date()


async def read_settings(work: Transaction) -> ShopSettings:
    """As they stand in this transaction: what the owner changed a moment ago counts."""
    row = await repository.read_shop(work)
    return _parsed(row.id, row.settings)


@lru_cache(_KEPT)
def _parsed(tenant_id: UUID, text: str) -> ShopSettings:
    # Whoever wrote them checked them by the same models.
    told = json.loads(text)
    return ShopSettings(
        tenant_id=tenant_id,
        zone=ZoneInfo(told.get(TIMEZONE_KEY, DEFAULT_TIMEZONE)),
        slot_minutes=int(told.get(SLOT_KEY, DEFAULT_SLOT_MINUTES)),
        hours=HOURS.validate_json(told[HOURS_KEY]) if HOURS_KEY in told else DEFAULT_HOURS,
        closed=ClosedDates.model_validate_json(told.get(CLOSED_KEY, "{}")),
        rules=AgendaRules.model_validate_json(told.get(AGENDA_KEY, "{}")),
        establishment=Establishment.model_validate_json(told.get(ESTABLISHMENT_KEY, "{}")),
        taxi=TaxiRules.model_validate_json(told.get(TAXI_KEY, "{}")),
    )
