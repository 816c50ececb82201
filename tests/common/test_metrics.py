"""/metrics: sampled when it is asked, bounded labels, and nothing that lies when a look-up fails."""

import asyncio
import math
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio
from prometheus_client import Gauge
from sqlalchemy import text

from libs.common import metrics
from libs.common.messaging.outbox import BACKLOG_LIMIT, Outbox
from libs.common.runtime import Runtime
from libs.common.settings import ServiceSettings
from libs.common.web import create_app
from tests.infra.metrics import scrape
from tests.infra.servers import Servers, free_ports
from tests.infra.shops import Shop
from tests.infra.system import System

NEW_ROWS = """
INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, payload, created_at)
SELECT gen_random_uuid(), 'tenant.requested', 'test', gen_random_uuid(), '{}', now() - interval '100 s'
FROM generate_series(1, $1::int)
"""
LIGHTS = Gauge("test_lights", "A gauge of these tests.", ("room",))


def _runtime(servers: Servers, database_url: str) -> Runtime:
    values: dict[str, Any] = {
        "database_url": database_url,
        "amqp_url": "amqp://nobody@127.0.0.1:1/",
        "port": 1,
        "jwks_file": servers.keys.jwks_file,
        "idempotency_key_file": servers.keys.idempotency_file,
        "database_pool_size": 4,
    }
    runtime = Runtime("tenant", ServiceSettings(**values))
    runtime.work(outbox=Outbox("tenant"))
    return runtime


def _client(runtime: Runtime) -> httpx.AsyncClient:
    app = runtime.mount(create_app(title="test", routers=[]))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


@pytest_asyncio.fixture
async def runtime(servers: Servers, scratch: str) -> AsyncIterator[Runtime]:
    """A tenant service whose relay does not run, so that its outbox is ours."""
    runtime = _runtime(servers, servers.service_url("tenant", scratch))
    yield runtime
    await runtime.database.close()


