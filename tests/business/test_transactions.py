"""What a client is told when the transaction under its request does not end well."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from libs.common import scope
from libs.common.database import Database
from libs.common.query import Query
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.session import tenant_scope, tenant_transaction
from libs.common.transaction import Transaction
from services.business.clientes import service
from tests.business.shops import assert_problem, create, names, tenant_of
from tests.infra.shops import Shop
from tests.infra.sql import fetchval
from tests.infra.system import System

CLIENTES = "/api/v1/clientes"
KEY = {"Idempotency-Key": "a-key"}
ANA = {"nome": "Ana"}


PID = Query(text("SELECT pg_backend_pid()"))


async def _terminate(system: System, work: Transaction) -> None:
    await fetchval(system.admin_url, "SELECT pg_terminate_backend($1)", await work.value(PID))


@pytest.mark.parametrize("headers", [{}, KEY], ids=["plain", "idempotent"])
async def test_create_whose_commit_fails_is_no_success(
    inside: httpx.AsyncClient,
    shop: Shop,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
) -> None:
    commit = Transaction.commit

    async def commit_too_late(work: Transaction) -> None:
        await _terminate(system, work)
        await commit(work)

    with monkeypatch.context() as broken:
        broken.setattr(Transaction, "commit", commit_too_late)
        response = await inside.post(CLIENTES, json=ANA, headers=headers)
    assert_problem(response, 503, "DEPENDENCY_UNAVAILABLE")
    assert await names(shop, CLIENTES) == []

    again = await inside.post(CLIENTES, json=ANA, headers=headers)
    assert (again.status_code, "idempotency-replayed" in again.headers) == (201, False)


async def test_create_on_a_lost_connection_says_when_to_try_again(
    inside: httpx.AsyncClient, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = service.create_cliente

    async def lose_the_connection(work: Transaction, data: Any) -> Any:
        await _terminate(system, work)
        return await created(work, data)

    monkeypatch.setattr(service, "create_cliente", lose_the_connection)
    response = await inside.post(CLIENTES, json=ANA)
    assert_problem(response, 503, "DEPENDENCY_UNAVAILABLE")
    assert int(response.headers["retry-after"]) > 0


async def test_same_key_while_the_first_still_runs_is_in_progress(shop: Shop, live_db: Database) -> None:
    claim = text("INSERT INTO idempotency_keys (key, route, request_hash) VALUES (:key, :route, 'hash')")
    route = f"{shop.tenant_id} POST {CLIENTES}"
    async with live_db.session(tenant_scope(tenant_of(shop))) as first:
        await first.execute(claim, {"key": KEY["Idempotency-Key"], "route": route})
        response = await shop.client.post(CLIENTES, json=ANA, headers=KEY)
        await first.rollback()
    assert_problem(response, 409, "REQUEST_IN_PROGRESS")
    assert response.headers["retry-after"] == "1"
    assert (await shop.client.post(CLIENTES, json=ANA, headers=KEY)).status_code == 201


async def test_update_of_a_locked_record_is_unavailable_and_not_kept(
    inside: httpx.AsyncClient, shop: Shop, live_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{CLIENTES}/{(await create(shop, 'clientes'))['id']}"
    monkeypatch.setattr(scope, "_TIMEOUTS", ("SET LOCAL lock_timeout = 50",))
    async with tenant_transaction(live_db, tenant_of(shop)) as session:
        await session.execute(text("SELECT id FROM api_cliente FOR UPDATE"))
        response = await inside.patch(path, json={"version": 1}, headers=KEY)
    assert_problem(response, 503, "DEPENDENCY_UNAVAILABLE")
    assert (await inside.patch(path, json={"version": 1}, headers=KEY)).status_code == 200


@pytest.mark.parametrize("part", ["schema", "role"])
async def test_a_shop_whose_schema_is_gone_is_out_of_reach_alone(
    inside: httpx.AsyncClient, shop: Shop, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    async def found(*_: Any) -> Any:
        gone, tenant = "tenant_000000000000", tenant_of(shop)
        return replace(tenant, schema_name=gone) if part == "schema" else replace(tenant, role_name=gone)

    with monkeypatch.context() as broken:
        broken.setattr(TenantDirectory, "_find", found)
        for response in (await inside.get(CLIENTES), await inside.post(CLIENTES, json=ANA, headers=KEY)):
            assert_problem(response, 503, "SCHEMA_UNAVAILABLE")
            assert response.headers["retry-after"]
    assert (await inside.get(CLIENTES)).status_code == 200


async def test_a_defect_says_nothing_about_the_inside(
    inside: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("SELECT secret FROM api_cliente")

    monkeypatch.setattr(service, "list_clientes", broken)
    response = await inside.get(CLIENTES)
    assert_problem(response, 500, "INTERNAL_ERROR")
    assert "secret" not in response.text
