"""The queries of password hashes; users are seen through the row-level security of the session's scope."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.models import tenant_users


async def find_password_hash(session: AsyncSession, user_id: UUID) -> str | None:
    """Of a user of the session's scope."""
    found: str | None = await session.scalar(
        select(tenant_users.c.password_hash).where(tenant_users.c.id == user_id)
    )
    return found


async def lock_password(session: AsyncSession, user_id: UUID, password_hash: str | None) -> bool:
    """Whether this is still the user's password: then it stays so until the transaction ends."""
    u = tenant_users.c
    statement = select(u.id).where(u.id == user_id, u.password_hash == password_hash)
    return (await session.execute(statement.with_for_update(key_share=True))).first() is not None


async def set_password_hash(session: AsyncSession, user_id: UUID, password_hash: str) -> None:
    await session.execute(
        update(tenant_users).where(tenant_users.c.id == user_id).values(password_hash=password_hash)
    )
