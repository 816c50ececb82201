"""Asks OSV (https://osv.dev) which locked dependencies have known vulnerabilities: Python's and the front end's.

Three ends, and the third is not the first: 0 audited and clean, 1 vulnerable, 3 not audited (the database was not
reached or not understood).
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
OSV = "https://api.osv.dev"
TIMEOUT_S = 10.0
# As many as one question may hold.
BATCH = 1000
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Package:
    """One locked version, by OSV's name of its ecosystem: `PyPI` or `npm`."""

    ecosystem: str
    name: str
    version: str


class NotAuditedError(Exception):
    """The database gave no answer that could be used."""


def python_packages(lock: str) -> set[Package]:
    """What a requirements lock pins."""
    return {Package("PyPI", name.lower(), version) for name, version in _PINNED.findall(lock)}


def npm_packages(lock: str) -> set[Package]:
    """What npm's lock installs from a registry, also below other packages."""
    entries = json.loads(lock).get("packages", {})
    return {
        Package("npm", place.rpartition("node_modules/")[2], entry["version"])
        for place, entry in entries.items()
        if "node_modules/" in place and not entry.get("link")
    }


def locked(root: Path = ROOT) -> list[Package]:
    """Every dependency of this repository."""
    found = npm_packages((root / "web" / "package-lock.json").read_text(encoding="utf-8"))
    for lock in root.glob("requirements*.lock"):
        found |= python_packages(lock.read_text(encoding="utf-8"))
    return sorted(found)


def vulnerabilities(packages: Sequence[Package], url: str = OSV) -> dict[Package, list[str]]:
    """The known ids by package, of those that have any. Raises NotAuditedError."""
    try:
        # The proxy of the environment, if any, is the user's own configuration.
        with httpx.Client(base_url=url, timeout=TIMEOUT_S) as client:
            return dict(_ask(client, packages))
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAuditedError(f"{type(error).__name__}: {error}") from error


def _ask(client: httpx.Client, packages: Sequence[Package]) -> Iterator[tuple[Package, list[str]]]:
    for start in range(0, len(packages), BATCH):
        asked = packages[start : start + BATCH]
        queries = [{"package": {"ecosystem": p.ecosystem, "name": p.name}, "version": p.version} for p in asked]
        answer = client.post("/v1/querybatch", json={"queries": queries}).raise_for_status().json()
        results = answer["results"]
        if len(results) != len(asked):
            raise ValueError(f"{len(results)} answers to {len(asked)} questions")
        for package, result in zip(asked, results, strict=True):
            if ids := [each["id"] for each in result.get("vulns", [])]:
                yield package, ids


def main() -> int:
    """Prints the result; see the module for the codes."""
    packages = locked()
    try:
        found = vulnerabilities(packages, os.environ.get("OSV_URL", OSV))
    except NotAuditedError as error:
        print(f"dependencies NOT AUDITED: {len(packages)} are locked; {error}", file=sys.stderr)
        return NOT_AUDITED
    for package, ids in found.items():
        print(f"{package.ecosystem} {package.name} {package.version}: {', '.join(ids)}", file=sys.stderr)
    print(f"{len(packages)} dependencies audited, {len(found)} with known vulnerabilities")
    return VULNERABLE if found else CLEAN


if __name__ == "__main__":
    sys.exit(main())
