"""Prometheus of the system as a plain process of ours, with the repository's rules and a list of targets."""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from deploy.local.paths import ROOT, make_open
from deploy.local.process import Process, http_ok
from deploy.local.system import PROMETHEUS, SYSTEM_PATH

RULES = ROOT / "deploy" / "prometheus" / "rules.yml"
# A rate needs two, and a target is first scraped at some moment of its interval.
SCRAPES = 4
_UNITS = {"s": 1, "m": 60, "h": 3600}
# How long a condition must hold, and the window of a rate.
_DURATION = re.compile(r"(?P<before>^ +for: |\[)(?P<number>\d+)(?P<unit>[smh])(?=\]|$)", re.MULTILINE)


def prepare(
    directory: Path, port: int, targets: Mapping[str, Sequence[str]], *, interval_s: int = 15, faster: float = 1
) -> Process:
    """Scrapes `targets`, addresses by service; with `faster` the rules wait and look back that much shorter."""
    make_open(directory)
    rules = shortened(RULES.read_text(), faster=faster, interval_s=interval_s)
    (directory / "rules.yml").write_text(rules)
    config = json.dumps(_configuration(targets, interval_s), indent=1)
    # JSON is YAML too.
    (directory / "prometheus.yml").write_text(config)
    return Process(
        name="prometheus",
        argv=[
            _executable(),
            f"--config.file={directory / 'prometheus.yml'}",
            f"--storage.tsdb.path={directory / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
        env={},
        cwd=directory,
        port=port,
        ready=partial(http_ok, port, "/-/ready"),
        log=directory.parent / "log" / f"{directory.name}.log",
        revision=hashlib.sha1((config + rules).encode(), usedforsecurity=False).hexdigest(),
    )


def shortened(rules: str, *, faster: float, interval_s: int) -> str:
    """The rules with every `for` and every window divided, down to a few scrapes."""

    def divide(found: re.Match[str]) -> str:
        seconds = int(found["number"]) * _UNITS[found["unit"]] / faster
        return f"{found['before']}{max(SCRAPES * interval_s, round(seconds))}s"

    return _DURATION.sub(divide, rules) if faster > 1 else rules


def _configuration(targets: Mapping[str, Sequence[str]], interval_s: int) -> dict[str, object]:
    """As deploy/prometheus/prometheus.yml, with addresses instead of DNS."""
    every = f"{interval_s}s"
    groups = [{"targets": list(found), "labels": {"service": name}} for name, found in targets.items()]
    return {
        "global": {"scrape_interval": every, "scrape_timeout": every, "evaluation_interval": every},
        "rule_files": ["rules.yml"],
        "scrape_configs": [{"job_name": "services", "honor_labels": True, "static_configs": groups}],
    }


def _executable() -> str:
    found = shutil.which("prometheus", path=SYSTEM_PATH)
    if found is None:
        raise FileNotFoundError(f"{PROMETHEUS.name} is not installed: make test installs it")
    return found
