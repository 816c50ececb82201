"""Events that drop caches reach every process; a process that connects again forgets what it knew."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aio_pika
from aio_pika.abc import AbstractChannel

from libs.common.clock import new_id
from libs.common.contracts.events import SchemaCreated, TenantConfigurationChanged
from libs.common.database import Database
from libs.common.messaging.broker import create_broker, start_broker
from libs.common.messaging.consumer import EventHandlers, attach_broadcasts
from libs.common.messaging.topology import BROADCAST
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import CREATED, Admin, created, effects, emit, record, requested, running_relay, send


class Process:
    """What a running process hears."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.connected = 0

    def listen(self, event_type: str, data: dict[str, Any]) -> None:
        self.heard.append((event_type, data))

    def has_heard(self) -> bool:
        return bool(self.heard)

    def on_connected(self) -> None:
        self.connected += 1


@asynccontextmanager
async def _running(url: str) -> AsyncIterator[Process]:
    process = Process(f"tenant.process.{new_id()}")
    broker = create_broker(url, service="tenant", on_connected=process.on_connected)
    attach_broadcasts(broker, process.name, process.listen)
    await start_broker(broker, process.on_connected)
    try:
        yield process
    finally:
        await broker.stop()


async def test_broadcast_reaches_every_process_once(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    changed = TenantConfigurationChanged(tenant_id=new_id(), config_key="timezone")
    async with AsyncExitStack() as stack:
        processes = [await stack.enter_async_context(_running(amqp_url)) for _ in range(2)]
        await stack.enter_async_context(running_relay(tenant_db, amqp_url))
        await emit(tenant_db, requested(), changed)
        for process in processes:
            await eventually(process.has_heard)
    # The sign-up is no broadcast: it was published before and nobody heard it.
    expected = [(changed.type_name(), changed.model_dump(mode="json"))]
    assert [process.heard for process in processes] == [expected, expected]


async def test_reconnected_process_hears_again_and_is_told(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    await proxy.listen()
    async with _running(proxy.url(amqp_url)) as process, running_relay(tenant_db, amqp_url):
        assert process.connected == 1
        proxy.cut()
        await eventually(lambda: process.connected == 2)
        await emit(tenant_db, TenantConfigurationChanged(tenant_id=new_id(), config_key="timezone"))
        await eventually(lambda: process.heard)


async def test_start_that_fails_half_way_is_made_good(
    admin: Admin,
    auth_db: Database,
    amqp_url: str,
    channel: AbstractChannel,
    capture_logs: Callable[[], str],
) -> None:
    process, handlers, event = Process("auth.process.same"), EventHandlers("auth"), created()
    handlers.on(SchemaCreated, record)
    broker = create_broker(amqp_url, service="auth", on_connected=process.on_connected)
    handlers.attach(broker, auth_db, prefetch_count=5)
    attach_broadcasts(broker, process.name, process.listen)
    async with await aio_pika.connect(amqp_url) as holder:
        # An earlier connection of which the broker has not noticed that it is dead.
        await (await holder.channel()).declare_queue(process.name, exclusive=True, auto_delete=True)
        starting = asyncio.create_task(start_broker(broker, process.on_connected))
        await eventually(lambda: "RESOURCE_LOCKED" in capture_logs())
    await starting
    await send(channel, event)
    await eventually(lambda: effects(auth_db, event.saga_id))
    exchange = await channel.get_exchange(BROADCAST, ensure=False)
    await exchange.publish(aio_pika.Message(b"{}", type="petshop.tenant.suspended.v1"), "")
    await eventually(process.has_heard)
    assert process.heard == [("petshop.tenant.suspended.v1", {})]
    queue = await channel.declare_queue(CREATED, passive=True)
    await broker.stop()
    assert queue.declaration_result.consumer_count == 1
