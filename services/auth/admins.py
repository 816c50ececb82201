"""A shop's first user, made and unmade by its saga: one row a saga decides, in whatever order events come."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    AdminCreated,
    AdminRejected,
    AdminRemoved,
    ProvisioningAborted,
    SchemaCreated,
    UserRemovalRequested,
)
from libs.common.logging import get_logger
from libs.common.tenancy.tenant import TenantStatus
from services.auth import repository, revocations
from services.auth.models import Outcome, SagaAdmin, User
from services.auth.outbox import outbox
from services.auth.service import normalise_email
from services.auth.team.usage import tell_usage

log = get_logger(__name__)

EMAIL_TAKEN = "EMAIL_TAKEN"


async def create_admin(session: AsyncSession, event: SchemaCreated) -> None:
    """Makes the owner once a saga; a repeat gets the stored answer, an aborted saga never an owner."""
    is_first = await repository.claim_saga(
        session, saga_id=event.saga_id, tenant_id=event.tenant_id, outcome=Outcome.CREATED
    )
    if is_first:
        admin = await _add_owner(session, event)
        await repository.store_saga(session, event.saga_id, admin)
        if admin.user_id is not None:
            await tell_usage(session, event.tenant_id)
    else:
        admin = await repository.lock_saga(session, event.saga_id)
    await outbox.emit(session, _answer(event, admin))


async def remove_admin(session: AsyncSession, event: ProvisioningAborted) -> None:
    """Removes the saga's owner, if there is one, and keeps one from ever being made."""
    is_first = await repository.claim_saga(
        session, saga_id=event.saga_id, tenant_id=event.tenant_id, outcome=Outcome.ABORTED
    )
    if not is_first:
        admin = await repository.lock_saga(session, event.saga_id)
        if admin.user_id is not None:
            await repository.delete_user(session, admin.user_id)
        if admin.outcome is not Outcome.ABORTED:
            await repository.store_saga(session, event.saga_id, SagaAdmin(Outcome.ABORTED, None, None, None))
    await outbox.emit(session, AdminRemoved(tenant_id=event.tenant_id, saga_id=event.saga_id))


async def remove_orphan(session: AsyncSession, event: UserRemovalRequested) -> None:
    """Removes a user whose shop failed or is gone, with what is kept of him; any other user stays."""
    status = await repository.tenant_status(session, event.tenant_id)
    if status not in (TenantStatus.FAILED, TenantStatus.DELETED):
        log.warning("user not removed: his shop lives", user_id=str(event.user_id), status=status)
        return
    if not await repository.delete_user(session, event.user_id):
        return
    await repository.abort_sagas_of_user(session, event.user_id)
    await revocations.end_sessions_of_user(session, event.user_id, event.tenant_id)
    log.info("orphaned user removed", user_id=str(event.user_id), reason=event.reason)


async def _add_owner(session: AsyncSession, event: SchemaCreated) -> SagaAdmin:
    owner = User(
        id=new_id(),
        tenant_id=event.tenant_id,
        email=normalise_email(event.admin.email),
        first_name=event.admin.first_name,
        last_name=event.admin.last_name,
        role="owner",
        is_active=True,
    )
    if await repository.add_user(session, owner, event.admin.password_hash):
        return SagaAdmin(Outcome.CREATED, owner.id, owner.email, None)
    return SagaAdmin(Outcome.REJECTED, None, None, EMAIL_TAKEN)


def _answer(event: SchemaCreated, admin: SagaAdmin) -> Event:
    ids = {"tenant_id": event.tenant_id, "saga_id": event.saga_id}
    if admin.outcome is Outcome.ABORTED:
        return AdminRemoved(**ids)
    if admin.user_id is None or admin.email is None:
        return AdminRejected(**ids, code=admin.code or EMAIL_TAKEN)
    return AdminCreated(**ids, user_id=admin.user_id, email=admin.email)
