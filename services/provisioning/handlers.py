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
from libs.common.messaging.consumer import EventHandlers
from services.provisioning.service import ProvisioningService


def build_handlers(service: ProvisioningService) -> EventHandlers:
    """What this service listens to."""

    async def on_tenant_requested(session: AsyncSession, event: TenantRequested, _: Envelope) -> None:
        await service.begin(session, event)

    async def set_up_schema(event: TenantRequested) -> None:
        await service.setup_schema(event.saga_id)

    async def on_admin_created(session: AsyncSession, event: AdminCreated, _: Envelope) -> None:
        await service.admin_created(session, event)

    async def on_admin_rejected(session: AsyncSession, event: AdminRejected, _: Envelope) -> None:
        await service.admin_rejected(session, event.saga_id, code=event.code)

    async def on_admin_removed(session: AsyncSession, event: AdminRemoved, _: Envelope) -> None:
        await service.admin_removed(session, event.saga_id)

    async def on_tenant_activated(session: AsyncSession, event: TenantActivated, _: Envelope) -> None:
        await service.tenant_activated(session, event.saga_id)

    async def on_tenant_released(session: AsyncSession, event: TenantReleased, _: Envelope) -> None:
        await service.tenant_released(session, event.saga_id)

    handlers = EventHandlers("provisioning")
    # REQUESTED is committed with the first; the step itself is a transaction of its own.
    handlers.on(TenantRequested, on_tenant_requested, after_commit=set_up_schema)
    handlers.on(AdminCreated, on_admin_created)
    handlers.on(AdminRejected, on_admin_rejected)
    handlers.on(AdminRemoved, on_admin_removed)
    handlers.on(TenantActivated, on_tenant_activated)
    handlers.on(TenantReleased, on_tenant_released)
    return handlers
