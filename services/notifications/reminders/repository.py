"""Every query on bookings, reminders and opt-outs. Who locks both locks the booking first, or does not wait."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, delete, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.events import AgendamentoEvent
from services.notifications.models import NO_LONGER_TRUE
from services.notifications.reminders.models import (
    Booking,
    Due,
    Planned,
    Reason,
    bookings,
    configurations,
    opt_outs,
    reminders,
)

BATCH = 500
_BOOKING = [bookings.c[field.name] for field in fields(Booking)]
_REMINDER = (reminders.c.minutes_before, reminders.c.inicio.label("planned_for"), reminders.c.due_at)
_SAME_BOOKING = and_(
    reminders.c.tenant_id == bookings.c.tenant_id, reminders.c.agendamento_id == bookings.c.agendamento_id
)
# What is overdue and still wanted, or waits for quiet hours to end, is left to the sweep, which asks again.
_DROP_UNPLANNED = text(
    """
    UPDATE svc_notifications.reminders AS r
    SET state = 'dropped', updated_at = now(),
        reason = CASE WHEN b.is_cancelled THEN 'cancelled' WHEN b.inicio <> r.inicio THEN 'moved'
                      ELSE 'not_wanted' END
    FROM svc_notifications.bookings AS b
    WHERE b.tenant_id = r.tenant_id AND b.agendamento_id = r.agendamento_id
      AND r.tenant_id = :tenant_id AND r.agendamento_id = ANY (CAST(:bookings AS bigint[])) AND r.state = 'planned'
      AND (b.is_cancelled OR b.inicio <> r.inicio OR r.minutes_before <> ALL (CAST(:wanted AS integer[]))
           OR (least(r.due_at, r.inicio - make_interval(mins => r.minutes_before)) > :now AND NOT EXISTS (
               SELECT FROM unnest(CAST(:ids AS bigint[]), CAST(:minutes AS integer[])) AS p (id, minutes)
               WHERE p.id = r.agendamento_id AND p.minutes = r.minutes_before)))
    """
)
# One dropped earlier comes back when its time lies ahead again; one that was queued is never planned twice.
_PLAN = text(
    """
    INSERT INTO svc_notifications.reminders AS r (tenant_id, agendamento_id, minutes_before, inicio, due_at)
    SELECT :tenant_id, p.* FROM unnest(CAST(:ids AS bigint[]), CAST(:minutes AS integer[]),
        CAST(:inicios AS timestamptz[]), CAST(:dues AS timestamptz[])) AS p
    ON CONFLICT (tenant_id, agendamento_id, minutes_before, inicio) DO UPDATE
    SET state = 'planned', due_at = excluded.due_at, reason = NULL, updated_at = now() WHERE r.state <> 'queued'
    """
)
_WITHDRAW = text(
    """
    UPDATE svc_notifications.deliveries
    SET state = 'suppressed', error_code = :code, error = 'The booking moved or was cancelled.', link = NULL,
        finished_at = clock_timestamp(), version = version + 1
    WHERE dedupe_key = ANY (CAST(:keys AS text[])) AND state IN ('queued', 'ready') RETURNING id
    """
)
_FORGET = text(
    """
    DELETE FROM svc_notifications.bookings WHERE (tenant_id, agendamento_id) IN (
        SELECT tenant_id, agendamento_id FROM svc_notifications.bookings
        WHERE inicio < now() - CAST(:kept AS interval) ORDER BY inicio LIMIT 5000 FOR UPDATE SKIP LOCKED)
    """
)


async def keep_booking(session: AsyncSession, event: AgendamentoEvent, *, is_cancelled: bool) -> bool:
    """Takes the booking over and locks it; False, and nothing changed, when as much or more is known already."""
    values = {
        "tenant_id": event.tenant_id,
        "agendamento_id": event.agendamento_id,
        "sequence": event.sequence,
        "is_cancelled": is_cancelled,
        "inicio": event.inicio,
        "timezone": event.timezone,
        "animal": event.animal,
        "servicos": event.servicos,
        "cliente_nome": event.cliente.nome,
        "cliente_email": event.cliente.email,
        "cliente_telefone": event.cliente.telefone,
        "updated_at": func.now(),
    }
    statement = upsert(bookings).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=["tenant_id", "agendamento_id"],
        set_={name: statement.excluded[name] for name in values},
        where=bookings.c.sequence < statement.excluded.sequence,
    )
    return (await session.execute(statement.returning(bookings.c.sequence))).first() is not None


async def find_booking(
    session: AsyncSession, tenant_id: UUID, agendamento_id: int, *, lock: bool = False
) -> Booking | None:
    key = (bookings.c.tenant_id == tenant_id, bookings.c.agendamento_id == agendamento_id)
    statement = select(*_BOOKING).where(*key)
    row = (await session.execute(statement.with_for_update() if lock else statement)).one_or_none()
    return None if row is None else Booking(**row._mapping)


async def future_bookings(
    session: AsyncSession, tenant_id: UUID, now: datetime, *, lock: bool = False
) -> AsyncIterator[Sequence[Booking]]:
    """The shop's bookings that lie ahead and stand, in batches."""
    after = 0
    statement = select(*_BOOKING).where(
        bookings.c.tenant_id == tenant_id, bookings.c.inicio > now, bookings.c.is_cancelled.is_(False)
    )
    statement = statement.order_by(bookings.c.agendamento_id).limit(BATCH)
    if lock:
        statement = statement.with_for_update()
    while True:
        rows = (await session.execute(statement.where(bookings.c.agendamento_id > after))).all()
        if not rows:
            return
        yield [Booking(**row._mapping) for row in rows]
        after = rows[-1].agendamento_id


