"""How many people a shop has, told to whoever keeps what its plan limits."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.events import UsersChanged
from services.auth.outbox import outbox
from services.auth.team import repository


async def tell_usage(session: AsyncSession, tenant_id: UUID) -> None:
    """After a change of who is active, by whoever holds the shop's people: so later words have later numbers."""
    users, sequence = await repository.count_active(session, tenant_id)
    await outbox.emit(session, UsersChanged(tenant_id=tenant_id, users=users, sequence=sequence))
