"""Time and identifiers: the one place that reads the clock."""

from datetime import UTC, datetime
from uuid import UUID

import uuid_utils


def utc_now() -> datetime:
    """The current instant, with offset."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A time-ordered UUIDv7 (RFC 9562)."""
    return UUID(int=uuid_utils.uuid7().int)
