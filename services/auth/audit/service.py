"""Reading the audit, which is itself told to it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import record
from libs.common.errors import ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
from services.auth.audit import repository
from services.auth.audit.repository import AnyRow, Filters


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """One page before it becomes an answer."""

    items: Sequence[AnyRow]
    next_cursor: str | None


async def list_entries(session: AsyncSession, filters: Filters, *, cursor: str | None, limit: int) -> EntriesPage:
    """A page of the scope's entries, newest first. Raises ValidationError for a cursor we did not issue."""
    rows = await repository.page(session, filters, after=_decode(cursor), limit=limit + 1)
    asked = {name: value for name, value in asdict(filters).items() if value is not None}
    await record(session, "audit.read", entity="audit", after=asked)
    items, more = rows[:limit], len(rows) > limit
    return EntriesPage(items, encode_cursor(items[-1].at.isoformat(), items[-1].id) if more else None)


def _decode(cursor: str | None) -> tuple[datetime, int] | None:
    if cursor is None:
        return None
    at, row_id = decode_cursor(cursor)
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC), row_id
    except (ValueError, OverflowError):
        pass
    raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid")
