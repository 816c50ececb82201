"""Events that people hear of: each one call of the service."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import (
    AccountLetter,
    AgendamentoAlterado,
    AgendamentoCancelado,
    AgendamentoCriado,
    AgendamentoEvent,
    AgendamentoPronto,
    EmailVerificationRequested,
    PasswordResetRequested,
    TenantActivated,
    TenantConfigurationChanged,
    TenantReleased,
    UserInvited,
)
from libs.common.messaging.consumer import EventHandlers
from services.notifications import service
from services.notifications.bookings import tell_customer
from services.notifications.reminders import service as reminders


async def on_tenant_activated(session: AsyncSession, event: TenantActivated, envelope: Envelope) -> None:
    await service.welcome(session, event, envelope)


async def on_tenant_released(session: AsyncSession, event: TenantReleased, envelope: Envelope) -> None:
    await service.regret(session, event, envelope)


async def on_account_letter(session: AsyncSession, event: AccountLetter, envelope: Envelope) -> None:
    await service.account_letter(session, event, envelope)


async def on_configuration_changed(session: AsyncSession, event: TenantConfigurationChanged, _: Envelope) -> None:
    await reminders.follow_settings(session, event)


def build_handlers(*, booking_letters_wait: timedelta) -> EventHandlers:
    """What this service listens to."""

    async def on_booking(session: AsyncSession, event: AgendamentoEvent, envelope: Envelope) -> None:
        news = await reminders.follow(session, event, is_cancelled=isinstance(event, AgendamentoCancelado))
        # What is older than what is known already is no news.
        if news is not None:
            await tell_customer(session, event, envelope, before=news.before, wait=booking_letters_wait)

    handlers = EventHandlers("notifications")
    handlers.on(TenantActivated, on_tenant_activated)
    handlers.on(TenantReleased, on_tenant_released)
    for account in (EmailVerificationRequested, PasswordResetRequested, UserInvited):
        handlers.on(account, on_account_letter)
    handlers.on(TenantConfigurationChanged, on_configuration_changed)
    for booking in (AgendamentoCriado, AgendamentoAlterado, AgendamentoCancelado, AgendamentoPronto):
        handlers.on(booking, on_booking)
    return handlers
