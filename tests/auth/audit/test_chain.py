"""The chain holds what was written, waits for what is under way, and names what was forged."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from libs.common.audit import record
from libs.common.database import registry_scope
from services.auth.__main__ import main
from services.auth.audit import chain
from services.auth.audit.chain import Head
from tests.auth.audit.conftest import Audited

LAST_MONTH = datetime.now(UTC).replace(day=1) - timedelta(days=3)
# What the owner of the database does behind the chain's back, and what the verification says of it.
FORGERIES = {
    "altered": ("UPDATE audit.entries SET after = '{\"a\": 2}' WHERE entity_id = 'two'", "was altered"),
    "whose": ("UPDATE audit.entries SET actor_kind = 'user' WHERE entity_id = 'two'", "was altered"),
    "when": ("UPDATE audit.entries SET at = at + interval '1 s' WHERE entity_id = 'two'", "was altered"),
    "deleted": ("DELETE FROM audit.entries WHERE entity_id = 'two'", "was deleted"),
    "inserted": (
        "INSERT INTO audit.entries (at, xact, actor_kind, login, action, entity, entity_id)"
        " SELECT at, xact, 'system', 'svc_auth', 'test.told', 'test', 'forged' FROM audit.entries"
        " WHERE entity_id = 'two'",
        "has no link",
    ),
    "link altered": ("UPDATE audit.chain SET content = sha256('x') WHERE position = 2", "link 2 was altered"),
    "link deleted": ("DELETE FROM audit.chain WHERE position = 2", "has no link"),
    "first links deleted": ("DELETE FROM audit.chain WHERE position < 3", "has no link"),
    "both deleted": (
        "WITH gone AS (DELETE FROM audit.chain WHERE position = 2)"
        " DELETE FROM audit.entries WHERE entity_id = 'two'",
        "links 2 to 2 were deleted",
    ),
}


async def test_chain_holds_over_two_months_and_more_than_one_batch(
    audited: Audited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "SWEEP_BATCH", 2)
    monkeypatch.setattr(chain, "VERIFY_BATCH", 2)
    await audited.tell_at(LAST_MONTH, "one", "two")
    await audited.tell("three", "four", "five")
    verdict = await audited.link()
    assert (verdict.problem, verdict.verified, verdict.unlinked) == (None, 5, 0)
    partitions = await audited.owner("SELECT DISTINCT tableoid::regclass::text AS name FROM audit.entries")
    assert len(partitions) == 2
    again = await audited.link()
    assert (again.head, again.verified) == (verdict.head, 5)


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_verification_names_what_the_owner_forged(audited: Audited, forgery: str) -> None:
    await audited.tell("one", "two", "three", "four")
    assert (await audited.link()).problem is None
    statement, said = FORGERIES[forgery]
    await audited.owner(statement)
    problem = (await chain.verify(audited.database)).problem
    assert problem is not None
    assert said in problem
    await audited.tell("five")
    assert (await audited.link()).problem == problem


async def test_entry_that_is_dated_back_is_named(audited: Audited) -> None:
    await audited.tell("one")
    await audited.link()
    await audited.tell_at(datetime.now(UTC) - timedelta(hours=1), "forged")
    problem = (await audited.link()).problem
    assert problem is not None
    assert problem.endswith("was dated back")


async def test_chain_built_anew_misses_the_head_noted_before(audited: Audited) -> None:
    await audited.tell("one", "two")
    noted = (await audited.link()).head
    await audited.tell("three")
    await audited.link()
    assert (await chain.verify(audited.database, expected=noted)).problem is None
    await audited.owner("WITH gone AS (DELETE FROM audit.chain) DELETE FROM audit.entries WHERE entity_id = 'two'")
    assert (await audited.link()).problem is None
    problem = (await chain.verify(audited.database, expected=noted)).problem
    assert problem == "the chain no longer passes through the expected head at position 2"


async def test_late_commit_is_linked_later_and_not_lost(audited: Audited) -> None:
    async with audited.database.session(registry_scope(audited.tenant_id)) as slow:
        await record(slow, "test.told", entity="test", entity_id="late")
        await audited.tell("early")
        await chain.sweep(audited.database)
        waiting = await chain.verify(audited.database)
        assert (waiting.verified, waiting.unlinked) == (0, 1)
        await slow.commit()
    done = await audited.link()
    assert (done.problem, done.verified, done.unlinked) == (None, 2, 0)
    order = await audited.owner("SELECT e.entity_id FROM audit.chain c JOIN audit.entries e ON e.id = c.entry_id")
    assert {row["entity_id"] for row in order} == {"late", "early"}


async def test_second_sweeper_leaves_it_to_the_first(audited: Audited) -> None:
    await audited.tell("one", "two", "three")
    await asyncio.gather(*(chain.sweep(audited.database) for _ in range(3)))
    verdict = await audited.link()
    assert (verdict.problem, verdict.verified) == (None, 3)


async def test_command_answers_by_its_exit_code(
    audited: Audited, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", audited.url)
    await audited.tell("one", "two")
    head = (await audited.link()).head
    assert await asyncio.to_thread(main, ["verify-audit", "--expect", str(head)]) == 0
    assert f"2 entries hold, up to {head}" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["verify-audit", "--expect", f"1:{'ab' * 32}"]) == 1
    assert "TAMPERED: the chain no longer passes" in capsys.readouterr().err
    await audited.owner("DELETE FROM audit.entries WHERE entity_id = 'one'")
    assert await asyncio.to_thread(main, ["verify-audit"]) == 1
    assert "was deleted" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["", "1", "x:00", "1:00", "1:zz"])
def test_head_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        Head.parse(value)
