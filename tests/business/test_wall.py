import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.tenancy.session import tenant_transaction
from tests.business.shops import Shop, assert_problem, create, names

CLIENTES = "/api/v1/clientes"


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

    await asyncio.gather(
        *(register(shop, "Ana") for _ in range(4)), *(register(other_shop, "Bia") for _ in range(4))
    )
    for where, nome in ((shop, "Ana"), (other_shop, "Bia")):
        assert await names(where, CLIENTES, limit=200) == [nome] * 40
        assert await names(where, "/api/v1/animais", limit=200) == [nome] * 40


async def test_the_token_of_another_shop_is_refused(shop: Shop, other_shop: Shop) -> None:
    stolen = {"Authorization": other_shop.client.headers["Authorization"]}
    assert_problem(await shop.client.get(CLIENTES, headers=stolen), 403, "TENANT_MISMATCH")
    assert_problem(
        await shop.client.get(CLIENTES, headers={"X-Tenant-ID": str(other_shop.tenant.id)}),
        403,
        "TENANT_MISMATCH",
    )


@pytest.mark.parametrize(
    ("authorization", "code"),
    [("", "TOKEN_MISSING"), ("Bearer x.y.z", "TOKEN_INVALID"), ("Basic eDp5", "TOKEN_INVALID")],
)
async def test_without_a_valid_token_nothing_is_answered(shop: Shop, authorization: str, code: str) -> None:
    for method, path in (("GET", CLIENTES), ("GET", f"{CLIENTES}/1"), ("DELETE", f"{CLIENTES}/1")):
        response = await shop.client.request(method, path, headers={"Authorization": authorization})
        assert_problem(response, 401, code)


async def test_the_login_alone_reads_no_shop(shop: Shop) -> None:
    table = f"{shop.tenant.schema_name}.api_cliente"
    with pytest.raises(DBAPIError, match="permission denied"):
        async with shop.database.transaction() as session:
            await session.execute(text(f"SELECT id FROM {table}"))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM {other}.api_cliente",
        "SELECT id FROM shared.tenants",
        "SELECT id FROM svc_business.outbox",
        "SELECT set_config('role', 'none', true)",
        "CREATE TEMPORARY TABLE t (a int)",
        "CREATE TABLE t (a int)",
    ],
)
async def test_a_shop_cannot_leave_its_schema(shop: Shop, other_shop: Shop, statement: str) -> None:
    with pytest.raises(Exception, match=r"permission denied|SchemaConnectionError|out of reach"):
        async with tenant_transaction(shop.database, shop.tenant) as session:
            await session.execute(text(statement.format(other=other_shop.tenant.schema_name)))
