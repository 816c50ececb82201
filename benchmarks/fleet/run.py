"""Lets one fleet grow, measures it at each size, and writes what came of it to `benchmarks/results/`."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from statistics import median

from benchmarks.contest import report
from benchmarks.contest.contest import Arena, Contestant, Turn, summary
from benchmarks.contest.data import BenchShop, create_shops, fill, fill_animals
from benchmarks.contest.peer import Peer
from benchmarks.contest.run import RESULTS, facts_of
from benchmarks.contest.scenarios import Stage, hot, of_animals
from benchmarks.contest.stage import FLOOR, PEER, PRODUCT, floor_of, ours_of
from benchmarks.figures import Figure
from benchmarks.fleet.weight import Weight, weigh
from benchmarks.signup import full_stock, sign_up
from benchmarks.world import World
from deploy.local.process import start, stop
from tests.infra.system import System

SIZES, PEER_SIZES = (10, 1_000, 10_000), (10, 1_000)
# Most shops are small; some of their requests find nothing that a cache would keep.
TUTORES, ROUNDS, SECONDS, SIGNUPS = 20, 3, 2, 20
SMALL_WITH_ANIMALS, BIG_SHOP_ANIMALS = 200, 16_000
HOT = hot(TUTORES, listing="list 20")
TINY, BIG = "shops of 20", "a shop of 16,000"


@dataclass(slots=True)
class Fleet:
    """A running system whose shops become more; `signups` and `weights` by size."""

    world: World
    system: System
    arena: Arena
    peer: Peer
    peer_server: Contestant
    shops: list[BenchShop] = field(default_factory=list)
    peer_hosts: list[str] = field(default_factory=list)
    signups: dict[int, float] = field(default_factory=dict)
    saves: dict[int, float] = field(default_factory=dict)
    weights: dict[int, Weight] = field(default_factory=dict)

    async def grow_to(self, size: int) -> None:
        """Adds shops, each with its tutores, and the peer's where it still takes part."""
        new = await create_shops(self.system, size - len(self.shops))
        await fill(self.system.admin_url, [f"{shop.schema}.api_cliente" for shop in new], TUTORES)
        self.shops += new
        if size in PEER_SIZES:
            names = [f"t{number}" for number in range(len(self.peer_hosts), size)]
            halves = (names[::2], names[1::2])
            took = await asyncio.gather(*(self.peer.create_tenants(half) for half in halves))
            self.saves[size] = median([each for half in took for each in half][-SIGNUPS:]) * 1000
            await fill(self.peer.database_url, [f"{name}.api_cliente" for name in names], TUTORES)
            self.peer_hosts += [f"{name}.peer.localhost" for name in names]

    async def measure(self, size: int) -> None:
        """The hot paths in turns, then sign-ups one at a time, then what all of it weighs."""
        stage = Stage(self.shops, self.peer, self.peer_hosts, ())
        product = ours_of(self.world, self.system)[PRODUCT]
        peers = [self.peer_server] if size in PEER_SIZES else []
        async with _floor(self.system, self.shops) as floor:
            for scenario in HOT:
                await self.arena.play(scenario, stage, [product, floor, *peers], rounds=ROUNDS, tenants=size)
        self.signups[size] = await self._sign_ups()
        self.weights[size] = await weigh(self.system, [shop.schema for shop in self.shops])

    async def measure_big_shop(self) -> None:
        """One shop with most of the animals, beside the many that have few."""
        small, big = self.shops[1 : SMALL_WITH_ANIMALS + 1], self.shops[0]
        await fill_animals(self.system.admin_url, [shop.schema for shop in small], TUTORES)
        await fill_animals(self.system.admin_url, [big.schema], BIG_SHOP_ANIMALS)
        product = ours_of(self.world, self.system)[PRODUCT]
        for where, shops in ((TINY, small), (BIG, [big])):
            stage = Stage(shops, self.peer, (), ())
            for scenario in of_animals(where):
                await self.arena.play(scenario, stage, [product], rounds=ROUNDS, tenants=len(self.shops))

    async def _sign_ups(self) -> float:
        """The median in milliseconds."""
        times = []
        async with self.system.client() as client:
            await sign_up(client)
            for _ in range(SIGNUPS):
                await full_stock(self.system)
                began = time.perf_counter()
                await sign_up(client)
                times.append((time.perf_counter() - began) * 1000)
        return median(times)


