"""Who of those who wait can be served: the agenda is read once for all of them, and planned in memory."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from libs.common.contracts.hours import DAYS
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda.looking import offered
from services.business.agenda.planning import Situation, Wish, free_places
from services.business.agenda.situation import read_situation
from services.business.espera.repository import EsperaRepository
from services.business.schemas import from_json
from services.business.servicos.service import offer_of
from services.business.shop.settings import ShopSettings

MOST_LOOKED_AT, PLACES = 200, 3
_PARTS = {"manha": (time.min, time(12)), "tarde": (time(12), time(18)), "noite": (time(18), time.max)}


@dataclass(frozen=True, slots=True)
class Window:
    """Where places are looked for: whole days, and within them a stretch of time where one was freed."""

    days: Sequence[date]
    not_before: datetime
    begin: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who waits, with what it takes to serve them."""

    row: Row
    wishes: Sequence[Wish]

    def days(self, days: Sequence[date]) -> list[date]:
        weekdays = from_json(self.row.dias)
        suits = (day for day in days if self.row.de <= day <= self.row.ate)
        return [day for day in suits if not weekdays or DAYS[day.weekday()] in weekdays]

    def suits(self, shop: ShopSettings, window: Window, start: datetime) -> bool:
        """Whether a beginning lies in the part of the day that they asked for, and in the stretch that is free."""
        length = sum((wish.duracao for wish in self.wishes), timedelta())
        begin, end = window.begin or start, window.end or start + length
        if start < begin or start + length > end:
            return False
        if self.row.periodo is None:
            return True
        first, last = _PARTS[self.row.periodo]
        return first <= start.astimezone(shop.zone).time() < last


async def who_fits(work: Transaction, shop: ShopSettings, window: Window) -> dict[str, Any]:
    """Those for whom there is a place, the longest waiting first, each with the first of them."""
    repository = EsperaRepository(work)
    today = shop.today(window.not_before)
    rows = await repository.waiting(today, window.days[0], window.days[-1], rows=MOST_LOOKED_AT + 1)
    looked_at = rows[:MOST_LOOKED_AT]
    entries = list(_entries(looked_at, await repository.offers([row.id for row in looked_at])))
    found: list[dict[str, Any]] = []
    if entries:
        wishes = [wish for entry in entries for wish in entry.wishes]
        period = shop.day(window.days[0])[0], shop.day(window.days[-1])[1]
        situation = await read_situation(work, shop, wishes, *period, animal_id=None)
        # Beside the requests of others: an answer may take thousands of looks.
        found = await asyncio.to_thread(_match, shop, situation, entries, window)
    return {"items": found, "vistas": len(looked_at), "mais": len(rows) > MOST_LOOKED_AT}


def _match(
    shop: ShopSettings, situation: Situation, entries: Sequence[Entry], window: Window
) -> list[dict[str, Any]]:
    found = []
    for entry in entries:
        busy = [item for item in situation.animal_busy if item.animal_id == entry.row.animal_id]
        places = free_places(
            replace(situation, animal_busy=busy),
            entry.wishes,
            entry.days(window.days),
            not_before=window.not_before,
            most=PLACES,
            wanted=partial(entry.suits, shop, window),
        )
        if places:
            found.append({"espera": dict(entry.row), "vagas": [offered(place) for place in places]})
    return found


def _entries(rows: Sequence[Row], offers: Sequence[Row]) -> Iterator[Entry]:
    """Those whose serviços are all offered still."""
    by_entry: Mapping[int, list[Row]] = {
        row_id: list(each) for row_id, each in groupby(offers, key=lambda row: row.espera_id)
    }
    for row in rows:
        items, offered_rows = from_json(row.itens), by_entry.get(row.id, [])
        if len(items) == len(offered_rows):
            yield Entry(row, [_wish(item, each) for item, each in zip(items, offered_rows, strict=True)])


def _wish(item: Mapping[str, Any], row: Row) -> Wish:
    offer = offer_of(row)
    minutes = offer.duracao if item["duracao"] is None else item["duracao"]
    return Wish(row.id, timedelta(minutes=minutes), offer.preco, item["profissional_id"])
