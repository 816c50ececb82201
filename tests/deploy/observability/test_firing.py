"""A real Prometheus before the running system: it answers every query, and an alert fires and ends."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from deploy.local.servers.prometheus import shortened
from tests.deploy.observability.queries import all_queries
from tests.infra.prometheus import Prometheus, running_prometheus
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually


@pytest_asyncio.fixture
async def prometheus(system: System, tmp_path: Path) -> AsyncIterator[Prometheus]:
    async with running_prometheus(system, tmp_path) as running:
        yield running


async def test_every_query_is_answered(prometheus: Prometheus, system: System, shop: Shop) -> None:
    for query in all_queries():
        await prometheus.query(query.expr)
    assert await _services(prometheus, "outbox_depth") == set(system.ports)
    # A label of the metric itself, about others than the process that tells it.
    assert await _services(prometheus, "parked_messages") >= {"tenant", "auth", "provisioning"}


async def _services(prometheus: Prometheus, metric: str) -> set[str]:
    return {series["metric"]["service"] for series in await prometheus.query(metric)}


async def test_service_that_stops_is_an_alert_until_it_is_back(prometheus: Prometheus, system: System) -> None:
    assert await prometheus.alerts("ServiceDown") == []
    system.stop_service("business")
    try:
        (alert,) = await eventually(lambda: prometheus.alerts("ServiceDown"))
        assert alert["labels"] == {"alertname": "ServiceDown", "service": "business", "severity": "critical"}
        assert alert["annotations"]["summary"] == "business is down"
        assert alert["annotations"]["runbook"] == "docs/runbook.md#servicedown"
    finally:
        system.start_service("business")
        await system.wait_ready()

    async def is_over() -> bool:
        return not await prometheus.alerts("ServiceDown")

    await eventually(is_over)


def test_shortened_rules_wait_and_look_back_less() -> None:
    rules = "- expr: rate(a[5m]) > 900 and b offset 5m\n  for: 10m\n- expr: c[1h]\n  for: 30s\n"
    assert shortened(rules, faster=60, interval_s=1) == (
        "- expr: rate(a[5s]) > 900 and b offset 5m\n  for: 10s\n- expr: c[60s]\n  for: 4s\n"
    )
    assert shortened(rules, faster=1, interval_s=15) == rules
