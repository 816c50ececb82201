"""From a queue to a handler: one transaction holds the inbox row, the effect and the events it emits.

A failure goes through the delay queues and then to the service's parking queue; nothing is ever dropped.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

import structlog
from faststream.exceptions import RejectMessage
from faststream.rabbit import RabbitBroker, RabbitExchange, RabbitMessage
from prometheus_client import Counter
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope, Event
from libs.common.database import Database, is_unavailable, registry_scope
from libs.common.faults import CrashPoint, crash_point
from libs.common.logging import get_logger
from libs.common.messaging.broker import is_cancelled
from libs.common.messaging.failure import PermanentError, describe, fingerprint, is_permanent
from libs.common.messaging.inbox import Inbox
from libs.common.messaging.topology import (
    BY_KEY,
    broadcast_exchange,
    broadcast_queue,
    consumer_channel,
    delay_exchange,
    event_queue,
    events_exchange,
    parking_queue,
    queue_name,
)
from libs.common.telemetry import continue_trace

log = get_logger(__name__)

AnyEvent = TypeVar("AnyEvent", bound=Event)


class Settled(Enum):
    """What a handler answers that has done already what would follow the commit."""

    SETTLED = "settled"


SETTLED = Settled.SETTLED
Handler = Callable[[AsyncSession, AnyEvent, Envelope], Awaitable[Settled | None]]
AfterCommit = Callable[[AnyEvent], Awaitable[None]]
BroadcastListener = Callable[[str, dict[str, Any]], None]

# The level of delay reached, and how often the message was tried in all.
ATTEMPT_HEADER = "x-attempt"
ATTEMPTS_HEADER = "x-attempts"
BROKER_HEADERS = ("x-death", "x-first-death", "x-last-death", "x-delivery-count")
_HANDLED = Counter("events_handled_total", "Events by outcome.", ("event", "outcome"))
_OUTCOMES = ("handled", "duplicate", "retried", "parked")


@dataclass(frozen=True, slots=True)
class Subscription:
    event: type[Event]
    handle: Handler[Any]
    after_commit: AfterCommit[Any] | None


class EventHandlers:
    """The events a service reacts to, as a readable list."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.subscriptions: list[Subscription] = []

    def on(
        self,
        event: type[AnyEvent],
        handle: Handler[AnyEvent],
        *,
        after_commit: AfterCommit[AnyEvent] | None = None,
    ) -> None:
        """`after_commit` runs once the effect is durable, also for a repeat: it must be idempotent.

        Not where `handle` answered SETTLED.
        """
        self.subscriptions.append(Subscription(event, handle, after_commit))

    def attach(self, broker: RabbitBroker, database: Database, *, prefetch_count: int) -> None:
        """Subscribes every handler on its own queue and channel."""
        for subscription in self.subscriptions:
            for outcome in _OUTCOMES:
                # From the start: a rate does not see a counter's first step out of nothing.
                _HANDLED.labels(subscription.event.routing_key, outcome)
            queue = event_queue(self.service, subscription.event.routing_key)
            consumer = _Consumer(self.service, subscription, broker, database)
            broker.subscriber(queue, events_exchange(), channel=consumer_channel(prefetch_count))(consumer.consume)


def attach_broadcasts(broker: RabbitBroker, process_name: str, listener: BroadcastListener) -> None:
    """Gives this process its own copy of every broadcast event, as (type, data)."""

    @broker.subscriber(broadcast_queue(process_name), broadcast_exchange(), channel=consumer_channel(50))
    async def on_broadcast(body: bytes, msg: RabbitMessage) -> None:
        listener(str(msg.raw_message.type), _loads(body))


