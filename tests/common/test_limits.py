"""Rates and shares by themselves, on a clock of the test's own."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest

from libs.common import limits
from libs.common.clock import new_id
from libs.common.limits import RATES, ConnectionShares, Rate, RateLimitedError, RateLimiter, TokenBucket
from services.tenant.plans import PLANS


@dataclass
class Clock:
    """Stands until it is moved."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def _taken(limiter: RateLimiter, tries: int, plan: str = "basic") -> int:
    shop, taken = uuid4(), 0
    for _ in range(tries):
        try:
            limiter.admit(shop, plan)
        except RateLimitedError:
            continue
        taken += 1
    return taken


def test_every_plan_has_a_rate_and_a_larger_one_more() -> None:
    assert RATES.keys() == PLANS.keys()
    per_s = [RATES[plan].per_s for plan in PLANS]
    assert per_s == sorted(per_s)


def test_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = TokenBucket(Rate(per_s=2, burst=3), 3, at=0)
    assert [bucket.take(0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert bucket.take(0.25) == 0.25
    assert bucket.take(0.5) == 0
    assert [bucket.take(1_000) for _ in range(4)] == [0, 0, 0, 0.5]


def test_bucket_never_gives_more_than_burst_and_rate_together() -> None:
    chance, rate = random.Random(7), Rate(per_s=5, burst=8)  # noqa: S311 - no secret
    bucket, now, given = TokenBucket(rate, 8, at=0), 0.0, list[float]()
    for _ in range(3_000):
        now += chance.expovariate(20)
        if bucket.take(now) == 0:
            given.append(now)
    for first in range(0, len(given), 7):
        for last in range(first, min(first + 60, len(given))):
            assert last - first + 1 <= rate.burst + rate.per_s * (given[last] - given[first]) + 1e-6


def test_shops_have_their_plans_rates_and_a_scale() -> None:
    limiter = RateLimiter(scale=0.1, clock=Clock())
    assert [_taken(limiter, 200, plan) for plan in ("basic", "pro", "premium", "unheard of")] == [20, 40, 80, 20]


def test_refusal_says_in_whole_seconds_when_it_ends() -> None:
    clock, shop = Clock(), new_id()
    limiter = RateLimiter(scale=0.005, clock=clock)
    limiter.admit(shop, "basic")
    for wait, told in ((0, "4"), (1.5, "3"), (2.4, "1")):
        clock.now += wait
        with pytest.raises(RateLimitedError) as refused:
            limiter.admit(shop, "basic")
        assert refused.value.headers == {"Retry-After": told}
    clock.now += 0.2
    limiter.admit(shop, "basic")


def test_log_tells_of_a_shop_once_a_minute(capture_logs: Callable[[], str]) -> None:
    clock, shop = Clock(), new_id()
    limiter = RateLimiter(scale=0.005, clock=clock)

    def press() -> int:
        for _ in range(50):
            with pytest.raises(RateLimitedError):
                limiter.admit(shop, "basic")
        return capture_logs().count("shop over its rate")

    limiter.admit(shop, "basic")
    assert press() == 1
    clock.now += 59
    limiter.admit(shop, "basic")
    assert press() == 1
    clock.now += 1.1
    assert press() == 2


def test_buckets_that_are_full_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    limiter = RateLimiter(clock=clock)
    for _ in range(100):
        limiter.admit(new_id(), "basic")
    assert len(limiter) == 100
    clock.now += 1
    for _ in range(100):
        limiter.admit(new_id(), "basic")
    assert len(limiter) == 100
    monkeypatch.setattr(limits, "_MAX_BUCKETS", 50)
    for _ in range(100):
        limiter.admit(new_id(), "basic")
    assert len(limiter) == 50


async def test_share_holds_back_what_is_over_it_and_no_other_shop() -> None:
    shares, shop, other = ConnectionShares(5, share=0.6, wait_s=30), new_id(), new_id()
    held, entered, leave = shares.per_tenant, [0], asyncio.Event()

    async def stay() -> None:
        async with shares.hold(shop):
            entered[0] += 1
            await leave.wait()

    tasks = [asyncio.ensure_future(stay()) for _ in range(8)]
    async with shares.hold(other):
        await asyncio.sleep(0)
        assert (held, entered[0]) == (3, 3)
    # Who gives up waiting leaves the others their turn, and so does who fails inside.
    tasks[0].cancel()
    tasks[5].cancel()
    leave.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(asyncio.CancelledError) == 2
    assert (entered[0], len(shares)) == (7, 0)


async def test_share_that_stays_spent_is_a_refusal_of_the_shops_own() -> None:
    shares, shop = ConnectionShares(1, share=0.1, wait_s=0.01), new_id()
    async with shares.hold(shop):
        with pytest.raises(RateLimitedError) as refused:
            async with shares.hold(shop):
                pytest.fail("one connection cannot be held twice")
    assert refused.value.headers == {"Retry-After": "2"}
    assert len(shares) == 0
