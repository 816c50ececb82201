"""From commit to the consumer's callback, at a steady rate that no slow event slows down."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from faststream.rabbit import RabbitMessage

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.events import CONSUMER, IDLE_PARTS, PUBLISHER, requested, tenant_outbox
from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from libs.common.contracts.events import TenantRequested
from libs.common.database import Database
from libs.common.messaging.broker import create_broker, start_broker
from libs.common.messaging.topology import consumer_channel, event_queue, events_exchange
from tests.infra.waiting import eventually

RATE, SECONDS, WARM_UP_S = 100, 20, 2
PREFETCH = 5
EVENTS, WARM_UP = RATE * SECONDS, RATE * WARM_UP_S


class Clock:
    """When each event was due, began to commit, was committed, and arrived, in seconds of one clock."""

    def __init__(self) -> None:
        self.due: dict[UUID, float] = {}
        self.committing: dict[UUID, float] = {}
        self.committed: dict[UUID, float] = {}
        self.arrived: dict[UUID, float] = {}

    def times(self, start: dict[UUID, float]) -> list[float]:
        """Milliseconds from then to the arrival, without the first events."""
        measured = list(self.due)[WARM_UP:]
        return [max(0.0, self.arrived[event] - start[event]) * 1000 for event in measured]


async def measure(world: World) -> list[Figure]:
    """Percentiles at 100 events a second, each in a transaction of its own."""
    clock = Clock()
    async with world.system(without=IDLE_PARTS) as system, _consuming(system.amqp_url, clock):
        database = Database(system.service_url(PUBLISHER), application_name="benchmark")
        pids = world.pids(system)
        before, began = cpu_seconds(pids), time.perf_counter()
        await _send_all(database, clock)
        await eventually(lambda: len(clock.arrived) == len(clock.due))
        took, used = time.perf_counter() - began, used_since(before, pids)
        await database.close()
    costs = [
        Figure(f"latency: CPU of {name} meanwhile", seconds / took * 100, "% core")
        for name, seconds in used.items()
    ]
    return [*_percentiles(clock), *costs]


def _percentiles(clock: Clock) -> list[Figure]:
    times = clock.times(clock.committing)
    return [
        Figure("latency: COMMIT sent → delivered, p50", percentile(times, 50), "ms"),
        Figure("latency: COMMIT sent → delivered, p95", percentile(times, 95), "ms", at_most=50),
        Figure("latency: COMMIT sent → delivered, p99", percentile(times, 99), "ms"),
        Figure("latency: COMMIT answered → delivered, p95", percentile(clock.times(clock.committed), 95), "ms"),
        Figure("latency: due → delivered, p95", percentile(clock.times(clock.due), 95), "ms"),
    ]


async def _send_all(database: Database, clock: Clock) -> None:
    """By the schedule: an event that is late keeps none of the others."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(WARM_UP + EVENTS):
            due = began + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(_send(database, clock, due))


async def _send(database: Database, clock: Clock, due: float) -> None:
    async with database.session() as session:
        event_id = await tenant_outbox.emit(session, requested())
        clock.due[event_id] = due
        clock.committing[event_id] = time.perf_counter()
        await session.commit()
        clock.committed[event_id] = time.perf_counter()


@asynccontextmanager
async def _consuming(url: str, clock: Clock) -> AsyncIterator[None]:
    """The queue's consumer on a connection of its own, as a service subscribes."""
    broker = create_broker(url, service=CONSUMER, on_connected=lambda: None)
    queue = event_queue(CONSUMER, TenantRequested.routing_key)

    @broker.subscriber(queue, events_exchange(), channel=consumer_channel(PREFETCH))
    async def on_event(body: bytes, msg: RabbitMessage) -> None:
        clock.arrived[UUID(msg.raw_message.message_id or "")] = time.perf_counter()

    await start_broker(broker, lambda: None)
    try:
        yield
    finally:
        await broker.stop()
