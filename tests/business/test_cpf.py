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


@given(st.text("0123456789", min_size=9, max_size=9).filter(lambda base: len(set(base)) > 1))
def test_parse_takes_one_pair_of_check_digits(base: str) -> None:
    assert len([pair for pair in range(100) if parse_cpf(f"{base}{pair:02}")]) == 1
