"""How fast one service's relay empties a full outbox, and what that costs each process."""

import time

import aio_pika
import asyncpg

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.events import IDLE_PARTS, QUEUE, requested, tenant_outbox
from benchmarks.figures import Figure
from benchmarks.world import World
from libs.common.contracts.events import TenantRequested
from tests.infra.sql import connected
from tests.infra.waiting import eventually

EVENTS = 20_000
PATIENCE_S = 300
# The relay stands by behind this until the clock runs.
_HOLD = (
    "INSERT INTO svc_tenant.leases AS l VALUES ('relay', 'benchmark', now() + interval '1 h')"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at"
)
_FILL = (
    "INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, correlation_id, payload)"
    " SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), gen_random_uuid()::text, $3 FROM generate_series(1, $4)"
)
_IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM svc_tenant.outbox)"


async def measure(world: World) -> list[Figure]:
    """Events per second from the first claim to the empty outbox, and CPU for 1,000 of them."""
    async with world.system(without=IDLE_PARTS) as system, connected(system.admin_url) as admin:
        pids = world.pids(system)
        await admin.execute(_HOLD)
        event = (TenantRequested.routing_key, TenantRequested.type_name(), requested().model_dump_json())
        await admin.execute(_FILL, *event, EVENTS)
        await admin.execute("VACUUM ANALYZE svc_tenant.outbox")
        before, began = cpu_seconds(pids), time.perf_counter()
        await _release(admin)
        await eventually(lambda: _is_empty(admin), timeout_s=PATIENCE_S)
        took, used = time.perf_counter() - began, used_since(before, pids)
        arrived = await _waiting(system.amqp_url)
    rate = Figure("relay: throughput of one process", EVENTS / took, "events/s", at_least=1000)
    lost = Figure("relay: events not in the queue afterwards", EVENTS - arrived, "events", at_most=0)
    costs = [
        Figure(f"relay: CPU of {name} for 1,000 events", seconds / EVENTS * 1000, "s")
        for name, seconds in used.items()
    ]
    return [rate, lost, *costs]


async def _release(admin: "asyncpg.Connection[asyncpg.Record]") -> None:
    async with admin.transaction():
        await admin.execute("DELETE FROM svc_tenant.leases")
        await admin.execute(f"NOTIFY {tenant_outbox.channel}")


async def _is_empty(admin: "asyncpg.Connection[asyncpg.Record]") -> bool:
    return bool(await admin.fetchval(_IS_EMPTY))


async def _waiting(url: str) -> int:
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(QUEUE, passive=True)
        return queue.declaration_result.message_count or 0
