"""Events the tenant service reacts to."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import (
    ProvisioningStarted,
    ProvisioningUndone,
    TenantProvisioned,
    UsageChanged,
    UsersChanged,
)
from libs.common.messaging.consumer import EventHandlers
from services.tenant import service


async def on_provisioning_started(session: AsyncSession, event: ProvisioningStarted, _: Envelope) -> None:
    await service.hand_over(session, event)


async def on_tenant_provisioned(session: AsyncSession, event: TenantProvisioned, _: Envelope) -> None:
    await service.activate(session, event)


async def on_provisioning_undone(session: AsyncSession, event: ProvisioningUndone, _: Envelope) -> None:
    await service.release(session, event)


async def on_users_changed(session: AsyncSession, event: UsersChanged, _: Envelope) -> None:
    await service.keep_users(session, event)


async def on_usage_changed(session: AsyncSession, event: UsageChanged, _: Envelope) -> None:
    await service.keep_usage(session, event)


def build_handlers() -> EventHandlers:
    """What this service listens to."""
    handlers = EventHandlers("tenant")
    handlers.on(ProvisioningStarted, on_provisioning_started)
    handlers.on(TenantProvisioned, on_tenant_provisioned)
    handlers.on(ProvisioningUndone, on_provisioning_undone)
    handlers.on(UsageChanged, on_usage_changed)
    handlers.on(UsersChanged, on_users_changed)
    return handlers
