"""CNPJ, the Brazilian companies' number: since July 2026 twelve letters or digits and two check digits.

IN RFB 2.229/2024; a letter counts as its code point less that of "0". Numbers of digits alone stay what they were.
"""

import re

_SHAPE = re.compile(r"[0-9A-Z]{12}[0-9]{2}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}")


def parse_cnpj(text: str) -> str | None:
    """The fourteen places of a CNPJ with or without its mask, in capitals; None when it is not one."""
    written = text.upper()
    if not _SHAPE.fullmatch(written):
        return None
    places = re.sub(r"[./-]", "", written)
    # Of the repeated ones only zeros pass the arithmetic, and they were never issued.
    if len(set(places)) == 1 or places[12:] != check_digits(places[:12]):
        return None
    return places


def masked(places: str) -> str:
    """As it is printed: 12.ABC.345/01DE-35."""
    return f"{places[:2]}.{places[2:5]}.{places[5:8]}/{places[8:12]}-{places[12:]}"


def check_digits(base: str) -> str:
    """The two that belong behind twelve places."""
    first = _check_digit(base)
    return first + _check_digit(base + first)


def _check_digit(places: str) -> str:
    weighted = sum((ord(place) - ord("0")) * (2 + n % 8) for n, place in enumerate(reversed(places)))
    remainder = weighted % 11
    return "0" if remainder < 2 else str(11 - remainder)
