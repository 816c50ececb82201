"""Time and identifiers: the one place that reads the clock."""

from datetime import UTC, datetime
from uuid import UUID

import uuid_utils


def utc_now() -> datetime:
    """The current instant, with offset."""
    return datetime.now(UTC)


def time_of(event_id: UUID) -> datetime:
    """When a UUIDv7 was made, to the millisecond. Raises ValueError for another version, which does not say."""
    if event_id.version != 7:
        raise ValueError(f"not a UUIDv7: {event_id}")
    return datetime.fromtimestamp((event_id.int >> 80) / 1000, UTC)


def new_id() -> UUID:
    """A time-ordered UUIDv7 (RFC 9562)."""
    return UUID(int=uuid_utils.uuid7().int)
