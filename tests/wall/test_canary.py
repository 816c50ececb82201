"""The check in the tenancy layer: each way of breaking the wall makes it fire, and then nothing is written."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope, sqlstate_of
from libs.common.errors import problem_body
from libs.common.problems import to_app_error
from libs.common.scope import WALL_BREACHED, Scope, StatementRefusedError
from libs.common.tenancy import session as tenancy
from libs.common.tenancy.session import tenant_scope, tenant_session, tenant_transaction
from libs.common.tenancy.tenant import Tenant
from tests.infra.sql import fetchval

WRITE = text("INSERT INTO api_cliente (nome) VALUES ('astray')")
PLACE = text("SELECT current_user::text, current_setting('search_path'), current_setting('app.tenant_id', true)")
ALARMS = "tenant_wall_alarms_total"


async def _beneath(session: AsyncSession, statements: str) -> None:
    """Past every layer of ours, as a hole in one of them would be."""
    driver: Any = (await (await session.connection()).get_raw_connection()).driver_connection
    await asyncpg.Connection.execute(driver, statements)


async def _rows(admin_url: str, shops: list[Tenant]) -> list[int]:
    return [await fetchval(admin_url, f"SELECT count(*) FROM {shop.schema_name}.api_cliente") for shop in shops]


async def _pid(database: Database) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(text("SELECT pg_backend_pid()")) or 0)


def _alarms(kind: str) -> float:
    return REGISTRY.get_sample_value(ALARMS, {"kind": kind}) or 0


def _names_another(monkeypatch: pytest.MonkeyPatch, other: Tenant) -> None:
    monkeypatch.setattr(tenancy, "tenant_scope", lambda _: tenant_scope(other))


def _drops_the_role(monkeypatch: pytest.MonkeyPatch, _: Tenant) -> None:
    monkeypatch.setattr(tenancy, "tenant_scope", lambda tenant: replace(tenant_scope(tenant), role=None))


def _drops_the_path(monkeypatch: pytest.MonkeyPatch, _: Tenant) -> None:
    monkeypatch.setattr(tenancy, "tenant_scope", lambda tenant: Scope(role=tenant.role_name))


def _drops_everything(monkeypatch: pytest.MonkeyPatch, _: Tenant) -> None:
    monkeypatch.setattr(Scope, "statements", ())


@pytest.mark.parametrize("mutant", [_names_another, _drops_the_role, _drops_the_path, _drops_everything])
async def test_scope_that_does_not_put_a_transaction_in_its_shop_is_refused_at_begin(
    single: Database,
    two_shops: list[Tenant],
    admin_url: str,
    monkeypatch: pytest.MonkeyPatch,
    mutant: Callable[[pytest.MonkeyPatch, Tenant], None],
) -> None:
    own, other = two_shops
    before, pid = await _rows(admin_url, two_shops), await _pid(single)
    mutant(monkeypatch, other)
    with pytest.raises(DBAPIError) as caught:
        async with tenant_transaction(single, own) as session:
            await session.execute(WRITE)
    monkeypatch.undo()
    assert sqlstate_of(caught.value) == WALL_BREACHED
    assert await _rows(admin_url, two_shops) == before
    assert await _pid(single) != pid


@pytest.mark.parametrize(
    "hole",
    [
        "RESET ROLE",
        "SET ROLE {other}",
        "SET LOCAL ROLE {other}",
        "SET LOCAL ROLE {other}; SET LOCAL search_path TO {other}",
        "SET LOCAL ROLE {other}; INSERT INTO {other}.api_cliente (nome) VALUES ('astray')",
        "SET search_path TO {other}",
        "SET LOCAL app.tenant_id = 'x'",
    ],
)
async def test_transaction_that_left_its_shop_is_refused_at_commit(
    single: Database, two_shops: list[Tenant], admin_url: str, hole: str, capture_logs: Callable[[], str]
) -> None:
    own, other = two_shops
    before, pid, alarms = await _rows(admin_url, two_shops), await _pid(single), _alarms("scope")
    async with tenant_session(single, own) as session:
        await session.execute(WRITE)
        await _beneath(session, hole.format(other=other.role_name))
        with pytest.raises(DBAPIError) as caught:
            await session.commit()
    assert sqlstate_of(caught.value) == WALL_BREACHED
    assert await _rows(admin_url, two_shops) == before
    assert await _pid(single) != pid
    assert _alarms("scope") == alarms + 1
    line = next(line for line in capture_logs().splitlines() if "wall breached" in line)
    assert '"level": "critical"' in line
    assert own.role_name in line
    answer = problem_body(to_app_error(caught.value), instance="/x", request_id="r")
    assert answer["status"] == 500
    assert not re.search(r"tenant_|PW001|role|elsewhere", str(answer))


async def test_registry_transaction_that_changed_its_shop_is_refused_at_commit(tenant_db: Database) -> None:
    async with tenant_db.session(registry_scope(new_id())) as session:
        await session.execute(text("SELECT 1"))
        await _beneath(session, f"SET LOCAL app.tenant_id = '{new_id()}'")
        with pytest.raises(DBAPIError) as caught:
            await session.commit()
    assert sqlstate_of(caught.value) == WALL_BREACHED


async def test_statement_that_could_leave_the_shop_is_never_sent(
    single: Database, two_shops: list[Tenant], capture_logs: Callable[[], str]
) -> None:
    alarms = _alarms("statement")
    statement = f"SET LOCAL ROLE {two_shops[1].role_name}"
    async with single.transaction() as session:
        # Prepared where it may be said: the drivers' caches must not let it through elsewhere.
        await session.execute(text(statement))
        await session.rollback()
    async with tenant_session(single, two_shops[0]) as session:
        with pytest.raises(StatementRefusedError) as refusal:
            await session.execute(text(statement))
        # The transaction has begun, and the driver's simple protocol takes many statements.
        await session.execute(text("SELECT 1"))
        driver: Any = (await (await session.connection()).get_raw_connection()).driver_connection
        for several in (statement, "SELECT 1; RESET ROLE", "ROLLBACK; RESET ROLE"):
            with pytest.raises(StatementRefusedError):
                await driver.execute(several)
        assert (await session.execute(PLACE)).one()[0] == two_shops[0].role_name
    assert _alarms("statement") == alarms + 4
    assert '"level": "critical"' in capture_logs()
    assert to_app_error(refusal.value).status == 500


async def test_nothing_that_a_session_was_set_to_is_inherited(single: Database, two_shops: list[Tenant]) -> None:
    own, other = two_shops
    left = f"SET ROLE {other.role_name}; SET search_path TO {other.schema_name}; SET app.tenant_id = '{other.id}'"
    pid = await _pid(single)
    async with single.transaction() as session:
        await session.execute(text("SELECT 1"))
        await _beneath(session, left)
    async with single.engine.connect() as bare:
        assert tuple((await bare.execute(PLACE)).one()) == ("svc_business", "pg_catalog", "")
    async with single.transaction(registry_scope(None)) as session:
        assert tuple((await session.execute(PLACE)).one()) == ("svc_business", "pg_catalog", "platform")
    async with tenant_transaction(single, own) as session:
        assert tuple((await session.execute(PLACE)).one()) == (own.role_name, own.schema_name, "")
    assert await _pid(single) == pid


async def test_savepoints_and_rollbacks_pass(single: Database, two_shops: list[Tenant], admin_url: str) -> None:
    before, pid = await _rows(admin_url, two_shops), await _pid(single)
    async with tenant_session(single, two_shops[0]) as session:
        async with session.begin_nested() as nested:
            await session.execute(WRITE)
            await nested.rollback()
        async with session.begin_nested():
            await session.execute(WRITE)
        await session.rollback()
    assert await _rows(admin_url, two_shops) == before
    assert await _pid(single) == pid


async def test_commit_of_a_failed_transaction_is_an_error_and_not_a_silent_rollback(
    single: Database, two_shops: list[Tenant]
) -> None:
    async with tenant_session(single, two_shops[0]) as session:
        with pytest.raises(DBAPIError):
            await session.execute(text("SELECT 1/0"))
        with pytest.raises(DBAPIError) as caught:
            await session.commit()
    assert sqlstate_of(caught.value) == "25P02"
    async with tenant_transaction(single, two_shops[0]) as session:
        assert await session.scalar(text("SELECT 1")) == 1


async def test_logins_end_what_idles(single: Database) -> None:
    """On the login, so that they hold through a pooler too."""
    query = text("SELECT current_setting('idle_session_timeout'), reset_val FROM pg_settings WHERE name = :name")
    async with single.transaction() as session:
        row = (await session.execute(query, {"name": "idle_in_transaction_session_timeout"})).one()
    assert tuple(row) == ("40min", "30000")
