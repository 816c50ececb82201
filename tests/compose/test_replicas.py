"""Two of every service: nothing is done twice, nothing is stale, and either can go."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.compose.project import REPLICAS, SERVICES, Project
from tests.e2e.streams import read_stream, stream_path
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.waiting import eventually

# What one sign-up makes each service publish and handle when nothing is repeated.
PUBLISHED = {"tenant": 2, "auth": 1, "provisioning": 3, "business": 0, "notifications": 0}
HANDLED = {"tenant": 2, "auth": 1, "provisioning": 3, "business": 0, "notifications": 1}
TRANSITIONS = ["REQUESTED", "SCHEMA_CREATED", "ADMIN_CREATED", "COMPLETED"]


@pytest.fixture
def pairs(scaled: Project) -> Project:
    return scaled


def _counted(project: Project, name: str, **labels: str) -> dict[str, list[float]]:
    """A counter of both replicas of each service."""
    return {
        service: [project.metric(container, name, **labels) for container in REPLICAS[service]]
        for service in SERVICES
    }


def _gained(before: dict[str, list[float]], after: dict[str, list[float]]) -> dict[str, list[float]]:
    return {name: [b - a for a, b in zip(before[name], after[name], strict=True)] for name in before}


async def _sign_up(visitor: httpx.AsyncClient) -> str:
    answer = await visitor.post("/api/v1/tenants", json=signup_body())
    assert answer.status_code == 202, answer.text
    saga_id: str = answer.json()["saga_id"]
    return saga_id


async def _complete(visitor: httpx.AsyncClient, count: int) -> list[dict[str, Any]]:
    """That many sign-ups, eight in flight, all of which must end well."""
    gate = asyncio.Semaphore(8)

    async def one() -> dict[str, Any]:
        async with gate:
            return await wait_for_saga(visitor, await _sign_up(visitor), timeout_s=60)

    sagas = await asyncio.gather(*(one() for _ in range(count)))
    assert {saga["state"] for saga in sagas} == {"COMPLETED"}
    return sagas


def _in(sagas: list[str]) -> str:
    return ", ".join(f"'{saga_id}'" for saga_id in sagas)


async def _settled(project: Project) -> None:
    """No event waits in any outbox."""
    waiting = " + ".join(f"(SELECT count(*) FROM svc_{name}.outbox)" for name in SERVICES)
    await eventually(lambda: project.sql(f"SELECT {waiting}") == [["0"]])


@contextmanager
def _without(project: Project, service: str) -> Iterator[None]:
    """Both replicas of a service away for a while."""
    project.compose("--profile", "scale", "stop", *REPLICAS[service])
    try:
        yield
    finally:
        project.compose("--profile", "scale", "start", *REPLICAS[service])


async def test_sign_ups_over_two_replicas_are_worked_once(pairs: Project) -> None:
    published, handled = _counted(pairs, "outbox_published_total"), _handled(pairs)
    async with pairs.as_system().client() as visitor:
        sagas = await _complete(visitor, 24)
    await _settled(pairs)
    steps = pairs.sql(
        "SELECT array_to_string(array_agg(state_after ORDER BY id), ' ') FROM svc_provisioning.saga_transitions"
        f" WHERE saga_id IN ({_in([saga['saga_id'] for saga in sagas])}) GROUP BY saga_id"
    )
    assert steps == [[" ".join(TRANSITIONS)]] * 24
    assert {name: sum(counts) for name, counts in _gained(published, _published(pairs)).items()} == {
        name: 24 * count for name, count in PUBLISHED.items()
    }
    took = _gained(handled, _handled(pairs))
    assert {name: sum(counts) for name, counts in took.items()} == {
        name: 24 * count for name, count in HANDLED.items()
    }
    # Consumers share the work; a lease leaves the relay to one.
    assert all(min(took[name]) > 0 for name in ("tenant", "auth", "provisioning"))
    for name in SERVICES:
        assert pairs.sql(f"SELECT count(*) FROM svc_{name}.leases WHERE name = 'relay'") == [["1"]]


def _published(project: Project) -> dict[str, list[float]]:
    return _counted(project, "outbox_published_total")


def _handled(project: Project) -> dict[str, list[float]]:
    return _counted(project, "events_handled_total", outcome="handled")


async def test_suspended_shop_is_out_on_every_replica_within_a_second(pairs: Project, shop: Shop) -> None:
    paths = {"tenant": "/api/v1/tenant", "business": "/api/v1/clientes"}
    for name, path in paths.items():
        # Often enough that both hold the shop in memory, where it would stay for half a minute.
        for _ in range(24):
            assert (await shop.client.get(path)).status_code == 200
        assert len(pairs.upstreams_of(path)) >= len(REPLICAS[name])
    pairs.sql(
        "BEGIN;"
        f" UPDATE shared.tenants SET status = 'suspended' WHERE id = '{shop.tenant_id}';"
        " INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, payload) VALUES"
        " (uuidv7(), 'tenant.suspended', 'petshop.tenant.suspended.v1',"
        f" '{shop.tenant_id}', '{{\"tenant_id\": \"{shop.tenant_id}\"}}');"
        " NOTIFY outbox_tenant; COMMIT"
    )
    committed = time.monotonic()

    async def is_out_everywhere() -> bool:
        answers = [await shop.client.get(path) for path in paths.values() for _ in range(24)]
        return {(each.status_code, each.json().get("code")) for each in answers} == {(403, "TENANT_SUSPENDED")}

    await eventually(is_out_everywhere, timeout_s=15)
    assert time.monotonic() - committed < 20, "slower than the cache's own age, so this proved nothing"


async def test_streams_on_both_replicas_end_and_sweepers_ask_once(pairs: Project) -> None:
    async with pairs.as_system().client() as visitor:
        with _without(pairs, "auth"):
            sagas = [await _sign_up(visitor) for _ in range(6)]
            watched = [asyncio.create_task(read_stream(visitor, sagas[0])) for _ in range(14)]
            asked = (
                f"FROM svc_provisioning.saga_transitions WHERE trigger = 'no_answer' AND saga_id IN ({_in(sagas)})"
            )

            async def each_was_asked_for_twice() -> bool:
                rows = await asyncio.to_thread(pairs.sql, f"SELECT count(*) {asked} GROUP BY saga_id")
                return len(rows) == len(sagas) and all(int(count) >= 2 for (count,) in rows)

            await eventually(each_was_asked_for_twice, timeout_s=60)
        ended = await asyncio.gather(*watched)
        for saga_id in sagas:
            assert (await wait_for_saga(visitor, saga_id, timeout_s=60))["state"] == "COMPLETED"
    assert {events[-1].data["state"] for events in ended} == {"COMPLETED"}
    assert len(pairs.upstreams_of(stream_path(sagas[0]))) == 2
    # The pause is 5 s and doubles: closer together means that two sweepers worked on one saga.
    close = pairs.sql(
        "SELECT saga_id, gap FROM (SELECT saga_id, at - lag(at) OVER (PARTITION BY saga_id ORDER BY id) AS gap"
        f" {asked}) g WHERE gap < interval '4.5 s'"
    )
    assert close == []
    owners = pairs.sql(
        "SELECT count(*) FROM shared.tenant_users u JOIN svc_provisioning.sagas s USING (tenant_id)"
        f" WHERE s.saga_id IN ({_in(sagas)}) GROUP BY s.saga_id"
    )
    assert owners == [["1"]] * len(sagas)


@pytest.mark.parametrize("service", SERVICES)
async def test_one_replica_of_a_pair_can_go(pairs: Project, shop: Shop, service: str) -> None:
    before = pairs.containers()[service]["RestartCount"]
    pairs.crash(service)
    async with pairs.as_system().client() as visitor:

        async def serves_alone() -> bool:
            """What was in flight may be lost, until the gateway asks for the name again."""
            answers = [await visitor.get("/api/v1/tenants/availability?subdomain=livre") for _ in range(12)]
            return all(each.status_code < 500 for each in answers)

        await eventually(serves_alone, timeout_s=15)
        await _complete(visitor, 6)
    assert (await shop.client.get("/api/v1/clientes")).status_code == 200
    await asyncio.to_thread(pairs.wait_restarted, service, before + 1)
    await asyncio.to_thread(pairs.wait_healthy)
