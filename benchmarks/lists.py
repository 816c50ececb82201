"""The operators' lists and the metrics, with ten thousand finished sagas behind them."""

import time
from collections.abc import Mapping

import httpx

from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from tests.infra.history import seed_history
from tests.infra.operators import operator_client
from tests.infra.system import System

SAGAS, REQUESTS, WARM_UP = 10_000, 200, 10
# Far enough down that an OFFSET would show.
DEEP_PAGES = 45


async def measure(world: World) -> list[Figure]:
    """Milliseconds at the gateway, one request after the other."""
    figures: list[Figure] = []
    async with world.system() as system:
        await seed_history(system.admin_url, SAGAS)
        async with operator_client(system) as client:
            paths = await _paths(client)
        for name, path in paths.items():
            # A client each: their tokens live for a minute.
            async with operator_client(system) as client:
                figures += await _times(client, name, f"/api/v1/ops/{path}")
        figures += await _metrics(system)
    return figures


async def _paths(client: httpx.AsyncClient) -> Mapping[str, str]:
    first = (await client.get("/api/v1/ops/sagas")).raise_for_status().json()["items"][0]
    return {
        "sagas": "sagas",
        "sagas state=COMPLETED": "sagas?state=COMPLETED",
        "sagas state=COMPENSATING (none)": "sagas?state=COMPENSATING",
        "sagas q=cao gato": "sagas?q=cao+%26+gato",
        "sagas q=loja-7777": "sagas?q=loja-7777",
        "sagas q=nothing": "sagas?q=xyzxyz",
        "sagas tenant=id": f"sagas?tenant={first['tenant_id']}",
        "sagas tenant=subdomain": f"sagas?tenant={first['subdomain']}",
        "sagas older_than=20d": "sagas?older_than=20d",
        "sagas, page 46 of 200 rows": f"sagas?limit=200&cursor={await _deep_cursor(client)}",
        "saga by id": f"sagas/{first['saga_id']}",
        "tenants": "tenants",
        "tenants q=amigo": "tenants?q=amigo",
        "tenants q=nothing": "tenants?q=xyzxyz",
    }


async def _deep_cursor(client: httpx.AsyncClient) -> str:
    cursor = ""
    for _ in range(DEEP_PAGES):
        params = {"limit": "200"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/v1/ops/sagas", params=params)).raise_for_status().json()
        cursor = page["next_cursor"]
    return cursor


async def _metrics(system: System) -> list[Figure]:
    async with system.service("provisioning") as client:
        return await _times(client, "/metrics of provisioning", "/metrics")


async def _times(client: httpx.AsyncClient, name: str, path: str) -> list[Figure]:
    times = []
    for number in range(WARM_UP + REQUESTS):
        began = time.perf_counter()
        answer = await client.get(path)
        answer.raise_for_status()
        if number >= WARM_UP:
            times.append((time.perf_counter() - began) * 1000)
    return [
        Figure(f"lists: {name}, p50", percentile(times, 50), "ms"),
        Figure(f"lists: {name}, p95", percentile(times, 95), "ms", at_most=100),
    ]
