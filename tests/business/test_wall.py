import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.database import Database, sqlstate_of
from libs.common.tenancy.session import tenant_session
from tests.business.shops import assert_problem, create, names, tenant_of
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"
PERMISSION_DENIED = "42501"


async def test_shops_see_only_their_own_records(shop: Shop, other_shop: Shop) -> None:
    mine = await create(shop, "clientes", nome="Ana")
    await create(other_shop, "clientes", nome="Bia")
    await create(other_shop, "clientes", nome="Carla")
    path = f"{CLIENTES}/{mine['id'] + 1}"
    assert await names(shop, CLIENTES) == ["Ana"]
    assert await names(other_shop, CLIENTES) == ["Bia", "Carla"]
    assert_problem(await shop.client.get(path), 404, "NOT_FOUND")
    assert_problem(await shop.client.patch(path, json={"version": 1}), 404, "NOT_FOUND")
    assert_problem(await shop.client.delete(path), 404, "NOT_FOUND")


async def test_shops_at_once_never_mix(shop: Shop, other_shop: Shop) -> None:
    async def register(where: Shop, nome: str) -> None:
        for _ in range(10):
            cliente = await create(where, "clientes", nome=nome)
            await create(where, "animais", nome=nome, cliente_id=cliente["id"])

    places = ((shop, "Ana"), (other_shop, "Bia"))
    await asyncio.gather(*(register(where, nome) for where, nome in places * 4))
    for where, nome in places:
        assert await names(where, CLIENTES, limit=200) == [nome] * 40
        assert await names(where, "/api/v1/animais", limit=200) == [nome] * 40


async def test_the_token_of_another_shop_is_refused(shared_shop: Shop, other_shop: Shop) -> None:
    stolen = {"Authorization": f"Bearer {other_shop.token}"}
    assert_problem(await shared_shop.client.get(CLIENTES, headers=stolen), 403, "TENANT_MISMATCH")


@pytest.mark.parametrize("named_by", ["tenant_id", "subdomain"])
async def test_a_header_that_names_another_shop_is_refused(
    shared_shop: Shop, other_shop: Shop, named_by: str
) -> None:
    headers = {"X-Tenant-ID": str(getattr(other_shop, named_by))}
    assert_problem(await shared_shop.client.get(CLIENTES, headers=headers), 403, "TENANT_MISMATCH")


@pytest.mark.parametrize(
    ("authorization", "code"),
    [("", "TOKEN_MISSING"), ("Bearer x.y.z", "TOKEN_INVALID"), ("Basic eDp5", "TOKEN_INVALID")],
)
async def test_without_a_valid_token_nothing_is_answered(shared_shop: Shop, authorization: str, code: str) -> None:
    for method, path in (("GET", CLIENTES), ("GET", f"{CLIENTES}/1"), ("DELETE", f"{CLIENTES}/1")):
        response = await shared_shop.client.request(method, path, headers={"Authorization": authorization})
        assert_problem(response, 401, code)


async def test_the_login_alone_reads_no_shop(shared_shop: Shop, live_db: Database) -> None:
    async with live_db.session() as session:
        with pytest.raises(DBAPIError) as refusal:
            await session.execute(text(f"SELECT id FROM {shared_shop.schema}.api_cliente"))
    assert sqlstate_of(refusal.value) == PERMISSION_DENIED


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM {other}.api_cliente",
        "INSERT INTO {other}.api_cliente (nome) VALUES ('x')",
        "SELECT id FROM shared.tenants",
        "SELECT id FROM svc_business.outbox",
        "SELECT set_config('role', 'none', true)",
    ],
)
async def test_a_shop_cannot_leave_its_tables(
    shared_shop: Shop, other_shop: Shop, live_db: Database, statement: str
) -> None:
    async with tenant_session(live_db, tenant_of(shared_shop)) as session:
        with pytest.raises(DBAPIError) as refusal:
            await session.execute(text(statement.format(other=other_shop.schema)))
    assert sqlstate_of(refusal.value) == PERMISSION_DENIED