async def measure(world: World) -> list[Figure]:
    """The targets beside what was measured; all rows go to the report."""
    facts = await facts_of(world)
    async with _fleet(world) as fleet:
        for size in SIZES:
            await fleet.grow_to(size)
            await fleet.measure(size)
        await fleet.measure_big_shop()
    found = figures(fleet.arena.turns, fleet.signups, fleet.saves, fleet.weights)
    title = "A fleet of ten shops, a thousand, ten thousand"
    also = {"weights": {size: asdict(weight) for size, weight in fleet.weights.items()}}
    await asyncio.to_thread(
        report.write, RESULTS / "fleet", fleet.arena.turns, facts, found, title=title, also=also
    )
    return found


def figures(
    turns: Sequence[Turn], signups: dict[int, float], saves: dict[int, float], weights: dict[int, Weight]
) -> list[Figure]:
    """What must not grow with the fleet, then every size beside peer and floor, then its weight."""
    few, many = min(signups), max(signups)
    get = HOT[0].name
    found = [
        Figure(f"p50 of get at {many:,} shops ÷ at {few}", _p50(turns, get, many) / _p50(turns, get, few), "×",
               at_most=1.5),
        Figure(f"p50 of sign-up at {many:,} shops ÷ at {few}", signups[many] / signups[few], "×", at_most=1.5),
    ]  # fmt: skip
    for scenario in HOT:
        compared = (
            report.versus(turns, scenario.name, size, PRODUCT, other, "cpu_ms")
            for size in signups
            for other in (PEER, FLOOR)
        )
        found += [figure for figure in compared if figure is not None]
    found += [
        Figure(f"p50 of {deed} ÷ the same at {TINY}", _p50(turns, deed, many) / _p50(turns, few_deed, many), "×")
        for deed, few_deed in zip(_names(BIG), _names(TINY), strict=True)
    ]
    for size, ours in signups.items():
        found.append(Figure(f"new shop, p50, at {size:,} shops: product, sign-up → active", ours, "ms"))
        if size in saves:
            found.append(
                Figure(f"new shop, p50, at {size:,} shops: peer, Tenant.save(), two at once", saves[size], "ms")
            )
    for size, weight in weights.items():
        found += [
            Figure(f"catalogs at {size:,} shops: relations", weight.relations, ""),
            Figure(f"catalogs at {size:,} shops: their size", weight.catalogs_mb, "MB"),
            Figure(f"database at {size:,} shops", weight.database_mb, "MB"),
            Figure(f"memory of a fresh connection, at {size:,} shops", weight.connection_mb, "MB"),
            Figure(f"memory that a connection adds for each shop it meets, at {size:,}", weight.schema_kb, "kB"),
            Figure(f"a schema and role built, at {size:,} shops", weight.build_ms, "ms"),
            Figure(f"next request of a connection after a new role, at {size:,} shops", weight.new_role_ms, "ms"),
        ]
    return found


def _names(where: str) -> list[str]:
    return [scenario.name for scenario in of_animals(where)]


def _p50(turns: Sequence[Turn], scenario: str, size: int) -> float:
    return median(turn.p50_ms for turn in summary(turns, scenario, PRODUCT, size))


@asynccontextmanager
async def _fleet(world: World) -> AsyncIterator[Fleet]:
    async with world.system() as system:
        peer = await Peer.prepare(system)
        process = peer.server("shipped")
        child = start(process)
        try:
            arena = Arena(world.pair.children["postgres"].pid, system.admin_url, SECONDS)
            contestant = Contestant(PEER, process.port, {PEER: child.pid}, child.pid, is_peer=True)
            yield Fleet(world, system, arena, peer, contestant)
        finally:
            stop(process, child)


@asynccontextmanager
async def _floor(system: System, shops: list[BenchShop]) -> AsyncIterator[Contestant]:
    """Knows the shops of its start, so it is started anew at each size."""
    process = floor_of(system, shops, cached=False)
    child = start(process)
    try:
        yield Contestant(FLOOR, process.port, {FLOOR: child.pid}, child.pid)
    finally:
        stop(process, child)
