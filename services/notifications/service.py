"""Which event makes which letter to whom; each is queued once per reason, in the event's own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, time_of, utc_now
from libs.common.contracts.base import Envelope, Event
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
    TenantReleased,
    UserInvited,
)
from libs.common.logging import get_logger
from libs.common.messaging.outbox import Outbox
from services.notifications import repository
from services.notifications.channels.whatsapp import is_mobile
from services.notifications.models import WORTH_ARRIVING, Channel, Kind, Letter, Shop

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


async def queue(session: AsyncSession, letter: Letter, *, cause: Envelope | None = None) -> bool:
    """Adds the letter to the caller's transaction, unless there is one for this reason already.

    The news are as old as their `cause`: what lay in a queue for days is told to nobody.
    """
    now = utc_now()
    happened_at = time_of(cause.id) if cause is not None and cause.id.version == 7 else now
    expires_at = happened_at + WORTH_ARRIVING[letter.kind]
    if letter.ends_at is not None:
        expires_at = min(expires_at, letter.ends_at)
    delivery_id, is_over = new_id(), expires_at <= now
    is_new = await repository.insert_delivery(
        session, letter, delivery_id=delivery_id, expires_at=expires_at, is_over=is_over
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


async def booking_letter(session: AsyncSession, event: AgendamentoEvent, envelope: Envelope) -> None:
    """What became of a booking, for its customer; nobody is told of what is over already."""
    kind = LETTERS[type(event)]
    shop = await repository.find_shop(session, event.tenant_id)
    reach = reach_of(event.cliente.email, event.cliente.telefone)
    is_over = kind is not Kind.BOOKING_READY and event.inicio <= utc_now()
    if shop is None or shop.status != OPEN or reach is None or is_over:
        log.info("letter not queued", kind=kind, agendamento_id=event.agendamento_id)
        return
    channel, recipient = reach
    # A visit is ready once: who takes the step back and again does not call the customer twice.
    told = "once" if kind is Kind.BOOKING_READY else event.sequence
    ends_at = None if kind is Kind.BOOKING_READY else event.inicio
    await queue(
        session,
        Letter(
            tenant_id=event.tenant_id,
            kind=kind,
            channel=channel,
            dedupe_key=f"{kind}:{event.tenant_id}:{event.agendamento_id}:{told}",
            recipient=recipient,
            recipient_name=event.cliente.nome,
            locale=shop.locale,
            content=booking_content(
                shop,
                agendamento_id=event.agendamento_id,
                cliente=event.cliente.nome,
                animal=event.animal,
                servicos=event.servicos,
                inicio=event.inicio,
                timezone=event.timezone,
            ),
            ends_at=ends_at,
        ),
        cause=envelope,
    )


def booking_content(
    shop: Shop,
    *,
    agendamento_id: int,
    cliente: str,
    animal: str,
    servicos: list[str],
    inicio: datetime,
    timezone: str,
) -> Mapping[str, Any]:
    """What every letter about a booking says."""
    return {
        "shop": shop.name,
        "subdomain": shop.subdomain,
        "agendamento_id": agendamento_id,
        "first_name": cliente.split(" ")[0],
        "animal": animal,
        "servicos": servicos,
        "inicio": inicio.isoformat(),
        "timezone": timezone,
    }


def reach_of(email: str | None, telefone: str | None) -> tuple[Channel, str] | None:
    """How a customer is written to: by e-mail where he has one, else by a link for his mobile phone."""
    if email:
        return Channel.EMAIL, email
    if telefone and is_mobile(telefone):
        return Channel.WHATSAPP, telefone
    return None
