"""Lists, counts and gauges with ten thousand finished sagas: right, and read through indexes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from prometheus_client import REGISTRY

from libs.common.clock import utc_now
from libs.common.database import Database
from services.provisioning import metrics
from services.provisioning import repository as sagas
from services.provisioning.operations import repository, service
from services.provisioning.operations.service import SagaQuery
from services.provisioning.saga import PUBLIC_STATES
from tests.infra import plans
from tests.infra.databases import copy_template
from tests.infra.history import History, seed_history
from tests.infra.plans import Nodes, Query, indexes, tables_read_whole
from tests.infra.servers import Servers

SAGAS, PAGE = 10_000, 200
TABLES = ("sagas", "saga_transitions", "saga_steps", "tenants", "tenant_schemas")


@dataclass(frozen=True, slots=True)
class Filled:
    """A database of its own, with a long history and nobody at work."""

    database: Database
    history: History


@pytest_asyncio.fixture(scope="module")
async def filled(servers: Servers, worker: int) -> AsyncIterator[Filled]:
    name = f"plans_{worker}"
    await copy_template(servers, name)
    history = await seed_history(servers.admin_url(name), SAGAS)
    database = Database(servers.service_url("provisioning", name), pool_size=2, application_name="test")
    yield Filled(database, history)
    await database.close()


async def plan_of(filled: Filled, query: Query, *, generic: bool) -> Nodes:
    return await plans.plan_of(filled.database, query, generic=generic)


def read_whole(nodes: Nodes) -> set[str]:
    """Tables of ours that a plan reads from end to end."""
    return tables_read_whole(nodes) & set(TABLES)


async def oldest_of_a_page(database: Database) -> Any:
    async with database.transaction() as session:
        return (await repository.list_sagas(session, limit=PAGE))[-1]


def page(**filters: Any) -> Query:
    return partial(repository.list_sagas, limit=20, **filters)


@pytest.mark.parametrize("generic", [False, True], ids=["custom", "generic"])
async def test_pages_of_sagas_begin_at_their_cursor(filled: Filled, generic: bool) -> None:
    saga = await oldest_of_a_page(filled.database)
    narrowed = {"after": saga.saga_id, "states": ["COMPLETED"], "kind": "create_tenant"}
    for filters in ({"after": saga.saga_id}, narrowed):
        nodes = await plan_of(filled, page(**filters), generic=generic)
        assert (read_whole(nodes), indexes(nodes)) == (set(), {"sagas_pkey"})
        scan = next(node for node in nodes if "Index Name" in node)
        assert "saga_id <" in scan["Index Cond"], "the rows before the cursor are read, too"


@pytest.mark.parametrize("generic", [False, True], ids=["custom", "generic"])
async def test_filters_find_their_sagas_by_an_index(filled: Filled, generic: bool) -> None:
    saga = await oldest_of_a_page(filled.database)
    expected = [
        (page(), "sagas_pkey"),
        (page(tenant_id=saga.tenant_id), "ix_sagas_tenant_id"),
        (page(subdomain=saga.subdomain), "ix_sagas_subdomain"),
        (page(q=saga.subdomain), "ix_sagas_search"),
    ]
    for query, index in expected:
        nodes = await plan_of(filled, query, generic=generic)
        assert (read_whole(nodes), indexes(nodes)) == (set(), {index})


async def test_rare_states_are_not_searched_among_the_finished(filled: Filled) -> None:
    nodes = await plan_of(filled, page(states=["COMPENSATING", "RELEASING"]), generic=False)
    assert (read_whole(nodes), indexes(nodes)) == (set(), {"ix_sagas_state"})


@pytest.mark.parametrize("generic", [False, True], ids=["custom", "generic"])
async def test_one_saga_and_the_stream_read_no_timeline_but_their_own(filled: Filled, generic: bool) -> None:
    saga = await oldest_of_a_page(filled.database)
    for query in (
        partial(service.show_saga, saga_id=saga.saga_id, now=utc_now()),
        partial(repository.summaries, saga_ids=[saga.saga_id]),
        partial(repository.changed_since, transition_id=6 * SAGAS),
    ):
        nodes = await plan_of(filled, query, generic=generic)
        assert not read_whole(nodes) & {"sagas", "saga_transitions"}


@pytest.mark.parametrize("filters", [{}, {"status": "active"}, {"q": "loja-7777"}], ids=str)
async def test_tenants_are_read_by_an_index(filled: Filled, filters: dict[str, Any]) -> None:
    nodes = await plan_of(filled, partial(repository.list_tenants, limit=20, **filters), generic=False)
    assert read_whole(nodes) == set()
    assert indexes(nodes) >= {"ix_tenants_search" if "q" in filters else "tenants_pkey"}


async def test_a_table_read_whole_is_noticed(filled: Filled) -> None:
    assert read_whole(await plan_of(filled, sagas.saga_counts, generic=False)) == {"sagas"}


async def test_all_pages_together_are_all_sagas_once_and_in_order(filled: Filled) -> None:
    seen: list[UUID] = []
    cursor: str | None = None
    while not seen or cursor:
        async with filled.database.transaction() as session:
            found = await service.list_sagas(session, SagaQuery(cursor=cursor, limit=PAGE), now=utc_now())
        seen += [item.saga_id for item in found.items]
        cursor = found.next_cursor
    assert len(seen) == len(set(seen)) == SAGAS
    assert seen == sorted(seen, reverse=True)


async def test_counts_and_gauges_are_those_of_the_table(filled: Filled) -> None:
    async with filled.database.transaction() as session:
        found = await service.list_sagas(session, SagaQuery(), now=utc_now())
        tenants = await service.list_tenants(session, status=None, q=None, cursor=None, limit=1)
    expected = dict.fromkeys(PUBLIC_STATES, 0)
    expected |= {"COMPLETED": filled.history.completed, "ROLLED_BACK": filled.history.rolled_back}
    assert found.counts == expected
    assert tenants.counts == {"active": filled.history.completed, "failed": filled.history.rolled_back}
    await metrics.sample_sagas(filled.database)
    assert {state: _gauge(state) for state in expected} == expected


def _gauge(state: str) -> float | None:
    return REGISTRY.get_sample_value("sagas", {"kind": "create_tenant", "state": state})
