"""Plays the contest and writes what came of it to `benchmarks/results/`."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import asyncpg

from benchmarks.contest import report
from benchmarks.contest import scenarios as played
from benchmarks.contest.contest import Turn
from benchmarks.contest.peer import environment, versions
from benchmarks.contest.signups import measure as measure_signups
from benchmarks.contest.stage import (
    AUTH,
    FLOOR,
    FLOOR_CACHED,
    GATEWAY,
    PEER,
    PEER_LEAN,
    PRODUCT,
    Side,
    standing,
)
from benchmarks.figures import Figure
from benchmarks.world import World
from deploy.local.paths import ROOT

RESULTS = ROOT / "benchmarks" / "results"
FEW, MANY = 10, 200
# Rounds, and whole seconds of a turn; the sum of all turns is what a run takes.
FULL, QUICK = (5, 2), (2, 2)
_SIGNUPS = {"alone": 20, "rounds": 3, "each": 40}
_FEW_SIGNUPS = {"alone": 5, "rounds": 1, "each": 16}
_HOT = (played.GET, played.LIST, played.CREATE)


async def measure(world: World) -> list[Figure]:
    """The targets beside what was measured; all rows go to the report."""
    rounds, seconds = QUICK if world.quick else FULL
    facts = await facts_of(world)
    turns: list[Turn] = []
    async with standing(world, shops=FEW, peer_shops=FEW, seconds=seconds) as side:
        await _few(side, rounds, quick=world.quick)
        turns += side.arena.turns
        signups = await measure_signups(
            side.system, side.stage.peer, **(_FEW_SIGNUPS if world.quick else _SIGNUPS)
        )
    if not world.quick:
        async with standing(world, shops=MANY, peer_shops=MANY, seconds=seconds) as side:
            for scenario in _HOT:
                await side.arena.play(scenario, side.stage, side.of(PRODUCT, FLOOR, PEER), rounds=3, tenants=MANY)
            turns += side.arena.turns
    found = [*targets(turns), *signups]
    if not world.quick:
        title = "The product beside its peer and the floor"
        await asyncio.to_thread(report.write, RESULTS / "contest", turns, facts, found, title=title)
    return found


async def _few(side: Side, rounds: int, *, quick: bool) -> None:
    everybody = side.of(PRODUCT, FLOOR, FLOOR_CACHED, PEER, PEER_LEAN, *(() if quick else (GATEWAY,)))
    for scenario in _HOT:
        await side.arena.play(scenario, side.stage, everybody, rounds=rounds, tenants=FEW)
    if quick:
        return
    for scenario in (played.UPDATE, played.SEARCH):
        await side.arena.play(scenario, side.stage, side.of(PRODUCT, FLOOR, PEER), rounds=3, tenants=FEW)
    for scenario in (played.LOGIN, played.REFRESH):
        await side.arena.play(scenario, side.stage, side.of(AUTH, PEER), rounds=3, tenants=FEW)


def targets(turns: Sequence[Turn]) -> list[Figure]:
    """What was promised (the least that counts as met), then what only informs."""
    found: list[Figure | None] = []
    for scenario in _HOT:
        name = scenario.name
        found += [
            report.versus(turns, name, FEW, PRODUCT, PEER, "cpu_ms", at_most=1 / 3),
            report.versus(turns, name, FEW, PRODUCT, PEER_LEAN, "cpu_ms", at_most=1 / 2),
            report.versus(turns, name, FEW, PRODUCT, FLOOR, "cpu_ms", at_most=1.3),
            report.versus(turns, name, FEW, PRODUCT, PEER, "per_s", at_least=3),
            report.versus(turns, name, FEW, PRODUCT, FLOOR, "per_s", at_least=0.75),
            report.versus(turns, name, FEW, PRODUCT, PEER, "rss_mb", at_most=1.6),
            report.versus(turns, name, FEW, PRODUCT, FLOOR_CACHED, "cpu_ms"),
            report.versus(turns, name, FEW, GATEWAY, PRODUCT, "cpu_ms"),
            report.versus(turns, name, MANY, PRODUCT, PEER, "cpu_ms"),
            report.versus(turns, name, MANY, PRODUCT, FLOOR, "cpu_ms"),
        ]
    for scenario in (played.UPDATE, played.SEARCH):
        found += [
            report.versus(turns, scenario.name, FEW, PRODUCT, PEER, "cpu_ms"),
            report.versus(turns, scenario.name, FEW, PRODUCT, FLOOR, "cpu_ms"),
        ]
    for scenario in (played.LOGIN, played.REFRESH):
        found.append(report.versus(turns, scenario.name, FEW, AUTH, PEER, "cpu_ms"))
    return [figure for figure in found if figure is not None]


async def facts_of(world: World) -> dict[str, str]:
    connection = await asyncpg.connect(world.pair.servers.admin_url())
    try:
        server = str(await connection.fetchval("SHOW server_version"))
    finally:
        await connection.close()
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        **report.machine(),
        "PostgreSQL": f"{server}, fsync on, on the same machine",
        "peer": versions(await asyncio.to_thread(environment)),
        "workers": "one process each; the peer's has four threads, the product's and the floor's an event loop",
        "load": "wrk, 32 connections (4 where an answer decides the next request), closed loop",
    }
