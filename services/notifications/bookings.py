"""What a booking's customer is told, once nobody takes it back any more.

Screens offer for some seconds to take a step back, and a letter waits for longer. What changes meanwhile is told
in its place, as news of what the customer knows; what was undone is never told.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.base import Envelope
from libs.common.contracts.events import AgendamentoEvent
from libs.common.logging import get_logger
from services.notifications import repository
from services.notifications.channels.whatsapp import is_mobile
from services.notifications.models import Channel, Kind, Letter, Shop
from services.notifications.reminders.models import Booking
from services.notifications.service import LETTERS, OPEN, queue

log = get_logger(__name__)

_HOW_IT_STANDS = (Kind.BOOKING_CREATED, Kind.BOOKING_CHANGED, Kind.BOOKING_CANCELLED)


async def tell_customer(
    session: AsyncSession, event: AgendamentoEvent, envelope: Envelope, *, before: Booking | None, wait: timedelta
) -> None:
    """Queues the letter that is left to write, if any; `before`: the booking as it was known until now."""
    said = LETTERS[type(event)]
    left: Kind | None = said
    known = None if before is None else _known(before)
    if said is not Kind.BOOKING_READY:
        # It does not wait to be fetched any more; a word that is not for the customer corrects nothing else.
        unsaid = (Kind.BOOKING_READY, *_HOW_IT_STANDS) if event.avisar else (Kind.BOOKING_READY,)
        taken_back = await repository.take_back(session, event.tenant_id, event.agendamento_id, kinds=unsaid)
        if taken_back:
            known = taken_back[0].content.get("known")
            now = Booking.of(event, is_cancelled=said is Kind.BOOKING_CANCELLED)
            left = _left_to_say(said, known, _known(now))
            if left is Kind.BOOKING_CANCELLED and known is not None:
                # Called off is what the customer knows of, not what it became meanwhile.
                event = event.model_copy(
                    update={"inicio": datetime.fromisoformat(known["inicio"]), "servicos": known["servicos"]}
                )
    if event.avisar and left is not None:
        await _write(session, event, envelope, kind=left, known=known, wait=wait)


def _left_to_say(kind: Kind, known: Mapping[str, Any] | None, stands: Mapping[str, Any]) -> Kind | None:
    """In place of letters that did not go: nothing where the customer knows it so, nor of what he never heard."""
    if known is None:
        return None if stands["is_cancelled"] else Kind.BOOKING_CREATED
    both_gone = known["is_cancelled"] and stands["is_cancelled"]
    return None if known == stands or both_gone else kind


def _known(booking: Booking) -> dict[str, Any]:
    return {
        "inicio": booking.inicio.astimezone(UTC).isoformat(),
        "servicos": list(booking.servicos),
        "is_cancelled": booking.is_cancelled,
    }


async def _write(
    session: AsyncSession,
    event: AgendamentoEvent,
    envelope: Envelope,
    *,
    kind: Kind,
    known: Mapping[str, Any] | None,
    wait: timedelta,
) -> None:
    """Nobody is told of what is over already."""
    shop = await repository.find_shop(session, event.tenant_id)
    reach = reach_of(event.cliente.email, event.cliente.telefone)
    is_over = kind is not Kind.BOOKING_READY and event.inicio <= utc_now()
    if shop is None or shop.status != OPEN or reach is None or is_over:
        log.info("letter not queued", kind=kind, agendamento_id=event.agendamento_id)
        return
    channel, recipient = reach
    # A visit is ready once: who takes the step back and again does not call the customer twice.
    told = "once" if kind is Kind.BOOKING_READY else event.sequence
    content = booking_content(
        shop,
        agendamento_id=event.agendamento_id,
        cliente=event.cliente.nome,
        animal=event.animal,
        servicos=event.servicos,
        inicio=event.inicio,
        timezone=event.timezone,
    )
    letter = Letter(
        tenant_id=event.tenant_id,
        kind=kind,
        channel=channel,
        dedupe_key=f"{kind}:{event.tenant_id}:{event.agendamento_id}:{told}",
        recipient=recipient,
        recipient_name=event.cliente.nome,
        locale=shop.locale,
        content=content | {"known": known, "tambem": [at.isoformat() for at in event.tambem]},
        ends_at=None if kind is Kind.BOOKING_READY else event.inicio,
    )
    # A link goes when a person presses it; a series' letter speaks for others too: no booking takes it back alone.
    waits = channel is Channel.EMAIL and not event.tambem
    await queue(session, letter, cause=envelope, wait=wait if waits else timedelta())


def booking_content(
    shop: Shop,
    *,
    agendamento_id: int,
    cliente: str,
    animal: str,
    servicos: list[str],
    inicio: datetime,
    timezone: str,
) -> dict[str, Any]:
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
