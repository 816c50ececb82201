"""What goes wrong behind the pages, done to the running system for real."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import aio_pika

from libs.common.clock import new_id
from services.notifications.models import Kind
from tests.infra.operators import operator_client
from tests.infra.shops import new_email
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.notifications.operations.letters import Planted, plant, suppress

SCHEMA_CREATED = "auth.schema.created"
# Nothing is asked for again by itself, so that only an operator moves it.
SILENCE = "UPDATE svc_provisioning.sagas SET next_attempt_at = now() + interval '1 h' WHERE saga_id = $1"
GIVE_UP = "UPDATE svc_provisioning.sagas SET state = 'COMPENSATION_FAILED' WHERE saga_id = $1"
SUSPEND = "UPDATE shared.tenants SET status = 'suspended' WHERE id = $1"
TELL_SUSPENDED = (
    "INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, payload) VALUES (uuidv7(),"
    " 'tenant.suspended', 'petshop.tenant.suspended.v1', $1, json_build_object('tenant_id', $1::uuid)::text)"
)


@asynccontextmanager
async def away(system: System, service: str) -> AsyncIterator[None]:
    """Without that service; in the end it is back, unless the test brought it back itself."""
    system.stop_service(service)
    try:
        yield
    finally:
        await back(system, service)


async def back(system: System, service: str) -> None:
    """Starts a service that is away, and waits for it."""
    if service not in system.children:
        system.start_service(service)
    await system.wait_ready([service])


async def lose_schema_created(system: System, saga_id: str) -> None:
    """The message that auth waits for is lost, and nobody asks for it again."""
    await _purge(system, SCHEMA_CREATED)
    await hold(system, saga_id)


async def hold(system: System, saga_id: str) -> None:
    """No timer moves the saga: its version, which a dialog is bound to, stays the one that a person saw."""
    await fetch(system.admin_url, SILENCE, UUID(saga_id))


async def give_up(system: System, saga_id: str) -> None:
    """As after an hour of undoing without an answer."""
    await fetch(system.admin_url, GIVE_UP, UUID(saga_id))


async def suspend(system: System, tenant_id: UUID) -> None:
    """The shop is closed, and every service hears of it."""
    await fetch(system.admin_url, SUSPEND, tenant_id)
    await fetch(system.admin_url, TELL_SUSPENDED, tenant_id)


async def park_message(system: System) -> dict[str, str]:
    """A message that can never be handled, as `message` and `message_group` in addresses."""
    message_id = new_id()
    async with await aio_pika.connect(system.amqp_url) as connection:
        channel = await connection.channel()
        message = aio_pika.Message(b"{not json", message_id=str(message_id), type="petshop.schema.created.v1")
        await channel.default_exchange.publish(message, routing_key=SCHEMA_CREATED)
    async with operator_client(system) as operator:

        async def parked() -> dict[str, Any] | None:
            items = (await operator.get("/api/v1/ops/parking")).json()["items"]
            return next((item for item in items if item["message_id"] == str(message_id)), None)

        found = await eventually(parked)
    group = {"causa": found["fingerprint"], "servico": found["service"], "fila": found["queue"]}
    return {"message": str(found["id"]), "message_group": urlencode(group)}


async def refuse_letter(system: System) -> dict[str, str]:
    """A letter whose address does not exist, as `refused_letter` in addresses; its address is suppressed."""
    recipient = new_email()
    letter = Planted(kind=Kind.INVITATION, recipient=recipient, error_code="SMTP_550")
    delivery_id = await plant(system.admin_url, letter)
    await suppress(system.admin_url, recipient, delivery_id)
    return {"refused_letter": str(delivery_id)}


async def _purge(system: System, queue: str) -> None:
    async with await aio_pika.connect(system.amqp_url) as connection:
        channel = await connection.channel()
        await (await channel.get_queue(queue, ensure=False)).purge()
