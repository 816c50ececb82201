"""Events auth reacts to, and its job: each one call of the service."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import (
    ProvisioningAborted,
    SchemaCreated,
    TenantActivated,
    UserRemovalRequested,
)
from libs.common.database import Database
from libs.common.messaging.consumer import EventHandlers
from libs.common.messaging.inbox import Inbox
from libs.common.runtime import Job
from services.auth import admins, service
from services.auth.accounts import service as accounts
from services.auth.accounts.letters import Letters
from services.auth.audit import chain
from services.auth.service import OpenTransaction
from services.auth.throttle import service as throttling

PRUNE_INTERVAL_S = 600
# Who waits for a letter waits for the mail as well.
RESET_INTERVAL_S = 1
CHAIN_INTERVAL_S = 10


async def on_schema_created(session: AsyncSession, event: SchemaCreated, _: Envelope) -> None:
    await admins.create_admin(session, event)


async def on_provisioning_aborted(session: AsyncSession, event: ProvisioningAborted, _: Envelope) -> None:
    await admins.remove_admin(session, event)


async def on_user_removal_requested(session: AsyncSession, event: UserRemovalRequested, _: Envelope) -> None:
    await admins.remove_orphan(session, event)


def build_handlers(letters: Letters) -> EventHandlers:
    """What this service listens to."""

    async def on_tenant_activated(session: AsyncSession, event: TenantActivated, _: Envelope) -> None:
        await accounts.welcome_owner(session, letters, event)

    handlers = EventHandlers("auth")
    handlers.on(SchemaCreated, on_schema_created)
    handlers.on(ProvisioningAborted, on_provisioning_aborted)
    handlers.on(UserRemovalRequested, on_user_removal_requested)
    handlers.on(TenantActivated, on_tenant_activated)
    return handlers


def reset_job(transaction: OpenTransaction, letters: Letters) -> Job:
    """Answers who forgot a password."""

    async def answer() -> None:
        await accounts.send_reset_letters(transaction, letters)

    return Job("reset letters", RESET_INTERVAL_S, answer)


def prune_job(database: Database) -> Job:
    """Forgets expired sessions and tokens, and old inbox rows."""
    inbox = Inbox("auth")

    async def prune() -> None:
        async with database.transaction() as session:
            await service.prune(session)
            await accounts.prune(session)
            await throttling.prune(session)
            await inbox.prune(session)

    return Job("prune", PRUNE_INTERVAL_S, prune)


def chain_job(database: Database) -> Job:
    """Links new entries of the audit."""

    async def extend() -> None:
        await chain.sweep(database)

    return Job("audit-chain", CHAIN_INTERVAL_S, extend)
