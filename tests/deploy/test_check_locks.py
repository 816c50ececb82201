"""The lock check finds what would tie the lock to one registry or leave it unverified."""

import json
from pathlib import Path

import pytest

from tools.check_locks import check_package_lock, check_requirements, main

HASHED = "a==1.0 \\\n    --hash=sha256:00\n    # via b\n"


def test_requirements_with_hashes_pass() -> None:
    assert check_requirements(HASHED + "b[x]==2 ; python_version < '3.12' \\\n    --hash=sha256:11\n") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("a==1.0", "has no hash"),
        ("a>=1.0 --hash=sha256:00", "is not pinned"),
        ("a @ https" + "://example.org/a.whl --hash=sha256:00", "names a registry"),
        ("--index-url somewhere", "names a registry"),
        ("--find-links wheels", "names a registry"),
        ("# from http" + "://example.org/simple", "names a registry"),
    ],
)
def test_requirements_fault_is_found(line: str, problem: str) -> None:
    assert [found.split(":")[0] for found in check_requirements(HASHED + line)] == [problem]


def test_package_lock_needs_integrity_and_no_address() -> None:
    packages = {"": {}, "node_modules/a": {"integrity": "x"}, "node_modules/b": {"resolved": "somewhere"}}
    problems = check_package_lock(json.dumps({"packages": packages}))
    assert problems == ["names a registry: node_modules/b", "has no hash: node_modules/b"]


def test_main_no_lock_at_all_fails(tmp_path: Path) -> None:
    assert main(tmp_path) == 1
    (tmp_path / "requirements.lock").write_text(HASHED)
    assert main(tmp_path) == 0
