"""Transactional outbox: an event is a row of the caller's own transaction, published after its commit."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Event, new_envelope
from libs.common.logging import current_request_id
from libs.common.messaging.topology import BY_KEY
from libs.common.telemetry import traceparent

# Counting a million rows at every scrape would slow down what is slow already.
BACKLOG_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be published; `depth` ends at BACKLOG_LIMIT."""

    depth: int
    oldest_s: float


class Outbox:
    """The outbox of one service. `schema` is a constant of that service."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.schema = f"svc_{service}"
        self.channel = f"outbox_{service}"
        # One round trip writes the row and wakes the relay at commit.
        self._insert = text(
            "WITH added AS (INSERT INTO "  # noqa: S608 - constant schema
            f"{self.schema}.outbox (event_id, routing_key, type, subject, correlation_id, payload, traceparent)"
            " VALUES (:event_id, :routing_key, :type, :subject, :correlation_id, :payload, :traceparent))"
            f" SELECT pg_notify('{self.channel}', '')"
        )
        waiting = f"{self.schema}.outbox"
        self._backlog = text(
            f"SELECT (SELECT count(*) FROM (SELECT FROM {waiting} LIMIT {BACKLOG_LIMIT}) AS counted),"  # noqa: S608
            " coalesce((SELECT greatest(extract(epoch FROM clock_timestamp() - created_at), 0)::float8"
            f" FROM {waiting} ORDER BY id LIMIT 1), 0::float8)"
        )

    async def emit(self, session: AsyncSession, event: Event) -> UUID:
        """Adds the event to the caller's transaction; answers its id. Raises ValueError if it is not ours."""
        route = BY_KEY[event.routing_key]
        if route.publisher != self.service:
            raise ValueError(f"{event.routing_key} is published by {route.publisher}, not by {self.service}")
        envelope = new_envelope(event)
        await session.execute(
            self._insert,
            {
                "event_id": envelope.id,
                "routing_key": event.routing_key,
                "type": envelope.type,
                "subject": event.tenant_id,
                "correlation_id": envelope.correlation_id or current_request_id(),
                "payload": event.model_dump_json(),
                "traceparent": traceparent(),
            },
        )
        return envelope.id

    async def backlog(self, session: AsyncSession) -> Backlog:
        """What waits now, also what is to be tried again later."""
        depth, oldest_s = (await session.execute(self._backlog)).one()
        return Backlog(depth, oldest_s)
