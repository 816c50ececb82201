"""Keyset pages: the cursor holds the last row's sort key, so inserts never shift a page."""

import base64
import json
from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from libs.common.errors import ValidationError
from libs.common.types import MAX_ID, SearchText

Item = TypeVar("Item")
_THE_FIRST = datetime(1970, 1, 1, tzinfo=UTC)

Limit = Annotated[int, Query(ge=1, le=200, description="Rows a page.")]
CursorParam = Annotated[str | None, Query(max_length=1000, description="`next_cursor` of the page before.")]
SearchParam = Annotated[SearchText | None, Query(description="Accent- and case-insensitive search.")]


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last."""

    # A list: of a mere sequence pydantic writes item by item in Python.
    items: list[Item]
    next_cursor: str | None


def encode_cursor(sort_key: str, row_id: int) -> str:
    """An opaque cursor of a (text, id) sort key."""
    raw = json.dumps([sort_key, row_id], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[str, int]:
    """The sort key of a cursor. Raises ValidationError for anything we did not issue."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        sort_key, row_id = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        sort_key.encode("utf-8")
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
    valid = type(row_id) is int and 0 <= row_id <= MAX_ID
    if not valid or "\x00" in sort_key:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid")
    return sort_key, row_id


def encode_id_cursor(row_id: UUID) -> str:
    """An opaque cursor of a list that is sorted by id alone: a UUIDv7 is in order of time."""
    return encode_cursor(str(row_id), 0)


def decode_id_cursor(cursor: str | None) -> UUID | None:
    """The id of a cursor; None without one. Raises ValidationError for anything we did not issue."""
    if cursor is None:
        return None
    try:
        return UUID(decode_cursor(cursor)[0])
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None


def encode_moment_cursor(at: datetime, row_id: int) -> str:
    """An opaque cursor of a list that is sorted by a time and an id."""
    return encode_cursor(at.astimezone(UTC).isoformat(), row_id)


def decode_moment_cursor(cursor: str | None) -> tuple[datetime, int]:
    """Where the list goes on; before all times without one. Raises ValidationError for what we did not issue."""
    if cursor is None:
        return _THE_FIRST, 0
    written, row_id = decode_cursor(cursor)
    try:
        # Ours are in UTC; others would be other instants, or none.
        if not written.endswith("+00:00"):
            raise ValueError(written)
        return datetime.fromisoformat(written), row_id
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
