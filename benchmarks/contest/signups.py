"""A new shop: the saga over the broker, the peer's bare `Tenant.save()`, and the least that it could cost."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from statistics import median

import httpx

from benchmarks.contest.peer import Peer, TenantMaker
from benchmarks.figures import Figure
from benchmarks.signup import full_stock, sign_up
from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.passwords import hash_password
from libs.common.tenancy.tenant import schema_name_for
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.shops import PASSWORD
from tests.infra.system import System

IN_FLIGHT = 8
PRODUCT, PEER, FLOOR = "product, sign-up → active", "peer, Tenant.save() alone", "floor, DDL and Argon2 alone"
Create = Callable[[], Awaitable[object]]
# The product fills its stock behind its answers.
After = Mapping[str, Callable[[], Awaitable[None]]]


async def measure(system: System, peer: Peer, *, alone: int, rounds: int, each: int) -> list[Figure]:
    """`alone` of each, in turns; then in every round `each` of each with eight in flight."""
    database = Database(system.service_url("provisioning"), pool_size=IN_FLIGHT, application_name="benchmark")
    makers = [await peer.maker() for _ in range(IN_FLIGHT)]
    async with system.client() as client:
        who = _creators(client, database, makers)
        after = {PRODUCT: partial(full_stock, system)}
        try:
            for create in who.values():
                await _together(create, 2 * IN_FLIGHT)
            await full_stock(system)
            times = await _in_turns(who, after, alone)
            rates = await _in_rounds(who, after, rounds, each)
        finally:
            for maker in makers:
                await maker.close()
            await database.close()
    return [*_alone(times), *_sustained(rates)]


def _creators(client: httpx.AsyncClient, database: Database, makers: Sequence[TenantMaker]) -> dict[str, Create]:
    manager, idle = TenantManager(), asyncio.Queue[TenantMaker]()
    for maker in makers:
        idle.put_nowait(maker)

    async def saga() -> None:
        await sign_up(client)

    async def save() -> None:
        maker = await idle.get()
        await maker.create(f"s{new_id().hex[-16:]}")
        idle.put_nowait(maker)

    async def script() -> None:
        name = schema_name_for(new_id())
        await hash_password(PASSWORD)
        async with database.transaction() as session:
            await manager.create_schema(session, TenantNames(name, name))
            await manager.initialize_data(session, TenantNames(name, name))

    return {PRODUCT: saga, PEER: save, FLOOR: script}


async def _in_turns(who: dict[str, Create], after: After, count: int) -> dict[str, list[float]]:
    """Milliseconds; what is done `after` an answer is over before the next begins, and not in its time."""
    times: dict[str, list[float]] = {name: [] for name in who}
    for _ in range(count):
        for name, create in who.items():
            began = time.perf_counter()
            await create()
            times[name].append((time.perf_counter() - began) * 1000)
            if name in after:
                await after[name]()
    return times


async def _in_rounds(who: dict[str, Create], after: After, rounds: int, count: int) -> dict[str, list[float]]:
    """Shops a second, with what is done `after` the last answer in their time."""
    rates: dict[str, list[float]] = {name: [] for name in who}
    for _ in range(rounds):
        for name, create in who.items():
            began = time.perf_counter()
            await _together(create, count)
            if name in after:
                await after[name]()
            rates[name].append(count / (time.perf_counter() - began))
    return rates


async def _together(create: Create, count: int) -> None:
    waiting = iter(range(count))

    async def visitor() -> None:
        for _ in waiting:
            await create()

    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT):
            group.create_task(visitor())


def _alone(times: dict[str, list[float]]) -> list[Figure]:
    found = [Figure(f"new shop, one at a time, p50: {name}", median(own), "ms") for name, own in times.items()]
    ratio = median(times[PRODUCT]) / median(times[PEER])
    return [*found, Figure(f"new shop, one at a time, p50: {PRODUCT} ÷ {PEER}", ratio, "×", at_most=0.5)]


def _sustained(rates: dict[str, list[float]]) -> list[Figure]:
    def versus(other: str) -> float:
        return median(own / theirs for own, theirs in zip(rates[PRODUCT], rates[other], strict=True))

    found = [Figure(f"new shops, eight in flight: {name}", median(own), "/s") for name, own in rates.items()]
    return [
        *found,
        Figure(f"new shops a second, eight in flight: {PRODUCT} ÷ {PEER}", versus(PEER), "×", at_least=5),
        Figure(f"new shops a second, eight in flight: {PRODUCT} ÷ {FLOOR}", versus(FLOOR), "×", at_least=0.6),
    ]
