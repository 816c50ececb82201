"""The queries of links that wait for a person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.models import State, deliveries
from services.notifications.repository import IS_OUTDATED

# The name by which the conditions of others know it.
waiting = deliveries.alias("d")
AnyRow = Row[*tuple[Any, ...]]

_COLUMNS = [waiting.c[name] for name in ("id", "kind", "recipient", "recipient_name", "link", "created_at")]


async def list_links(
    session: AsyncSession, tenant_id: UUID, *, before: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """The shop's links that are still worth pressing, newest first."""
    statement = select(*_COLUMNS).where(
        waiting.c.tenant_id == tenant_id,
        waiting.c.state == State.READY.value,
        waiting.c.expires_at > func.now(),
        text(f"NOT ({IS_OUTDATED})"),
    )
    if before is not None:
        statement = statement.where(waiting.c.id < before)
    return (await session.execute(statement.order_by(waiting.c.id.desc()).limit(limit))).all()


async def hand_over(session: AsyncSession, tenant_id: UUID, delivery_id: UUID) -> bool:
    """Whether this transaction is the one that makes a waiting link a sent message."""
    statement = (
        update(deliveries)
        .where(
            deliveries.c.id == delivery_id,
            deliveries.c.tenant_id == tenant_id,
            deliveries.c.state == State.READY.value,
        )
        .values(state=State.SENT.value, finished_at=func.clock_timestamp(), version=deliveries.c.version + 1)
    )
    return (await session.execute(statement.returning(deliveries.c.id))).first() is not None


async def find_state(session: AsyncSession, tenant_id: UUID, delivery_id: UUID) -> State | None:
    """Of a message that has a link; None where the shop has none such."""
    statement = select(deliveries.c.state).where(
        deliveries.c.id == delivery_id, deliveries.c.tenant_id == tenant_id, deliveries.c.link.is_not(None)
    )
    found = await session.scalar(statement)
    return None if found is None else State(found)
