"""The chain's queries: all of them functions of `audit_api`, for this service's login may not touch the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_PREPARE = text("SELECT audit_api.prepare_partitions()")
_EXTEND = text("SELECT linked, head_position, head_digest FROM audit_api.extend_chain(:wanted)")
_START = text("SELECT position, digest, dropped_before FROM audit_api.chain_start()")
_LINKS = text(
    "SELECT position, entry_id, entry_at, xact, content, linked_at, seen, digest, found"
    " FROM audit_api.chain_links(:after, :is_first, :wanted)"
)
_UNLINKED = text("SELECT entries, oldest_s FROM audit_api.unlinked()")


@dataclass(frozen=True, slots=True)
class Extended:
    """How many entries a sweep linked, and the head since then."""

    linked: int
    position: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Start:
    """Where the chain begins: nothing is missed from before `dropped_before`."""

    position: int
    digest: bytes
    dropped_before: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link and the hash of its entry as it is found; without `position`, an entry that has no link.

    `xact` and `seen` are transactions' numbers.
    """

    position: int | None
    entry_id: int
    entry_at: datetime
    xact: int
    content: bytes
    linked_at: datetime
    seen: int
    digest: bytes
    found: bytes | None


@dataclass(frozen=True, slots=True)
class Unlinked:
    """What no sweep has linked yet, and the age of the oldest in seconds."""

    entries: int
    oldest_s: float


async def prepare_partitions(session: AsyncSession) -> None:
    await session.execute(_PREPARE)


async def extend(session: AsyncSession, wanted: int) -> Extended | None:
    """None when another sweeper is at work."""
    row = (await session.execute(_EXTEND, {"wanted": wanted})).one_or_none()
    return None if row is None else Extended(*row)


async def start(session: AsyncSession) -> Start:
    """The last anchor, or the very beginning."""
    row = (await session.execute(_START)).one_or_none()
    return Start(0, bytes(32), None) if row is None else Start(*row)


async def links(session: AsyncSession, *, after: int, is_first: bool, wanted: int) -> Sequence[Link]:
    """The next links after a position, with entries between that have none; `is_first`: from time's start."""
    rows = await session.execute(_LINKS, {"after": after, "is_first": is_first, "wanted": wanted})
    return [Link(*row) for row in rows]


async def unlinked(session: AsyncSession) -> Unlinked:
    return Unlinked(*(await session.execute(_UNLINKED)).one())
