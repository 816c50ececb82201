"""The queries of one-time codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.models import handoff_codes, sessions


async def add_code(session: AsyncSession, code_hash: bytes, session_id: UUID, expires_at: datetime) -> None:
    values = {"code_hash": code_hash, "session_id": session_id, "expires_at": expires_at}
    await session.execute(insert(handoff_codes).values(values))


async def find_origin(
    session: AsyncSession, code_hash: bytes, tenant_id: UUID, now: datetime
) -> tuple[UUID, UUID] | None:
    """The session of this shop that an unspent code comes from, and its user."""
    found = await session.execute(
        select(sessions.c.id, sessions.c.user_id)
        .join(handoff_codes, handoff_codes.c.session_id == sessions.c.id)
        .where(
            handoff_codes.c.code_hash == code_hash,
            handoff_codes.c.expires_at > now,
            sessions.c.tenant_id == tenant_id,
        )
    )
    row = found.one_or_none()
    return None if row is None else (row.id, row.user_id)


async def spend_code(session: AsyncSession, code_hash: bytes) -> bool:
    """Whether this transaction is the one that uses the code."""
    statement = delete(handoff_codes).where(handoff_codes.c.code_hash == code_hash)
    return (await session.execute(statement.returning(handoff_codes.c.session_id))).first() is not None


async def prune_codes(session: AsyncSession, before: datetime) -> None:
    """Forgets codes that expired before then."""
    await session.execute(delete(handoff_codes).where(handoff_codes.c.expires_at < before))
