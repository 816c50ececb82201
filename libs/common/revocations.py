"""Sessions and tokens that ended before their time: heard by broadcast, read where one may have been missed.

Who listens first and reads then misses none: what was committed before the reading stands in the table, and the
broadcast of what is committed later finds our queue.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from libs.common.auth import MAX_TOKEN_LIFE, Principal, SessionRevokedError, TokenExpiredError
from libs.common.clock import utc_now
from libs.common.contracts.events import SessionRevoked
from libs.common.database import Database
from libs.common.errors import AppError, DependencyUnavailableError
from libs.common.logging import get_logger

log = get_logger(__name__)

READ_TIMEOUT_S = 5.0
RETRY_S = 0.5
# Safety net under the broadcast: a broken connection to the broker is noticed only after some heartbeats.
READ_AGAIN_S = 20.0
# A row may be committed after a reading and still say an earlier time: no transaction takes that long.
_OVERLAP = timedelta(minutes=5)
_SINCE = text("SELECT user_id, sid, before, ends_sessions FROM shared.session_revocations WHERE before > :since")


class RevocationList:
    """What this process knows; it refuses every token until it has read the table once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Seconds since 1970. An ended session gets no token ever again, so its id alone decides.
        self._ended_sessions: dict[UUID, float] = {}
        self._ended_users: dict[UUID, float] = {}
        self._outdated: dict[UUID, float] = {}
        self._watched: dict[asyncio.Event, Principal] = {}
        self._read_at: datetime | None = None
        self._missed = asyncio.Event()
        self._is_away = False

    @property
    def is_filled(self) -> bool:
        """Whether the table was read since the start."""
        return self._read_at is not None

    def check(self, principal: Principal) -> None:
        """Raises SessionRevokedError, TokenExpiredError (only the token is out of date: refresh), or
        DependencyUnavailableError while nothing is known yet.
        """
        if not self.is_filled:
            raise DependencyUnavailableError
        refusal = self._refusal_of(principal)
        if refusal is not None:
            raise refusal

    @contextmanager
    def watching(self, principal: Principal) -> Iterator[asyncio.Event]:
        """An event that is set once the principal's token is refused: for what outlives its request's check."""
        refused = asyncio.Event()
        self._watched[refused] = principal
        self._tell_watchers()
        try:
            yield refused
        finally:
            del self._watched[refused]

    def take(self, revoked: SessionRevoked) -> None:
        """Takes a broadcast; a repeat changes nothing."""
        self._add(revoked.user_id, revoked.sid, revoked.before, revoked.ends_sessions)
        self._tell_watchers()

    def read_again(self) -> None:
        """For when broadcasts may have been missed."""
        self._missed.set()

    async def read(self) -> bool:
        """Whether the table could be read. It is read whole once, and then what is new."""
        self._missed.clear()
        started = utc_now()
        since = self._read_at - _OVERLAP if self._read_at else started - MAX_TOKEN_LIFE
        try:
            async with asyncio.timeout(READ_TIMEOUT_S), self._database.transaction() as session:
                rows = (await session.execute(_SINCE, {"since": since})).all()
        except Exception as error:  # noqa: BLE001 - it is tried again, whatever it was
            if not self._is_away:
                log.warning("revocations cannot be read, trying again", error=repr(error), known=self.is_filled)
            self._is_away = True
            return False
        for row in rows:
            self._add(row.user_id, row.sid, row.before, row.ends_sessions)
        if not self.is_filled or self._is_away:
            log.info("revocations read", count=len(rows))
        self._read_at, self._is_away = started, False
        self._tell_watchers()
        self._forget(started - MAX_TOKEN_LIFE)
        return True

    async def run(self) -> None:
        """Keeps the list true until cancelled; outlives any outage."""
        while True:
            pause = READ_AGAIN_S if self.is_filled and not self._is_away else RETRY_S
            with suppress(TimeoutError):
                await asyncio.wait_for(self._missed.wait(), pause)
            await self.read()

    def _add(self, user_id: UUID | None, sid: UUID | None, before: datetime, ends_sessions: bool) -> None:
        if sid is not None:
            _raise_to(self._ended_sessions if ends_sessions else self._outdated, sid, before)
        if user_id is not None:
            _raise_to(self._ended_users if ends_sessions else self._outdated, user_id, before)

    def _refusal_of(self, principal: Principal) -> AppError | None:
        user_id, sid, issued_at = principal.user_id, principal.session_id, principal.issued_at
        if sid in self._ended_sessions or issued_at < self._ended_users.get(user_id, 0):
            return SessionRevokedError()
        if issued_at < self._outdated.get(user_id, 0) or issued_at < self._outdated.get(sid, 0):
            return TokenExpiredError()
        return None

    def _tell_watchers(self) -> None:
        for refused, principal in self._watched.items():
            if self._refusal_of(principal) is not None:
                refused.set()

    def _forget(self, before: datetime) -> None:
        """Drops what no living token is old enough for."""
        for known in (self._ended_sessions, self._ended_users, self._outdated):
            for key in [key for key, value in known.items() if value < before.timestamp()]:
                del known[key]


def _raise_to(known: dict[UUID, float], key: UUID, before: datetime) -> None:
    known[key] = max(known.get(key, 0), before.timestamp())
