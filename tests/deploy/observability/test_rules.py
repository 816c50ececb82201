"""The alert rules: valid, complete, and each held by unit tests that notice when it is broken."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local import system
from deploy.local.servers import prometheus
from tests.deploy.observability import promtool as promtool_module
from tests.deploy.observability.promtool import FOLDER, RULES, alerts, promtool, read_yaml, write_yaml

UNIT_TESTS = sorted((FOLDER / "tests").glob("*.yml"))
SEVERITIES = ("critical", "warning")


def _cases(alert: str) -> list[dict[str, Any]]:
    """The unit tests of an alert; their names begin with its own."""
    cases = [case for path in UNIT_TESTS for case in read_yaml(path)["tests"]]
    return [case for case in cases if case["name"].partition(" - ")[0] == alert]


def test_configuration_and_rules_are_valid() -> None:
    checked = promtool("check", "config", FOLDER / "prometheus.yml")
    assert checked.returncode == 0, checked.stderr
    # The configuration names the rules; without them this would pass all the same.
    assert f"{sum(1 for _ in alerts())} rules found" in checked.stdout


def test_native_configuration_scrapes_as_the_contained_one(tmp_path: Path) -> None:
    prometheus.prepare(tmp_path / "native", 1, {"tenant": ["127.0.0.1:2"]})
    assert (tmp_path / "native" / "rules.yml").read_text() == RULES.read_text()
    native, contained = (
        read_yaml(folder / "prometheus.yml")["scrape_configs"] for folder in (tmp_path / "native", FOLDER)
    )
    shared = [{key: one[key] for key in ("job_name", "honor_labels")} for (one,) in (native, contained)]
    assert shared[0] == shared[1] == {"job_name": "services", "honor_labels": True}
    assert promtool("check", "config", tmp_path / "native" / "prometheus.yml").returncode == 0


def test_unit_tests_of_the_rules_pass() -> None:
    tested = promtool("test", "rules", *UNIT_TESTS)
    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.parametrize("alert", alerts())
def test_alert_says_what_it_is_and_where_help_is(alert: str) -> None:
    rule = alerts()[alert]
    assert rule["labels"] == {"severity": rule["labels"]["severity"]}
    assert rule["labels"]["severity"] in SEVERITIES
    assert set(rule["annotations"]) == {"summary", "description", "runbook"}
    assert rule["annotations"]["runbook"] == f"docs/runbook.md#{alert.lower()}"
    assert len(rule["annotations"]["summary"]) <= 80
    assert rule["annotations"]["description"].endswith(".")


@pytest.mark.parametrize("alert", alerts())
def test_alert_is_seen_firing_and_seen_silent(alert: str) -> None:
    firing = f'ALERTS{{alertname="{alert}", alertstate="firing"}}'
    looks = [look for case in _cases(alert) for look in case["promql_expr_test"] if look["expr"] == firing]
    assert {bool(look["exp_samples"]) for look in looks} == {True, False}


def test_every_unit_test_is_of_an_alert_there_is() -> None:
    names = {case["name"].partition(" - ")[0] for path in UNIT_TESTS for case in read_yaml(path)["tests"]}
    assert names == alerts().keys()


def _broken(rule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rule as it could go wrong: never fires, fires too soon, or whatever the number."""
    yield rule | {"expr": "vector(0) > 1"}
    if "for" in rule:
        yield {key: value for key, value in rule.items() if key != "for"}
    for number in re.finditer(r"(==|>) ([\d.]+)$", rule["expr"], re.MULTILINE):
        yield rule | {"expr": f"{rule['expr'][: number.start()]}>= 0{rule['expr'][number.end() :]}"}


@pytest.mark.parametrize("alert", alerts())
def test_broken_alert_fails_its_unit_tests(alert: str, tmp_path: Path) -> None:
    cases = write_yaml(
        tmp_path / "cases.yml",
        {"rule_files": ["rules.yml"], "evaluation_interval": "15s", "tests": _cases(alert)},
    )
    rule = alerts()[alert]
    assert _outcome(cases, rule) == 0
    survivors = [broken for broken in _broken(rule) if _outcome(cases, broken) == 0]
    assert survivors == []


def _outcome(cases: Path, rule: dict[str, Any]) -> int:
    write_yaml(cases.parent / "rules.yml", {"groups": [{"name": "one", "rules": [rule]}]})
    return promtool("test", "rules", cases).returncode


def test_missing_promtool_fails_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promtool_module, "PROMETHEUS", system.Package("prometheus", "no-such-promtool"))
    with pytest.raises(AssertionError, match=r"promtool is missing.*apt-get install .* prometheus"):
        promtool("check", "rules", RULES)
