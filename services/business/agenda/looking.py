"""The agenda as it is looked at: lists, one day of everybody, and where there is room."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from libs.common.errors import ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
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
_THE_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


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
    if not timedelta(0) <= until - begin < timedelta(days=MOST_DAYS):
        raise ValidationError.at("ate", f"From `de` on, and {MOST_DAYS} days at most.", "period_invalid")
    period = shop.day(begin)[0], shop.day(until)[1]
    rows = await repository.list_bookings(work, *period, after=_after(cursor), rows=limit + 1, **narrowed)
    page = [shown(row, shop, asked.now) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    following = None if last is None else encode_cursor(last.inicio.astimezone(UTC).isoformat(), last.id)
    return {"items": page, "next_cursor": following}


async def show_day(work: Transaction, on: date, asked: Asked) -> dict[str, Any]:
    """Everybody's columns, what stands in them, and how many bookings are in which state."""
    shop = await read_settings(work)
    begin, until = shop.day(on)
    rows = await repository.list_bookings(work, begin, until, after=(_THE_FIRST, 0), rows=MOST_ON_A_DAY)
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
    work: Transaction, animal_id: int, items: Sequence[ItemIn], begin: date, days: int, limit: int, asked: Asked
) -> list[dict[str, Any]]:
    """Where all of it fits, the first ones first. Raises at the parameter that names nothing."""
    shop = await read_settings(work)
    wishes = await read_wishes(work, animal_id, items, at="")
    looked = [begin + timedelta(days=n) for n in range(days)]
    period = shop.day(looked[0])[0], shop.day(looked[-1])[1]
    situation = await read_situation(work, shop, wishes, *period, animal_id=animal_id)
    check_people(wishes, situation.people, at="")
    # Beside the requests of others: an answer may take thousands of looks.
    found = await asyncio.to_thread(free_places, situation, wishes, looked, not_before=asked.now, most=limit)
    return [_offered(placed) for placed in found]


def _offered(placed: Sequence[Placed]) -> dict[str, Any]:
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


def _after(cursor: str | None) -> tuple[datetime, int]:
    """Raises ValidationError for a cursor we did not issue."""
    if cursor is None:
        return _THE_FIRST, 0
    written, row_id = decode_cursor(cursor)
    try:
        # Ours are in UTC; others would be other instants, or none.
        if not written.endswith("+00:00"):
            raise ValueError(written)
        return datetime.fromisoformat(written), row_id
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
