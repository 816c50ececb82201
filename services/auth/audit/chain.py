"""The chain over the audit: extended behind the writes, and verified link by link.

Each link holds its entry's hash and is hashed together with the digest before it; who alters, removes or slips in
an entry breaks the chain there. Who owns the database could build the whole chain anew: its head, which every
sweep writes to the log, would then be another one (`expected`).
"""

import hashlib
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from libs.common.database import Database
from libs.common.logging import get_logger
from services.auth.audit import chain_repository as repository
from services.auth.audit.chain_repository import Link

log = get_logger(__name__)

SWEEP_BATCH = 1_000
VERIFY_BATCH = 5_000
GENESIS = bytes(32)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Clocks are set back now and then, and an entry takes its time a moment before its transaction's number.
_CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's last link: who keeps it elsewhere can tell a chain that was built anew."""

    position: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.digest.hex()}"

    @classmethod
    def parse(cls, value: str) -> "Head":
        """Raises ValueError for anything but `<position>:<64 hex digits>`."""
        position, _, digest = value.partition(":")
        head = cls(int(position), bytes.fromhex(digest))
        if len(head.digest) != len(GENESIS):
            raise ValueError("a head is <position>:<64 hex digits>")
        return head


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; `problem` is None when the chain holds."""

    head: Head
    verified: int
    unlinked: int
    oldest_unlinked_s: float
    problem: str | None


async def sweep(database: Database) -> None:
    """Makes the months to come, and links what is finished; leaves it to another replica that is at it."""
    async with database.transaction() as session:
        await repository.prepare_partitions(session)
    while True:
        async with database.transaction() as session:
            extended = await repository.extend(session, SWEEP_BATCH)
        if extended is None or extended.linked == 0:
            return
        # Logs are kept elsewhere than the database: a head found there is proof against its owner.
        log.info(
            "audit chain extended", linked=extended.linked, head=str(Head(extended.position, extended.digest))
        )
        if extended.linked < SWEEP_BATCH:
            return


async def verify(database: Database, *, expected: Head | None = None) -> Verdict:
    """Recomputes the chain from its beginning; stops at the first thing that is not as it was linked."""
    async with database.transaction() as session:
        start = await repository.start(session)
    head = Head(start.position, start.digest)
    check = _Check(head, start.dropped_before, met_expected=head == expected)
    problem, after, is_first = None, start.position, True
    while problem is None:
        async with database.transaction() as session:
            links = await repository.links(session, after=after, is_first=is_first, wanted=VERIFY_BATCH)
        if not links:
            break
        problem = next((found for link in links if (found := check.follow(link, expected))), None)
        after, is_first = check.head.position, False
    if problem is None and expected is not None and not check.met_expected:
        problem = f"the chain no longer passes through the expected head at position {expected.position}"
    async with database.transaction() as session:
        waiting = await repository.unlinked(session)
    return Verdict(check.head, check.verified, waiting.entries, waiting.oldest_s, problem)


async def verify_at(url: str, *, expected: Head | None) -> Verdict:
    """As `verify`, in the database at `url`, with a pool of its own."""
    database = Database(url, pool_size=1, application_name="auth-cli")
    try:
        return await verify(database, expected=expected)
    finally:
        await database.close()


@dataclass(slots=True)
class _Check:
    head: Head
    dropped_before: datetime | None
    verified: int = 0
    met_expected: bool = False
    _sweeps: deque[tuple[int, datetime]] = field(default_factory=deque)
    _not_before: datetime = _EPOCH

    def follow(self, link: Link, expected: Head | None) -> str | None:
        """Takes one link further; answers what is wrong with it."""
        problem = self._problem(link)
        if problem is None and link.position is not None:
            self.head = Head(link.position, link.digest)
            self.verified += 1
            self.met_expected = self.met_expected or self.head == expected
        return problem

    def _problem(self, link: Link) -> str | None:
        name = f"entry {link.entry_id} of {link.entry_at.astimezone(UTC).isoformat()}"
        if link.position is None:
            return f"{name} has no link: it was slipped in, or its link was deleted"
        if link.position != self.head.position + 1:
            return f"links {self.head.position + 1} to {link.position - 1} were deleted, before {name}"
        if link.digest != digest_of(self.head.digest, link):
            return f"link {link.position} was altered: {name}"
        if link.found is None:
            dropped = self.dropped_before is not None and link.entry_at < self.dropped_before
            return None if dropped else f"{name} was deleted"
        if link.found != link.content:
            return f"{name} was altered"
        return f"{name} was dated back" if self._is_backdated(link) else None

    def _is_backdated(self, link: Link) -> bool:
        """A transaction that began after a sweep cannot have written before that sweep."""
        if not self._sweeps or self._sweeps[-1][0] != link.seen:
            self._sweeps.append((link.seen, link.linked_at))
        while self._sweeps and self._sweeps[0][0] <= link.xact:
            self._not_before = self._sweeps.popleft()[1]
        return link.entry_at < self._not_before - _CLOCK_TOLERANCE


def digest_of(former: bytes, link: Any) -> bytes:
    """SHA-256 over the digest before and the link's own fields, as `audit_api.digest` computes it."""
    parts = (
        link.position,
        link.entry_id,
        _microseconds(link.entry_at),
        link.xact,
        link.content.hex(),
        _microseconds(link.linked_at),
        link.seen,
    )
    return hashlib.sha256(former + "|".join(map(str, parts)).encode()).digest()


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
