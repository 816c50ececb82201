"""Lists, counts and gauges with ten thousand letters: read through indexes, in no more rows than they show."""

import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import text

from libs.common.database import Database
from services.notifications.operations import repository, service
from services.notifications.operations.service import DeliveryQuery
from tests.infra.databases import copy_template
from tests.infra.plans import Query, indexes, plan_of, tables_read_whole
from tests.infra.servers import Servers
from tests.infra.sql import connected

LETTERS = 10_000
FILL = """
INSERT INTO svc_notifications.deliveries (id, tenant_id, kind, channel, dedupe_key, recipient, locale, content,
    state, expires_at, finished_at)
SELECT md5('letter' || n)::uuid, md5('shop' || n % 500)::uuid,
    (ARRAY['welcome', 'booking_created', 'booking_changed', 'booking_reminder'])[1 + n % 4], 'email', n::text,
    'person' || n || '@example.com', 'pt-BR', '{}',
    CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'sent' END, now(), now()
FROM generate_series(1, $1::int) AS n
"""
HISTORY = """
INSERT INTO svc_notifications.delivery_history (delivery_id, state)
SELECT id, state FROM svc_notifications.deliveries, generate_series(1, 2)
"""
SUPPRESSED = """
INSERT INTO svc_notifications.suppressions (address, code, lifted_at, lifted_by, lift_reason)
SELECT 'gone' || n || '@example.com', '550', now(), 'she', 'why' FROM generate_series(1, $1::int) AS n
"""


@pytest_asyncio.fixture(scope="module")
async def filled(servers: Servers, worker: int) -> AsyncIterator[Database]:
    """A database of its own, with a long history and nobody at work."""
    name = f"mail_plans_{worker}"
    await copy_template(servers, name)
    async with connected(servers.admin_url(name)) as admin:
        await admin.execute(FILL, LETTERS)
        await admin.execute(SUPPRESSED, LETTERS)
        await admin.execute(HISTORY)
        await admin.execute("VACUUM ANALYZE")
    database = Database(servers.service_url("notifications", name), pool_size=2, application_name="test")
    yield database
    await database.close()


def page(**filters: Any) -> Query:
    return partial(repository.list_deliveries, limit=20, **filters)


SOME_ID = UUID("80000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize("generic", [False, True], ids=["custom", "generic"])
@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "deliveries_pkey"),
        ({"after": SOME_ID}, "deliveries_pkey"),
        ({"tenant_id": SOME_ID}, "ix_deliveries_tenant_id"),
        ({"kind": "welcome", "after": SOME_ID}, None),
        ({"tenant_ids": [SOME_ID, SOME_ID]}, None),
    ],
    ids=str,
)
async def test_pages_are_read_by_an_index(
    filled: Database, filters: dict[str, Any], index: str | None, generic: bool
) -> None:
    nodes = await plan_of(filled, page(**filters), generic=generic)
    assert "deliveries" not in tables_read_whole(nodes)
    assert index is None or index in indexes(nodes)


async def test_rare_letters_are_not_searched_among_the_others(filled: Database) -> None:
    failed = await plan_of(filled, page(states=["failed", "suppressed"]), generic=False)
    assert (tables_read_whole(failed), indexes(failed)) == (set(), {"ix_deliveries_state"})
    person = await plan_of(filled, page(q="person7777@"), generic=False)
    assert (tables_read_whole(person), indexes(person)) == (set(), {"ix_deliveries_search"})


async def test_one_letter_reads_no_history_but_its_own(filled: Database) -> None:
    async with filled.transaction() as session:
        (first, *_) = await repository.list_deliveries(session, limit=1)
    nodes = await plan_of(filled, partial(service.show_delivery, delivery_id=first.id), generic=False)
    assert not tables_read_whole(nodes) & {"deliveries", "delivery_history", "suppressions"}


@pytest.mark.parametrize("query", [repository.counts, repository.queue_figures], ids=["counts", "figures"])
async def test_figures_are_counted_in_indexes(filled: Database, query: Query) -> None:
    nodes = await plan_of(filled, query, generic=False)
    assert tables_read_whole(nodes) == set()


async def test_a_table_read_whole_is_noticed(filled: Database) -> None:
    async def careless(session: Any) -> None:
        await session.execute(text("SELECT count(content) FROM svc_notifications.deliveries"))

    assert tables_read_whole(await plan_of(filled, careless, generic=False)) == {"deliveries"}


async def test_standing_suppressions_are_not_searched_among_the_lifted(filled: Database) -> None:
    query = partial(repository.list_suppressions, limit=20, lifted=False)
    assert "suppressions" not in tables_read_whole(await plan_of(filled, query, generic=False))


async def test_all_pages_together_are_all_letters_once(
    filled: Database, record_property: Callable[[str, object], None]
) -> None:
    seen: list[UUID] = []
    cursor: str | None = None
    started = time.perf_counter()
    while not seen or cursor:
        async with filled.transaction() as session:
            found = await service.list_deliveries(session, DeliveryQuery(cursor=cursor, limit=200))
        seen += [item.id for item in found.items]
        cursor = found.next_cursor
    took_ms = (time.perf_counter() - started) * 1000 / (LETTERS / 200)
    record_property("figures", f"a page of 200 of {LETTERS} letters, with counts: {took_ms:.1f} ms")
    assert len(seen) == len(set(seen)) == LETTERS
    assert found.counts == {"queued": 0, "sending": 0, "sent": 9980, "ready": 0, "failed": 20, "suppressed": 0}


async def test_no_more_than_the_limit_is_counted(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"LIMIT {repository.COUNTED}" in str(repository._COUNTS)
    fewer = str(repository._COUNTS).replace(f"LIMIT {repository.COUNTED}", "LIMIT 100")
    monkeypatch.setattr(repository, "_COUNTS", text(fewer))
    async with filled.transaction() as session:
        states, kinds = await repository.counts(session)
    assert (states["sent"], states["failed"], kinds["welcome"]) == (100, 20, 100)
