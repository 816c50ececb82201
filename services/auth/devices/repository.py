"""The queries of signed-in devices: always those of one user."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.devices.models import DeviceSession
from services.auth.models import Device, sessions


async def list_live(
    session: AsyncSession, user_id: UUID, now: datetime, *, before: UUID | None, limit: int
) -> list[DeviceSession]:
    """The user's live sessions, newest sign-in first; `before` is the last id of the page before."""
    c = sessions.c
    live = [c.user_id == user_id, c.revoked_at.is_(None), c.expires_at > now]
    if before is not None:
        live.append(c.id < before)
    statement = (
        select(c.id, c.created_at, c.last_used_at, c.expires_at, c.user_agent, c.address)
        .where(*live)
        .order_by(c.id.desc())
        .limit(limit)
    )
    rows = (await session.execute(statement)).all()
    return [DeviceSession(*row[:4], Device(row.user_agent, row.address)) for row in rows]
