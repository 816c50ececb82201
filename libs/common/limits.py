"""What one shop may use of one process: requests by its plan, and a share of the database connections.

Both are counted per process and held in memory: a limit that asked a server would cost more than it saves. What
one shop's use does to it is 429 (its own doing, over in a moment), never 503, which says that the system is away.
"""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from prometheus_client import Counter

from libs.common.errors import AppError
from libs.common.logging import get_logger

log = get_logger(__name__)

# A shop that goes on being refused is told of in the log once in this time.
QUIET_S = 60.0
SHARE_RETRY_AFTER_S = 2
_MAX_BUCKETS = 20_000
# Looked at with each request, so that buckets are forgotten as fast as new ones come.
_LOOKED_AT = 2
_LIMITED = Counter("tenant_requests_limited_total", "Requests refused over a shop's rate.", ("plan",))
_SHARE_SPENT = Counter("tenant_connections_refused_total", "Requests that got none of their shop's share.")


class RateLimitedError(AppError):
    """`retry_after_s`: whole seconds after which the same request can succeed."""

    status, code, title = 429, "RATE_LIMITED", "Too many requests"

    def __init__(self, detail: str, *, retry_after_s: float) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, math.ceil(retry_after_s)))})


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests per second in the long run, and how many may come at once."""

    per_s: float
    burst: float

    def scaled(self, factor: float) -> "Rate":
        return Rate(self.per_s * factor, self.burst * factor)


# Ten busy devices of a shop ask for some 10 a second together; a page that opens asks for a dozen things at once.
RATES: Mapping[str, Rate] = {
    "basic": Rate(per_s=50, burst=200),
    "pro": Rate(per_s=100, burst=400),
    "premium": Rate(per_s=200, burst=800),
}
for _plan in RATES:
    # The series is there before the first refusal, or a rate would miss it.
    _LIMITED.labels(_plan)


@dataclass(slots=True)
class TokenBucket:
    """Tokens as of the time `at`, in seconds of any steady clock; it refills at its rate up to its burst."""

    rate: Rate
    tokens: float
    at: float
    told_at: float = -math.inf

    def take(self, now: float) -> float:
        """Takes a token and answers 0, or the seconds until there is one."""
        self.tokens, self.at = self._tokens_at(now), now
        if self.tokens < 1:
            return (1 - self.tokens) / self.rate.per_s
        self.tokens -= 1
        return 0.0

    def is_forgettable(self, now: float) -> bool:
        """Whether a new bucket would do the same: it is full, and the log may tell of its shop again."""
        return self._tokens_at(now) >= self.rate.burst and now - self.told_at >= QUIET_S

    def _tokens_at(self, now: float) -> float:
        return min(self.rate.burst, self.tokens + (now - self.at) * self.rate.per_s)


class RateLimiter:
    """A bucket for each shop that asked lately; `scale` multiplies every plan's rate and burst."""

    def __init__(self, *, scale: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = {plan: rate.scaled(scale) for plan, rate in RATES.items()}
        self._clock = clock
        self._buckets: OrderedDict[UUID, TokenBucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def admit(self, tenant_id: UUID, plan_type: str) -> None:
        """Counts one request of this shop. Raises RateLimitedError over the rate of its plan."""
        now, rate = self._clock(), self._rates.get(plan_type, self._rates["basic"])
        bucket = self._buckets.get(tenant_id)
        if bucket is None:
            bucket = self._buckets[tenant_id] = TokenBucket(rate, rate.burst, now)
        bucket.rate = rate
        self._buckets.move_to_end(tenant_id)
        wait_s = bucket.take(now)
        self._forget(now)
        if wait_s > 0:
            self._tell(bucket, tenant_id, plan_type, now)
            raise RateLimitedError("This shop sends too many requests; try again shortly.", retry_after_s=wait_s)

    def _forget(self, now: float) -> None:
        """Drops what was asked for longest ago where that changes nothing, and over the bound in any case."""
        for _ in range(_LOOKED_AT):
            oldest = next(iter(self._buckets))
            if len(self._buckets) <= _MAX_BUCKETS and not self._buckets[oldest].is_forgettable(now):
                return
            del self._buckets[oldest]

    def _tell(self, bucket: TokenBucket, tenant_id: UUID, plan_type: str, now: float) -> None:
        _LIMITED.labels(plan_type if plan_type in self._rates else "basic").inc()
        if now - bucket.told_at >= QUIET_S:
            bucket.told_at = now
            log.warning("shop over its rate", tenant_id=str(tenant_id), plan_type=plan_type)


@dataclass(slots=True)
class _Share:
    free: asyncio.Semaphore
    users: int = field(default=0)


class ConnectionShares:
    """Of a pool's connections one shop holds at most its share at a time, so that others find one free."""

    def __init__(self, pool_size: int, *, share: float, wait_s: float) -> None:
        self.per_tenant = max(1, int(pool_size * share))
        self._wait_s = wait_s
        self._shares: dict[UUID, _Share] = {}

    def __len__(self) -> int:
        return len(self._shares)

    @asynccontextmanager
    async def hold(self, tenant_id: UUID) -> AsyncIterator[None]:
        """Room for one connection of this shop in the block.

        Waits as long as for the pool itself; raises RateLimitedError then. Never hold two at a time.
        """
        share = self._shares.get(tenant_id)
        if share is None:
            share = self._shares[tenant_id] = _Share(asyncio.Semaphore(self.per_tenant))
        share.users += 1
        try:
            # Within the share there is room, without asking the semaphore (which looks through all who wait).
            if share.users <= self.per_tenant:
                await share.free.acquire()
            else:
                await self._acquire(share.free)
            try:
                yield
            finally:
                share.free.release()
        finally:
            share.users -= 1
            if share.users == 0:
                del self._shares[tenant_id]

    async def _acquire(self, free: asyncio.Semaphore) -> None:
        try:
            async with asyncio.timeout(self._wait_s):
                await free.acquire()
        except TimeoutError:
            _SHARE_SPENT.inc()
            raise RateLimitedError(
                "This shop's requests are waiting for each other; try again shortly.",
                retry_after_s=SHARE_RETRY_AFTER_S,
            ) from None
