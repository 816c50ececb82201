"""Crash points: nothing happens without a test's hook, and the product can neither arm nor forget one."""

import re
from collections.abc import Iterator

import pytest

from libs.common import faults
from libs.common.faults import CrashPoint, crash_point
from tests.architecture.source import Source, offences, product


@pytest.fixture
def passed() -> Iterator[list[CrashPoint]]:
    """The points passed from here on."""
    points: list[CrashPoint] = []
    faults.install(points.append)
    yield points
    faults.install(None)


def test_point_without_a_hook_does_nothing(passed: list[CrashPoint]) -> None:
    faults.install(None)
    crash_point(CrashPoint.RELAY_CLAIMED)
    assert passed == []


def test_point_with_a_hook_is_told_by_name(passed: list[CrashPoint]) -> None:
    crash_point(CrashPoint.EDGE_WRITTEN)
    assert passed == [CrashPoint.EDGE_WRITTEN]


def test_every_declared_point_stands_in_the_product() -> None:
    text = "\n".join(source.text for source in product())
    assert [point for point in CrashPoint if f"crash_point(CrashPoint.{point.name})" not in text] == []


def arming(source: Source) -> Iterator[str]:
    yield from re.findall(r"faults\.install\b|\bimport install\b|faults\._hook\b", source.code)


def test_product_never_arms_a_point_and_the_check_would_see_it() -> None:
    assert list(arming(Source("libs/common/x.py", "from libs.common import faults\nfaults.install(hook)")))
    assert offences(arming) == []
