"""Recovery codes: guessed by nobody, typed by anybody."""

import math

import pytest

from services.auth.mfa import recovery


async def test_set_is_ten_different_codes_of_sixty_bits_and_no_hash_holds_one() -> None:
    first, second = await recovery.new_codes(), await recovery.new_codes()
    codes = first.clear + second.clear
    assert (len(first.clear), len(set(codes))) == (10, 20)
    for code in codes:
        plain = code.replace("-", "")
        assert [len(group) for group in code.split("-")] == [4, 4, 4]
        assert set(plain) <= set(recovery.ALPHABET)
        assert math.log2(len(set(recovery.ALPHABET))) * len(plain) == 60
    assert first.salt != second.salt
    assert not set(first.hashes) & set(second.hashes)
    assert first.clear[0] not in repr(first)
    assert await recovery.hash_code(first.clear[0].replace("-", ""), first.salt) == first.hashes[0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0123456789AB", "0123456789AB"),
        ("oi234s6789ab", "01234S6789AB"),
        ("L1234567890O", "112345678900"),
        ("0123456789A", None),
        ("0123456789ABC", None),
        ("0123456789AU", None),
        ("0123456789Aé", None),
        ("123456", None),
        ("", None),
    ],
)
def test_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert recovery.as_code(typed) == code