async def replan(
    session: AsyncSession,
    tenant_id: UUID,
    *,
    of: Collection[int],
    planned: Sequence[Planned],
    wanted: Collection[int],
    now: datetime,
) -> None:
    """From now on `planned` alone is what these bookings' customers are reminded by."""
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "ids": [each.agendamento_id for each in planned],
        "minutes": [each.minutes_before for each in planned],
    }
    await session.execute(_DROP_UNPLANNED, values | {"bookings": list(of), "wanted": list(wanted), "now": now})
    times = {"inicios": [each.inicio for each in planned], "dues": [each.due_at for each in planned]}
    if planned:
        await session.execute(_PLAN, values | times)


async def tenants_with_due(session: AsyncSession, now: datetime) -> Sequence[UUID]:
    """Shops that have something to remind of now."""
    due = (reminders.c.state == "planned", reminders.c.due_at <= now)
    return (await session.scalars(select(reminders.c.tenant_id).where(*due).distinct())).all()


async def take_due(session: AsyncSession, tenant_id: UUID, now: datetime, *, limit: int) -> Sequence[Due]:
    """What is due in one shop, locked with its bookings; what somebody else holds or changes now is left alone."""
    statement = (
        select(*_BOOKING, *_REMINDER)
        .join(bookings, _SAME_BOOKING)
        .where(reminders.c.tenant_id == tenant_id, reminders.c.state == "planned", reminders.c.due_at <= now)
        .order_by(reminders.c.due_at, reminders.c.agendamento_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_due(tenant_id, row) for row in (await session.execute(statement)).all()]


def _due(tenant_id: UUID, row: Row[*tuple[Any, ...]]) -> Due:
    reminder = Planned(row.agendamento_id, row.minutes_before, row.planned_for, row.due_at)
    return Due(reminder, Booking(**{field.name: getattr(row, field.name) for field in fields(Booking)}), tenant_id)


async def settle(session: AsyncSession, due: Due, reason: Reason | None) -> None:
    """The reminder's end: queued without a reason, else dropped for it."""
    values = {"state": "dropped" if reason else "queued", "reason": reason, "updated_at": func.now()}
    await session.execute(update(reminders).where(_is(due)).values(values))


async def postpone(session: AsyncSession, due: Due, until: datetime) -> None:
    await session.execute(update(reminders).where(_is(due)).values(due_at=until, updated_at=func.now()))


def _is(due: Due) -> Any:
    key = tuple_(reminders.c.tenant_id, reminders.c.agendamento_id, reminders.c.minutes_before, reminders.c.inicio)
    return key == (due.tenant_id, due.reminder.agendamento_id, due.reminder.minutes_before, due.reminder.inicio)


async def queued_for_another_time(session: AsyncSession, tenant_id: UUID, booking: Booking) -> Sequence[Planned]:
    """Reminders that went of a time at which the booking no longer is."""
    columns = [reminders.c[field.name] for field in fields(Planned)]
    statement = select(*columns).where(
        reminders.c.tenant_id == tenant_id,
        reminders.c.agendamento_id == booking.agendamento_id,
        reminders.c.state == "queued",
    )
    if not booking.is_cancelled:
        statement = statement.where(reminders.c.inicio != booking.inicio)
    return [Planned(**row._mapping) for row in (await session.execute(statement)).all()]


async def withdraw(session: AsyncSession, dedupe_keys: Collection[str]) -> Sequence[UUID]:
    """Ends letters that nobody has sent yet; answers which."""
    values = {"keys": list(dedupe_keys), "code": NO_LONGER_TRUE}
    return (await session.scalars(_WITHDRAW, values)).all()


async def queued_already(session: AsyncSession, tenant_id: UUID, now: datetime) -> set[tuple[int, int, datetime]]:
    """(agendamento_id, minutes_before, inicio) of reminders of bookings ahead that went before."""
    columns = (reminders.c.agendamento_id, reminders.c.minutes_before, reminders.c.inicio)
    mine = (reminders.c.tenant_id == tenant_id, reminders.c.state == "queued", reminders.c.inicio > now)
    return {(row[0], row[1], row[2]) for row in await session.execute(select(*columns).where(*mine))}


async def find_configurations(session: AsyncSession, tenant_id: UUID, keys: Collection[str]) -> dict[str, str]:
    """What the shop of this session's scope set; row-level security hides all others."""
    columns = (configurations.c.config_key, configurations.c.config_value)
    mine = (configurations.c.tenant_id == tenant_id, configurations.c.config_key.in_(keys))
    return {row[0]: row[1] for row in await session.execute(select(*columns).where(*mine))}


async def opted_out(session: AsyncSession, tenant_id: UUID, recipients: Collection[str] | None = None) -> set[str]:
    """Who does not want the shop's reminders: of these recipients, or all."""
    statement = select(opt_outs.c.recipient).where(opt_outs.c.tenant_id == tenant_id)
    if recipients is not None:
        statement = statement.where(opt_outs.c.recipient.in_(recipients))
    return set((await session.scalars(statement)).all())


async def opt_out(session: AsyncSession, tenant_id: UUID, recipient: str) -> None:
    statement = upsert(opt_outs).values(tenant_id=tenant_id, recipient=recipient)
    await session.execute(statement.on_conflict_do_nothing())


async def opt_in(session: AsyncSession, tenant_id: UUID, recipient: str) -> None:
    mine = (opt_outs.c.tenant_id == tenant_id, opt_outs.c.recipient == recipient)
    await session.execute(delete(opt_outs).where(*mine))


async def forget_bookings(session: AsyncSession, *, kept: timedelta) -> None:
    """Deletes a batch whose day was longer ago, with their reminders."""
    await session.execute(_FORGET, {"kept": kept})
