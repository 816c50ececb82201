"""Dashboards and rules ask only for what the services really expose."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.observability.promtool import promtool, write_yaml
from tests.deploy.observability.queries import DASHBOARDS, Query, Uses, all_queries, uses
from tests.infra.metrics import scrape
from tests.infra.shops import Shop
from tests.infra.system import System

OF_THE_TARGET = {"job", "instance", "service"}
# What Prometheus itself writes; ALERTS carries its alert's labels as well.
OF_PROMETHEUS = {
    "up": OF_THE_TARGET,
    "ALERTS": {"alertname", "alertstate", "severity", "service"},
}


def test_queries_are_found() -> None:
    places = {query.place for query in all_queries()}
    assert {"alert SagaStuck", "Sagas: Oldest under way", "Services: $service"} <= places
    assert len(DASHBOARDS) == 3


def test_every_query_parses(tmp_path: Path) -> None:
    rules = [{"record": f"query:{n}", "expr": query.expr} for n, query in enumerate(all_queries())]
    path = write_yaml(tmp_path / "queries.yml", {"groups": [{"name": "all", "rules": rules}]})
    checked = promtool("check", "rules", path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(rules)} rules found" in checked.stdout


def test_query_that_does_not_parse_is_seen(tmp_path: Path) -> None:
    rules = [{"record": "query:0", "expr": "sum by (service (up)"}]
    path = write_yaml(tmp_path / "queries.yml", {"groups": [{"name": "all", "rules": rules}]})
    assert promtool("check", "rules", path).returncode != 0


async def test_every_metric_and_label_is_exposed_by_a_running_service(system: System, shop: Shop) -> None:
    exposed = {name: set(labels) for name, labels in OF_PROMETHEUS.items()}
    for service in system.ports:
        async with system.service(service) as client:
            for name, labels in (await scrape(client)).labels().items():
                exposed.setdefault(name, set()).update(labels | OF_THE_TARGET)
    problems = [problem for query in all_queries() for problem in _problems(query, exposed)]
    assert problems == []


def _problems(query: Query, exposed: dict[str, set[str]]) -> list[str]:
    used = uses(query.expr)
    assert used.of_metric, query.place
    found = [f"{query.place}: no service exposes {name}" for name in used.of_metric if name not in exposed]
    found += [
        f"{query.place}: {name} has no label {label}"
        for name, labels in used.of_metric.items()
        for label in sorted(labels - exposed.get(name, labels))
    ]
    found += [f"{query.place}: the answer has no {label}" for label in sorted(query.legend - used.grouped)]
    return found


@pytest.mark.parametrize(
    ("expr", "legend", "problem"),
    [
        ("sum(rate(http_requests_total[5m]))", "", "no service exposes http_requests_total"),
        ('sum(rate(seen_total{code="500"}[5m]))', "", "seen_total has no label code"),
        ("sum by (tenant) (rate(seen_total[5m]))", "", "seen_total has no label tenant"),
        ("seen_total > on (kind) seen_total", "", "seen_total has no label kind"),
        ("sum by (event) (rate(seen_total[5m]))", "route", "the answer has no route"),
    ],
)
def test_query_for_what_is_not_there_is_seen(expr: str, legend: str, problem: str) -> None:
    query = Query("here", expr, frozenset(filter(None, [legend])))
    assert f"here: {problem}" in _problems(query, {"seen_total": {"event", "service"}})


def test_uses_tells_metrics_from_everything_else() -> None:
    expr = (
        'histogram_quantile(0.95, sum by (step, le) (rate(a_bucket{state!~"x|y"}[5m]))) > 1e3'
        ' and on (service) (max by (service) (up{job="services"} offset 5m) == bool 0) or vector(0)'
    )
    assert uses(expr) == Uses(
        {"a_bucket": {"step", "le", "state", "service"}, "up": {"job", "service"}}, {"step", "le", "service"}
    )


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_dashboard_is_legible(path: Path) -> None:
    dashboard = json.loads(path.read_text())
    panels: list[dict[str, Any]] = dashboard["panels"]
    assert dashboard["uid"] == path.stem
    assert len({panel["id"] for panel in panels}) == len(panels)
    for panel in panels:
        assert panel["title"], panel["id"]
        assert panel["description"].endswith("."), panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        assert panel["fieldConfig"]["defaults"]["thresholds"]["steps"], panel["title"]
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {"prometheus"}, panel["title"]
    places = [
        (panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y)
        for panel in panels
        for x in range(panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["h"])
    ]
    assert len(set(places)) == len(places)
    assert max(x for x, _ in places) < 24


def test_data_source_is_the_one_that_the_dashboards_name() -> None:
    folder = DASHBOARDS[0].parents[1] / "provisioning"
    assert "uid: prometheus " in (folder / "datasources" / "prometheus.yml").read_text()
    assert "path: /etc/grafana/dashboards " in (folder / "dashboards" / "petshop.yml").read_text()
