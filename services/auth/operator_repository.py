"""The queries of platform operators, in the platform's scope."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.models import tenant_users


async def is_operator(session: AsyncSession, email: str) -> bool:
    """Whether the platform itself holds this e-mail; needs the platform's scope."""
    statement = select(tenant_users.c.id).where(tenant_users.c.email == email, tenant_users.c.tenant_id.is_(None))
    return (await session.execute(statement)).first() is not None


async def deactivate(session: AsyncSession, user_id: UUID) -> bool:
    """Whether he was active until now."""
    u = tenant_users.c
    statement = update(tenant_users).where(u.id == user_id, u.is_active).values(is_active=False)
    return (await session.execute(statement.returning(u.id))).first() is not None
