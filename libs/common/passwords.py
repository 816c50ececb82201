"""Argon2id at OWASP's minimum (19 MiB, 2 passes, 1 lane), off the event loop in a bounded pool; weak ones.

Strength is estimated offline (zxcvbn): lists of passwords that leaked, words, names, dates, keyboard walks.
"""

import asyncio
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw
from zxcvbn import zxcvbn

from libs.common.errors import ValidationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Two at a time: each takes 19 MiB and a whole core; more would starve the requests beside them.
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
# One at a time: the library keeps the words of the person it works for in a table of the whole process.
_ESTIMATING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="zxcvbn")
# Of zxcvbn's scores 0 to 4: below it, fewer than a million guesses.
_LEAST_SCORE = 2
# Its work grows faster than the length; what is strong so far stays so.
_ESTIMATED_LENGTH = 72
# Verified in place of a missing account's, so that both answers take the same time.
_DECOY = _HASHER.hash("no account has this password")


async def hash_password(password: str) -> str:
    """The PHC string of a password."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _HASHER.hash, password)


async def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password matches; None costs the same and is always False."""
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_POOL, _verify, password_hash or _DECOY, password)
    return matches and password_hash is not None


async def stretch(secret: str, salt: bytes) -> bytes:
    """A hash of a short random secret, to be found by equality: its salt is given, its cost never changes."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _stretch, secret, salt)


def _stretch(secret: str, salt: bytes) -> bytes:
    return hash_secret_raw(
        secret.encode(), salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )


async def upgraded_hash(password_hash: str, password: str) -> str | None:
    """The PHC string by today's parameters of a password just verified; None when it has them already."""
    return await hash_password(password) if _HASHER.check_needs_rehash(password_hash) else None


async def require_strong(password: str, *, field: str, about: Iterable[str]) -> None:
    """Raises ValidationError at `field` for a password that is easy to guess; `about`: the person and the shop."""
    words = [word for text in about for word in (text.partition("@")[0], *re.split(r"[\W_]+", text)) if word]
    score = await asyncio.get_running_loop().run_in_executor(_ESTIMATING, _score, password, words)
    if score < _LEAST_SCORE:
        message = "This password is easy to guess: take a longer one, or a few words that do not belong together."
        raise ValidationError.at(field, message, "password_weak")


def _score(password: str, words: list[str]) -> int:
    return int(zxcvbn(password[:_ESTIMATED_LENGTH], user_inputs=words)["score"])


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
