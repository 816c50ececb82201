"""Whole months go, by the owner's hand; the rest of the chain still holds, and no write waits for a month."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from services.auth.audit import chain
from services.provisioning import audit_retention
from tests.auth.audit.conftest import Audited
from tests.infra.servers import Servers

NOW = datetime.now(UTC)
MONTH = "CREATE TABLE audit.entries_{name} PARTITION OF audit.entries FOR VALUES FROM ('{since}') TO ('{until}')"


async def make_month(audited: Audited, months_ago: int) -> datetime:
    """A partition of the past, as if it had been made then; answers a moment in it."""
    number = NOW.year * 12 + NOW.month - 1 - months_ago
    since, until = (datetime(n // 12, n % 12 + 1, 1, tzinfo=UTC) for n in (number, number + 1))
    await audited.owner(MONTH.format(name=f"{since:%Y%m}", since=since, until=until))
    return since + timedelta(days=9)


async def trim(servers: Servers, audited: Audited, keep_months: int = 24) -> list[str]:
    name = audited.owner_url.rpartition("/")[2]
    return (await audit_retention.trim(servers.admin_url(), name=name, keep_months=keep_months)).months


async def test_old_months_go_and_the_chain_still_holds(servers: Servers, audited: Audited) -> None:
    oldest, old = await make_month(audited, 26), await make_month(audited, 25)
    kept = await make_month(audited, 24)
    await audited.tell_at(oldest, "a", "b")
    # A long transaction of an old month, linked among the next month's entries.
    await audited.tell_at(kept, "c")
    await audited.tell_at(old, "late")
    await audited.tell_at(kept, "d")
    before = await audited.link()
    assert (before.problem, before.verified) == (None, 5)
    assert await trim(servers, audited) == [f"entries_{oldest:%Y%m}", f"entries_{old:%Y%m}"]
    after = await chain.verify(audited.database, expected=before.head)
    assert (after.problem, after.verified, after.head) == (None, 3, before.head)
    await audited.tell("new")
    grown = await audited.link()
    # The dropping itself is told as well.
    assert (grown.problem, grown.verified) == (None, 5)
    assert await trim(servers, audited) == []
    await audited.owner("DELETE FROM audit.entries WHERE entity_id = 'c'")
    problem = (await chain.verify(audited.database)).problem
    assert problem is not None
    assert "was deleted" in problem


async def test_everything_may_go_and_the_chain_goes_on(servers: Servers, audited: Audited) -> None:
    await audited.tell_at(await make_month(audited, 30), "a", "b")
    head = (await audited.link()).head
    await trim(servers, audited)
    empty = await chain.verify(audited.database, expected=head)
    assert (empty.problem, empty.verified, empty.head) == (None, 0, head)
    assert (await audited.link()).head.position == head.position + 1


async def test_what_is_not_linked_is_not_dropped(servers: Servers, audited: Audited) -> None:
    await audited.tell_at(await make_month(audited, 30), "a")
    with pytest.raises(asyncpg.ObjectNotInPrerequisiteStateError):
        await trim(servers, audited)
    with pytest.raises(ValueError, match="6 months"):
        await trim(servers, audited, keep_months=5)


async def test_months_are_made_ahead_and_what_fell_through_is_moved(audited: Audited) -> None:
    this = f"entries_{NOW:%Y%m}"
    await audited.owner(f"DROP TABLE audit.{this}")
    await audited.tell("fallen")
    where = "SELECT tableoid::regclass::text AS name FROM audit.entries"
    assert [row["name"] for row in await audited.owner(where)] == ["audit.entries_default"]
    await asyncio.gather(chain.sweep(audited.database), chain.sweep(audited.database))
    assert [row["name"] for row in await audited.owner(where)] == [f"audit.{this}"]
    assert (await audited.link()).problem is None
    months = await audited.owner(
        "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = 'audit.entries'::regclass"
    )
    assert months[0]["n"] == 5
