"""One part away for a moment: what is open stays open, what starts without the broker waits for it."""

from uuid import UUID

import asyncpg
import httpx
import pytest

from libs.common.clock import new_id
from libs.common.tenancy.tenant import schema_name_for
from tests.e2e.problems import assert_problem
from tests.e2e.streams import read_events, stream_path
from tests.infra.servers import ServerPair
from tests.infra.shops import create_shop, signup_body, wait_for_saga
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.outage.conftest import bring_back, take_away

pytestmark = pytest.mark.serial

ISSUE = """
INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name)
VALUES ($1, $2, 'Pet', 'never-picked-up', $3, $3)
"""
GIVE_UP = "UPDATE shared.tenants SET status = 'failed' WHERE id = $1"
END = """
INSERT INTO svc_provisioning.sagas
    (saga_id, tenant_id, name, subdomain, schema_name, role_name, state, started_at, finished_at, deadline_at)
VALUES ($2, $1, 'Pet', 'never-picked-up', $3, $3, 'ROLLED_BACK', now(), now(), now())
"""


async def _execute(system: System, *statements: str, tenant_id: UUID, saga_id: UUID) -> None:
    """Each statement with the parameters it names, all in one transaction."""
    values = (tenant_id, saga_id, schema_name_for(tenant_id))
    connection = await asyncpg.connect(system.admin_url)
    try:
        async with connection.transaction():
            for statement in statements:
                wanted = sum(f"${number}" in statement for number in range(1, 4))
                await connection.execute(statement, *values[:wanted])
    finally:
        await connection.close()


async def test_stream_outlives_a_restart_of_the_database(pair: ServerPair, frail_system: System) -> None:
    system, tenant_id, saga_id = frail_system, new_id(), new_id()
    await _execute(system, ISSUE, tenant_id=tenant_id, saga_id=saga_id)
    states = []
    async with system.client() as apex, apex.stream("GET", stream_path(str(saga_id))) as answer:
        async for event in read_events(answer):
            states.append(event.data["state"])
            if len(states) == 1:
                await take_away(pair, "postgres")
                await bring_back(pair, "postgres")
                notify = f"NOTIFY saga_changed, '{saga_id}'"
                await _execute(system, END, GIVE_UP, notify, tenant_id=tenant_id, saga_id=saga_id)
    assert states == ["REQUESTED", "ROLLED_BACK"]


async def test_service_started_without_the_broker_opens_its_port_and_waits(
    pair: ServerPair, frail_system: System
) -> None:
    system = frail_system
    system.stop_service("tenant")
    await take_away(pair, "rabbitmq")
    system.start_service("tenant")
    async with system.service("tenant") as service:
        await _comes_alive(service)
        ready = await service.get("/health/ready")
        assert (ready.status_code, ready.json()["database"], ready.json()["broker"]) == (503, True, False)
        accepted = await service.post("/api/v1/tenants", json=signup_body())
        assert accepted.status_code == 202, accepted.text
    await bring_back(pair, "rabbitmq")
    await system.wait_ready()
    async with system.client() as apex:
        assert (await wait_for_saga(apex, accepted.json()["saga_id"], timeout_s=60))["state"] == "COMPLETED"


async def test_service_started_without_the_broker_stops_when_it_is_told_to(
    pair: ServerPair, frail_system: System
) -> None:
    system = frail_system
    await take_away(pair, "rabbitmq")
    for name in system.ports:
        system.stop_service(name)
        system.start_service(name)
        async with system.service(name) as service:
            await _comes_alive(service)
        # By itself, not killed: -15 is SIGTERM raised again once all is put away.
        assert system.stop_service(name) in (0, -15), name
        assert '"message": "stopped"' in system.log_of(name), name


async def test_service_that_is_away_is_a_problem_document_of_the_gateway(frail_system: System) -> None:
    system = frail_system
    shop = await create_shop(system)
    system.stop_service("business")
    assert_problem(await shop.client.get("/api/v1/clientes"), 502, "DEPENDENCY_UNAVAILABLE")
    # The others do not miss it.
    assert (await shop.client.get("/api/v1/tenant")).status_code == 200
    health = await shop.client.get("/health")
    assert (health.status_code, health.json()["business"]) == (503, "unreachable")
    system.start_service("business")
    await system.wait_ready()
    assert (await shop.client.get("/api/v1/clientes")).status_code == 200
    await shop.client.aclose()


async def _comes_alive(service: httpx.AsyncClient) -> None:
    async def is_live() -> bool:
        try:
            return (await service.get("/health/live")).status_code == 200
        except httpx.TransportError:
            return False

    await eventually(is_live)
