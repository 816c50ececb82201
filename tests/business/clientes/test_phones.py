"""How telephone numbers are read, and which of several is the main one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.business.clientes.phones import (
    digits_of,
    is_mobile,
    main_of,
    phones_of,
    settled,
    shown,
    to_call,
    to_e164,
    united,
)

DDDS = [
    *(
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        21,
        22,
        24,
        27,
        28,
        31,
        32,
        33,
        34,
        35,
        37,
        38,
        41,
        42,
        43,
        44,
        45,
        46,
        47,
    ),
    *(
        48,
        49,
        51,
        53,
        54,
        55,
        61,
        62,
        63,
        64,
        65,
        66,
        67,
        68,
        69,
        71,
        73,
        74,
        75,
        77,
        79,
        81,
        82,
        83,
        84,
        85,
        86,
        87,
    ),
    *(88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99),
]
MOBILES = st.builds(
    lambda ddd, number: f"+55{ddd}9{number}", st.sampled_from(DDDS), st.integers(60_000_000, 99_999_999)
)
LANDLINES = st.builds(
    lambda ddd, number: f"+55{ddd}{number}", st.sampled_from(DDDS), st.integers(30_000_000, 39_999_999)
)
ENTRIES = st.builds(
    lambda numero, rotulo: {"numero": numero, "rotulo": rotulo, "whatsapp": False},
    MOBILES | LANDLINES,
    st.none() | st.sampled_from(["casa", "mãe"]),
)


def _flagged(phones: list[dict[str, Any]], which: int) -> list[dict[str, Any]]:
    mobiles = [phone["numero"] for phone in phones if is_mobile(phone["numero"])]
    whatsapp = mobiles[which] if which < len(mobiles) else None
    return [phone | {"whatsapp": phone["numero"] == whatsapp} for phone in phones]


def books() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries as a tutor can have them: no number twice, one for WhatsApp at most."""
    phones = st.lists(ENTRIES, max_size=5, unique_by=lambda phone: phone["numero"])
    return st.builds(_flagged, phones, st.integers(0, 5))


def test_all_ddds_are_there() -> None:
    assert len(DDDS) == 67


@given(MOBILES | LANDLINES)
def test_number_that_is_shown_is_read_as_the_same(numero: str) -> None:
    assert to_e164(shown(numero)) == numero
    assert to_e164(numero) == numero
    assert numero.endswith(digits_of(shown(numero)))
    assert digits_of(shown(numero)) == digits_of(numero)


@given(books(), books())
def test_united_keeps_every_number_once_and_one_whatsapp(mine: Any, theirs: Any) -> None:
    both = united(mine, theirs)
    numbers = [phone["numero"] for phone in both]
    assert sorted(numbers) == sorted({phone["numero"] for phone in [*mine, *theirs]})
    flagged = [phone["numero"] for phone in both if phone["whatsapp"]]
    before = [phone["numero"] for phone in [*mine, *theirs] if phone["whatsapp"]]
    assert flagged == before[:1]
    labels = {phone["numero"] for phone in [*mine, *theirs] if phone["rotulo"]}
    assert {phone["numero"] for phone in both if phone["rotulo"]} == labels


@given(books(), MOBILES | LANDLINES)
def test_telefone_alone_is_the_main_number_afterwards(kept: Any, numero: str) -> None:
    after = settled({"telefone": shown(numero)}, kept)["telefones"]
    assert (main_of(after) or {})["numero"] == numero
    main = main_of(kept) or {"numero": None}
    assert {phone["numero"] for phone in kept} - {main["numero"]} <= {phone["numero"] for phone in after}
    assert all(is_mobile(phone["numero"]) for phone in after if phone["whatsapp"])
    assert len({phone["numero"] for phone in after}) == len(after) <= max(1, len(kept))


@pytest.mark.parametrize(
    ("written", "numero"),
    [
        ("(11) 98765-4321", "+5511987654321"),
        ("011 98765 4321", "+5511987654321"),
        ("5511987654321", "+5511987654321"),
        ("(11) 3265-4321", "+551132654321"),
        ("0800 123 4567", "+558001234567"),
        ("+351 912 345 678", "+351912345678"),
        ("(11) 8765-4321", None),
        ("(20) 98765-4321", None),
        ("98765-4321", None),
        ("190", None),
        ("+", None),
        ("", None),
        ("9" * 300, None),
        (None, None),
    ],
)
def test_numbers_are_read_with_their_area_code(written: str | None, numero: str | None) -> None:
    assert to_e164(written) == numero


@pytest.mark.parametrize(
    ("numero", "text"),
    [
        ("+5511987654321", "(11) 98765-4321"),
        ("+551132654321", "(11) 3265-4321"),
        ("+558001234567", "0800 123 4567"),
        ("+351912345678", "+351 912 345 678"),
        ("unread", "unread"),
    ],
)
def test_numbers_are_shown_as_they_are_dialled(numero: str, text: str) -> None:
    assert shown(numero) == text


def test_who_is_told_is_called_at_whatsapp_then_at_a_mobile_then_anywhere() -> None:
    first = {"numero": "+551132654321", "rotulo": None, "whatsapp": False}
    second = {"numero": "+5511987654321", "rotulo": None, "whatsapp": True}
    third = second | {"numero": "+5511987654320"}
    assert to_call("(21) 3265-4321", [first, second | {"whatsapp": False}, third]) == "+5511987654320"
    assert to_call("(21) 3265-4321", [first, second | {"whatsapp": False}]) == "+5511987654321"
    assert to_call("(21) 3265-4321", [first]) == "+551132654321"
    assert to_call("(21) 3265-4321", []) == "+552132654321"
    assert to_call("3265-4321", []) is None


def test_record_from_before_has_the_number_that_was_written() -> None:
    assert [phone["numero"] for phone in phones_of("(11) 98765-4321", [])] == ["+5511987654321"]
    assert phones_of("98765-4321", []) == phones_of(None, []) == []
    kept = [{"numero": "+551132654321", "rotulo": None, "whatsapp": False}]
    assert phones_of("(11) 98765-4321", kept) == kept
