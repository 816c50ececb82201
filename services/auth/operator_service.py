"""The rules of platform operators: who becomes one, and how he ceases to be."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.errors import NotFoundError
from services.auth import operator_repository, repository, revocations
from services.auth.errors import EmailTakenError
from services.auth.models import User
from services.auth.service import normalise_email


async def add(session: AsyncSession, *, email: str, password_hash: str) -> bool:
    """Adds a platform operator; False when he exists. Raises EmailTakenError for a shop's user."""
    operator = User(
        id=new_id(),
        tenant_id=None,
        email=normalise_email(email),
        first_name="Platform",
        last_name="Operator",
        role="operator",
        is_active=True,
    )
    if await repository.add_user(session, operator, password_hash):
        return True
    if await operator_repository.is_operator(session, operator.email):
        return False
    raise EmailTakenError


async def deactivate(session: AsyncSession, *, email: str) -> bool:
    """Switches an operator off and ends his sessions; False when he is off already. Raises NotFoundError.

    The table itself tells the platform's audit.
    """
    found = await repository.find_credentials(session, normalise_email(email))
    if found is None or found.tenant_id is not None:
        raise NotFoundError("No operator has this address.")
    if not await operator_repository.deactivate(session, found.user_id):
        return False
    await revocations.end_sessions_of_user(session, found.user_id, None)
    return True
