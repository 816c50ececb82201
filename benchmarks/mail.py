"""From 1,000 events to 1,000 letters in the catcher: how fast, at what cost, and whether memory stays flat."""

import time

import asyncpg
import psutil

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.figures import Figure
from benchmarks.world import World
from libs.common.clock import new_id
from libs.common.contracts.events import Owner, TenantActivated
from tests.infra.sql import connected
from tests.infra.waiting import eventually

EVENTS, EARLY = 1_000, 300
PATIENCE_S = 300
# The publisher's relay, the subscriber, and where its letters go; the others would only hear of the same events.
IDLE_PARTS = ("gateway", "auth", "provisioning", "business")
_EMIT = (
    "INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, correlation_id, payload)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
)
_SENT = "SELECT count(*) FROM svc_notifications.deliveries WHERE state = 'sent'"


async def measure(world: World) -> list[Figure]:
    """Letters per second from the commit of the events to the last letter, and CPU for 1,000 of them."""
    async with world.system(without=IDLE_PARTS) as system, connected(system.admin_url) as admin:
        mailbox = await system.start_mail()
        pids = world.pids(system)
        before, began = cpu_seconds(pids), time.perf_counter()
        await _emit(admin)
        await eventually(lambda: _sent(admin, EARLY), timeout_s=PATIENCE_S)
        early = _resident_mb(pids["notifications"])
        await eventually(lambda: _sent(admin, EVENTS), timeout_s=PATIENCE_S)
        took, used = time.perf_counter() - began, used_since(before, pids)
        late, arrived = _resident_mb(pids["notifications"]), await mailbox.count()
    costs = [
        Figure(f"mail: CPU of {name} for 1,000 letters", used[name], "s")
        for name in ("notifications", "mail", "tenant", "postgres", "rabbitmq")
    ]
    return [
        Figure("mail: events to letters", EVENTS / took, "letters/s"),
        Figure("mail: letters lost or doubled", abs(EVENTS - arrived), "letters", at_most=0),
        Figure(f"mail: memory gained from letter {EARLY} to {EVENTS}", late - early, "MB", at_most=8),
        *costs,
    ]


async def _emit(admin: "asyncpg.Connection[asyncpg.Record]") -> None:
    rows = [(new_id(), _activated()) for _ in range(EVENTS)]
    values = [
        (
            event_id,
            event.routing_key,
            event.type_name(),
            event.tenant_id,
            str(event.saga_id),
            event.model_dump_json(),
        )
        for event_id, event in rows
    ]
    await admin.executemany(_EMIT, values)
    await admin.execute("NOTIFY outbox_tenant")


def _activated() -> TenantActivated:
    tenant_id = new_id()
    return TenantActivated(
        tenant_id=tenant_id,
        saga_id=new_id(),
        name="Pet Shop Amigo Fiel",
        subdomain=f"amigo-fiel-{tenant_id.hex[-6:]}",
        plan_type="basic",
        owner=Owner(user_id=new_id(), email=f"{tenant_id.hex}@example.com", first_name="Ana"),
        locale="pt-BR",
    )


async def _sent(admin: "asyncpg.Connection[asyncpg.Record]", count: int) -> bool:
    return bool(await admin.fetchval(_SENT) >= count)


def _resident_mb(pid: int) -> float:
    return psutil.Process(pid).memory_info().rss / 1024 / 1024
