"""Telephone numbers as people write them, and as machines call them."""

import re

_BRAZIL = "55"


def to_e164(written: str | None) -> str | None:
    """A Brazilian number with its area code, or any with its country's, as +5511987654321; else None."""
    digits = re.sub(r"[^0-9]", "", written or "")
    if (written or "").strip().startswith("+"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    national = digits.removeprefix("0")
    if len(national) in (12, 13) and national.startswith(_BRAZIL):
        national = national[2:]
    return f"+{_BRAZIL}{national}" if len(national) in (10, 11) else None
