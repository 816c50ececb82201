"""Identifiers that say when they were made."""

from datetime import timedelta
from uuid import uuid4

import pytest

from libs.common.clock import new_id, time_of, utc_now


def test_id_says_when_it_was_made() -> None:
    before = utc_now()
    made_at, coarse = time_of(new_id()), timedelta(milliseconds=1)
    assert before - coarse <= made_at <= utc_now() + coarse


def test_random_id_says_no_time() -> None:
    with pytest.raises(ValueError, match="UUIDv7"):
        time_of(uuid4())
