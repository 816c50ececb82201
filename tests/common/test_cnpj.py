"""CNPJ, of digits alone and with letters."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.common.cnpj import check_digits, masked, parse_cnpj

BASES = st.text(string.digits + string.ascii_uppercase, min_size=12, max_size=12).filter(lambda b: len(set(b)) > 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # The Receita Federal's own example.
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("12abc34501de35", "12ABC34501DE35"),
        ("11.222.333/0001-81", "11222333000181"),
        ("00000000000191", "00000000000191"),
    ],
)
def test_parse_of_a_valid_number_answers_its_places(text: str, places: str) -> None:
    assert parse_cnpj(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "00000000000000",
        "11222333000180",
        "1122233300018",
        "112223330001811",
        "11.222.333/0001 81",
        "11.222.3330001-81",
        "12ABC34501DE3A",
        # Made by who counts A as ten.
        "LBNXQOB5000163",
        "１1222333000181",
        "11222333000181\n",
        "ǅ1222333000181",
        "",
    ],
)
def test_parse_of_anything_else_answers_none(text: str) -> None:
    assert parse_cnpj(text) is None


@given(BASES)
def test_parse_takes_one_pair_of_check_digits(base: str) -> None:
    assert [pair for pair in range(100) if parse_cnpj(f"{base}{pair:02}")] == [int(check_digits(base))]


@given(BASES)
def test_what_is_masked_is_read_again(base: str) -> None:
    places = base + check_digits(base)
    assert parse_cnpj(masked(places)) == places


@given(BASES, st.integers(0, 11), st.sampled_from(string.digits + string.ascii_uppercase))
def test_a_changed_place_is_seen_but_where_arithmetic_is_blind(base: str, at: int, other: str) -> None:
    places = base + check_digits(base)
    changed = places[:at] + other + places[at + 1 :]
    # Eleven apart is the same remainder; so are the remainders 0 and 1, which both give 0.
    blind = (ord(other) - ord(base[at])) % 11 == 0 or "0" in places[12:]
    assert blind or parse_cnpj(changed) is None
