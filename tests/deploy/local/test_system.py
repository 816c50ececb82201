"""Packages: nothing to do when present, the exact command when we may not install."""

import shutil
import sys

import pytest

from deploy.local import system
from deploy.local.__main__ import main
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


def test_browser_and_its_fonts_are_for_the_tests_only() -> None:
    servers = {*system.RUNNING, system.PROMETHEUS, system.PGBOUNCER}
    assert {system.CHROMIUM, system.FONTS} == set(system.TESTING) - servers


def test_prometheus_is_for_the_tests_only_and_its_daemon_stays_off(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Package] = []
    monkeypatch.setattr(sys, "argv", ["deploy.local", "packages"])
    monkeypatch.setattr("deploy.local.__main__.ensure_system_packages", asked.extend)
    assert main() == 0
    assert system.PROMETHEUS in asked
    assert system.PROMETHEUS not in system.RUNNING
    assert system.PROMETHEUS.units == ("prometheus.service",)
