"""Relays and consumers as services run them, and messages as anybody on the broker could send them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from faststream.rabbit import RabbitBroker
from pamqp.commands import Basic
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, utc_now
from libs.common.contracts.base import Envelope, Event
from libs.common.contracts.events import AdminDraft, SchemaCreated, TenantRequested
from libs.common.database import Database
from libs.common.messaging.broker import create_broker, start_broker
from libs.common.messaging.consumer import EventHandlers, Handler
from libs.common.messaging.outbox import Outbox
from libs.common.messaging.relay import OutboxRelay
from tests.infra.waiting import eventually

# What the driver gives; a string, because only its stubs are generic.
Admin: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$bm8tb25lLW1heS1zZWUtdGhpcw"
REQUESTED = "provisioning.tenant.requested"
CREATED = "auth.schema.created"
PARKING = "auth.parking"

tenant_outbox = Outbox("tenant")


def draft() -> AdminDraft:
    return AdminDraft(email="ana@example.com", password_hash=HASH, first_name="Ana", last_name="Souza")


def requested(**overrides: Any) -> TenantRequested:
    values: dict[str, Any] = {
        "tenant_id": new_id(),
        "saga_id": new_id(),
        "name": "Pet",
        "subdomain": "pet",
        "schema_name": "tenant_0123456789ab",
        "plan_type": "basic",
        "admin": draft(),
        "expires_at": utc_now(),
    }
    return TenantRequested(**values | overrides)


def created() -> SchemaCreated:
    return SchemaCreated(
        tenant_id=new_id(),
        saga_id=new_id(),
        schema_name="tenant_0123456789ab",
        schema_version="0001",
        admin=draft(),
    )


async def emit(database: Database, *events: Event) -> None:
    """Each event in a committed transaction of its own."""
    for event in events:
        async with database.transaction() as session:
            await tenant_outbox.emit(session, event)


@asynccontextmanager
async def running_relay(database: Database, url: str, *, holder: str = "first") -> AsyncIterator[None]:
    """The tenant service's relay beside its broker, as the runtime starts them."""
    broker = create_broker(url, service="tenant", on_connected=lambda: None)
    relay = OutboxRelay(dsn=database.dsn, outbox=tenant_outbox, broker=broker, holder=holder)
    tasks = [asyncio.create_task(start_broker(broker, lambda: None)), asyncio.create_task(relay.run())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await broker.stop()


@asynccontextmanager
async def consuming(handlers: EventHandlers, database: Database, url: str) -> AsyncIterator[RabbitBroker]:
    """The handlers on their queues."""
    broker = create_broker(url, service=handlers.service, on_connected=lambda: None)
    handlers.attach(broker, database, prefetch_count=5)
    await start_broker(broker, lambda: None)
    try:
        yield broker
    finally:
        await broker.stop()


async def receive(channel: AbstractChannel, queue: str) -> AbstractIncomingMessage:
    """The next message of the queue, taken off it, as soon as there is one."""
    from_queue = await channel.get_queue(queue, ensure=False)
    message = await eventually(partial(from_queue.get, fail=False))
    await message.ack()
    return message


async def depth(channel: AbstractChannel, queue: str) -> int:
    """How many messages wait in the queue."""
    declared = await channel.declare_queue(queue, passive=True)
    return declared.declaration_result.message_count or 0


class _WithoutId(Basic.Properties):
    """Properties that keep aiormq from making up a message id."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, None if name == "message_id" else value)


async def send(
    channel: AbstractChannel,
    event: Event | bytes,
    *,
    queue: str = CREATED,
    message_id: str | None = None,
    message_type: str = SchemaCreated.type_name(),
    headers: Mapping[str, Any] | None = None,
) -> str:
    """Puts a message straight into a queue; `message_id=""` sends it without one. Answers the id."""
    body = event if isinstance(event, bytes) else event.model_dump_json().encode()
    chosen = str(new_id()) if message_id is None else message_id
    kind = Basic.Properties if chosen else _WithoutId
    properties = kind(
        message_id=chosen,
        message_type=message_type,
        content_type="application/json",
        correlation_id=str(event.correlation_id) if isinstance(event, Event) else None,
        headers=dict(headers or {}),
        delivery_mode=2,
    )
    raw = await channel.get_underlay_channel()
    await raw.basic_publish(body, routing_key=queue, properties=properties)
    return chosen


async def record(session: AsyncSession, event: SchemaCreated, _: Envelope) -> None:
    """A handler whose effect fails when it is repeated: the row's key is the saga."""
    await session.execute(
        text("INSERT INTO svc_auth.saga_admins (saga_id, tenant_id, outcome) VALUES (:saga, :tenant, 'created')"),
        {"saga": event.saga_id, "tenant": event.tenant_id},
    )


async def effects(database: Database, saga_id: UUID) -> int:
    """How often `record` took effect for the saga."""
    return await _count(database, "svc_auth.saga_admins WHERE saga_id = :value", saga_id)


async def inbox_rows(database: Database, message_id: str) -> int:
    return await _count(database, "svc_auth.inbox WHERE message_id = :value", UUID(message_id))


async def _count(database: Database, rows: str, value: UUID) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(text(f"SELECT count(*) FROM {rows}"), {"value": value}) or 0)


class Failing:
    """A handler that leaves its effect and then raises, as often as it is told to."""

    def __init__(self, error: Exception, times: int = 1_000) -> None:
        self.envelopes: list[Envelope] = []
        self._error, self._times = error, times

    async def __call__(self, session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        self.envelopes.append(envelope)
        await record(session, event, envelope)
        if len(self.envelopes) <= self._times:
            raise self._error


def handlers_of(handle: Handler[SchemaCreated], **options: Any) -> EventHandlers:
    handlers = EventHandlers("auth")
    handlers.on(SchemaCreated, handle, **options)
    return handlers
