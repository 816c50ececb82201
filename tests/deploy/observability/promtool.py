"""Prometheus' own judge of rules and queries, and the rules as it reads them."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from deploy.local.paths import ROOT
from deploy.local.system import PROMETHEUS, SYSTEM_PATH, install_command

FOLDER = ROOT / "deploy" / "prometheus"
RULES = FOLDER / "rules.yml"


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs it; fails, and never skips, where it is not installed."""
    found = shutil.which(PROMETHEUS.proof, path=SYSTEM_PATH)
    assert found, f"promtool is missing, and the rules go unchecked: {install_command([PROMETHEUS.name])}"
    return subprocess.run([found, *map(str, arguments)], capture_output=True, text=True)


def read_yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text())
    return content


def write_yaml(path: Path, content: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content))
    return path


def alerts() -> dict[str, dict[str, Any]]:
    """Every alert by its name."""
    found = [rule for group in read_yaml(RULES)["groups"] for rule in group["rules"] if "alert" in rule]
    by_name = {rule["alert"]: rule for rule in found}
    assert len(by_name) == len(found)
    return by_name
