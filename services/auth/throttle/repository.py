"""The queries of throttled attempts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, DateTime, LargeBinary, Table, delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.models import metadata

attempts = Table(
    "attempts",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("tat", DateTime(timezone=True), nullable=False),
    schema="svc_auth",
)
_AHEAD = (attempts.c.tat - func.now()).label("ahead")


async def time_ahead(session: AsyncSession, keys: Sequence[bytes]) -> dict[bytes, timedelta]:
    """How far in the future each budget is whole again; those that are whole are left out."""
    statement = select(attempts.c.key, _AHEAD).where(attempts.c.key.in_(keys), attempts.c.tat > func.now())
    return {row.key: row.ahead for row in (await session.execute(statement)).all()}


async def charge(session: AsyncSession, costs: Mapping[bytes, timedelta]) -> dict[bytes, timedelta]:
    """Puts each off by its cost, and answers how far ahead it is now."""
    # In the order of their keys: two that take several never wait for each other.
    rows = [{"key": key, "tat": func.now() + costs[key]} for key in sorted(costs)]
    insert = upsert(attempts).values(rows)
    later = func.greatest(attempts.c.tat, func.now()) + (insert.excluded.tat - func.now())
    statement = insert.on_conflict_do_update(index_elements=["key"], set_={"tat": later})
    charged = await session.execute(statement.returning(attempts.c.key, _AHEAD))
    return {row.key: row.ahead for row in charged.all()}


async def prune(session: AsyncSession, before: datetime) -> None:
    """Forgets budgets that are whole since then."""
    await session.execute(delete(attempts).where(attempts.c.tat < before))
