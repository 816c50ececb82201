"""The queries of what ended before its time."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.events import SessionRevoked
from services.auth.models import session_revocations


async def add_revocation(session: AsyncSession, event: SessionRevoked) -> None:
    """For processes that start after the event has passed."""
    await session.execute(
        insert(session_revocations).values(
            user_id=event.user_id, sid=event.sid, before=event.before, ends_sessions=event.ends_sessions
        )
    )


async def prune_revocations(session: AsyncSession, before: datetime) -> None:
    """Forgets what no token is old enough for."""
    await session.execute(delete(session_revocations).where(session_revocations.c.before < before))
