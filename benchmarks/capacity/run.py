"""Measures what a request of each kind costs, replays the mix, and writes what so many shops will need."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import relay
from benchmarks.capacity.model import FLEETS, MB, Measured, Unit, need, shops_a_core, table
from benchmarks.capacity.replay import Replayed, compared, replay
from benchmarks.contest import scenarios as played
from benchmarks.contest.contest import Turn, summary
from benchmarks.contest.data import ROWS, fill_animals
from benchmarks.contest.run import RESULTS, facts_of
from benchmarks.contest.stage import GATEWAY, Side, standing
from benchmarks.figures import Figure
from benchmarks.world import World
from tests.infra.sql import connected

SHOPS, ROUNDS, SECONDS = 10, 2, 2
# Of what one worker could do: a machine that is busy but not late.
SHARE = 0.35
# A request costs more where few come at a time: what is done once for many is done for one.
TOLERANCE = 1.3
SCENARIOS = {
    "list": played.LIST,
    "search": played.SEARCH,
    "get one": played.GET,
    "update": played.UPDATE,
    "create": played.CREATE,
}
_BYTES = """
SELECT pg_total_relation_size('{schema}.api_cliente')::float8
        / (SELECT count(*) FROM {schema}.api_cliente) AS tutor,
    pg_total_relation_size('{schema}.api_animal')::float8 / (SELECT count(*) FROM {schema}.api_animal) AS animal,
    (SELECT sum(pg_total_relation_size(oid)) FROM pg_class
        WHERE relnamespace = 'audit'::regnamespace AND relkind = 'r')::float8
        / (SELECT count(*) FROM audit.entries) AS audit
"""


async def measure(world: World) -> list[Figure]:
    """The replay beside its prediction, then what fleets need. Raises FileNotFoundError before a fleet's run."""
    facts, fleet = await facts_of(world), fleet_costs(json.loads((RESULTS / "fleet.json").read_text()))
    relayed = await relay.measure(world)
    async with standing(world, shops=SHOPS, peer_shops=0, seconds=SECONDS) as side:
        turns = side.arena.turns
        await _play(side)
        played_live = await replay(side, per_s=SHARE * median(turn.per_s for turn in turns))
        # Before and after: a shared machine is not the same for two minutes.
        await _play(side)
        units = {kind: _unit(turns, scenario.name) for kind, scenario in SCENARIOS.items()}
        replayed = compared(played_live, units)
        measured = Measured(
            units=units,
            replayed=replayed.alone,
            idle=replayed.idle,
            worker_mb=median(turn.rss_mb for turn in turns),
            relay_per_s=relayed[0].value,
            **await _bytes(side),
            **fleet,
        )
    found = figures(measured, replayed)
    await asyncio.to_thread(_write, RESULTS / "capacity", facts, measured, found)
    return found


def figures(measured: Measured, replayed: Replayed) -> list[Figure]:
    """Prediction against measurement, and what it comes to."""
    of = f"replay of the mix, {replayed.per_s:.0f} requests/s through the gateway"
    application = replayed.measured.application_ms / replayed.predicted.application_ms
    postgres = replayed.measured.postgres_ms / replayed.predicted.postgres_ms
    needs = {shops: need(measured, shops) for shops in FLEETS}
    return [
        Figure(f"{of}: CPU of the application, measured ÷ predicted", application, "×", at_most=TOLERANCE),
        Figure(f"{of}: CPU of PostgreSQL, measured ÷ predicted", postgres, "×", at_most=TOLERANCE),
        Figure(f"{of}: CPU of a request, application", replayed.measured.application_ms, "ms"),
        Figure(f"{of}: CPU of a request, PostgreSQL", replayed.measured.postgres_ms, "ms"),
        Figure(f"{of}: p95", replayed.p95_ms, "ms"),
        Figure("capacity: shops a core at their peak", shops_a_core(measured), "shops"),
        *(
            Figure(f"capacity: cores for {shops:,} shops", each.application_cores + each.postgres_cores, "cores")
            for shops, each in needs.items()
        ),
    ]


def fleet_costs(data: Mapping[str, Any]) -> dict[str, float]:
    """What a shop adds to disk, catalogs, connections and a new role: the largest fleet's less the smallest's."""
    weights = {int(size): weight for size, weight in data["weights"].items()}
    few, many = min(weights), max(weights)
    more = many - few

    def grown(name: str) -> float:
        return float(weights[many][name] - weights[few][name])

    return {
        "fleet_shop_bytes": grown("database_mb") * MB / more,
        "fleet_relations": grown("relations") / more,
        "fleet_backend_mb": float(weights[few]["connection_mb"]),
        "fleet_backend_kb_a_schema": float(weights[many]["schema_kb"]),
        "fleet_new_role_us_a_shop": grown("new_role_ms") * 1000 / more,
    }


async def _play(side: Side) -> None:
    for scenario in SCENARIOS.values():
        await side.arena.play(scenario, side.stage, side.of(GATEWAY), rounds=ROUNDS, tenants=SHOPS)


async def _bytes(side: Side) -> dict[str, float]:
    # Not the first, whose rows one scenario changes thousands of times.
    schema = side.stage.shops[-1].schema
    await fill_animals(side.system.admin_url, [schema], ROWS)
    async with connected(side.system.admin_url) as admin:
        found = await admin.fetchrow(_BYTES.format(schema=schema))
    assert found is not None  # noqa: S101 - a query without a table answers a row
    return {f"{name}_bytes": float(found[name]) for name in ("tutor", "animal", "audit")}


def _unit(turns: Sequence[Turn], scenario: str) -> Unit:
    own = summary(turns, scenario, GATEWAY, SHOPS)
    return Unit(median(turn.application_ms for turn in own), median(turn.postgres_ms for turn in own))


def _write(stem: Path, facts: Mapping[str, str], measured: Measured, found: Sequence[Figure]) -> None:
    lines = ["# Capacity", "", *(f"- {name}: {value}" for name, value in facts.items()), ""]
    lines += ["| | bound | result |", "|---|---|---|"]
    lines += [f"| {each.name} | {each.target} | {each.value:.2f} {each.unit} {each.verdict} |" for each in found]
    lines += ["", table(measured), ""]
    stem.with_suffix(".md").write_text("\n".join(lines))
    data = {"facts": dict(facts), "measured": measured.as_json(), "figures": [each.as_json() for each in found]}
    stem.with_suffix(".json").write_text(json.dumps(data, indent=1) + "\n")
