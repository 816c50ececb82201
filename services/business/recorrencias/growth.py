"""A series goes on as its visits end: no job has to visit every shop for it (docs/adr/0028)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from libs.common.errors import AppError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository as agenda
from services.business.agenda.finding import Asked, Finding
from services.business.agenda.notices import Notice, tell_all
from services.business.agenda.planning import Placed
from services.business.agenda.schemas import ItemIn
from services.business.agenda.states import ENDED
from services.business.agenda.wishes import read_wishes
from services.business.recorrencias.placing import horizon, place_all, rule_of
from services.business.recorrencias.repository import RecorrenciaRepository, book_all
from services.business.shop.settings import ShopSettings

# So many of the next days of a rule, where nothing of it is left.
_LOOKED_FOR = 4


async def grow(work: Transaction, shop: ShopSettings, series_id: int, asked: Asked) -> None:
    """Makes its bookings to the horizon; what is taken or closed is left out.

    Whoever delivers an animal is never refused for it: a series that somebody changes now grows next time, and one
    whose serviços or people are gone ends by itself.
    """
    series = await RecorrenciaRepository(work).free(series_id)
    if series is None:
        return
    rule = rule_of(series)
    made, until = max(series.gerada_ate, shop.today(asked.now)), horizon(shop, asked.now, rule)
    find = Finding(work, shop, series.animal_id, asked)
    try:
        placed = await _next(find, series, list(rule.days(made, until)))
        if not placed and not await _goes_on(work, series_id, asked, shop):
            # Of rare visits, or where the last one came early, there would be none: one of the next that can be.
            further = rule.days(max(made, until), max(made, until) + _LOOKED_FOR * timedelta(weeks=rule.semanas))
            placed = dict(list((await _next(find, series, list(further))).items())[:1])
    except AppError:
        return
    if not placed:
        return
    occurrences = [(day, None, items) for day, items in placed.items()]
    known = {"animal_id": series.animal_id, "observacoes": series.observacoes}
    ids = await book_all(work, series.id, occurrences, by=asked.by, **known)
    reached = {"gerada_ate": max(until, *placed)}
    await RecorrenciaRepository(work).update(series.id, series.version, reached)
    bookings = await agenda.some_bookings(work, ids)
    await tell_all(work, shop, bookings, Notice.MADE, now=asked.now, aloud=False)


async def _next(find: Finding, series: Row, days: Sequence[date]) -> Mapping[date, list[Placed]]:
    """Those of the days that have a place."""
    if not days:
        return {}
    items = [ItemIn.model_validate(item) for item in items_of(series)]
    wishes = await read_wishes(find.work, series.animal_id, items, lock=True)
    return (await place_all(find, wishes, rule_of(series), days, at="itens")).placed


async def _goes_on(work: Transaction, series_id: int, asked: Asked, shop: ShopSettings) -> bool:
    """Whether a visit of it is to come."""
    coming = await RecorrenciaRepository(work).to_come(series_id, shop.today(asked.now), at=asked.now)
    return any(row.status not in ENDED for row in coming)


def items_of(series: Row) -> list[dict[str, object]]:
    """What each of its visits consists of, as it was asked for."""
    found: list[dict[str, object]] = (
        json.loads(series.itens) if isinstance(series.itens, str) else list(series.itens)
    )
    return found
