"""Whoever is called at night finds the page that the alert names."""

import re

import yaml  # type: ignore[import-untyped]

from deploy.local.paths import ROOT
from services.provisioning.saga import FAILED

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
ANCHORS = {heading.strip().lower().replace(" ", "-") for heading in HEADING.findall(RUNBOOK)}


def _alerts() -> dict[str, str]:
    rules = yaml.safe_load((ROOT / "deploy" / "prometheus" / "rules.yml").read_text())
    alerts = [rule for group in rules["groups"] for rule in group["rules"] if "alert" in rule]
    return {rule["alert"]: rule["annotations"]["runbook"] for rule in alerts}


def test_every_alert_names_a_heading_of_the_runbook() -> None:
    alerts = _alerts()
    assert len(alerts) >= 4
    for name, link in alerts.items():
        path, _, anchor = link.partition("#")
        assert (path, anchor) == ("docs/runbook.md", name.lower())
        assert anchor in ANCHORS, name


def test_runbook_knows_no_alert_that_is_gone() -> None:
    section = RUNBOOK.partition("# Alerts")[2].partition("# States that need a person")[0]
    assert set(HEADING.findall(section)) == set(_alerts())


def test_every_failed_state_and_failure_code_is_explained() -> None:
    for word in {state.public for state in FAILED} | {"EMAIL_TAKEN", "SCHEMA_FAILED", "TIMED_OUT", "CANCELLED"}:
        assert word in RUNBOOK, word
