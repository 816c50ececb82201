"""Argon2id at OWASP's minimum (19 MiB, 2 passes, 1 lane), off the event loop in a bounded pool."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Two at a time: each takes 19 MiB and a whole core; more would starve the requests beside them.
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
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


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
