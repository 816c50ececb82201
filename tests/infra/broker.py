"""Fixtures: a virtual host of this worker's own with the whole topology and, for every test, empty queues."""

from collections.abc import AsyncIterator

import aio_pika
import pytest_asyncio
from aio_pika.abc import AbstractChannel

from libs.common.messaging.topology import (
    CONSUMING_SERVICES,
    DELAYS_S,
    TOPOLOGY,
    UNROUTABLE,
    declare_topology,
    delay_exchange,
    parking_queue,
    queue_name,
)
from tests.infra.proxy import Proxy, proxied
from tests.infra.servers import VHOSTS, Servers

__all__ = ["QUEUES", "amqp_url", "channel", "declared_url", "proxy"]

# The first ones belong to the running systems of the workers.
FIRST_VHOST = 20
QUEUES = (
    UNROUTABLE,
    *(delay_exchange(seconds) for seconds in DELAYS_S),
    *(parking_queue(service) for service in CONSUMING_SERVICES),
    *(queue_name(service, route.routing_key) for route in TOPOLOGY for service in route.consumers),
)


@pytest_asyncio.fixture(scope="session")
async def declared_url(servers: Servers, worker: int) -> str:
    """The virtual host with every exchange, queue and binding."""
    url = servers.amqp_url(VHOSTS[FIRST_VHOST + worker])
    async with await aio_pika.connect(url) as connection:
        await declare_topology(await connection.channel())
    return url


@pytest_asyncio.fixture
async def channel(declared_url: str) -> AsyncIterator[AbstractChannel]:
    """A plain AMQP channel, for tests to look and to meddle."""
    async with await aio_pika.connect(declared_url) as connection:
        yield await connection.channel()


@pytest_asyncio.fixture
async def amqp_url(declared_url: str, channel: AbstractChannel) -> str:
    """The declared virtual host, with every queue empty."""
    for name in QUEUES:
        await (await channel.get_queue(name, ensure=False)).purge()
    return declared_url


@pytest_asyncio.fixture
async def proxy(servers: Servers) -> AsyncIterator[Proxy]:
    """Between us and RabbitMQ; not listening yet."""
    async with proxied(servers.broker_port) as between:
        yield between
