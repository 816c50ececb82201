"""CPF, the Brazilian taxpayer's number: eleven digits, the last two of them check digits."""

import re

_SHAPE = re.compile(r"[0-9]{11}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}")


def parse_cpf(text: str) -> str | None:
    """The eleven digits of a CPF with or without its mask; None when it is not one."""
    if not _SHAPE.fullmatch(text):
        return None
    digits = re.sub(r"[.-]", "", text)
    # 111.111.111-11 and its like pass the arithmetic and were never issued.
    if len(set(digits)) == 1 or digits[9:] != check_digits(digits[:9]):
        return None
    return digits


def check_digits(base: str) -> str:
    """The two that belong behind nine digits."""
    first = _check_digit(base)
    return first + _check_digit(base + first)


def _check_digit(digits: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(reversed(digits), range(2, 12), strict=False))
    remainder = weighted % 11
    return "0" if remainder < 2 else str(11 - remainder)
