"""Every query on deliveries and on whom not to write to."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.models import (
    NO_LONGER_TRUE,
    Channel,
    Delivery,
    Kind,
    Letter,
    Shop,
    Standing,
    State,
    deliveries,
    delivery_history,
    suppressions,
    tenants,
)

# Who waits for work listens here.
QUEUED_CHANNEL = "notifications_queued"

_WAKE = text(f"SELECT pg_notify('{QUEUED_CHANNEL}', '')")
# The oldest that is due, or that its sender lost: his lease is over, so he can no longer say what became of it.
# Of a delivery `d`: what its row does not know.
IS_SUPPRESSED = (
    "EXISTS (SELECT FROM svc_notifications.suppressions s"
    " WHERE s.address = lower(d.recipient) AND s.lifted_at IS NULL)"
)
IS_OUTDATED = (
    "d.kind <> 'booking_cancelled' AND EXISTS (SELECT FROM svc_notifications.bookings b"
    " WHERE b.tenant_id = d.tenant_id AND b.agendamento_id = cast(d.content ->> 'agendamento_id' AS bigint)"
    " AND (b.is_cancelled OR b.inicio <> cast(d.content ->> 'inicio' AS timestamptz)))"
)
HAS_OPTED_OUT = (
    "d.kind = 'booking_reminder' AND EXISTS (SELECT FROM svc_notifications.opt_outs o"
    " WHERE o.tenant_id = d.tenant_id AND o.recipient = lower(d.recipient))"
)
_STANDING = text(
    f"SELECT {IS_SUPPRESSED} AS is_suppressed, {IS_OUTDATED} AS is_outdated, {HAS_OPTED_OUT} AS opted_out,"  # noqa: S608
    " d.kind LIKE 'booking_%' AND EXISTS (SELECT FROM shared.tenants t"
    "  WHERE t.id = d.tenant_id AND t.status <> 'active') AS is_closed"
    " FROM svc_notifications.deliveries d WHERE d.id = :id"
)
_CLAIM = text(
    """
    WITH lost AS (
        SELECT id FROM svc_notifications.deliveries
        WHERE channel = :channel AND state = 'sending' AND leased_until < now()
        ORDER BY leased_until LIMIT 1 FOR UPDATE SKIP LOCKED
    ), due AS (
        SELECT id FROM svc_notifications.deliveries
        WHERE channel = :channel AND state = 'queued' AND next_attempt_at <= now()
        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE svc_notifications.deliveries AS d
    SET state = 'sending', attempts = d.attempts + 1, lease = :lease, version = d.version + 1,
        leased_until = clock_timestamp() + :held,
        message_id = coalesce(d.message_id, '<' || d.id || '.' || d.round || '@' || cast(:domain AS text) || '>')
    WHERE d.id = coalesce((SELECT id FROM lost), (SELECT id FROM due))
    RETURNING d.*
    """
)
# Its reason may come again.
_TAKE_BACK = text(
    """
    WITH unsaid AS (
        UPDATE svc_notifications.deliveries
        SET state = 'suppressed', error_code = :code, error = 'It was taken back before it went.',
            dedupe_key = dedupe_key || ':' || id, finished_at = clock_timestamp(), version = version + 1
        WHERE tenant_id = :tenant_id AND state = 'queued' AND attempts = 0 AND next_attempt_at > now()
            AND kind = ANY (CAST(:kinds AS text[])) AND content ->> 'agendamento_id' = :agendamento_id
        RETURNING id, content
    )
    SELECT * FROM unsaid ORDER BY id
    """
)
_FINISH = text(
    """
    UPDATE svc_notifications.deliveries
    SET state = :state, error_code = :code, error = :detail, link = :link, sealed_token = NULL, lease = NULL,
        leased_until = NULL, finished_at = clock_timestamp(), version = version + 1
    WHERE id = :id AND lease = :lease RETURNING 1
    """
)
_POSTPONE = text(
    """
    UPDATE svc_notifications.deliveries
    SET state = 'queued', error_code = :code, error = :detail, lease = NULL, leased_until = NULL,
        next_attempt_at = clock_timestamp() + :pause, attempts = attempts - :uncounted, version = version + 1,
        due_since = CASE WHEN :uncounted = 0 THEN clock_timestamp() + :pause ELSE due_since END
    WHERE id = :id AND lease = :lease RETURNING 1
    """
)
_FORGET = text(
    """
    DELETE FROM svc_notifications.deliveries WHERE id IN (
        SELECT id FROM svc_notifications.deliveries WHERE finished_at < now() - cast(:kept AS interval)
        ORDER BY finished_at LIMIT 5000 FOR UPDATE SKIP LOCKED)
    """
)


async def insert_delivery(
    session: AsyncSession,
    letter: Letter,
    *,
    delivery_id: UUID,
    expires_at: datetime,
    is_over: bool = False,
    wait: timedelta = timedelta(),
) -> bool:
    """Queues the letter and wakes a sender at commit; False when there is one for this reason already.

    It is due after `wait`. One that `is_over` before it could be sent is written down as that: nobody has to look
    for it in vain.
    """
    values: dict[str, Any] = {
        "id": delivery_id,
        "tenant_id": letter.tenant_id,
        "kind": letter.kind.value,
        "channel": letter.channel.value,
        "dedupe_key": letter.dedupe_key,
        "recipient": letter.recipient,
        "recipient_name": letter.recipient_name,
        "locale": letter.locale,
        "content": dict(letter.content),
        "sealed_token": None if is_over else letter.sealed_token,
        "expires_at": expires_at,
    }
    if wait:
        values |= {"next_attempt_at": func.now() + wait, "due_since": func.now() + wait}
    over = {"state": State.FAILED.value, "error_code": "EXPIRED", "finished_at": func.clock_timestamp()}
    statement = (
        upsert(deliveries)
        .values(**values | over if is_over else values)
        .on_conflict_do_nothing(index_elements=["dedupe_key"])
        .returning(deliveries.c.id)
    )
    if (await session.execute(statement)).first() is None:
        return False
    if is_over:
        await add_history(session, delivery_id, state=State.FAILED, code="EXPIRED")
        return True
    await add_history(session, delivery_id, state=State.QUEUED)
    await session.execute(_WAKE)
    return True


async def take_back(
    session: AsyncSession, tenant_id: UUID, agendamento_id: int, *, kinds: Collection[Kind]
) -> Sequence[Row[Any]]:
    """Ends the booking's letters that still wait for their time; answers id and content of each, oldest first."""
    values = {
        "tenant_id": tenant_id,
        "agendamento_id": str(agendamento_id),
        "kinds": [kind.value for kind in kinds],
        "code": NO_LONGER_TRUE,
    }
    rows = (await session.execute(_TAKE_BACK, values)).all()
    for row in rows:
        await add_history(session, row.id, state=State.SUPPRESSED, code=NO_LONGER_TRUE)
    return rows


async def claim(
    session: AsyncSession, channel: Channel, *, lease: UUID, held: timedelta, domain: str
) -> Delivery | None:
    """The channel's next letter, held by `lease` for that long; None when nothing is due."""
    values = {"channel": channel.value, "lease": lease, "held": held, "domain": domain}
    row = (await session.execute(_CLAIM, values)).one_or_none()
    if row is None:
        return None
    found = {field.name: getattr(row, field.name) for field in fields(Delivery)}
    return Delivery(**found | {"kind": Kind(row.kind), "channel": Channel(row.channel)})


async def finish(
    session: AsyncSession,
    delivery: Delivery,
    *,
    state: State,
    code: str | None,
    detail: str,
    link: str | None = None,
) -> bool:
    """The letter's end, with its token forgotten; False when the lease was lost."""
    values = {"id": delivery.id, "lease": delivery.lease, "state": state.value, "code": code, "link": link}
    if (await session.execute(_FINISH, values | {"detail": detail})).first() is None:
        return False
    await add_history(session, delivery.id, state=state, code=code, detail=detail)
    return True


async def postpone(
    session: AsyncSession, delivery: Delivery, *, pause: timedelta, code: str, detail: str, counts: bool
) -> bool:
    """Back to the queue; an attempt that says nothing of the letter does not count. False: the lease was lost."""
    values = {"id": delivery.id, "lease": delivery.lease, "pause": pause, "code": code, "detail": detail}
    if (await session.execute(_POSTPONE, values | {"uncounted": 0 if counts else 1})).first() is None:
        return False
    if counts:
        await add_history(session, delivery.id, state=State.QUEUED, code=code, detail=detail)
    return True


async def add_history(
    session: AsyncSession,
    delivery_id: UUID,
    *,
    state: State,
    code: str | None = None,
    detail: str | None = None,
    actor: str | None = None,
    reason: str | None = None,
) -> None:
    """One line of what became of it."""
    values = {"delivery_id": delivery_id, "state": state.value, "code": code, "detail": detail}
    await session.execute(insert(delivery_history).values(**values, actor=actor, reason=reason))


async def find_standing(session: AsyncSession, delivery_id: UUID) -> Standing:
    """What may have changed since the letter was queued."""
    return Standing(**(await session.execute(_STANDING, {"id": delivery_id})).one()._mapping)


async def suppress(session: AsyncSession, address: str, *, code: str, detail: str, delivery_id: UUID) -> None:
    """Nothing goes to this address any more; repeating it changes nothing."""
    values = {"address": address.lower(), "code": code, "detail": detail, "delivery_id": delivery_id}
    await session.execute(upsert(suppressions).values(**values).on_conflict_do_nothing())


async def count_of_a_day(session: AsyncSession, delivery: Delivery) -> int:
    """How many letters of this kind were written to this recipient in the day before this one."""
    columns = deliveries.c
    statement = select(func.count()).where(
        columns.recipient == delivery.recipient,
        columns.kind == delivery.kind.value,
        columns.state != State.SUPPRESSED.value,
        columns.created_at > delivery.created_at - timedelta(days=1),
        columns.created_at < delivery.created_at,
    )
    return (await session.execute(statement)).scalar_one()


async def find_shop(session: AsyncSession, tenant_id: UUID) -> Shop | None:
    """The shop as the registry has it now."""
    columns = tenants.c
    statement = select(columns.id, columns.name, columns.subdomain, columns.status, columns.locale)
    row = (await session.execute(statement.where(columns.id == tenant_id))).one_or_none()
    return Shop(*row) if row else None


async def forget_deliveries(session: AsyncSession, *, kept: timedelta) -> None:
    """Deletes a batch of those that ended longer ago."""
    await session.execute(_FORGET, {"kept": kept})
