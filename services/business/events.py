"""A shop's events: rows of the service's outbox, through the one door that a shop's role has to it."""

from collections.abc import Sequence

from sqlalchemy import text

from libs.common.contracts.base import Event, new_envelope
from libs.common.logging import current_request_id
from libs.common.query import Query
from libs.common.telemetry import traceparent
from libs.common.transaction import Transaction

_EMIT = Query(
    text(
        "SELECT business_api.emit(cast(:event_id AS uuid), :routing_key, :type, :correlation_id,"
        " cast(:payload AS jsonb), :traceparent)"
    )
)
_EMIT_ALL = Query(
    text(
        "SELECT count(business_api.emit(e.id, e.key, e.type, :correlation_id, e.payload, :traceparent)::text)"
        " FROM unnest(cast(:ids AS uuid[]), cast(:keys AS text[]), cast(:types AS text[]),"
        " cast(:payloads AS jsonb[])) AS e (id, key, type, payload)"
    )
)


async def emit(work: Transaction, event: Event) -> None:
    """Published once the transaction is committed. The door takes the tenant from the role, not from the event."""
    envelope = new_envelope(event)
    await work.row(
        _EMIT,
        event_id=envelope.id,
        routing_key=event.routing_key,
        type=envelope.type,
        correlation_id=current_request_id(),
        payload=event.model_dump_json(),
        traceparent=traceparent(),
    )


async def emit_all(work: Transaction, events: Sequence[Event]) -> None:
    """As `emit`, many in one round trip."""
    if not events:
        return
    envelopes = [new_envelope(event) for event in events]
    await work.row(
        _EMIT_ALL,
        ids=[envelope.id for envelope in envelopes],
        keys=[event.routing_key for event in events],
        types=[envelope.type for envelope in envelopes],
        payloads=[event.model_dump_json() for event in events],
        correlation_id=current_request_id(),
        traceparent=traceparent(),
    )
