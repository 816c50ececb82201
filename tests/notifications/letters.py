"""Rendered letters for the tests of channels, without a database."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from libs.common.clock import new_id
from services.notifications.channels.base import Envelope
from services.notifications.models import Channel, Delivery, Kind
from services.notifications.rendering.render import Rendered

CREATED_AT = datetime(2025, 11, 24, 12, 30, tzinfo=UTC)


def letter(
    recipient: str = "joao@example.com",
    *,
    kind: Kind = Kind.WELCOME,
    name: str = "João Conceição",
    shop: str = "Pet Feliz",
    subject: str = "Bem-vindo",
    text: str = "Olá, João!\n",
    html: str = "<p>Olá, João!</p>",
    headers: Mapping[str, str] | None = None,
    message_id: str | None = None,
) -> Envelope:
    """One to João from Pet Feliz, unless told otherwise."""
    delivery_id = new_id()
    delivery = Delivery(
        id=delivery_id,
        tenant_id=new_id(),
        kind=kind,
        channel=Channel.EMAIL,
        recipient=recipient,
        recipient_name=name,
        locale="pt-BR",
        content={"shop": shop},
        sealed_token=None,
        round=1,
        attempts=1,
        created_at=CREATED_AT,
        expires_at=CREATED_AT + timedelta(days=1),
        lease=new_id(),
        leased_until=CREATED_AT + timedelta(minutes=5),
        message_id=message_id or f"<{delivery_id}.1@example.com>",
        error_code=None,
        error=None,
    )
    return Envelope(delivery, Rendered(subject, html, text), headers or {})
