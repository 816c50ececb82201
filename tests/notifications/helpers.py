"""What the tests of notifications share: shops that are no more than a row, events, and rows of deliveries."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from libs.common.clock import new_id, utc_now
from libs.common.contracts.base import Envelope, Event, new_envelope
from libs.common.contracts.events import (
    AgendamentoCriado,
    AgendamentoEvent,
    ClienteContato,
    Contact,
    Owner,
    PasswordResetRequested,
    TenantActivated,
    TenantReleased,
)
from libs.common.database import Database, registry_scope
from libs.common.messaging.consumer import Handler
from libs.common.messaging.inbox import Inbox
from libs.common.sealing import TokenSealer
from libs.common.tenancy.tenant import schema_name_for
from services.notifications.handlers import build_handlers
from tests.infra.shops import new_email
from tests.infra.sql import fetch

WAIT = timedelta(seconds=20)


def _handlers(wait: timedelta) -> dict[type[Event], Handler[Any]]:
    return {item.event: item.handle for item in build_handlers(booking_letters_wait=wait).subscriptions}


HANDLERS = {wait: _handlers(wait) for wait in (timedelta(), WAIT)}
TOKEN = "link_" + "A" * 43


async def create_shop(admin_url: str, *, status: str = "active", name: str = "Patas & Cia") -> UUID:
    """A shop of the scratch registry."""
    tenant_id = new_id()
    schema = schema_name_for(tenant_id)
    await fetch(
        admin_url,
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6)",
        tenant_id,
        new_id(),
        name,
        schema.replace("_", "-"),
        schema,
        status,
    )
    return tenant_id


async def deliver(
    database: Database, event: Event, *, message_id: UUID | None = None, wait: timedelta = timedelta()
) -> bool:
    """Handles the event as a consumer does, inbox row included; False when the inbox knew the message.

    `wait`: of letters about bookings, 0 or `WAIT`.
    """
    fresh = new_envelope(event)
    envelope = Envelope(message_id or fresh.id, fresh.type, fresh.correlation_id)
    async with database.transaction(registry_scope(event.tenant_id)) as session:
        queue = f"notifications.{event.routing_key}"
        is_new = await Inbox("notifications").is_new(session, queue, envelope.id)
        if is_new:
            await HANDLERS[wait][type(event)](session, event, envelope)
    return is_new


async def rows_of(admin_url: str, tenant_id: UUID) -> list[dict[str, Any]]:
    """The shop's deliveries, oldest first."""
    query = "SELECT * FROM svc_notifications.deliveries WHERE tenant_id = $1 ORDER BY id"
    return [dict(row) for row in await fetch(admin_url, query, tenant_id)]


async def history_of(admin_url: str, delivery_id: UUID) -> list[tuple[str, str | None]]:
    """State and code of each line, oldest first."""
    query = "SELECT state, code FROM svc_notifications.delivery_history WHERE delivery_id = $1 ORDER BY id"
    return [(row["state"], row["code"]) for row in await fetch(admin_url, query, delivery_id)]


def activated(tenant_id: UUID, *, email: str | None = None, locale: str = "pt-BR") -> TenantActivated:
    return TenantActivated(
        tenant_id=tenant_id,
        saga_id=new_id(),
        name="Patas & Cia",
        subdomain="patas",
        plan_type="basic",
        owner=Owner(user_id=new_id(), email=email or new_email(), first_name="Ana"),
        locale=locale,
    )


def released(tenant_id: UUID, *, email: str | None = None, code: str = "EMAIL_TAKEN") -> TenantReleased:
    return TenantReleased(
        tenant_id=tenant_id,
        saga_id=new_id(),
        code=code,
        name="Patas & Cia",
        subdomain="patas",
        admin=Contact(email=email or new_email(), first_name="Ana"),
        locale="pt-BR",
    )


def reset_requested(
    tenant_id: UUID, sealer: TokenSealer, *, token: str = TOKEN, lives: timedelta = timedelta(hours=1)
) -> PasswordResetRequested:
    user_id = new_id()
    return PasswordResetRequested(
        tenant_id=tenant_id,
        user_id=user_id,
        email=new_email(),
        first_name="Ana",
        locale="pt-BR",
        sealed_token=sealer.seal(token, purpose=PasswordResetRequested.routing_key, subject=user_id),
        expires_at=utc_now() + lives,
    )


def booked(
    tenant_id: UUID,
    *,
    kind: type[AgendamentoEvent] = AgendamentoCriado,
    agendamento_id: int = 1,
    sequence: int = 1,
    starts_in: timedelta = timedelta(days=3),
    email: str | None = "joao@example.com",
    telefone: str | None = None,
) -> AgendamentoEvent:
    return kind(
        tenant_id=tenant_id,
        agendamento_id=agendamento_id,
        sequence=sequence,
        inicio=utc_now() + starts_in,
        servicos=["Banho", "Tosa"],
        animal="Thor",
        cliente=ClienteContato(nome="João da Silva", email=email, telefone=telefone),
        timezone="America/Sao_Paulo",
    )
