"""A plan hits everything that it promises to hit, and the same again under the same seed."""

import random
from itertools import chain

import pytest

from tests.chaos.plan import POINTS, SERVERS, Fault, Kind, rounds, services_at


def _plan(kills: int, seed: int = 7) -> list[tuple[Fault, ...]]:
    return list(rounds(kills, random.Random(seed)))  # noqa: S311 - repeatable


@pytest.mark.parametrize("kills", [len(POINTS) + len(SERVERS) + 1, 25, 500])
def test_plan_kills_so_often_at_every_point_and_both_servers(kills: int) -> None:
    faults = list(chain.from_iterable(_plan(kills)))
    struck = [fault for fault in faults if fault.kind is not Kind.CUT]
    assert len(struck) == kills
    assert {fault.point for fault in struck if fault.point} == set(POINTS)
    assert {fault.target for fault in struck if fault.kind is Kind.SERVER} == set(SERVERS)
    assert any(fault.kind is Kind.RANDOM for fault in struck)
    assert all(fault.target in services_at(fault.point) for fault in struck if fault.point)


def test_round_strikes_nobody_twice_and_a_server_alone() -> None:
    for faults in _plan(500):
        assert len({fault.target for fault in faults}) == len(faults) <= 2
        assert len(faults) == 1 or all(fault.kind in (Kind.POINT, Kind.RANDOM) for fault in faults)


def test_plan_repeats_under_its_seed_and_differs_under_another() -> None:
    assert _plan(60) == _plan(60)
    assert _plan(60) != _plan(60, seed=8)


def test_too_few_kills_for_every_point_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        _plan(3)
