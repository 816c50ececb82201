"""What a process knows of tokens that ended before their time, from the table and by broadcast."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from libs.common import revocations
from libs.common.auth import MAX_TOKEN_LIFE, Principal, SessionRevokedError, TokenExpiredError
from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import SessionRevoked
from libs.common.database import Database
from libs.common.errors import AppError, DependencyUnavailableError
from libs.common.revocations import RevocationList
from libs.common.runtime import end_tasks
from tests.infra.proxy import proxied
from tests.infra.servers import Servers
from tests.infra.waiting import eventually

Admin: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
SECOND = timedelta(seconds=1)


def principal(**overrides: Any) -> Principal:
    now = time.time()
    someone = Principal(new_id(), new_id(), "owner", frozenset({"account"}), new_id(), now, int(now) + 900)
    return replace(someone, **overrides)


def revoked(
    *, user_id: UUID | None = None, sid: UUID | None = None, before: datetime | None = None, ends: bool = True
) -> SessionRevoked:
    return SessionRevoked(
        tenant_id=new_id(), user_id=user_id, sid=sid, before=before or utc_now(), ends_sessions=ends
    )


async def remember(admin: Admin, event: SessionRevoked) -> None:
    """As auth does beside the event."""
    await admin.execute(
        "INSERT INTO shared.session_revocations (user_id, sid, before, ends_sessions) VALUES ($1, $2, $3, $4)",
        event.user_id,
        event.sid,
        event.before,
        event.ends_sessions,
    )


def refusal(known: RevocationList, who: Principal) -> type[AppError] | None:
    try:
        known.check(who)
    except AppError as error:
        return type(error)
    return None


@pytest_asyncio.fixture
async def known(business_db: Database) -> AsyncIterator[RevocationList]:
    """A list that was read, in its own task as in a process."""
    filled = RevocationList(business_db)
    assert await filled.read()
    running = asyncio.ensure_future(filled.run())
    yield filled
    await end_tasks([running])


async def test_ended_user_loses_what_was_issued_before_and_nothing_after(known: RevocationList) -> None:
    who = principal()
    end = datetime.fromtimestamp(who.issued_at, utc_now().tzinfo) + timedelta(microseconds=1)
    known.take(revoked(user_id=who.user_id, before=end))
    known.take(revoked(user_id=who.user_id, before=end - SECOND))
    assert refusal(known, who) is SessionRevokedError
    assert refusal(known, replace(who, issued_at=end.timestamp())) is None
    assert refusal(known, principal(issued_at=who.issued_at)) is None


async def test_ended_session_takes_only_its_own_tokens(known: RevocationList) -> None:
    who = principal()
    known.take(revoked(sid=who.session_id))
    assert refusal(known, who) is SessionRevokedError
    # Issued by a clock that is ahead: there is no later token of an ended session.
    assert refusal(known, replace(who, issued_at=who.issued_at + 30)) is SessionRevokedError
    assert refusal(known, principal(user_id=who.user_id, issued_at=who.issued_at)) is None


@pytest.mark.parametrize("key", ["user_id", "sid"])
async def test_outdated_token_has_expired_and_the_next_one_is_good(known: RevocationList, key: str) -> None:
    who, end = principal(), utc_now() + SECOND
    ids = {"user_id": who.user_id, "sid": who.session_id}
    known.take(revoked(**{key: ids[key]}, before=end, ends=False))
    assert refusal(known, who) is TokenExpiredError
    assert refusal(known, replace(who, issued_at=end.timestamp())) is None
    known.take(revoked(user_id=who.user_id, before=end))
    assert refusal(known, who) is SessionRevokedError


async def test_what_was_missed_is_read_when_the_broker_is_back(known: RevocationList, admin: Admin) -> None:
    who = principal()
    await remember(admin, revoked(user_id=who.user_id, before=utc_now() + SECOND))
    assert refusal(known, who) is None
    known.read_again()
    await eventually(lambda: refusal(known, who) is SessionRevokedError)


async def test_what_was_missed_is_read_in_time_without_being_told(
    business_db: Database, admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revocations, "READ_AGAIN_S", 0.05)
    known, who = RevocationList(business_db), principal()
    await known.read()
    running = asyncio.ensure_future(known.run())
    await remember(admin, revoked(sid=who.session_id))
    await eventually(lambda: refusal(known, who) is SessionRevokedError)
    await end_tasks([running])


async def test_list_that_cannot_be_read_refuses_everybody_tries_again_and_says_so(
    servers: Servers, scratch: str, admin: Admin, capture_logs: Callable[[], str]
) -> None:
    who, ended = principal(), principal()
    await remember(admin, revoked(sid=ended.session_id))
    async with proxied(servers.database_port) as proxy:
        database = Database(proxy.url(servers.service_url("business", scratch)), pool_size=1)
        known = RevocationList(database)
        assert not await known.read()
        assert not await known.read()
        assert refusal(known, who) is DependencyUnavailableError
        assert capture_logs().count("revocations cannot be read") == 1
        running = asyncio.ensure_future(known.run())
        await proxy.listen()
        await eventually(lambda: known.is_filled)
        await end_tasks([running])
        await database.close()
    assert "revocations read" in capture_logs()
    assert [refusal(known, each) for each in (who, ended)] == [None, SessionRevokedError]


async def test_what_no_token_is_old_enough_for_is_forgotten(known: RevocationList, admin: Admin) -> None:
    long_ago = utc_now() - MAX_TOKEN_LIFE - SECOND
    # A principal that cannot be: it only asks whether the entry is there.
    read, heard = (principal(issued_at=0.0) for _ in range(2))
    await remember(admin, revoked(sid=read.session_id, before=long_ago))
    known.take(revoked(sid=heard.session_id, before=long_ago))
    assert refusal(known, heard) is SessionRevokedError
    await known.read()
    assert [refusal(known, each) for each in (read, heard)] == [None, None]


async def test_watcher_is_told_once_his_token_is_refused(known: RevocationList, admin: Admin) -> None:
    ended, outdated, missed, other = (principal() for _ in range(4))
    with (
        known.watching(ended) as end,
        known.watching(outdated) as age,
        known.watching(missed) as news,
        known.watching(other) as nothing,
    ):
        known.take(revoked(sid=ended.session_id))
        known.take(revoked(user_id=outdated.user_id, before=utc_now() + SECOND, ends=False))
        await remember(admin, revoked(sid=missed.session_id))
        await known.read()
        assert [event.is_set() for event in (end, age, news, nothing)] == [True, True, True, False]
    with known.watching(ended) as late:
        assert late.is_set()
