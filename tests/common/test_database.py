"""A transaction's scope goes out with BEGIN and never outlives it."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.clock import new_id
from libs.common.database import Database, ScopedConnection, ScopeLostError, registry_scope, sqlstate_of
from libs.common.tenancy.session import tenant_scope, tenant_session, tenant_transaction
from libs.common.tenancy.tenant import (
    SchemaConnectionError,
    Tenant,
    TenantRequiredError,
    checked_identifier,
    current_tenant,
    schema_name_for,
)
from tests.common.helpers import CLEAN, context
from tests.infra.proxy import Proxy, proxied
from tests.infra.servers import Servers

CONTEXT = text("SELECT current_user::text, current_setting('search_path')")
CANCELLATIONS = 50


async def test_tenant_transaction_wears_the_shops_role_and_path(single: Database, tenant: Tenant) -> None:
    async with tenant_transaction(single, tenant) as session:
        assert tuple((await session.execute(CONTEXT)).one()) == (tenant.role_name, tenant.schema_name)
        assert current_tenant() is tenant
    with pytest.raises(TenantRequiredError):
        current_tenant()
    assert await context(single) == CLEAN


@pytest_asyncio.fixture
async def wire(servers: Servers) -> AsyncIterator[Proxy]:
    """Between us and PostgreSQL; remembers every message we send."""
    async with proxied(servers.database_port) as proxy:
        await proxy.listen()
        yield proxy


async def test_begin_role_and_path_are_one_round_trip(
    servers: Servers, scratch: str, wire: Proxy, tenant: Tenant
) -> None:
    database = Database(wire.url(servers.service_url("business", scratch)), pool_size=1)

    async def one_query() -> None:
        async with tenant_transaction(database, tenant) as session:
            await session.execute(CONTEXT)

    await one_query()
    wire.requests.clear()
    await one_query()
    begin, query, commit = wire.requests
    # One simple query ("Q", length, text, NUL).
    assert begin[:1] == b"Q"
    assert int.from_bytes(begin[1:5]) + 1 == len(begin)
    statements = [statement.strip() for statement in begin[5:-1].decode().split(";")]
    assert statements[0] == "BEGIN"
    scope = tenant_scope(tenant)
    expected = [*scope.statements, scope.guard]
    assert statements[-len(expected) :] == expected
    assert any("statement_timeout" in statement for statement in statements)
    assert query[:1] == b"B"
    assert commit[5:-1].decode() == f"{scope.guard}; COMMIT;"
    await database.close()


async def test_nothing_is_left_after_commit_rollback_and_error(single: Database, tenant: Tenant) -> None:
    async with tenant_session(single, tenant) as session:
        await session.execute(CONTEXT)
        await session.rollback()
    assert await context(single) == CLEAN
    with pytest.raises(DBAPIError):
        async with single.transaction(tenant_scope(tenant)) as session:
            await session.execute(text("SELECT 1/0"))
    assert await context(single) == CLEAN
    with pytest.raises(ZeroDivisionError):
        async with single.transaction(registry_scope(tenant.id)) as session:
            (await session.scalar(text("SELECT 1"))) / 0
    assert await context(single) == CLEAN


async def test_session_opens_every_transaction_with_its_scope(single: Database, tenant: Tenant) -> None:
    async with tenant_session(single, tenant) as session:
        for end in (session.commit, session.rollback, session.commit):
            assert tuple((await session.execute(CONTEXT)).one()) == (tenant.role_name, tenant.schema_name)
            await end()


async def test_nothing_is_left_after_cancellation(single: Database, tenant: Tenant) -> None:
    chance, loop = random.Random(7), asyncio.get_running_loop()  # noqa: S311 - where to cancel

    async def work() -> None:
        async with tenant_transaction(single, tenant) as session:
            for _ in range(3):
                await session.execute(text("INSERT INTO api_cliente (nome) VALUES ('half')"))
            await session.execute(text("SELECT 1/0"))

    for _ in range(CANCELLATIONS):
        task = asyncio.create_task(work())
        loop.call_later(chance.uniform(0, 0.012), task.cancel)
        with suppress(asyncio.CancelledError, DBAPIError):
            await task
        assert await context(single) == CLEAN
    async with tenant_transaction(single, tenant) as session:
        assert await session.scalar(text("SELECT count(*) FROM api_cliente")) == 0


async def test_autocommit_drops_the_scope(single: Database, tenant: Tenant) -> None:
    async with tenant_session(single, tenant) as session:
        connection = await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        assert tuple((await connection.execute(CONTEXT)).one()) == CLEAN[:2]
    async with single.engine.connect() as bare:
        assert tuple((await bare.execute(CONTEXT)).one()) == CLEAN[:2]
    assert await context(single) == CLEAN


async def test_begin_with_an_unknown_role_does_not_poison_the_pool(single: Database, tenant: Tenant) -> None:
    ghost_id = new_id()
    name = schema_name_for(ghost_id)
    ghost = Tenant(ghost_id, "Ghost", "ghost", tenant.status, name, name, "basic")
    for _ in range(3):
        with pytest.raises(SchemaConnectionError):
            async with tenant_transaction(single, ghost) as session:
                await session.execute(CONTEXT)
        assert await context(single) == CLEAN


async def test_role_that_was_not_granted_is_out_of_reach(
    single: Database, tenant: Tenant, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await admin.execute(f"REVOKE {tenant.role_name} FROM svc_business")
    with pytest.raises(SchemaConnectionError):
        async with tenant_transaction(single, tenant) as session:
            await session.execute(CONTEXT)
    assert await context(single) == CLEAN


async def test_shop_cannot_read_its_neighbour_by_qualified_name(
    single: Database, tenant: Tenant, neighbour: Tenant
) -> None:
    async with tenant_transaction(single, tenant) as session:
        await session.execute(text("INSERT INTO api_cliente (nome) VALUES ('Ana')"))
    for table in (f"{neighbour.schema_name}.api_cliente", "shared.tenants", "svc_business.outbox"):
        with pytest.raises(DBAPIError) as caught:
            async with single.transaction(tenant_scope(tenant)) as session:
                await session.execute(text(f"SELECT * FROM {table}"))
        assert sqlstate_of(caught.value) == "42501"
    async with tenant_transaction(single, neighbour) as session:
        assert await session.scalar(text("SELECT count(*) FROM api_cliente")) == 0


async def test_without_a_shop_no_shops_table_is_in_sight(single: Database, tenant: Tenant) -> None:
    for table, state in ((f"{tenant.schema_name}.api_cliente", "42501"), ("api_cliente", "42P01")):
        with pytest.raises(DBAPIError) as caught:
            async with single.transaction() as session:
                await session.execute(text(f"SELECT * FROM {table}"))
        assert sqlstate_of(caught.value) == state


async def test_registry_scope_names_the_shop_or_the_platform(tenant_db: Database) -> None:
    query, tenant_id = text("SELECT current_setting('app.tenant_id', true)"), new_id()
    async with tenant_db.transaction(registry_scope(tenant_id)) as session:
        assert await session.scalar(query) == str(tenant_id)
    async with tenant_db.transaction(registry_scope(None)) as session:
        assert await session.scalar(query) == "platform"


def test_scope_takes_only_checked_parts() -> None:
    with pytest.raises(ValueError):
        registry_scope("x'; SET ROLE postgres; --")  # type: ignore[arg-type]
    for name in (
        "postgres",
        "tenant_1",
        "tenant_0123456789AB",
        "tenant_0123456789ab; --",
        "tenant_0123456789ab\n",
    ):
        with pytest.raises(ValueError):
            checked_identifier(name)


async def test_check_passes_and_notices_a_driver_that_begins_otherwise(
    single: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(ScopedConnection, "execute", asyncpg.Connection.execute)
        with pytest.raises(ScopeLostError):
            await single.check()
    await single.check()
    await single.check()


async def test_errors_show_no_parameters(tenant_db: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with tenant_db.transaction() as session:
            await session.execute(text("SELECT 1/0, CAST(:value AS text)"), {"value": "$argon2id$secret"})
    assert "argon2id" not in str(caught.value)


async def test_last_connection_given_back_is_lent_first(tenant_db: Database) -> None:
    """One that is asked often knows the shops it meets; asked in turn, all would have to learn them."""
    pid = text("SELECT pg_backend_pid()")
    async with tenant_db.session() as one, tenant_db.session() as two, tenant_db.session() as three:
        held = {await session.scalar(pid) for session in (one, two, three)}
    assert len(held) == 3
    found = set()
    for _ in range(6):
        async with tenant_db.transaction() as session:
            found.add(await session.scalar(pid))
    assert len(found) == 1
    assert found < held
