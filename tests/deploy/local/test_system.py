"""Packages: nothing to do when present, the exact command when we may not install."""

import shutil

import pytest

from deploy.local import system
from deploy.local.system import Package, PackagesMissing, ensure_system_packages

SHELL = Package("dash", "sh")
ABSENT = Package("no-such-package", "no-such-command")


def test_ensure_system_packages_present_does_nothing() -> None:
    assert ensure_system_packages([SHELL, Package("files", "/etc/passwd")]) == []


def test_ensure_system_packages_without_rights_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(PackagesMissing, match=r"sudo apt-get update && sudo apt-get install .* no-such-package"):
        ensure_system_packages([ABSENT])
