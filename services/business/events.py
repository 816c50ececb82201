"""A shop's events: rows of the service's outbox, through the one door that a shop's role has to it."""

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