class _Consumer:
    def __init__(self, service: str, subscription: Subscription, broker: RabbitBroker, database: Database) -> None:
        self._subscription, self._broker, self._database = subscription, broker, database
        self._route = BY_KEY[subscription.event.routing_key]
        self._queue = queue_name(service, self._route.routing_key)
        self._parking = parking_queue(service)
        self._inbox = Inbox(service)

    async def consume(self, body: bytes, msg: RabbitMessage) -> None:
        headers = {k: v for k, v in msg.headers.items() if isinstance(v, str)}
        with (
            continue_trace(headers, f"consume {self._route.routing_key}"),
            structlog.contextvars.bound_contextvars(
                message_id=msg.raw_message.message_id,
                **{"saga_id" if self._route.saga else "request_id": msg.raw_message.correlation_id},
            ),
        ):
            try:
                await self._handle(body, msg)
            except Exception as error:  # noqa: BLE001 - every failure goes to a delay queue or to parking
                if is_permanent(error):
                    await self._park(body, msg, error, "permanent")
                else:
                    await self._try_later(body, msg, error)
            crash_point(CrashPoint.CONSUMER_DONE)

    async def _handle(self, body: bytes, msg: RabbitMessage) -> None:
        event = self._subscription.event.model_validate_json(body)
        envelope = _envelope(msg, self._subscription.event)
        with structlog.contextvars.bound_contextvars(tenant_id=str(event.tenant_id)):
            async with self._database.transaction(registry_scope(event.tenant_id)) as session:
                is_new = await self._inbox.is_new(session, self._queue, envelope.id)
                settled = await self._subscription.handle(session, event, envelope) if is_new else None
                crash_point(CrashPoint.CONSUMER_HANDLED)
            crash_point(CrashPoint.CONSUMER_COMMITTED)
            _HANDLED.labels(self._route.routing_key, "handled" if is_new else "duplicate").inc()
            log.info("event handled", event_type=envelope.type, duplicate=not is_new)
            if self._subscription.after_commit is not None and settled is None:
                await self._subscription.after_commit(event)

    async def _try_later(self, body: bytes, msg: RabbitMessage, error: Exception) -> None:
        attempt = int(str(msg.headers.get(ATTEMPT_HEADER, 0)))
        if attempt >= len(self._route.delays_s):
            if not is_unavailable(error):
                await self._park(body, msg, error, "exhausted")
                return
            # An outage uses up no attempts: the message waits for its end, however long.
            attempt = len(self._route.delays_s) - 1
        seconds = self._route.delays_s[attempt]
        log.warning("event failed, trying later", delay_s=seconds, attempt=attempt + 1, exc_info=error)
        _HANDLED.labels(self._route.routing_key, "retried").inc()
        exchange = RabbitExchange(delay_exchange(seconds), declare=False)
        await self._republish(body, msg, error, exchange, self._queue, attempt + 1)

    async def _park(self, body: bytes, msg: RabbitMessage, error: Exception, reason: str) -> None:
        """Whole, secrets and all: whoever takes it from the parking queue seals them."""
        log.error("event parked", queue=self._queue, exc_info=error)
        _HANDLED.labels(self._route.routing_key, "parked").inc()
        story = {"x-parked-reason": reason, "x-error": describe(error), "x-routing-key": self._route.routing_key}
        await self._republish(body, msg, error, None, self._parking, attempt=0, story=story)

    async def _republish(
        self,
        body: bytes,
        msg: RabbitMessage,
        error: Exception,
        exchange: RabbitExchange | None,
        routing_key: str,
        attempt: int,
        story: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        reason = {
            ATTEMPT_HEADER: attempt,
            ATTEMPTS_HEADER: attempts_of(msg.headers) + 1,
            "x-queue": self._queue,
            "x-last-error": type(error).__name__,
            "x-fingerprint": fingerprint(error),
            **story,
        }
        try:
            await self._broker.publish(
                body,
                exchange=exchange,
                routing_key=routing_key,
                persist=True,
                message_id=msg.raw_message.message_id,
                correlation_id=msg.correlation_id,
                message_type=msg.raw_message.type,
                content_type="application/json",
                headers=own_headers(msg.headers) | reason,
                timeout=5.0,
            )
            crash_point(CrashPoint.CONSUMER_REPUBLISHED)
        except (Exception, asyncio.CancelledError) as publish_error:
            # A publish on a dead channel raises CancelledError in a task that nobody cancelled.
            if is_cancelled():
                raise
            # Back to the queue; its delivery limit ends a crash loop in the parking queue.
            raise RejectMessage(requeue=True) from publish_error


def own_headers(headers: Mapping[str, Any]) -> dict[str, Any]:
    """Without the broker's record of earlier deaths: it drops a message whose record looks like a loop."""
    return {name: value for name, value in headers.items() if not name.startswith(BROKER_HEADERS)}


def attempts_of(headers: Mapping[str, Any]) -> int:
    """How often the message was tried before; 0 for a header that is no count."""
    found = headers.get(ATTEMPTS_HEADER)
    return found if isinstance(found, int) and 0 <= found < 2**31 - 1 else 0


def _envelope(msg: RabbitMessage, event: type[Event]) -> Envelope:
    raw = msg.raw_message
    if raw.type != event.type_name():
        raise PermanentError(f"expected {event.type_name()}, got {raw.type}")
    try:
        # FastStream invents an id where the message has none; that would defeat the inbox.
        message_id = UUID(raw.message_id or "")
    except ValueError:
        raise PermanentError("the message has no id") from None
    return Envelope(message_id, event.type_name(), msg.correlation_id)


def _loads(body: bytes) -> dict[str, Any]:
    data = json.loads(body)
    return data if isinstance(data, dict) else {}
