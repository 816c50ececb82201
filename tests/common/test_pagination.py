"""Cursors come back as they went out, and nothing else gets in."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.common.errors import ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.types import MAX_ID

stored_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=100)


@given(stored_text, st.integers(0, MAX_ID))
def test_cursor_round_trip(sort_key: str, row_id: int) -> None:
    cursor = encode_cursor(sort_key, row_id)
    assert cursor.isascii()
    assert decode_cursor(cursor) == (sort_key, row_id)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_refused(cursor: str) -> None:
    try:
        sort_key, row_id = decode_cursor(cursor)
    except ValidationError as refusal:
        sort_key, row_id = refusal.errors[0]["field"], 0
    assert isinstance(sort_key, str)
    assert 0 <= row_id <= MAX_ID


def _cursor(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        _cursor(["a"]),
        _cursor(["a", 1, 2]),
        _cursor(["a", "1"]),
        _cursor(["a", True]),
        _cursor(["a", 1.0]),
        _cursor(["a", -1]),
        _cursor(["a", MAX_ID + 1]),
        _cursor([1, 1]),
        _cursor([None, 1]),
        _cursor(["\ud800", 1]),
        _cursor(["a\x00", 1]),
        _cursor({"a": 1, "b": 2}),
        _cursor("ab"),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
        base64.urlsafe_b64encode(b'["a", ' + b"9" * 5000 + b"]").decode(),
        "é",
        "\ud800",
        "",
    ],
)
def test_cursor_we_did_not_issue_is_refused(cursor: str) -> None:
    with pytest.raises(ValidationError) as caught:
        decode_cursor(cursor)
    assert caught.value.errors[0]["code"] == "cursor_invalid"
