"""A broker that is away keeps nobody from starting, nor from stopping."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import ChannelNotFoundEntity

from libs.common.contracts.events import SchemaCreated
from libs.common.database import Database
from libs.common.messaging import broker as broker_module
from libs.common.messaging.broker import create_broker, start_broker
from libs.common.messaging.consumer import EventHandlers
from libs.common.messaging.topology import GIVEN_UP, declare_topology
from tests.infra.broker import QUEUES
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import Admin, created, effects, record, send


async def test_start_waits_for_the_broker_and_begins_when_it_comes(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    connected = list[bool]()
    handlers = EventHandlers("auth")
    handlers.on(SchemaCreated, record)
    broker = create_broker(proxy.url(amqp_url), service="auth", on_connected=lambda: None)
    handlers.attach(broker, auth_db, prefetch_count=5)
    starting = asyncio.create_task(start_broker(broker, lambda: connected.append(True)))
    event = created()
    await send(channel, event)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(starting), 0.7)
    assert connected == []
    await proxy.listen()
    await starting
    await eventually(lambda: effects(auth_db, event.saga_id))
    assert connected == [True]
    await broker.stop()


async def test_start_survives_connections_cut_while_it_connects(amqp_url: str, proxy: Proxy) -> None:
    await proxy.listen()
    broker = create_broker(proxy.url(amqp_url), service="auth", on_connected=lambda: None)
    starting = asyncio.create_task(start_broker(broker, lambda: None))
    for _ in range(200):
        proxy.cut()
        if starting.done():
            break
        await asyncio.sleep(0)
    await starting
    assert await broker.ping(timeout=5)
    await broker.stop()


async def test_start_is_cancelled_at_once_while_the_broker_is_away(amqp_url: str, proxy: Proxy) -> None:
    broker = create_broker(proxy.url(amqp_url), service="auth", on_connected=lambda: None)
    starting = asyncio.create_task(start_broker(broker, lambda: None))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(starting), 0.2)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    await broker.stop()


class SilentServer:
    """Accepts every connection and says nothing."""

    def __init__(self) -> None:
        self.accepted = self.ended = 0
        self._server: asyncio.Server | None = None

    async def listen(self) -> str:
        self._server = await asyncio.start_server(self._hold, "127.0.0.1")
        return f"amqp://guest:guest@127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _hold(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        with suppress(ConnectionError):
            while await reader.read(1024):
                pass
        self.ended += 1
        writer.close()


@pytest.fixture
def silent() -> Iterator[SilentServer]:
    server = SilentServer()
    yield server
    server.close()


async def test_start_cancelled_in_the_midst_of_a_handshake_leaves_no_connection(silent: SilentServer) -> None:
    broker = create_broker(await silent.listen(), service="auth", on_connected=lambda: None)
    starting = asyncio.create_task(start_broker(broker, lambda: None))
    await eventually(lambda: silent.accepted)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    await broker.stop()
    await eventually(lambda: silent.ended == silent.accepted)


async def test_broker_that_says_nothing_is_as_good_as_away(
    silent: SilentServer, monkeypatch: pytest.MonkeyPatch, capture_logs: Callable[[], str]
) -> None:
    monkeypatch.setattr(broker_module, "CONNECT_S", 0.1)
    broker = create_broker(await silent.listen(), service="auth", on_connected=lambda: None)
    starting = asyncio.create_task(start_broker(broker, lambda: None))
    await eventually(lambda: silent.accepted > 1)
    assert "waiting for the broker" in capture_logs()
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    await broker.stop()
    await eventually(lambda: silent.ended == silent.accepted)


async def test_declare_twice_changes_nothing(amqp_url: str) -> None:
    async with await aio_pika.connect(amqp_url) as connection:
        for _ in range(2):
            await declare_topology(await connection.channel())
        channel = await connection.channel()
        for name in QUEUES:
            await channel.declare_queue(name, passive=True)


async def test_queue_of_a_consumer_given_up_goes_with_what_is_in_it(amqp_url: str) -> None:
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(GIVEN_UP[0], durable=True, arguments={"x-queue-type": "quorum"})
        await channel.default_exchange.publish(aio_pika.Message(b"{}"), queue.name)
        await declare_topology(channel)
        with pytest.raises(ChannelNotFoundEntity):
            await channel.declare_queue(queue.name, passive=True)
