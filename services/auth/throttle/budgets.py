"""How often may be tried: budgets by the generic cell rate algorithm (ITU-T I.371), one time a key.

A budget of `count` in `window` is spent at once or as it comes, and one attempt comes back every `window / count`;
what is kept is when it will be whole again (the theoretical arrival time). Keys are HMACs: the table tells nobody
who was tried from where.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.errors import RateLimitedError
from services.auth.throttle import repository

Budgets = Sequence["Budget"]


@dataclass(frozen=True, slots=True)
class Limit:
    """`count` attempts in `window`."""

    count: int
    window: timedelta

    @property
    def cost(self) -> timedelta:
        return self.window / self.count


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit of somebody's or something's own."""

    key: bytes = field(repr=False)
    limit: Limit


def budget(secret: bytes, limit: Limit, *parts: str) -> Budget:
    """The budget of what `parts` name; each is hashed by itself, so none can run over into the next."""
    digests = b"".join(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest() for part in parts)
    return Budget(hmac.digest(secret, digests, "sha256"), limit)


async def pause(session: AsyncSession, budgets: Budgets) -> timedelta:
    """How long until each of them has room for one more; nothing or less: it has room now."""
    ahead = await repository.time_ahead(session, [each.key for each in budgets])
    return max(ahead.get(each.key, timedelta(0)) + each.limit.cost - each.limit.window for each in budgets)


async def charge(session: AsyncSession, budgets: Budgets) -> None:
    """Takes one from each, whether or not there is room."""
    await repository.charge(session, {each.key: each.limit.cost for each in budgets})


async def take(session: AsyncSession, budgets: Budgets) -> None:
    """Takes one from each in one statement. Raises RateLimitedError, which takes none once rolled back."""
    ahead = await repository.charge(session, {each.key: each.limit.cost for each in budgets})
    over = max(ahead[each.key] - each.limit.window for each in budgets)
    if over > timedelta(0):
        raise RateLimitedError(over)