@pytest_asyncio.fixture
async def client(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(runtime) as client:
        yield client


async def test_outbox_is_counted_at_the_scrape(
    client: httpx.AsyncClient, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await admin.execute("TRUNCATE svc_tenant.outbox")
    empty = await scrape(client)
    assert (empty.value("outbox_depth"), empty.value("outbox_oldest_seconds")) == (0, 0)
    await admin.execute(NEW_ROWS, 3)
    waiting = await scrape(client)
    assert waiting.value("outbox_depth") == 3
    assert 100 <= waiting.value("outbox_oldest_seconds") < 120


async def test_long_outbox_is_counted_up_to_a_limit(
    client: httpx.AsyncClient, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await admin.execute("TRUNCATE svc_tenant.outbox")
    await admin.execute(NEW_ROWS, BACKLOG_LIMIT + 500)
    try:
        found = await scrape(client)
    finally:
        await admin.execute("TRUNCATE svc_tenant.outbox")
    assert found.value("outbox_depth") == BACKLOG_LIMIT
    assert 100 <= found.value("outbox_oldest_seconds") < 130


async def test_pool_counts_what_is_lent_and_not_its_own_look(client: httpx.AsyncClient, runtime: Runtime) -> None:
    async with AsyncExitStack() as lent:
        for _ in range(2):
            session = await lent.enter_async_context(runtime.database.session())
            await session.execute(text("SELECT 1"))
        busy = await scrape(client)
        assert busy.value("db_pool_connections", state="in_use") == 2
    free = await scrape(client)
    assert free.value("db_pool_connections", state="in_use") == 0
    assert free.value("db_pool_connections", state="idle") >= 2
    assert free.value("db_pool_connections", state="max") == 4


async def test_sampler_that_fails_leaves_nan_and_the_others_alone(
    client: httpx.AsyncClient, runtime: Runtime
) -> None:
    broken = False

    async def look() -> None:
        LIGHTS.labels("kitchen").set(1)
        LIGHTS.labels("hall").set(2)
        if broken:
            raise RuntimeError("no light")

    runtime.sample("lights", look, LIGHTS)
    first = await scrape(client)
    assert (first.value("test_lights", room="kitchen"), first.value("test_lights", room="hall")) == (1, 2)
    # The counter is there before the first failure, or a rate would miss it.
    before = first.value("metrics_sample_errors_total", sampler="lights")
    broken = True
    failed = await scrape(client)
    assert math.isnan(failed.value("test_lights", room="kitchen"))
    assert math.isnan(failed.value("test_lights", room="hall"))
    assert failed.value("metrics_sample_errors_total", sampler="lights") == before + 1
    assert failed.value("db_pool_connections", state="max") == 4
    broken = False
    assert (await scrape(client)).value("test_lights", room="hall") == 2


async def test_sampler_that_is_late_is_given_up(
    client: httpx.AsyncClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "SAMPLE_TIMEOUT_S", 0.2)
    given_up = asyncio.Event()

    async def look() -> None:
        LIGHTS.labels("cellar").set(3)
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    runtime.sample("slow lights", look, LIGHTS)
    started = time.monotonic()
    found = await scrape(client)
    assert time.monotonic() - started < 5
    assert given_up.is_set()
    assert math.isnan(found.value("test_lights", room="cellar"))
    assert found.value("metrics_sample_errors_total", sampler="slow lights") == 1


async def test_database_away_is_nan_and_not_zero(servers: Servers) -> None:
    (port,) = free_ports(1)
    runtime = _runtime(servers, f"postgresql://svc_tenant:x@127.0.0.1:{port}/none")
    async with _client(runtime) as client:
        before = (await scrape(client)).value("metrics_sample_errors_total", sampler="outbox")
        found = await scrape(client)
    await runtime.database.close()
    assert math.isnan(found.value("outbox_depth"))
    assert math.isnan(found.value("outbox_oldest_seconds"))
    assert found.value("metrics_sample_errors_total", sampler="outbox") == before + 1
    assert found.value("db_pool_connections", state="in_use") == 0
    assert found.value("broker_connected") == 0


def test_process_that_never_looks_at_its_outbox_does_not_claim_it_empty() -> None:
    show = "import libs.common.metrics, prometheus_client as p; print(p.generate_latest().decode())"
    shown = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout
    assert "\noutbox_depth NaN\n" in shown
    assert "\noutbox_oldest_seconds NaN\n" in shown


async def test_running_services_are_connected_and_name_no_shop(system: System, shop: Shop) -> None:
    await shop.client.get("/api/v1/clientes", params={"q": shop.subdomain})
    await shop.client.get(f"/api/v1/{shop.subdomain}/unknown")
    for name in system.ports:
        async with system.service(name) as service:
            await service.get(f"/{shop.subdomain}")
            await service.request("PROPFIND", "/")
            found = await scrape(service)
        assert found.value("broker_connected") == 1, name
        assert found.value("outbox_depth") >= 0, name
        assert found.value("http_request_duration_seconds_count", route="unmatched", method="other") >= 1, name
        for private in (shop.subdomain, str(shop.tenant_id), str(shop.saga_id), shop.schema, shop.owner_email):
            assert private not in found.text, name


async def test_route_is_the_template(system: System, shop: Shop) -> None:
    async with system.service("provisioning") as service:
        assert (await service.get(f"/api/v1/provisioning/sagas/{shop.saga_id}")).status_code == 200
        found = await scrape(service)
    template = "/api/v1/provisioning/sagas/{saga_id}"
    assert found.value("http_request_duration_seconds_count", route=template, method="GET", status="200") >= 1


async def test_signup_leaves_its_events_in_the_metrics(system: System, shop: Shop) -> None:
    async with system.service("tenant") as service:
        tenant = await scrape(service)
    published = tenant.value("outbox_published_total")
    assert published >= 1
    assert tenant.value("outbox_delivery_seconds_count") >= published
    assert tenant.value("events_handled_total", event="tenant.provisioned", outcome="handled") >= 1
    for outcome in ("duplicate", "retried", "parked"):
        assert tenant.value("events_handled_total", event="tenant.provisioned", outcome=outcome) >= 0
