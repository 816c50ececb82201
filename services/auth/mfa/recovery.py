"""Recovery codes: 60 random bits each, written to be typed, stored as Argon2id under one salt a set."""

import asyncio
import secrets

from libs.common.passwords import stretch
from services.auth.mfa.models import RecoveryCodes

SET_SIZE = 10
# Crockford's base 32: no I, L, O or U to be misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 12, 4
_SALT_BYTES = 16
_READ_AS = str.maketrans("OIL", "011")


async def new_codes() -> RecoveryCodes:
    """A set of codes, each for one use."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)) for _ in range(SET_SIZE)]
    salt = secrets.token_bytes(_SALT_BYTES)
    hashes = await asyncio.gather(*(hash_code(code, salt) for code in codes))
    return RecoveryCodes([_grouped(code) for code in codes], salt, list(hashes))


def as_code(text: str) -> str | None:
    """The plain form of a code that was typed without its hyphens, O and I read as 0 and 1; None for no code."""
    plain = text.upper().translate(_READ_AS)
    return plain if len(plain) == _LENGTH and set(plain) <= set(ALPHABET) else None


async def hash_code(code: str, salt: bytes) -> bytes:
    """What is stored of a code in its plain form."""
    return await stretch(code, salt)


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))
