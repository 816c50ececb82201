"""Which event makes which letter to whom; each is queued once per reason, in the event's own transaction."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, time_of, utc_now
from libs.common.contracts.base import Envelope, Event
from libs.common.contracts.events import (
    AccountLetter,
    AgendamentoAlterado,
    AgendamentoCancelado,
    AgendamentoCriado,
    AgendamentoPronto,
    EmailVerificationRequested,
    PasswordResetRequested,
    TenantActivated,
    TenantReleased,
    UserInvited,
)
from libs.common.logging import get_logger
from libs.common.messaging.outbox import Outbox
from services.notifications import repository
from services.notifications.models import WORTH_ARRIVING, Kind, Letter

log = get_logger(__name__)

# Nothing is published; the relay of an empty outbox costs nothing, and the service looks like all others.
outbox = Outbox("notifications")
OPEN = "active"
LETTERS: Mapping[type[Event], Kind] = {
    EmailVerificationRequested: Kind.EMAIL_VERIFICATION,
    PasswordResetRequested: Kind.PASSWORD_RESET,
    UserInvited: Kind.INVITATION,
    AgendamentoCriado: Kind.BOOKING_CREATED,
    AgendamentoAlterado: Kind.BOOKING_CHANGED,
    AgendamentoCancelado: Kind.BOOKING_CANCELLED,
    AgendamentoPronto: Kind.BOOKING_READY,
}


async def queue(
    session: AsyncSession, letter: Letter, *, cause: Envelope | None = None, wait: timedelta = timedelta()
) -> bool:
    """Adds the letter to the caller's transaction, unless there is one for this reason already; due after `wait`.

    The news are as old as their `cause`: what lay in a queue for days is told to nobody.
    """
    now = utc_now()
    happened_at = time_of(cause.id) if cause is not None and cause.id.version == 7 else now
    expires_at = happened_at + WORTH_ARRIVING[letter.kind]
    if letter.ends_at is not None:
        expires_at = min(expires_at, letter.ends_at)
    delivery_id, is_over = new_id(), expires_at <= now
    is_new = await repository.insert_delivery(
        session, letter, delivery_id=delivery_id, expires_at=expires_at, is_over=is_over, wait=wait
    )
    log.info("letter queued", kind=letter.kind, delivery_id=str(delivery_id), duplicate=not is_new, over=is_over)
    return is_new


async def welcome(session: AsyncSession, event: TenantActivated, envelope: Envelope) -> None:
    """The shop is open: its owner gets its address."""
    await queue(
        session,
        Letter(
            tenant_id=event.tenant_id,
            kind=Kind.WELCOME,
            dedupe_key=f"welcome:{event.tenant_id}",
            recipient=event.owner.email,
            recipient_name=event.owner.first_name,
            locale=event.locale,
            content={
                "shop": event.name,
                "subdomain": event.subdomain,
                "first_name": event.owner.first_name,
            },
        ),
        cause=envelope,
    )


async def regret(session: AsyncSession, event: TenantReleased, envelope: Envelope) -> None:
    """The sign-up came to nothing: why, and what to do."""
    await queue(
        session,
        Letter(
            tenant_id=event.tenant_id,
            kind=Kind.SIGNUP_FAILED,
            dedupe_key=f"signup_failed:{event.saga_id}",
            recipient=event.admin.email,
            recipient_name=event.admin.first_name,
            locale=event.locale,
            content={
                "shop": event.name,
                "subdomain": event.subdomain,
                "first_name": event.admin.first_name,
                "code": event.code,
            },
        ),
        cause=envelope,
    )


async def account_letter(session: AsyncSession, event: AccountLetter, envelope: Envelope) -> None:
    """A link with a one-time token, for who has an account or is to have one; each request is its own reason."""
    kind = LETTERS[type(event)]
    shop = await repository.find_shop(session, event.tenant_id)
    if shop is None:
        log.info("letter not queued", kind=kind, reason="no shop")
        return
    content = {
        "shop": shop.name,
        "subdomain": shop.subdomain,
        "first_name": event.first_name,
        "expires_at": event.expires_at.isoformat(),
        "user_id": str(event.user_id),
    }
    if isinstance(event, UserInvited):
        content |= {"role": event.role, "invited_by": event.invited_by}
    await queue(
        session,
        Letter(
            tenant_id=event.tenant_id,
            kind=kind,
            dedupe_key=f"{kind}:{envelope.id}",
            recipient=event.email,
            recipient_name=event.first_name,
            locale=event.locale,
            content=content,
            sealed_token=event.sealed_token,
            ends_at=event.expires_at,
        ),
        cause=envelope,
    )
