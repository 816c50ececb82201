"""The driver's own transaction keeps what the ORM's session keeps: its scope, its wall, and the pool's health."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import AsyncMock

import asyncpg
import pytest
from sqlalchemy import text

from libs.common.audit import Actor
from libs.common.database import Database
from libs.common.errors import NotFoundError
from libs.common.problems import to_app_error
from libs.common.query import Query
from libs.common.scope import WALL_BREACHED, ScopedConnection, StatementRefusedError
from libs.common.tenancy.session import schema_errors, tenant_work
from libs.common.tenancy.tenant import SchemaConnectionError, Tenant
from tests.common.helpers import CLEAN, context
from tests.infra.sql import fetchval
from tests.infra.waiting import eventually

PLACE = Query(text("SELECT current_user::text, current_setting('search_path')"))
WRITE = Query(text("INSERT INTO api_cliente (nome) VALUES (:nome) RETURNING id"))
COUNT = Query(text("SELECT count(*) FROM api_cliente WHERE nome = :nome"))
WRONG = Query(text("SELECT 1/0"))
PID = Query(text("SELECT pg_backend_pid()"))
CANCELLATIONS = 50


async def test_every_transaction_begins_in_the_shop(single: Database, tenant: Tenant) -> None:
    async with tenant_work(single, tenant) as work:
        for end in (work.commit, work.rollback, work.commit):
            assert tuple(await work.row(PLACE) or ()) == (tenant.role_name, tenant.schema_name)
            await end()
    assert await context(single) == CLEAN


async def test_what_is_not_committed_is_undone(single: Database, tenant: Tenant) -> None:
    async def leave(error: Exception | None, query: Query | None) -> None:
        async with tenant_work(single, tenant) as work:
            await work.row(WRITE, nome="left")
            if query is not None:
                await work.row(query)
            if error is not None:
                raise error

    await leave(None, None)
    with pytest.raises(NotFoundError):
        await leave(NotFoundError(), None)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await leave(None, WRONG)
    async with tenant_work(single, tenant) as work:
        assert await work.value(COUNT, nome="left") == 0
        await work.row(WRITE, nome="kept")
        await work.commit()
        assert await work.value(COUNT, nome="kept") == 1
    assert await context(single) == CLEAN


async def test_without_a_query_no_connection_is_taken(single: Database, tenant: Tenant) -> None:
    async with tenant_work(single, tenant) as work:
        await work.commit()
        assert single.pool_use().in_use == 0


async def test_commit_of_a_failed_transaction_is_an_error(single: Database, tenant: Tenant) -> None:
    async with tenant_work(single, tenant) as work:
        with pytest.raises(asyncpg.DivisionByZeroError):
            await work.row(WRONG)
        with pytest.raises(asyncpg.InFailedSQLTransactionError):
            await work.commit()
    assert await context(single) == CLEAN


async def test_nothing_is_left_after_cancellation(single: Database, tenant: Tenant) -> None:
    chance, loop = random.Random(7), asyncio.get_running_loop()  # noqa: S311 - where to cancel

    async def run() -> None:
        async with tenant_work(single, tenant) as work:
            for _ in range(4):
                await work.row(WRITE, nome="half")
            await work.row(WRONG)

    for _ in range(CANCELLATIONS):
        task = asyncio.create_task(run())
        loop.call_later(chance.uniform(0, 0.012), task.cancel)
        with suppress(asyncio.CancelledError, asyncpg.DivisionByZeroError):
            await task
        assert await context(single) == CLEAN
    async with tenant_work(single, tenant) as work:
        assert await work.value(COUNT, nome="half") == 0
    assert single.pool_use().in_use == 0


async def test_connection_that_died_in_the_pool_is_replaced(
    single: Database, tenant: Tenant, admin_url: str
) -> None:
    async with tenant_work(single, tenant) as work:
        pid = await work.value(PID)
    await fetchval(admin_url, "SELECT pg_terminate_backend($1)", pid)

    async def is_gone() -> bool:
        return not await fetchval(admin_url, "SELECT count(*) FROM pg_stat_activity WHERE pid = $1", pid)

    await eventually(is_gone)
    async with tenant_work(single, tenant) as work:
        assert await work.value(PID) != pid


async def test_connection_lost_on_the_way_is_not_lent_again(
    single: Database, tenant: Tenant, admin_url: str
) -> None:
    async with tenant_work(single, tenant) as work:
        await fetchval(admin_url, "SELECT pg_terminate_backend($1)", await work.value(PID))
        # Which of them depends on how far the driver has heard the farewell.
        farewells = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
        with pytest.raises(farewells) as lost:
            await work.row(PLACE)
        assert to_app_error(lost.value).code == "DEPENDENCY_UNAVAILABLE"
    async with tenant_work(single, tenant) as work:
        assert await work.row(PLACE) is not None


@pytest.mark.parametrize("hole", ["SET LOCAL ROLE NONE", "SET LOCAL search_path TO shared"])
async def test_transaction_that_left_its_shop_is_refused_at_commit(
    single: Database, tenant: Tenant, hole: str, capture_logs: Callable[[], str]
) -> None:
    async with tenant_work(single, tenant) as work:
        await work.row(WRITE, nome="astray")
        driver: Any = work._driver
        await asyncpg.Connection.execute(driver, hole)
        with pytest.raises(asyncpg.PostgresError) as caught:
            await work.commit()
    assert caught.value.sqlstate == WALL_BREACHED
    assert "wall breached" in capture_logs()
    async with tenant_work(single, tenant) as work:
        assert await work.value(COUNT, nome="astray") == 0


async def test_statement_that_could_leave_the_shop_is_never_sent(single: Database, tenant: Tenant) -> None:
    async with tenant_work(single, tenant) as work:
        for statement in ("SET LOCAL ROLE NONE", "RESET ROLE", "COPY api_cliente TO STDOUT"):
            with pytest.raises(StatementRefusedError):
                await work.rows(Query(text(statement)))
        assert tuple(await work.row(PLACE) or ()) == (tenant.role_name, tenant.schema_name)


async def test_shop_without_its_role_is_out_of_reach_and_spoils_no_connection(
    single: Database, tenant: Tenant
) -> None:
    nobody = Tenant(
        tenant.id, "x", "x", tenant.status, "tenant_000000000000", "tenant_000000000000", tenant.plan_type
    )
    async with tenant_work(single, nobody) as work:
        with pytest.raises(SchemaConnectionError), schema_errors():
            await work.row(PLACE)
    assert await context(single) == CLEAN


def test_only_what_looks_does_not_wait_for_the_disk(single: Database, tenant: Tenant) -> None:
    for durable in (True, False):
        scope = tenant_work(single, tenant, Actor(kind="user"), durable=durable)._scope
        assert ("SET LOCAL synchronous_commit = off" in scope.statements) is not durable


def test_query_names_the_value_that_is_missing() -> None:
    with pytest.raises(KeyError, match="nome"):
        WRITE.arguments({})


async def test_transaction_that_is_over_begins_no_other(single: Database, tenant: Tenant) -> None:
    async with tenant_work(single, tenant) as work:
        await work.row(PLACE)
    with pytest.raises(RuntimeError, match="over"):
        await work.row(PLACE)
    assert single.pool_use().in_use == 0


async def test_connection_whose_commit_failed_is_not_lent_again(
    single: Database, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tenant_work(single, tenant) as work:
        pid = await work.value(PID)
        with monkeypatch.context() as broken:
            broken.setattr(ScopedConnection, "execute", AsyncMock(side_effect=OSError("no way out")))
            with pytest.raises(OSError, match="no way out"):
                await work.commit()
    async with tenant_work(single, tenant) as work:
        assert await work.value(PID) != pid


@pytest.mark.parametrize("state", ["57P03", "53300"])
async def test_refused_connection_says_when_to_try_again(tenant: Tenant, state: str) -> None:
    """A server that starts up, or has no room, answers so before there is any connection."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4))
        if length == 8:
            # It asks for TLS first.
            await reader.readexactly(4)
            writer.write(b"N")
            length = int.from_bytes(await reader.readexactly(4))
        await reader.readexactly(length - 4)
        fields = f"SFATAL\0VFATAL\0C{state}\0Mnot now\0\0".encode()
        writer.write(b"E" + (len(fields) + 4).to_bytes(4) + fields)
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        database = Database(f"postgresql://nobody:x@127.0.0.1:{port}/none", pool_size=1)
        async with tenant_work(database, tenant) as work:
            with pytest.raises(asyncpg.PostgresError) as refused:
                await work.row(PLACE)
        await database.close()
    answer = to_app_error(refused.value)
    assert (answer.code, "Retry-After" in answer.headers) == ("DEPENDENCY_UNAVAILABLE", True)
