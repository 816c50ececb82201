"""Sign-ups through the gateway, from the POST to COMPLETED on the saga's stream, and what one costs."""

import asyncio
import time
from collections.abc import Iterator

import httpx

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from services.provisioning.settings import Settings
from tests.e2e.streams import read_stream
from tests.infra.shops import signup_body
from tests.infra.sql import connected
from tests.infra.system import System
from tests.infra.waiting import eventually

SIGNUPS, ALONE, IN_FLIGHT = 100, 20, 8
WANTED: int = Settings.model_fields["ready_schemas"].default
_READY = "SELECT count(*) FROM svc_provisioning.ready_schemas WHERE spoilt_at IS NULL"


class SignupFailed(RuntimeError):
    """A sign-up did not end in COMPLETED, so its time means nothing."""


async def measure(world: World) -> list[Figure]:
    """Times of one alone and with eight in flight, sign-ups a second, CPU milliseconds a sign-up by process."""
    async with world.system() as system, system.client() as client:
        await _sign_up(client, IN_FLIGHT, in_flight=IN_FLIGHT)
        alone = await _sign_up(client, ALONE, in_flight=1)
        pids = world.pids(system)
        await full_stock(system)
        before, began = cpu_seconds(pids), time.perf_counter()
        times = await _sign_up(client, SIGNUPS, in_flight=IN_FLIGHT)
        await full_stock(system)
        took, used = time.perf_counter() - began, used_since(before, pids)
    return [
        Figure("signup: POST → COMPLETED, one alone, p50", percentile(alone, 50), "ms"),
        Figure("signup: POST → COMPLETED, one alone, p95", percentile(alone, 95), "ms"),
        Figure(f"signup: POST → COMPLETED, {IN_FLIGHT} in flight, p50", percentile(times, 50), "ms"),
        Figure(f"signup: POST → COMPLETED, {IN_FLIGHT} in flight, p95", percentile(times, 95), "ms"),
        Figure(f"signup: rate with {IN_FLIGHT} in flight, until the stock is full again", SIGNUPS / took, "/s"),
        *(Figure(f"signup: CPU of {name}", seconds / SIGNUPS * 1000, "ms") for name, seconds in used.items()),
    ]


async def _sign_up(client: httpx.AsyncClient, count: int, *, in_flight: int) -> list[float]:
    """Milliseconds of each."""
    waiting = iter(range(count))
    times = await asyncio.gather(*(_visitor(client, waiting) for _ in range(in_flight)))
    return [each for own in times for each in own]


async def _visitor(client: httpx.AsyncClient, waiting: Iterator[int]) -> list[float]:
    times = []
    for _ in waiting:
        began = time.perf_counter()
        await sign_up(client)
        times.append((time.perf_counter() - began) * 1000)
    return times


async def full_stock(system: System) -> None:
    """Until as many schemas stand ready as before: what is built behind the answers belongs to them."""
    async with connected(system.admin_url) as admin:

        async def is_full() -> bool:
            return bool(await admin.fetchval(_READY) >= WANTED)

        await eventually(is_full, timeout_s=120)


async def sign_up(client: httpx.AsyncClient) -> None:
    """From the POST to the saga's last word. Raises SignupFailed when that is not COMPLETED."""
    answer = await client.post("/api/v1/tenants", json=signup_body())
    answer.raise_for_status()
    last = (await read_stream(client, answer.json()["saga_id"]))[-1]
    if last.data["state"] != "COMPLETED":
        raise SignupFailed(str(last.data))
