"""Lock files hold a hash for every requirement and name no registry, so that they work behind any mirror."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".venv", ".data", "node_modules", ".git"}
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|(^|\s)-[if]\s", re.IGNORECASE)
REQUIREMENT = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[^]]*\])?==\S+")


def check_requirements(text: str) -> list[str]:
    """What is wrong with a requirements-style lock, one line each."""
    problems = []
    for entry in text.replace("\\\n", " ").splitlines():
        line = entry.strip()
        if ADDRESS.search(line):
            problems.append(f"names a registry: {line[:80]}")
        elif line and not line.startswith("#") and not REQUIREMENT.match(line):
            problems.append(f"is not pinned: {line[:80]}")
        elif line and not line.startswith("#") and "--hash=sha256:" not in line:
            problems.append(f"has no hash: {line[:80]}")
    return problems


def check_package_lock(text: str) -> list[str]:
    """The same for npm's lock: integrity for each package from a registry, no `resolved`."""
    packages: dict[str, Any] = json.loads(text).get("packages", {})
    entries = {name: entry for name, entry in packages.items() if name and not entry.get("link")}
    problems = [f"names a registry: {name}" for name, entry in entries.items() if "resolved" in entry]
    bare = (name for name, entry in entries.items() if "node_modules" in name and "integrity" not in entry)
    return problems + [f"has no hash: {name}" for name in bare]


def lock_files(root: Path) -> Iterator[Path]:
    """Every lock of the repository outside generated folders."""
    for path in sorted(root.rglob("*")):
        inside = not SKIPPED & set(path.relative_to(root).parts)
        if inside and (path.suffix == ".lock" or path.name == "package-lock.json"):
            yield path


def main(root: Path = ROOT) -> int:
    """Print each problem; answers 1 if there is any or if no lock is found."""
    found, bad = 0, 0
    for path in lock_files(root):
        check = check_package_lock if path.name == "package-lock.json" else check_requirements
        problems = check(path.read_text(encoding="utf-8"))
        found, bad = found + 1, bad + len(problems)
        for problem in problems:
            print(f"{path.relative_to(root)} {problem}", file=sys.stderr)
    print(f"{found} lock files, {bad} problems")
    return 1 if bad or not found else 0


if __name__ == "__main__":
    sys.exit(main())
