"""From the outbox to the broker: at least once, in order, by the one process that holds the lease."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import asyncpg
from aiormq.exceptions import DeliveryError
from faststream.rabbit import RabbitBroker, RabbitExchange
from prometheus_client import Counter, Histogram

from libs.common.database import ScopedConnection
from libs.common.faults import CrashPoint, crash_point
from libs.common.logging import get_logger
from libs.common.messaging.broker import is_cancelled
from libs.common.messaging.outbox import Outbox
from libs.common.messaging.topology import events_exchange

log = get_logger(__name__)

BATCH = 200
POLL_S = 1.5
LEASE_S = 4
PUBLISH_TIMEOUT_S = 5.0
RECONNECT_S = 0.5
_PUBLISHED = Counter("outbox_published_total", "Events handed to the broker and confirmed.")
_DELIVERY = Histogram(
    "outbox_delivery_seconds",
    "From an event's row in the outbox to the broker's confirmation.",
    buckets=(0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)


class OutboxRelay:
    """Claims by id with SKIP LOCKED, publishes with confirms, deletes; woken by NOTIFY, polling as safety net."""

    def __init__(self, *, dsn: str, outbox: Outbox, broker: RabbitBroker, holder: str) -> None:
        self._dsn, self._outbox, self._broker, self._holder = dsn, outbox, broker, holder
        self._wake = asyncio.Event()
        schema = outbox.schema
        # Nothing, whatever waits, while another holds the lease.
        self._claim = (
            f"WITH lease AS (INSERT INTO {schema}.leases AS l (name, holder, expires_at)"  # noqa: S608 - constant schema
            f" VALUES ('relay', $1, now() + interval '{LEASE_S} s')"
            " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at"
            " WHERE l.holder = excluded.holder OR l.expires_at < now() RETURNING 1)"
            " SELECT o.*, extract(epoch FROM clock_timestamp() - o.created_at)::float8 AS age_s"
            f" FROM {schema}.outbox o, lease"
            f" WHERE o.available_at <= now() ORDER BY o.id LIMIT {BATCH} FOR UPDATE OF o SKIP LOCKED"
        )
        self._delete = f"DELETE FROM {schema}.outbox WHERE id = ANY($1::bigint[])"  # noqa: S608
        self._postpone = (
            f"UPDATE {schema}.outbox SET attempts = attempts + 1, last_error = $2,"  # noqa: S608
            " available_at = CASE WHEN $3 THEN available_at"
            " ELSE now() + least(interval '30 s', interval '0.2 s' * 2 ^ least(attempts, 8)) END"
            " WHERE id = ANY($1::bigint[])"
        )
        self._release = f"DELETE FROM {schema}.leases WHERE name = 'relay' AND holder = $1"  # noqa: S608

    async def run(self) -> None:
        """Runs until cancelled; outlives restarts of database and broker."""
        while True:
            try:
                await self._run_connected()
            except asyncio.CancelledError:
                # A publish on a dead connection raises CancelledError in a task that nobody cancelled.
                if is_cancelled():
                    raise
            except Exception as error:  # noqa: BLE001 - the relay outlives any outage
                log.warning("relay interrupted", error=repr(error))
            await asyncio.sleep(RECONNECT_S)

    async def _run_connected(self) -> None:
        connection = await asyncpg.connect(
            self._dsn,
            connection_class=ScopedConnection,
            timeout=5,
            command_timeout=15,
            server_settings={
                "application_name": f"{self._outbox.service}-relay",
                "idle_in_transaction_session_timeout": "15s",
                # What a crash of the server takes back is published twice, as anything may be; nothing is lost.
                "synchronous_commit": "off",
            },
        )
        try:
            connection.add_termination_listener(lambda _: self._wake.set())
            await connection.add_listener(self._outbox.channel, lambda *_: self._wake.set())
            while not connection.is_closed():
                self._wake.clear()
                if await self._publish_batch(connection):
                    continue
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_S):
                        await self._wake.wait()
        finally:
            await self._close(connection)

    async def _close(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        with suppress(Exception):
            await asyncio.wait_for(connection.execute(self._release, self._holder), 1)
        connection.terminate()

    async def _publish_batch(self, connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
        """Whether another batch may be waiting."""
        async with connection.transaction():
            rows = await connection.fetch(self._claim, self._holder)
            if not rows:
                return False
            crash_point(CrashPoint.RELAY_CLAIMED)
            publish = partial(self._publish, claimed_at=time.perf_counter())
            # The first alone: until it is through, FastStream still looks up channel and exchange, and of
            # publishes begun together then any might be first. Afterwards they leave in the order of their ids.
            results = list(await asyncio.gather(publish(rows[0]), return_exceptions=True))
            results += await asyncio.gather(*map(publish, rows[1:]), return_exceptions=True)
            _raise_if_cancelled()
            done = [row["id"] for row, result in zip(rows, results, strict=True) if result is None]
            failed = {
                row["id"]: repr(result) for row, result in zip(rows, results, strict=True) if result is not None
            }
            crash_point(CrashPoint.RELAY_PUBLISHED)
            await connection.execute(self._delete, done)
            crash_point(CrashPoint.RELAY_DELETED)
            if failed:
                # Nobody got through and nobody was refused: the broker is away, so no row loses its place.
                is_away = not done and not any(isinstance(result, DeliveryError) for result in results)
                await self._record_failures(connection, failed, is_away=is_away)
            _PUBLISHED.inc(len(done))
        crash_point(CrashPoint.RELAY_COMMITTED)
        return len(rows) == BATCH and not failed

    async def _record_failures(
        self, connection: "asyncpg.Connection[asyncpg.Record]", failed: Mapping[int, str], *, is_away: bool
    ) -> None:
        reason = next(iter(failed.values()))[:500]
        log.warning("events not confirmed", count=len(failed), error=reason)
        await connection.execute(self._postpone, list(failed), reason, is_away)

    async def _publish(self, row: asyncpg.Record, *, claimed_at: float) -> None:
        await self._broker.publish(
            row["payload"].encode(),
            exchange=_EXCHANGE,
            routing_key=row["routing_key"],
            persist=True,
            message_id=str(row["event_id"]),
            correlation_id=row["correlation_id"],
            message_type=row["type"],
            content_type="application/json",
            headers=_headers(row, source=self._outbox.service),
            timeout=PUBLISH_TIMEOUT_S,
        )
        _DELIVERY.observe(max(0.0, row["age_s"]) + time.perf_counter() - claimed_at)


_EXCHANGE: RabbitExchange = events_exchange()


def _headers(row: asyncpg.Record, *, source: str) -> dict[str, Any]:
    """The envelope by the CloudEvents AMQP binding, and the trace."""
    headers = {
        "cloudEvents_specversion": "1.0",
        "cloudEvents_id": str(row["event_id"]),
        "cloudEvents_type": row["type"],
        "cloudEvents_source": f"/petshop/{source}",
        "cloudEvents_subject": str(row["subject"]),
        "cloudEvents_time": row["created_at"].isoformat(),
    }
    if row["traceparent"]:
        headers["traceparent"] = row["traceparent"]
    return headers


def _raise_if_cancelled() -> None:
    if is_cancelled():
        raise asyncio.CancelledError
