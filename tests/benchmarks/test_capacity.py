"""The capacity model by hand on round numbers, and that the document says what the last run came to."""

import dataclasses
import json

import pytest

from benchmarks.capacity.model import FLEETS, Measured, Unit, mixed, need, planned, shops_a_core, table
from benchmarks.capacity.replay import Played, compared
from benchmarks.capacity.run import figures, fleet_costs
from benchmarks.capacity.shape import MIX, mean, requests_a_day
from benchmarks.contest.run import RESULTS
from deploy.local.paths import ROOT

MEASURED = Measured(
    units=dict.fromkeys(MIX, Unit(application_ms=2.0, postgres_ms=1.0)),
    replayed=Unit(0.0, 0.0), idle=Unit(0.0, 0.0),
    worker_mb=100.0, tutor_bytes=1_000.0, animal_bytes=1_000.0, audit_bytes=500.0, relay_per_s=1_000.0,
    fleet_shop_bytes=2**20, fleet_relations=50.0, fleet_backend_mb=10.0, fleet_backend_kb_a_schema=10.0,
    fleet_new_role_us_a_shop=2.0,
)  # fmt: skip


def test_the_average_shop_is_of_all_sizes_by_their_share() -> None:
    assert mean("tutores") == pytest.approx(0.6 * 200 + 0.28 * 700 + 0.1 * 3_000 + 0.02 * 11_000)
    assert requests_a_day() == pytest.approx((375.4 * 40 + 494 * 25) / 26, rel=1e-3)


def test_cores_follow_from_requests_at_the_peak_and_leave_room() -> None:
    found = need(MEASURED, 10_000)
    per_s = requests_a_day() * 10_000 / 36_000 * 3.1
    assert found.requests_per_s == pytest.approx(per_s)
    assert found.application_cores == pytest.approx(per_s * 2 / 1000 / 0.6)
    assert found.postgres_cores == pytest.approx(found.application_cores / 2)
    assert found.workers == -(-found.application_cores // 1)
    assert (found.connections, found.catalog_relations) == (found.workers * 15, 500_000)
    assert found.max_connections >= found.connections / 0.3
    assert found.connection_mb == pytest.approx(10 + 10_000 * 10 / 1024)
    assert found.new_role_ms == pytest.approx(20)
    assert shops_a_core(MEASURED) == pytest.approx(10_000 / (per_s * 3 / 1000 / 0.6))


def test_ten_times_the_shops_need_ten_times_as_much() -> None:
    one, ten = need(MEASURED, 10_000), need(MEASURED, 100_000)
    for name in ("requests_per_s", "application_cores", "data_gb", "growth_gb_a_year", "events_per_s"):
        assert getattr(ten, name) == pytest.approx(10 * getattr(one, name))


def test_plans_are_made_with_the_dearer_of_full_load_and_replay() -> None:
    dearer = dataclasses.replace(MEASURED, replayed=Unit(3.0, 0.5))
    found = planned(dearer)
    assert found.application_ms == 3.0
    assert found.postgres_ms == pytest.approx(1.0)
    assert need(dearer, 10_000).application_cores == pytest.approx(need(MEASURED, 10_000).application_cores * 1.5)


def test_what_idles_counts_once_whatever_the_shops() -> None:
    idle = dataclasses.replace(MEASURED, idle=Unit(60.0, 30.0))
    for shops in (100, 10_000):
        more = need(idle, shops).application_cores - need(MEASURED, shops).application_cores
        assert more == pytest.approx(0.1)


def test_one_request_of_the_mix_weighs_each_kind_by_its_share() -> None:
    units = {kind: Unit(100.0 * share, 0.0) for kind, share in MIX.items()}
    assert mixed(units).application_ms == pytest.approx(sum(100 * share**2 for share in MIX.values()))


def test_costs_of_a_shop_are_what_the_fleet_grew_by() -> None:
    small = {"relations": 500, "database_mb": 10.0, "connection_mb": 5.0, "schema_kb": 90.0, "new_role_ms": 0.1}
    large = {
        "relations": 10_500,
        "database_mb": 210.0,
        "connection_mb": 6.0,
        "schema_kb": 100.0,
        "new_role_ms": 2.1,
    }
    found = fleet_costs({"weights": {"10": small, "210": large}})
    assert found["fleet_shop_bytes"] == pytest.approx(2**20)
    assert found["fleet_relations"] == pytest.approx(50)
    assert found["fleet_backend_kb_a_schema"] == 100
    assert found["fleet_new_role_us_a_shop"] == pytest.approx(10)


def test_prediction_that_is_too_low_is_missed() -> None:
    played = Played(per_s=100.0, measured=Unit(5.0, 1.0), idle=Unit(50.0, 0.0), p95_ms=20.0)
    replayed = compared(played, MEASURED.units)
    found = replayed.predicted
    assert replayed.alone == Unit(4.5, 1.0)
    assert found.application_ms == pytest.approx(2.5)
    assert found.postgres_ms == pytest.approx(1.0)
    application, postgres, *_ = figures(MEASURED, replayed)
    assert (application.value, application.is_met) == (2.0, False)
    assert postgres.is_met


def test_table_names_every_fleet_and_survives_the_json() -> None:
    again = Measured.from_json(json.loads(json.dumps(MEASURED.as_json())))
    assert again == MEASURED
    assert table(again).splitlines()[0] == "| | " + " | ".join(f"{shops:,} shops" for shops in FLEETS) + " |"
    assert table(dataclasses.replace(MEASURED, worker_mb=1.0)) != table(MEASURED)


def test_the_document_says_what_the_last_run_came_to() -> None:
    measured = Measured.from_json(json.loads((RESULTS / "capacity.json").read_text())["measured"])
    assert table(measured) in (ROOT / "docs" / "capacity.md").read_text()
