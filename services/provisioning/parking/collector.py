"""Empties the parking queues into the database, on any number of replicas.

Nothing stands behind these queues: a rejected message would be lost, and one that goes round is dropped after
twenty times. So a message is held, and tried again, until its row is committed or the process stops.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import structlog
from faststream import AckPolicy
from faststream.rabbit import RabbitBroker, RabbitMessage
from prometheus_client import Counter

from libs.common.database import Database, is_unavailable
from libs.common.faults import CrashPoint, crash_point
from libs.common.logging import get_logger
from libs.common.messaging.broker import is_cancelled
from libs.common.messaging.topology import (
    CONSUMING_SERVICES,
    DELIVERY_LIMIT,
    UNROUTABLE,
    consumer_channel,
    parking_source,
    unroutable_exchange,
    unroutable_source,
)
from services.provisioning.parking import service
from services.provisioning.parking.intake import Arrival, read_arrival
from services.provisioning.parking.sealing import Sealer

log = get_logger(__name__)

PREFETCH = 10
PAUSE_S = 0.5
MAX_PAUSE_S = 15.0
# Deliveries; the broker drops a message after DELIVERY_LIMIT of them, twenty by default.
RENEW_AFTER = DELIVERY_LIMIT // 2
_STORED = Counter("parked_messages_stored_total", "Messages taken from a parking queue and stored.", ("service",))


class ParkingCollector:
    """One subscriber per queue; `stopping` ends the wait for a database that is away."""

    def __init__(self, *, database: Database, sealer: Sealer, stopping: asyncio.Event) -> None:
        self._database, self._sealer, self._stopping = database, sealer, stopping

    def attach(self, broker: RabbitBroker) -> None:
        """Subscribes to every parking queue and to what was unroutable."""
        for queue in (*map(parking_source, CONSUMING_SERVICES), unroutable_source()):
            source = _Source(queue.name, broker, self._database, self._sealer, self._stopping)
            channel = consumer_channel(PREFETCH)
            broker.subscriber(queue, channel=channel, ack_policy=AckPolicy.MANUAL)(source.collect)


@dataclass(frozen=True, slots=True)
class _Source:
    queue: str
    broker: RabbitBroker
    database: Database
    sealer: Sealer
    stopping: asyncio.Event

    async def collect(self, body: bytes, msg: RabbitMessage) -> None:
        raw = msg.raw_message
        arrival = Arrival(
            source=self.queue,
            routing_key=raw.routing_key or "",
            message_id=raw.message_id,
            type=raw.type,
            correlation_id=raw.correlation_id,
            headers=raw.headers,
            body=body,
        )
        with structlog.contextvars.bound_contextvars(message_id=raw.message_id):
            if await self._stored(arrival):
                crash_point(CrashPoint.PARKING_STORED)
                await self._acknowledge(msg)

    async def _stored(self, arrival: Arrival) -> bool:
        """True once it is safe elsewhere; False when the process stops first, and the queue keeps the message."""
        pause = PAUSE_S
        while not self.stopping.is_set():
            try:
                intake = read_arrival(arrival)
                async with self.database.transaction() as session:
                    await service.collect(session, intake, self.sealer)
            except Exception as error:  # noqa: BLE001 - whatever it is, the message must not get lost
                level = log.warning if is_unavailable(error) else log.error
                level("parked message not stored, holding it", source=arrival.source, error=type(error).__name__)
                if await self._renewed(arrival):
                    return True
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self.stopping.wait()
                pause = min(pause * 2, MAX_PAUSE_S)
            else:
                _STORED.labels(intake.values["service"]).inc()
                return True
        return False

    async def _renewed(self, arrival: Arrival) -> bool:
        """Puts a copy in the place of a message that came so often that the broker would soon drop it."""
        count = arrival.headers.get("x-delivery-count")
        if not isinstance(count, int) or count < RENEW_AFTER:
            return False
        unroutable = self.queue == UNROUTABLE
        try:
            await self.broker.publish(
                arrival.body,
                exchange=unroutable_exchange() if unroutable else None,
                routing_key=arrival.routing_key if unroutable else self.queue,
                persist=True,
                message_id=arrival.message_id or "",
                correlation_id=arrival.correlation_id or "",
                message_type=arrival.type,
                headers={name: value for name, value in arrival.headers.items() if name != "x-delivery-count"},
                timeout=5.0,
            )
        except (Exception, asyncio.CancelledError) as error:
            if is_cancelled():
                raise
            log.warning("parked message not renewed", error=repr(error))
            return False
        return True

    async def _acknowledge(self, msg: RabbitMessage) -> None:
        try:
            await msg.ack()
        except (Exception, asyncio.CancelledError) as error:
            if is_cancelled():
                raise
            # Its channel died: it comes again, and is counted on the same row.
            log.warning("parked message not acknowledged", error=repr(error))
