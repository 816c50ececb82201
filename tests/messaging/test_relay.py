"""From a committed row to a confirmed message."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aio_pika import DeliveryMode
from aio_pika.abc import AbstractChannel

from libs.common.clock import new_id
from libs.common.contracts.events import AdminCreated, TenantConfigurationChanged, TenantRequested
from libs.common.database import Database
from libs.common.logging import bind_log_context
from libs.common.messaging.topology import EVENTS, UNROUTABLE, queue_name
from libs.common.telemetry import continue_trace
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    REQUESTED,
    Admin,
    depth,
    emit,
    receive,
    requested,
    running_relay,
    tenant_outbox,
)

CHANGED = TenantConfigurationChanged.routing_key
TRACE = "0af7651916cd43dd8448eb211c80319c"


async def _waiting_rows(admin: Admin) -> int:
    return int(await admin.fetchval("SELECT count(*) FROM svc_tenant.outbox"))


async def _is_empty(admin: Admin) -> bool:
    return await _waiting_rows(admin) == 0


async def _is_held_by(admin: Admin, holder: str) -> bool:
    return bool(await admin.fetchval("SELECT holder = $1 FROM svc_tenant.leases WHERE name = 'relay'", holder))


async def _subdomains(channel: AbstractChannel, count: int) -> list[str]:
    """Of the next sign-ups that arrive, in the order in which they do."""
    bodies = [(await receive(channel, REQUESTED)).body for _ in range(count)]
    return [TenantRequested.model_validate_json(body).subdomain for body in bodies]


async def test_emit_committed_arrives_with_the_whole_envelope(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event = requested()
    with continue_trace({"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}, "sign-up"):
        await emit(tenant_db, event)
    row = await admin.fetchrow("SELECT event_id, created_at FROM svc_tenant.outbox")
    async with running_relay(tenant_db, amqp_url):
        message = await receive(channel, REQUESTED)
        await eventually(lambda: _is_empty(admin))
    assert row is not None
    assert TenantRequested.model_validate_json(message.body) == event
    assert message.message_id == str(row["event_id"])
    assert message.type == "petshop.tenant.requested.v1"
    assert message.correlation_id == str(event.saga_id)
    assert message.delivery_mode is DeliveryMode.PERSISTENT
    assert (message.app_id, message.content_type) == ("tenant", "application/json")
    headers = {name: value for name, value in message.headers.items() if name != "x-delivery-count"}
    assert str(headers.pop("traceparent")).split("-")[1] == TRACE
    assert headers == {
        "cloudEvents_specversion": "1.0",
        "cloudEvents_id": str(row["event_id"]),
        "cloudEvents_type": "petshop.tenant.requested.v1",
        "cloudEvents_source": "/petshop/tenant",
        "cloudEvents_subject": str(event.tenant_id),
        "cloudEvents_time": row["created_at"].isoformat(),
    }


async def test_emit_outside_a_saga_carries_the_request_id(admin: Admin, tenant_db: Database) -> None:
    request_id = str(new_id())
    bind_log_context(request_id=request_id)
    await emit(tenant_db, TenantConfigurationChanged(tenant_id=new_id(), config_key="timezone"))
    assert await admin.fetchval("SELECT correlation_id FROM svc_tenant.outbox") == request_id


async def test_emit_of_anothers_event_is_refused(tenant_db: Database) -> None:
    event = AdminCreated(tenant_id=new_id(), saga_id=new_id(), user_id=new_id(), email="ana@example.com")
    with pytest.raises(ValueError, match="published by auth"):
        await emit(tenant_db, event)


async def test_rollback_publishes_nothing(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    async with tenant_db.session() as session:
        await tenant_outbox.emit(session, requested(subdomain="rolled-back"))
        await session.rollback()
    await emit(tenant_db, requested(subdomain="committed"))
    async with running_relay(tenant_db, amqp_url):
        assert await _subdomains(channel, 1) == ["committed"]
        await eventually(lambda: _is_empty(admin))
    assert await depth(channel, REQUESTED) == 0


async def test_order_follows_the_rows_ids(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    names = [f"shop-{number:03}" for number in range(60)]
    async with tenant_db.transaction() as session:
        for name in names[:40]:
            await tenant_outbox.emit(session, requested(subdomain=name))
    async with running_relay(tenant_db, amqp_url):
        await emit(tenant_db, *(requested(subdomain=name) for name in names[40:]))
        assert await _subdomains(channel, 60) == names


async def test_lost_broker_connection_loses_nothing(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    await proxy.listen()
    async with running_relay(tenant_db, proxy.url(amqp_url)):
        await emit(tenant_db, requested(subdomain="before"))
        assert await _subdomains(channel, 1) == ["before"]
        proxy.cut()
        await emit(tenant_db, requested(subdomain="after"))
        assert await _subdomains(channel, 1) == ["after"]
        await eventually(lambda: _is_empty(admin))


async def test_broker_away_keeps_the_order_of_what_waits(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    async def tried() -> bool:
        return bool(await admin.fetchval("SELECT max(attempts) > 100 FROM svc_tenant.outbox"))

    await emit(tenant_db, requested(subdomain="first"))
    await admin.execute("UPDATE svc_tenant.outbox SET attempts = 100")
    async with running_relay(tenant_db, proxy.url(amqp_url)):
        await eventually(tried)
        await emit(tenant_db, requested(subdomain="second"))
        await proxy.listen()
        assert await _subdomains(channel, 2) == ["first", "second"]


async def test_terminated_database_connection_is_made_again(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    async def terminated() -> bool:
        return bool(
            await admin.fetchval(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'tenant-relay' AND datname = current_database()"
            )
        )

    async with running_relay(tenant_db, amqp_url):
        await eventually(terminated)
        await emit(tenant_db, requested(subdomain="after"))
        assert await _subdomains(channel, 1) == ["after"]
        await eventually(lambda: _is_empty(admin))


async def test_second_relay_stands_by_and_takes_over_a_released_lease(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    async with running_relay(tenant_db, amqp_url, holder="first"):
        await eventually(lambda: _is_held_by(admin, "first"))
        second = running_relay(tenant_db, amqp_url, holder="second")
        await second.__aenter__()
        await emit(tenant_db, requested(subdomain="by-first"))
        assert await _subdomains(channel, 1) == ["by-first"]
        # Else stopping the first in the middle of it has the second publish it again.
        await eventually(lambda: _is_empty(admin))
        assert await _is_held_by(admin, "first")
    try:
        await emit(tenant_db, requested(subdomain="by-second"))
        assert await _subdomains(channel, 1) == ["by-second"]
        await eventually(lambda: _is_held_by(admin, "second"))
    finally:
        await second.__aexit__(None, None, None)


async def test_standby_waits_for_the_lease_of_a_dead_holder(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await admin.execute("INSERT INTO svc_tenant.leases VALUES ('relay', 'dead', now() + interval '1 hour')")
    await emit(tenant_db, requested())

    async def looked() -> bool:
        last_query = (
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tenant-relay'"
            " AND datname = current_database() AND state = 'idle' AND query LIKE 'COMMIT%'"
        )
        return bool(await admin.fetchval(last_query))

    async with running_relay(tenant_db, amqp_url, holder="standby"):
        await eventually(looked)
        assert (await _waiting_rows(admin), await depth(channel, REQUESTED)) == (1, 0)
        await admin.execute("UPDATE svc_tenant.leases SET expires_at = now()")
        await receive(channel, REQUESTED)
        # The lease is committed with the batch, after its messages.
        await eventually(lambda: _is_held_by(admin, "standby"))


async def test_unroutable_event_is_stored_and_never_stops_the_relay(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await admin.execute(
        "INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, payload)"
        " VALUES ($1, 'nobody.listens', 'petshop.nobody.listens.v1', $2, '{}')",
        new_id(),
        new_id(),
    )
    await emit(tenant_db, requested())
    async with running_relay(tenant_db, amqp_url):
        await receive(channel, REQUESTED)
        stored = await receive(channel, UNROUTABLE)
        await eventually(lambda: _is_empty(admin))
    assert (stored.routing_key, stored.type) == ("nobody.listens", "petshop.nobody.listens.v1")


@pytest_asyncio.fixture
async def unconsumed(channel: AbstractChannel) -> AsyncIterator[str]:
    """A broadcast whose one consumer's queue is bound to nothing."""
    queue = await channel.get_queue(queue_name("notifications", CHANGED), ensure=False)
    await queue.unbind(EVENTS, routing_key=CHANGED)
    yield CHANGED
    await queue.bind(EVENTS, routing_key=CHANGED)


@pytest.mark.usefixtures("unconsumed")
async def test_event_that_cannot_be_confirmed_waits_and_stops_nobody(
    admin: Admin, tenant_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    # While no process listens either, the broker returns it.
    await emit(tenant_db, TenantConfigurationChanged(tenant_id=new_id(), config_key="timezone"), requested())

    async def left_over() -> str | None:
        rows = await admin.fetch("SELECT routing_key, last_error FROM svc_tenant.outbox WHERE attempts > 0")
        return rows[0]["last_error"] if [row["routing_key"] for row in rows] == [CHANGED] else None

    async with running_relay(tenant_db, amqp_url):
        await receive(channel, REQUESTED)
        assert "PublishError" in await eventually(left_over)
