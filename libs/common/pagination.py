"""Keyset pages: the cursor holds the last row's sort key, so inserts never shift a page."""

import base64
import json
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from libs.common.errors import ValidationError
from libs.common.types import MAX_ID, SearchText

Item = TypeVar("Item")

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
