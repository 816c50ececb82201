"""The mix of a Saturday morning, scaled down: requests by the clock at the gateway, whoever still waits."""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from benchmarks.capacity.model import Unit, mixed
from benchmarks.capacity.shape import MIX
from benchmarks.contest.data import ROWS, BenchShop
from benchmarks.contest.stage import GATEWAY, Side
from benchmarks.cpu import cpu_seconds, used_since
from tests.infra.system import BASE_DOMAIN

SECONDS, WARM_UP_S, IDLE_S = 30, 5, 10
CLIENTES = "/api/v1/clientes"


@dataclass(frozen=True, slots=True)
class Replayed:
    """CPU milliseconds a request, as it was and as the units said; p95 in milliseconds."""

    per_s: float
    measured: Unit
    predicted: Unit
    # Milliseconds a second that all of it takes while nobody asks.
    idle: Unit
    p95_ms: float

    @property
    def alone(self) -> Unit:
        """One request, without what idles."""
        return Unit(
            self.measured.application_ms - self.idle.application_ms / self.per_s,
            self.measured.postgres_ms - self.idle.postgres_ms / self.per_s,
        )


@dataclass(frozen=True, slots=True)
class Played:
    """What a replay took: CPU milliseconds a request, and a second while nobody asked; p95 in milliseconds."""

    per_s: float
    measured: Unit
    idle: Unit
    p95_ms: float


def compared(played: Played, units: Mapping[str, Unit]) -> Replayed:
    """Beside what the units say of the mix and of what idles."""
    expected = mixed(units)
    predicted = Unit(
        expected.application_ms + played.idle.application_ms / played.per_s,
        expected.postgres_ms + played.idle.postgres_ms / played.per_s,
    )
    return Replayed(played.per_s, played.measured, predicted, played.idle, played.p95_ms)


async def replay(side: Side, *, per_s: float) -> Played:
    """Raises httpx.HTTPStatusError for any refusal: nothing is left out of the count."""
    pids = dict(side.contestants[GATEWAY].pids) | {"postgres": side.arena.postgres_pid}
    before = cpu_seconds(pids)
    await asyncio.sleep(IDLE_S)
    idle = _used(before, pids, IDLE_S)
    async with side.system.client() as client:
        # The first shop's rows were changed before, so their versions are not known.
        visitors = _Visitors(client, side.stage.shops[1:])
        await visitors.play(per_s, WARM_UP_S)
        before, began = cpu_seconds(pids), time.perf_counter()
        times = await visitors.play(per_s, SECONDS)
        found, took = _used(before, pids, len(times)), time.perf_counter() - began
    return Played(len(times) / took, found, idle, sorted(times)[int(len(times) * 0.95)] * 1000)


def _used(before: dict[str, float], pids: dict[str, int], by: float) -> Unit:
    """CPU milliseconds since then, a request or a second; the broker's stands apart as in the contest."""
    used = used_since(before, pids)
    used.pop("rabbitmq", None)
    postgres = used.pop("postgres")
    return Unit(sum(used.values()) / by * 1000, postgres / by * 1000)


@dataclass(slots=True)
class _Visitors:
    """What devices know: the version of each row that they changed. All rows begin at 1."""

    client: httpx.AsyncClient
    shops: Sequence[BenchShop]
    rng: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - a load
    versions: dict[tuple[str, int], int] = field(default_factory=dict)

    async def play(self, per_s: float, seconds: float) -> list[float]:
        """Seconds of each request."""
        began, count = time.perf_counter(), int(per_s * seconds)
        async with asyncio.TaskGroup() as group:
            tasks = []
            for number in range(count):
                await asyncio.sleep(max(0.0, began + number / per_s - time.perf_counter()))
                kind = self.rng.choices(tuple(MIX), weights=tuple(MIX.values()))[0]
                shop, row = self.rng.choice(self.shops), self.rng.randint(1, ROWS)
                tasks.append(group.create_task(self._ask(shop, kind, row)))
        return [task.result() for task in tasks]

    async def _ask(self, shop: BenchShop, kind: str, row: int) -> float:
        headers = {"Host": f"{shop.subdomain}.{BASE_DOMAIN}", "Authorization": f"Bearer {shop.token}"}
        one, began = f"{CLIENTES}/{row}", time.perf_counter()
        if kind == "create":
            body: dict[str, object] = {"nome": f"Conceição Araújo {row}", "email": f"tutor{row}@example.com"}
            answer = await self.client.post(CLIENTES, headers=headers, json=body)
        elif kind == "update":
            key = shop.subdomain, row
            version = self.versions[key] = self.versions.get(key, 0) + 1
            body = {"version": version, "telefone": f"+55 11 9{row:08}"}
            answer = await self.client.patch(one, headers=headers, json=body)
        else:
            path = {"list": CLIENTES, "search": f"{CLIENTES}?q=joao%20{row % 9}", "get one": one}
            answer = await self.client.get(path[kind], headers=headers)
        answer.raise_for_status()
        return time.perf_counter() - began
