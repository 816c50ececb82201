"""What a client is told when the transaction under its request does not end well."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.session import tenant_transaction
from services.business.clientes import service
from tests.business.shops import Shop, assert_problem, create, names

CLIENTES = "/api/v1/clientes"
KEY = {"Idempotency-Key": "a-key"}


@pytest.mark.parametrize("headers", [{}, KEY])
async def test_create_whose_commit_fails_is_no_success(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    created = service.create_cliente

    async def create_and_lose_the_connection(session: AsyncSession, data: Any) -> Any:
        row = await created(session, data)
        pid = await session.scalar(text("SELECT pg_backend_pid()"))
        if not headers:
            await _terminate(shop, pid)
        else:
            monkeypatch.setattr(AsyncSession, "commit", _fail)
        return row

    monkeypatch.setattr(service, "create_cliente", create_and_lose_the_connection)
    response = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=headers)
    assert response.status_code in (500, 503)
    monkeypatch.undo()
    assert await names(shop, CLIENTES) == []
    again = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=headers)
    assert (again.status_code, "idempotency-replayed" in again.headers) == (201, False)


async def test_create_on_a_lost_connection_says_try_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = service.create_cliente

    async def lose_the_connection(session: AsyncSession, data: Any) -> Any:
        await _terminate(shop, await session.scalar(text("SELECT pg_backend_pid()")))
        return await created(session, data)

    monkeypatch.setattr(service, "create_cliente", lose_the_connection)
    response = await shop.client.post(CLIENTES, json={"nome": "Ana"})
    assert_problem(response, 503, "DEPENDENCY_UNAVAILABLE")
    assert int(response.headers["retry-after"]) > 0


async def test_a_locked_record_is_a_request_in_progress(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"{CLIENTES}/{(await create(shop, 'clientes'))['id']}"
    changed = service.update_cliente

    async def hurry(session: AsyncSession, *arguments: Any) -> Any:
        await session.execute(text("SET LOCAL lock_timeout = 50"))
        return await changed(session, *arguments)

    monkeypatch.setattr(service, "update_cliente", hurry)
    async with tenant_transaction(shop.database, shop.tenant) as session:
        await session.execute(text("SELECT id FROM api_cliente FOR UPDATE"))
        response = await shop.client.patch(path, json={"version": 1}, headers=KEY)
        assert_problem(response, 409, "REQUEST_IN_PROGRESS")
    assert (await shop.client.patch(path, json={"version": 1}, headers=KEY)).status_code == 200


async def test_a_schema_that_is_gone_is_said_to_be_out_of_reach(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: Any) -> Any:
        return replace(shop.tenant, schema_name="tenant_000000000000", role_name="tenant_000000000000")

    monkeypatch.setattr(TenantDirectory, "_find", lost)
    response = await shop.client.get(CLIENTES)
    assert_problem(response, 503, "SCHEMA_UNAVAILABLE")
    monkeypatch.undo()
    assert await names(shop, CLIENTES) == []


async def _fail(_: AsyncSession) -> None:
    raise ConnectionResetError


async def _terminate(shop: Shop, pid: int) -> None:
    async with shop.database.transaction() as session:
        await session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
