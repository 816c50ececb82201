"""What Prometheus asks a service: gauges are sampled when it scrapes, and one that cannot be sampled says NaN."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prometheus_client import Counter, Gauge

from libs.common.database import Database
from libs.common.logging import get_logger
from libs.common.messaging.outbox import Outbox

log = get_logger(__name__)

Sample = Callable[[], Awaitable[None]]

SAMPLE_TIMEOUT_S = 2.0
_ERRORS = Counter(
    "metrics_sample_errors_total", "Samplers that failed or came late; their gauges are NaN.", ("sampler",)
)
_OUTBOX_DEPTH = Gauge("outbox_depth", "Events waiting in the outbox; counted up to 10,000.")
_OUTBOX_OLDEST = Gauge("outbox_oldest_seconds", "Age of the oldest event waiting in the outbox; 0 when empty.")
_POOL = Gauge("db_pool_connections", "Connections of the database pool.", ("state",))


def set_unknown(gauge: Gauge) -> None:
    """Every series of the gauge becomes NaN: no alert fires on it and no panel shows yesterday's number."""
    for metric in gauge.collect():
        for sample in metric.samples:
            (gauge.labels(**sample.labels) if sample.labels else gauge).set(math.nan)


# A process without a relay never looks, and a plain gauge would say 0.
set_unknown(_OUTBOX_DEPTH)
set_unknown(_OUTBOX_OLDEST)


@dataclass(frozen=True, slots=True)
class _Sampler:
    name: str
    run: Sample
    gauges: tuple[Gauge, ...]


class Samplers:
    """Everything a process looks up at a scrape, side by side and each within `SAMPLE_TIMEOUT_S`."""

    def __init__(self) -> None:
        self._samplers: list[_Sampler] = []

    def add(self, name: str, run: Sample, *gauges: Gauge) -> None:
        """`run` sets the gauges; when it raises or is late, all their series become NaN until it succeeds."""
        _ERRORS.labels(name)
        self._samplers.append(_Sampler(name, run, gauges))

    async def run(self) -> None:
        """Samples everything once; never raises for a sampler that fails."""
        await asyncio.gather(*map(_run_one, self._samplers))


async def _run_one(sampler: _Sampler) -> None:
    try:
        async with asyncio.timeout(SAMPLE_TIMEOUT_S):
            await sampler.run()
    except Exception as error:  # noqa: BLE001 - one broken look-up must not hide the other metrics
        log.warning("metric not sampled", sampler=sampler.name, error=repr(error))
        _ERRORS.labels(sampler.name).inc()
        for gauge in sampler.gauges:
            set_unknown(gauge)


def sample_pool(samplers: Samplers, database: Database) -> None:
    """How many of the pool's connections work, wait, and may be; needs none itself."""

    async def run() -> None:
        use = database.pool_use()
        _POOL.labels("in_use").set(use.in_use)
        _POOL.labels("idle").set(use.idle)
        _POOL.labels("max").set(use.max)

    samplers.add("pool", run, _POOL)


def sample_outbox(samplers: Samplers, database: Database, outbox: Outbox) -> None:
    """How much waits to be published, and how long already."""

    async def run() -> None:
        async with database.transaction() as session:
            backlog = await outbox.backlog(session)
        _OUTBOX_DEPTH.set(backlog.depth)
        _OUTBOX_OLDEST.set(backlog.oldest_s)

    samplers.add("outbox", run, _OUTBOX_DEPTH, _OUTBOX_OLDEST)
