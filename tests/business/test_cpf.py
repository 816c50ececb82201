from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.business.clientes.cpf import parse_cpf

VALID = ("52998224725", "11144477735", "12345678909", "00000000191", "98765432100")


@pytest.mark.parametrize("digits", VALID)
def test_parse_of_valid_digits_answers_them(digits: str) -> None:
    assert parse_cpf(digits) == digits


def test_parse_of_a_masked_number_answers_its_digits() -> None:
    assert parse_cpf("529.982.247-25") == "52998224725"


@pytest.mark.parametrize(
    "text",
    [
        "52998224724",
        "52998224735",
        "5299822472",
        "529982247250",
        "529.982.24725",
        "529 982 247 25",
        "52998224725\n",
        "５２９９８２２４７２５",
        "",
        "abcdefghijk",
    ],
)
def test_parse_of_anything_else_answers_none(text: str) -> None:
    assert parse_cpf(text) is None


@pytest.mark.parametrize("digit", "0123456789")
def test_parse_of_a_repeated_digit_answers_none(digit: str) -> None:
    assert parse_cpf(digit * 11) is None


@given(st.sampled_from(VALID), st.integers(0, 10), st.sampled_from("0123456789"))
def test_parse_with_one_digit_mistyped_answers_none(digits: str, position: int, other: str) -> None:
    mistyped = digits[:position] + other + digits[position + 1 :]
    assert (parse_cpf(mistyped) is not None) == (mistyped == digits)


@given(st.sampled_from(VALID), st.integers(0, 9))
def test_parse_with_neighbours_swapped_answers_none(digits: str, position: int) -> None:
    swapped = list(digits)
    swapped[position], swapped[position + 1] = swapped[position + 1], swapped[position]
    same = list(pairwise(digits))[position][0] == digits[position + 1]
    assert (parse_cpf("".join(swapped)) is not None) == same
