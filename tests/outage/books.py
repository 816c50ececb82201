"""What is stored and what is delivered, read past the services, to be compared with the writers' books."""

from collections import Counter
from uuid import UUID

import aio_pika
import asyncpg

from deploy.gateway.config import SERVICES
from libs.common.messaging.topology import (
    CONSUMING_SERVICES,
    DELAYS_S,
    TOPOLOGY,
    UNROUTABLE,
    delay_exchange,
    parking_queue,
    queue_name,
)
from tests.infra.system import System

PARKING = tuple(parking_queue(service) for service in CONSUMING_SERVICES)
UNDER_WAY = (
    *(delay_exchange(seconds) for seconds in DELAYS_S),
    *(
        queue_name(service, route.routing_key)
        for route in TOPOLOGY
        for service in route.consumers
        if service in SERVICES
    ),
)


async def stored_names(system: System, schema: str) -> Counter[str]:
    """Tutores of a shop, by name."""
    connection = await asyncpg.connect(system.admin_url)
    try:
        rows = await connection.fetch(f"SELECT nome FROM {schema}.api_cliente")
    finally:
        await connection.close()
    return Counter(row["nome"] for row in rows)


async def shops_by_status(system: System) -> dict[str, set[UUID]]:
    connection = await asyncpg.connect(system.admin_url)
    try:
        rows = await connection.fetch("SELECT id, status FROM shared.tenants")
    finally:
        await connection.close()
    found: dict[str, set[UUID]] = {}
    for row in rows:
        found.setdefault(row["status"], set()).add(row["id"])
    return found


async def unsent_events(system: System) -> dict[str, int]:
    """Rows left in the outboxes, by service."""
    connection = await asyncpg.connect(system.admin_url)
    try:
        counts = {name: await connection.fetchval(f"SELECT count(*) FROM svc_{name}.outbox") for name in SERVICES}
    finally:
        await connection.close()
    return {name: count for name, count in counts.items() if count}


_PARKED = "SELECT queue, count(*) AS n FROM svc_provisioning.parked_messages GROUP BY queue"


async def parked_messages(system: System) -> dict[str, int]:
    """Messages that were ever parked, by queue: the collector empties the queues into this table."""
    connection = await asyncpg.connect(system.admin_url)
    try:
        rows = await connection.fetch(_PARKED)
    finally:
        await connection.close()
    return {row["queue"]: row["n"] for row in rows}


async def waiting_messages(system: System, queues: tuple[str, ...]) -> dict[str, int]:
    """Messages in the queues; the empty ones are not listed."""
    connection = await aio_pika.connect(system.amqp_url)
    async with connection:
        channel = await connection.channel()
        counts = {name: (await channel.declare_queue(name, passive=True)).declaration_result for name in queues}
    return {name: found.message_count or 0 for name, found in counts.items() if found.message_count}


async def delivered_shops(system: System, queue: str) -> set[UUID]:
    """The shops whose event lies in a queue that nobody empties yet."""
    connection = await aio_pika.connect(system.amqp_url)
    found: set[UUID] = set()
    async with connection:
        channel = await connection.channel()
        source = await channel.get_queue(queue)
        while message := await source.get(fail=False):
            found.add(UUID(str(message.headers["cloudEvents_subject"])))
    return found


async def welcomes(system: System) -> Counter[UUID]:
    """How many letters of welcome there are for each shop."""
    connection = await asyncpg.connect(system.admin_url)
    try:
        rows = await connection.fetch("SELECT tenant_id FROM svc_notifications.deliveries WHERE kind = 'welcome'")
    finally:
        await connection.close()
    return Counter(row["tenant_id"] for row in rows)


LOST = (UNROUTABLE, *PARKING)
