"""The rules of bookings that repeat: made ahead of time, changed from a day on or altogether, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from libs.common.errors import StaleVersionError, ValidationError, WrongStateError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository as agenda
from services.business.agenda.finding import Asked, Finding
from services.business.agenda.notices import Notice, tell_all
from services.business.agenda.schemas import ItemIn
from services.business.agenda.states import State
from services.business.agenda.wishes import FARTHEST, check_start, read_wishes
from services.business.recorrencias.growth import items_of
from services.business.recorrencias.placing import Plan, horizon, place_all, rule_of
from services.business.recorrencias.repository import (
    RecorrenciaRepository,
    adopt,
    book_all,
    cancel_all,
    move_all,
)
from services.business.recorrencias.rule import Rule, last_of
from services.business.recorrencias.schemas import AlterarIn, EncerrarIn, RecorrenciaIn
from services.business.shop.settings import ShopSettings, read_settings
from services.business.taxi.following import follow_series
from services.business.vacinas.rule import check_vaccines

# What can still be moved or called off; the animal has not come.
_AHEAD = frozenset({State.SOLICITADO, State.AGENDADO, State.CONFIRMADO})
_ENDED = "The series was ended."


@dataclass(frozen=True, slots=True)
class _Change:
    """A series in hand: what it was, which of its bookings may still change, and what it becomes."""

    series: Row
    bookings: Sequence[Row]
    movable: Sequence[Row]
    rule: Rule
    shift: timedelta
    splits: bool

    def days(self, until: date, after: Any) -> list[date]:
        """The new rule's days, but for those whose booking stays as it is."""
        movable = {booking.id for booking in self.movable}
        kept = {booking.data + self.shift for booking in self.bookings if booking.id not in movable}
        return [day for day in self.rule.days(None, until) if day not in kept and after(day)]

    def by_day(self) -> dict[date, Row]:
        return {booking.data + self.shift: booking for booking in self.movable}


async def create_series(work: Transaction, data: RecorrenciaIn, asked: Asked) -> dict[str, Any]:
    """Raises SlotTakenError with the days that have no place, VaccineRequiredError, or at the field of nothing."""
    shop = await read_settings(work)
    check_start(shop, data.inicio, asked.now)
    first = data.inicio.astimezone(shop.zone)
    end = last_of(first.date(), data.semanas, data.vezes) if data.vezes else data.ate
    rule = Rule(first.date(), data.semanas, first.time(), end)
    if end is not None and end < rule.inicio:
        raise ValidationError.at("ate", "It ends before it begins.", "period_reversed")
    wishes = await read_wishes(work, data.animal_id, data.itens, lock=True)
    avisos = await check_vaccines(work, shop, data.animal_id, data.inicio)
    until = horizon(shop, asked.now, rule)
    find = Finding(work, shop, data.animal_id, asked)
    plan = await place_all(find, wishes, rule, list(rule.days(None, until)), at="itens")
    _check(plan, strict=data.se_ocupado == "recusar")
    items = [item.model_dump(mode="json") for item in data.itens]
    values = _values(rule, items, data.observacoes, until) | {"animal_id": data.animal_id}
    series = await RecorrenciaRepository(work).insert(values)
    occurrences = [(day, None, placed) for day, placed in plan.placed.items()]
    known = {"animal_id": data.animal_id, "observacoes": data.observacoes}
    ids = await book_all(work, series.id, occurrences, by=asked.by, **known)
    await tell_all(work, shop, await agenda.some_bookings(work, ids), Notice.MADE, now=asked.now)
    return await _detail(work, shop, series.id, asked, plan) | {"avisos": avisos}


async def show_series(work: Transaction, row_id: int, asked: Asked) -> dict[str, Any]:
    """Raises NotFoundError."""
    return await _detail(work, await read_settings(work), row_id, asked, Plan())


