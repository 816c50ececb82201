"""Events the process manager reacts to: every answer of a participant is one trigger of the saga's table."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import (
    AdminCreated,
    AdminRejected,
    AdminRemoved,
    TenantActivated,
    TenantReleased,
    TenantRequested,
)
from libs.common.messaging.consumer import EventHandlers, Handler, Settled
from services.provisioning.cause import Cause
from services.provisioning.saga import Trigger
from services.provisioning.service import ProvisioningService

Answer = AdminRemoved | TenantActivated | TenantReleased


def build_handlers(service: ProvisioningService) -> EventHandlers:
    """What this service listens to."""

    async def on_tenant_requested(
        session: AsyncSession, event: TenantRequested, envelope: Envelope
    ) -> Settled | None:
        return await service.begin(session, event, Cause(envelope.id))

    async def set_up_schema(event: TenantRequested) -> None:
        await service.setup_schema(event.saga_id)

    async def on_admin_created(session: AsyncSession, event: AdminCreated, envelope: Envelope) -> None:
        await service.admin_created(session, event, Cause(envelope.id))

    async def on_admin_rejected(session: AsyncSession, event: AdminRejected, envelope: Envelope) -> None:
        cause, trigger = Cause(envelope.id), Trigger.ADMIN_REJECTED
        await service.answered(session, event.saga_id, trigger, cause=cause, failure_code=event.code)

    def answer(trigger: Trigger) -> Handler[Answer]:
        async def on_answer(session: AsyncSession, event: Answer, envelope: Envelope) -> None:
            await service.answered(session, event.saga_id, trigger, cause=Cause(envelope.id))

        return on_answer

    handlers = EventHandlers("provisioning")
    # REQUESTED is committed with the first. Where no schema stands ready, building it is a transaction of its own.
    handlers.on(TenantRequested, on_tenant_requested, after_commit=set_up_schema)
    handlers.on(AdminCreated, on_admin_created)
    handlers.on(AdminRejected, on_admin_rejected)
    handlers.on(AdminRemoved, answer(Trigger.ADMIN_REMOVED))
    handlers.on(TenantActivated, answer(Trigger.TENANT_ACTIVATED))
    handlers.on(TenantReleased, answer(Trigger.TENANT_RELEASED))
    return handlers
