"""A shop's day among two hundred shops of all sizes with a year behind them: looked at, searched, booked."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import httpx

from benchmarks.contest.data import BenchShop, create_shops
from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from deploy.demo.life import MEDIUM, ZONE, Life, Size, live
from deploy.demo.writing import fill
from tests.infra.sql import connected
from tests.infra.system import System

# How many shops of which size: shares and volumes by the market's (60, 28, 10 and 2 in a hundred).
SHOPS: Mapping[str, tuple[int, Size]] = {
    "solo": (120, Size(200, 290, people=1, busy=0.9)),
    "small": (56, Size(700, 1_000, people=3, busy=0.85)),
    "medium": (20, MEDIUM),
    "big": (4, Size(11_000, 16_000, people=16)),
}
QUICK = 0.05
# Different lives of a size; the others are copies of them under other schemas.
LIVES, REQUESTS, WARM_UP, AT_ONCE, SEED = 3, 400, 40, 8, 7
SEARCHES = ("mar", "silva", "joao", "98765", "thor", "shih", "ana souza", "luna", "11 97", "yorkshire")

Ask = Callable[[httpx.AsyncClient, Random], Awaitable[httpx.Response]]


@dataclass(frozen=True, slots=True)
class Counter:
    """Somebody at a shop's counter."""

    shop: BenchShop
    size: str
    animais: int


async def measure(world: World) -> list[Figure]:
    """Milliseconds at the gateway, one request after the other and eight at once, each at a shop by chance."""
    async with world.system() as system:
        counters, booked = await _open(system, QUICK if world.quick else 1.0)
        figures = [Figure("day: shops", len(counters), ""), Figure("day: bookings in them", booked, "")]
        for name, (ask, most) in ASKED.items():
            for at_once in (1, AT_ONCE):
                figures += await _times(system, counters, name, ask, most, at_once)
        for size in SHOPS:
            some = [each for each in counters if each.size == size]
            figures += await _times(system, some, f"look at a day, {size} shops", _look_at_a_day, None, 1)
    return figures


async def _open(system: System, share: float) -> tuple[list[Counter], int]:
    counters: list[Counter] = []
    booked = 0
    now = datetime.now(UTC)
    async with connected(system.admin_url) as admin:
        for name, (count, size) in SHOPS.items():
            lives: list[Life] = []
            for n, shop in enumerate(await create_shops(system, max(1, round(count * share)))):
                if n < LIVES:
                    lives.append(await asyncio.to_thread(live, SEED + n, now, size=size))
                life = lives[n % len(lives)]
                await fill(admin, shop.schema, life)
                booked += len(life.records["api_agendamento"])
                counters.append(Counter(shop, name, size.animais))
    return counters, booked


async def _times(
    system: System, counters: Sequence[Counter], name: str, ask: Ask, most: float | None, at_once: int
) -> list[Figure]:
    random, times = Random(SEED), list[float]()  # noqa: S311 - which shop is asked is no secret

    async def work(client: httpx.AsyncClient, requests: int) -> None:
        for n in range(requests):
            counter = random.choice(counters)
            client.headers["Authorization"] = f"Bearer {counter.shop.token}"
            client.headers["X-Tenant-ID"] = str(counter.shop.tenant_id)
            began = time.perf_counter()
            answer = await ask(client, random)
            took = (time.perf_counter() - began) * 1000
            if answer.status_code not in (200, 201, 409):
                raise RuntimeError(f"{name}: {answer.status_code} {answer.text[:300]}")
            if n >= WARM_UP // at_once:
                times.append(took)

    clients = [system.client() for _ in range(at_once)]
    try:
        await asyncio.gather(*(work(client, (REQUESTS + WARM_UP) // at_once) for client in clients))
    finally:
        for client in clients:
            await client.aclose()
    how = "one at a time" if at_once == 1 else f"{at_once} at once"
    return [
        Figure(f"day: {name}, {how}, p50", percentile(times, 50), "ms"),
        Figure(f"day: {name}, {how}, p95", percentile(times, 95), "ms", at_most=most if at_once == 1 else None),
    ]


async def _look_at_a_day(client: httpx.AsyncClient, random: Random) -> httpx.Response:
    on = datetime.now(ZONE).date() + timedelta(days=random.randrange(-60, 14))
    return await client.get("/api/v1/agenda", params={"data": on.isoformat()})


async def _search(client: httpx.AsyncClient, random: Random) -> httpx.Response:
    return await client.get("/api/v1/busca", params={"q": random.choice(SEARCHES)})


async def _look_for_times(client: httpx.AsyncClient, random: Random) -> httpx.Response:
    on = datetime.now(ZONE).date() + timedelta(days=random.randrange(1, 14))
    wanted: dict[str, str | int] = {"animal_id": random.randrange(1, 200), "servico_id": 1}
    wanted |= {"data": on.isoformat(), "dias": 7}
    return await client.get("/api/v1/agenda/horarios", params=wanted)


async def _book(client: httpx.AsyncClient, random: Random) -> httpx.Response:
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=random.randrange(24, 600))
    wanted = {"animal_id": random.randrange(1, 200), "servico_id": 1, "inicio": at.isoformat()}
    return await client.post("/api/v1/agendamentos", json=wanted)


ASKED: Mapping[str, tuple[Ask, float | None]] = {
    "look at a day": (_look_at_a_day, 150),
    "search everything": (_search, 120),
    "free times of a week": (_look_for_times, None),
    "book, or be told where else": (_book, 250),
}
