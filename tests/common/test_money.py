"""Money travels as text with two places, and sums to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from libs.common.types import Money

MONEY: TypeAdapter[Decimal] = TypeAdapter(Money)
CENTS = st.integers(0, 10**12 - 1)


def _of(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@given(CENTS)
def test_what_is_written_is_read_again(cents: int) -> None:
    written = MONEY.dump_json(_of(cents))
    assert written == f'"{cents // 100}.{cents % 100:02}"'.encode()
    assert MONEY.validate_json(written) == _of(cents)


@given(st.lists(CENTS, min_size=1, max_size=10))
def test_a_sum_loses_no_cent(parts: list[int]) -> None:
    total = sum((_of(each) for each in parts), Decimal(0))
    assert total == _of(sum(parts))
    assert f"{total:.2f}" == f"{sum(parts) // 100}.{sum(parts) % 100:02}"


@given(st.integers(1, 10**12).filter(lambda mills: mills % 10 != 0))
def test_parts_of_a_cent_are_refused_not_rounded(mills: int) -> None:
    with pytest.raises(ValidationError):
        MONEY.validate_json(f'"{Decimal(mills).scaleb(-3)}"')


@pytest.mark.parametrize("text", ['"-0.01"', '"10000000000.00"', '"NaN"', '"Infinity"', '"1e400"', '"0,50"', '""'])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MONEY.validate_json(text)