async def list_series(
    work: Transaction,
    *,
    animal_id: int | None,
    cliente_id: int | None,
    ended: bool,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """In the order they were made. Raises ValidationError for a cursor we did not issue."""
    after = 0 if cursor is None else decode_cursor(cursor)[1]
    rows = await RecorrenciaRepository(work).series(
        animal_id=animal_id, cliente_id=cliente_id, ended=ended, after=after, rows=limit + 1
    )
    page = [dict(row) for row in rows[:limit]]
    return {"items": page, "next_cursor": encode_cursor("", page[-1]["id"]) if len(rows) > limit else None}


async def change_series(work: Transaction, row_id: int, data: AlterarIn, asked: Asked) -> dict[str, Any]:
    """From a day on, or all that is to come; raises as `create_series`, NotFoundError, StaleVersionError.

    Bookings keep their ids where their day goes on; what has no place any more by the new rule is called off, and
    what is skipped as taken stays where it was.
    """
    shop = await read_settings(work)
    change = await _read_change(work, shop, row_id, data, asked)
    items = (
        [item.model_dump(mode="json") for item in data.itens]
        if data.itens is not None
        else items_of(change.series)
    )
    asked_for = [ItemIn.model_validate(item) for item in items]
    wishes = await read_wishes(work, change.series.animal_id, asked_for, lock=True)
    # Never behind what was made already.
    until = max(horizon(shop, asked.now, change.rule), change.series.gerada_ate + change.shift)
    find = Finding(work, shop, change.series.animal_id, asked, but=[row.id for row in change.movable])
    days = change.days(until, lambda day: change.rule.moment(day, shop.zone) > asked.now)
    plan = await place_all(find, wishes, change.rule, days, at="itens")
    _check(plan, strict=data.se_ocupado == "recusar")
    series_id = await _written(work, change, _values(change.rule, items, change.series.observacoes, until))
    await _adopt(work, shop, change, series_id, asked)
    await _rebook(work, shop, change, plan, series_id, asked, other_items=data.itens is not None)
    return await _detail(work, shop, series_id, asked, plan)


async def _adopt(work: Transaction, shop: ShopSettings, change: _Change, series_id: int, asked: Asked) -> None:
    """What the new rule covers belongs to its series, exceptions too, each for the day that it now stands for."""
    today = shop.today(asked.now)
    ids = [row.id for row in change.bookings if row.data + change.shift >= today]
    if ids and (change.splits or change.shift):
        await adopt(work, series_id, ids, change.shift.days)


async def _rebook(
    work: Transaction,
    shop: ShopSettings,
    change: _Change,
    plan: Plan,
    series_id: int,
    asked: Asked,
    *,
    other_items: bool,
) -> None:
    """Moves, adds and calls off, and tells the tutor by one letter what matters most of it."""
    by_day = change.by_day()
    gone = [
        row.id
        for day, row in by_day.items()
        if day not in plan.placed
        and day not in plan.refused
        # Whose new hour is over already keeps the old one.
        and change.rule.moment(day, shop.zone) > asked.now
    ]
    moved = [(day, by_day[day].id, placed) for day, placed in plan.placed.items() if day in by_day]
    new = [(day, None, placed) for day, placed in plan.placed.items() if day not in by_day]
    await follow_series(work, [(row_id, placed[0].inicio, placed[-1].fim) for _, row_id, placed in moved], gone)
    await cancel_all(work, gone, by=asked.by, motivo="Recorrência alterada")
    moved_ids = await move_all(work, series_id, moved)
    known = {"animal_id": change.series.animal_id, "observacoes": change.series.observacoes}
    new_ids = await book_all(work, series_id, new, by=asked.by, **known)
    # By whom, and how long the series goes on, is the shop's affair.
    really = other_items or any(placed[0].inicio != by_day[day].inicio for day, _, placed in moved)
    for ids, notice, aloud in (
        # A word that tells nothing could overtake the one before it, which does.
        (moved_ids if really else [], Notice.CHANGED, True),
        (gone, Notice.CANCELLED, not really),
        (new_ids, Notice.MADE, not (really or gone)),
    ):
        bookings = await agenda.some_bookings(work, ids)
        await tell_all(work, shop, bookings, notice, now=asked.now, aloud=aloud)


async def end_series(work: Transaction, row_id: int, data: EncerrarIn, asked: Asked) -> dict[str, Any]:
    """Calls off what is to come from a day on. Raises NotFoundError, StaleVersionError, WrongStateError."""
    shop = await read_settings(work)
    series = await _held(work, row_id, data.version)
    since = max(data.a_partir_de or shop.today(asked.now), shop.today(asked.now))
    at = max(asked.now, shop.day(since)[0])
    bookings = await RecorrenciaRepository(work).to_come(row_id, since, at=at, lock=True)
    gone = [row.id for row in bookings if row.status in _AHEAD and row.inicio > asked.now]
    await follow_series(work, [], gone)
    await cancel_all(work, gone, by=asked.by, motivo="Recorrência encerrada")
    end = max(since - timedelta(days=1), series.inicio)
    ended = {"encerrada_em": asked.now, "ate": end if series.ate is None else min(end, series.ate)}
    await RecorrenciaRepository(work).update(row_id, series.version, ended)
    await tell_all(work, shop, await agenda.some_bookings(work, gone), Notice.CANCELLED, now=asked.now)
    return await _detail(work, shop, row_id, asked, Plan())


async def _read_change(
    work: Transaction, shop: ShopSettings, row_id: int, data: AlterarIn, asked: Asked
) -> _Change:
    series, today = await _held(work, row_id, data.version), shop.today(asked.now)
    since, old = max(data.a_partir_de or today, today), rule_of(series)
    bookings = await RecorrenciaRepository(work).to_come(row_id, since, lock=True)
    alone = data.destacados == "incluir"
    movable = [
        row for row in bookings if row.status in _AHEAD and row.inicio > asked.now and (alone or not row.destacado)
    ]
    far = max(since, old.inicio) + timedelta(weeks=old.semanas)
    first = next(old.days(since - timedelta(days=1), far), None)
    if first is None:
        raise WrongStateError("Nothing of it is to come from that day on.")
    if first > today + FARTHEST:
        raise ValidationError.at("a_partir_de", "At most two years ahead.", "too_far_ahead")
    shift = timedelta(days=data.dias)
    end = data.ate if "ate" in data.model_fields_set else series.ate and series.ate + shift
    hour = series.hora if data.hora is None else time.fromisoformat(data.hora)
    rule = Rule(first + shift, data.semanas or series.semanas, hour, end)
    if end is not None and end < rule.inicio:
        raise ValidationError.at("ate", "It ends before it begins.", "period_reversed")
    # What is to come before that day goes on as it was, in a series of its own.
    splits = first > next(old.days(today - timedelta(days=1), far), first)
    return _Change(series, bookings, movable, rule, shift, splits)


async def _held(work: Transaction, row_id: int, version: int) -> Row:
    series = await RecorrenciaRepository(work).shown(row_id, lock=True)
    if series.version != version:
        raise StaleVersionError("It changed since you read it: read it again.")
    if series.encerrada_em is not None:
        raise WrongStateError(_ENDED)
    return series


async def _written(work: Transaction, change: _Change, values: dict[str, Any]) -> int:
    """The series that the new rule stands in: the same, or the second half of it."""
    repository, series = RecorrenciaRepository(work), change.series
    if not change.splits:
        return int((await repository.update(series.id, series.version, values)).id)
    before = change.rule.inicio - change.shift - timedelta(days=1)
    await repository.update(series.id, series.version, {"ate": before})
    return int((await repository.insert(values | {"animal_id": series.animal_id})).id)


def _values(rule: Rule, items: Sequence[Any], notes: str | None, until: date) -> dict[str, Any]:
    return {
        "semanas": rule.semanas,
        "inicio": rule.inicio,
        "hora": rule.hora,
        "ate": rule.ate,
        "itens": list(items),
        "observacoes": notes,
        "gerada_ate": until,
    }


def _check(plan: Plan, *, strict: bool) -> None:
    """Raises SlotTakenError where a day is refused; else only where all of them are."""
    if plan.refused and (strict or not plan.placed):
        raise plan.refusal()


async def _detail(work: Transaction, shop: ShopSettings, row_id: int, asked: Asked, plan: Plan) -> dict[str, Any]:
    repository = RecorrenciaRepository(work)
    series = await repository.shown(row_id)
    ahead = [dict(row) for row in await repository.to_come(row_id, shop.today(asked.now), at=asked.now)]
    return dict(series) | {"agendamentos": ahead, "puladas": plan.left_out(), "avisos": []}
