"""What the fleet's figures make of its turns; the turns themselves are `make bench-fleet`."""

import pytest

from benchmarks.__main__ import APART, BENCHMARKS
from benchmarks.contest.contest import Turn
from benchmarks.contest.scenarios import of_animals
from benchmarks.contest.stage import FLOOR, PEER, PRODUCT
from benchmarks.fleet.run import BIG, HOT, TINY, figures
from benchmarks.fleet.weight import Weight

WEIGHT = Weight(
    relations=500,
    catalogs_mb=10.0,
    database_mb=20.0,
    connection_mb=5.0,
    schema_kb=100.0,
    new_role_ms=0.1,
    build_ms=25.0,
)


def _turn(who: str, scenario: str, size: int, p50_ms: float, application_ms: float = 1.0) -> Turn:
    return Turn(
        scenario=scenario, contestant=who, tenants=size, round=1, requests=100, per_s=100.0, p50_ms=p50_ms,
        p99_ms=2 * p50_ms, application_ms=application_ms, postgres_ms=1.0, broker_ms=0.0, rss_mb=80.0,
    )  # fmt: skip


def _turns() -> list[Turn]:
    get = HOT[0].name
    turns = [_turn(PRODUCT, get, 10, 4.0), _turn(PRODUCT, get, 10_000, 8.0)]
    turns += [_turn(FLOOR, get, size, 1.0, application_ms=0.0) for size in (10, 10_000)]
    turns += [_turn(PEER, get, 10, 1.0, application_ms=7.0)]
    turns += [_turn(PRODUCT, scenario.name, 10_000, 3.0) for scenario in of_animals(TINY)]
    turns += [_turn(PRODUCT, scenario.name, 10_000, 6.0) for scenario in of_animals(BIG)]
    return turns


def test_growth_is_judged_between_the_smallest_fleet_and_the_largest() -> None:
    found = {
        figure.name.partition(" (")[0]: figure
        for figure in figures(_turns(), {10: 100.0, 10_000: 120.0}, {10: 150.0}, {10: WEIGHT, 10_000: WEIGHT})
    }
    get, new = found["p50 of get at 10,000 shops ÷ at 10"], found["p50 of sign-up at 10,000 shops ÷ at 10"]
    assert (get.value, get.is_met, new.value, new.is_met) == (2.0, False, 1.2, True)
    assert found[f"CPU, get one, 10 shops: {PRODUCT} ÷ {PEER}"].value == 0.25
    assert found[f"CPU, get one, 10000 shops: {PRODUCT} ÷ {FLOOR}"].value == 2.0
    assert f"CPU, get one, 10000 shops: {PRODUCT} ÷ {PEER}" not in found, "the peer left before"
    assert found[f"p50 of animals: list, {BIG} ÷ the same at {TINY}"].value == 2.0
    assert found["next request of a connection after a new role, at 10,000 shops"].value == 0.1


def test_growth_without_a_turn_is_no_figure() -> None:
    with pytest.raises(ValueError, match="median"):
        figures([], {10: 1.0, 10_000: 1.0}, {}, {})


def test_the_fleet_is_measured_only_by_name() -> None:
    assert set(APART) < set(BENCHMARKS)
