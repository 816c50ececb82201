"""Bookings as their answers show them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from libs.common.query import Row
from services.business.agenda.planning import Placed, Wish
from services.business.agenda.states import State, next_states
from services.business.shop.settings import ShopSettings


def shown(
    booking: Row, shop: ShopSettings, now: datetime, avisos: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """With its items, where it may go from here, and what whoever wrote it should know."""
    day = booking.inicio.astimezone(shop.zone).date()
    steps = next_states(State(booking.status), shop.rules, has_come=booking.inicio <= now)
    return {
        **dict(booking),
        "itens": json.loads(booking.itens),
        "taxi": json.loads(booking.taxi),
        "proximos": list(steps),
        "vacinas_atrasadas": sum(due < day for due in booking.previstas),
        "avisos": list(avisos),
    }


def as_placed(booking: Row) -> list[Placed]:
    """Its items as they stand, each with whoever has it."""
    return [_placed(item) for item in json.loads(booking.itens)]


def _placed(item: dict[str, Any]) -> Placed:
    begin, end = datetime.fromisoformat(item["inicio"]), datetime.fromisoformat(item["fim"])
    duracao: timedelta = end - begin
    wish = Wish(item["servico_id"], duracao, Decimal(item["preco"]), item["profissional_id"])
    return Placed(wish, item["profissional_id"], begin, end)
