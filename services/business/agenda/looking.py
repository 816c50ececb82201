"""The agenda as it is looked at: lists, one day of everybody, and where there is room."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from libs.common.errors import ValidationError
from libs.common.pagination import decode_moment_cursor, encode_moment_cursor
from libs.common.transaction import Transaction
from services.business.agenda import repository
from services.business.agenda.finding import Asked
from services.business.agenda.planning import Placed, free_places
from services.business.agenda.schemas import ItemIn
from services.business.agenda.situation import fill, person_of, read_situation
from services.business.agenda.states import State
from services.business.agenda.views import shown
from services.business.agenda.wishes import check_people, read_wishes
from services.business.shop.settings import read_settings

MOST_DAYS = 62
MOST_ON_A_DAY = 1_000
# A tutor who once did not come is not held to it for ever.
MISSED_WITHIN = timedelta(days=365)


async def show_booking(work: Transaction, row_id: int, asked: Asked) -> dict[str, Any]:
    """With every step of it. Raises NotFoundError."""
    booking = await repository.get_booking(work, row_id)
    steps = [dict(row) for row in await repository.history(work, row_id)]
    return {**shown(booking, await read_settings(work), asked.now), "historico": steps}


async def list_bookings(
    work: Transaction, begin: date, until: date, asked: Asked, *, cursor: str | None, limit: int, **narrowed: Any
) -> dict[str, Any]:
    """What touches the days from `begin` to `until`, by its beginning. Raises ValidationError."""
    shop = await read_settings(work)
    _check_period(begin, until)
    period = shop.day(begin)[0], shop.day(until)[1]
    rows = await repository.list_bookings(
        work, *period, after=decode_moment_cursor(cursor), rows=limit + 1, **narrowed
    )
    page = [shown(row, shop, asked.now) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    following = None if last is None else encode_moment_cursor(last.inicio, last.id)
    return {"items": page, "next_cursor": following}


async def count_days(work: Transaction, begin: date, until: date) -> list[dict[str, Any]]:
    """How full each day from `begin` to `until` is. Raises ValidationError."""
    shop = await read_settings(work)
    _check_period(begin, until)
    return [
        dict(row) for row in await repository.counts(work, shop.zone.key, shop.day(begin)[0], shop.day(until)[1])
    ]


async def show_card(work: Transaction, animal_id: int, asked: Asked) -> dict[str, Any]:
    """What whoever books this animal should know. Raises NotFoundError."""
    shop = await read_settings(work)
    since, today = asked.now - MISSED_WITHIN, shop.today(asked.now)
    return dict(await repository.card(work, animal_id, now=asked.now, since=since, today=today))


async def show_day(work: Transaction, day: date | None, asked: Asked) -> dict[str, Any]:
    """Everybody's columns, what stands in them, and how many bookings are in which state; None: today."""
    shop = await read_settings(work)
    on = day or shop.today(asked.now)
    begin, until = shop.day(on)
    rows = await repository.list_bookings(work, begin, until, after=decode_moment_cursor(None), rows=MOST_ON_A_DAY)
    bookings = [shown(row, shop, asked.now) for row in rows]
    busy = sorted({item["profissional_id"] for booking in bookings for item in booking["itens"]})
    people = await repository.people(work, busy, everybody=True, lock=False)
    persons = [person_of(row) for row in people]
    blocks = await fill(work, persons, begin, until)
    columns = []
    for row, person in zip(people, persons, strict=True):
        own = [dict(block) for block in blocks if block.profissional_id in (None, row.id)]
        spans = [{"inicio": opens, "fim": closes} for opens, closes in person.spans(shop, on)]
        columns.append({**dict(row), "expediente": spans, "bloqueios": own})
    why = shop.why_closed(on)
    return {
        "data": on,
        "timezone": shop.zone.key,
        "fechado": why is not None,
        "motivo": why or None,
        "contagem": dict.fromkeys(State, 0) | Counter(State(booking["status"]) for booking in bookings),
        "profissionais": columns,
        "agendamentos": bookings,
    }


async def free_times(
    work: Transaction,
    animal_id: int,
    items: Sequence[ItemIn],
    begin: date,
    days: int,
    limit: int,
    asked: Asked,
    *,
    but: Sequence[int] = (),
) -> list[dict[str, Any]]:
    """Where all of it fits if the bookings `but` were gone, the first ones first.

    Raises at the parameter that names nothing.
    """
    shop = await read_settings(work)
    wishes = await read_wishes(work, animal_id, items, at="")
    looked = [begin + timedelta(days=n) for n in range(days)]
    period = shop.day(looked[0])[0], shop.day(looked[-1])[1]
    situation = await read_situation(work, shop, wishes, *period, animal_id=animal_id, but=but)
    check_people(wishes, situation.people, at="")
    # Beside the requests of others: an answer may take thousands of looks.
    found = await asyncio.to_thread(free_places, situation, wishes, looked, not_before=asked.now, most=limit)
    return [offered(placed) for placed in found]


def offered(placed: Sequence[Placed]) -> dict[str, Any]:
    items = [
        {
            "servico_id": item.wish.servico_id,
            "profissional_id": item.profissional_id,
            "inicio": item.inicio,
            "fim": item.fim,
        }
        for item in placed
    ]
    return {"inicio": placed[0].inicio, "fim": placed[-1].fim, "itens": items}


def _check_period(begin: date, until: date) -> None:
    if not timedelta(0) <= until - begin < timedelta(days=MOST_DAYS):
        raise ValidationError.at("ate", f"From `de` on, and {MOST_DAYS} days at most.", "period_invalid")
