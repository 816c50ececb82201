"""The stock of ready schemas: whatever happens to it, a shop gets a schema as built, and nobody gets one twice."""

import asyncio
from typing import Any

import asyncpg
import pytest

from libs.common.database import Database
from services.provisioning.tenant_manager import TenantNames
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch, fetchval
from tests.provisioning.conftest import make_driver
from tests.provisioning.stock.conftest import ROLES, STOCK, provided, ready, schemas, stock_of
from tests.provisioning.test_migrations import fingerprint

# What somebody with the administrator's rights might do to a schema that waits.
TAMPERED = {
    "a column more": "ALTER TABLE {name}.api_cliente ADD COLUMN estranho text",
    "a grant more": "GRANT SELECT ON {name}.alembic_version TO {name}",
    "a grant less": "REVOKE DELETE ON {name}.api_animal FROM {name}",
    "a grant to a stranger": "GRANT SELECT ON {name}.api_cliente TO svc_tenant",
    "the schema open to a stranger": "GRANT USAGE ON SCHEMA {name} TO svc_auth",
    "an index less": "DROP INDEX {name}.ix_api_animal_busca",
    "a constraint less": "ALTER TABLE {name}.api_animal DROP CONSTRAINT ck_api_animal_sexo",
    "another default": "ALTER TABLE {name}.api_servico ALTER COLUMN ativo SET DEFAULT false",
    "no audit": "ALTER TABLE {name}.api_cliente DISABLE TRIGGER audit",
    "a table more": "CREATE TABLE {name}.estranha (id int)",
    "a function": "CREATE FUNCTION {name}.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "another owner": "ALTER TABLE {name}.api_animal OWNER TO CURRENT_USER",
    "a role that signs in": "ALTER ROLE {name} LOGIN",
    "a role that others may become": "GRANT {name} TO svc_auth",
    "a foreign key switched off": "ALTER TABLE {name}.api_animal DISABLE TRIGGER ALL;"
    "ALTER TABLE {name}.api_animal ENABLE TRIGGER audit",
    "a rule": "CREATE RULE r AS ON INSERT TO {name}.api_animal DO INSTEAD NOTHING",
    "a sequence": "ALTER TABLE {name}.api_cliente ALTER COLUMN id SET INCREMENT BY 10",
    "a row": "INSERT INTO {name}.idempotency_keys (key, route, request_hash) VALUES ('k', 'r', 'h')",
    "a row come and gone": "INSERT INTO {name}.idempotency_keys (key, route, request_hash) VALUES ('k', 'r', 'h');"
    "DELETE FROM {name}.idempotency_keys",
    "row-level security": "ALTER TABLE {name}.api_servico ENABLE ROW LEVEL SECURITY",
    "the schema gone": "DROP SCHEMA {name} CASCADE",
}


async def test_shop_from_the_stock_equals_one_that_was_built(database: Database, url: str) -> None:
    await stock_of(database, 1).refill()
    (name,) = await ready(url)
    before = provided()
    taken, built = make_driver(database, url, ready=1), make_driver(database, url)
    for driver in (taken, built):
        await driver.build()
        assert await driver.exists() == (True, True, True)
        assert (await driver.saga())["state"] == "SCHEMA_CREATED"
        assert await fetchval(url, f"SELECT count(*) FROM {driver.event.schema_name}.api_servico") == 3
    mine, theirs = taken.event.schema_name, built.event.schema_name
    assert await fingerprint(url, mine) == await fingerprint(url, theirs)
    assert await _exact(url, mine) == await _exact(url, theirs)
    assert await schemas(url) == set()
    assert await fetchval(url, ROLES, [name]) == 0
    assert {source: count - before[source] for source, count in provided().items()} == {"stock": 1, "built": 1}


async def _exact(url: str, schema: str) -> Any:
    return await fetchval(url, "SELECT provisioning_api.fingerprint_of($1)", schema)


async def test_shop_from_the_stock_works_behind_its_wall(
    database: Database, url: str, servers: Servers, own_database: str
) -> None:
    await stock_of(database, 2).refill()
    driver = make_driver(database, url, ready=2)
    await driver.build()
    own, (waiting,) = driver.event.schema_name, await ready(url)
    async with connected(servers.service_url("business", own_database)) as login:
        await login.execute(f"SET ROLE {own}")
        assert await login.fetchval(f"SELECT count(*) FROM {own}.api_servico") == 3
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.execute(f"SELECT FROM {waiting}.api_servico")
        await login.execute("RESET ROLE")
        # Nobody may become a role that waits.
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.execute(f"SET ROLE {waiting}")


async def test_undone_sign_up_leaves_nothing_of_what_it_took(database: Database, url: str) -> None:
    await stock_of(database, 1).refill()
    driver = make_driver(database, url, ready=1)
    await driver.build()
    await driver.admin_rejected()
    await driver.admin_removed()
    await driver.tenant_released()
    assert (await driver.saga())["state"] == "ROLLED_BACK"
    assert await driver.exists() == (False, False, False)


async def test_failed_transaction_gives_back_what_it_took(database: Database, url: str) -> None:
    stock = stock_of(database, 1)
    await stock.refill()
    (name,) = await ready(url)
    driver = make_driver(database, url, ready=1)
    names = TenantNames(driver.event.schema_name, driver.event.schema_name)
    async with database.transaction() as session:
        assert await stock.take(session, names, driver.service.engine.manager.initialize_data)
        await session.rollback()
    assert await ready(url) == [name]
    await driver.build()
    assert await driver.exists() == (True, True, True)


# The claim reads the table's size, what fills it writes rows.
@pytest.mark.parametrize("mode", ["ACCESS EXCLUSIVE", "SHARE"])
async def test_what_somebody_works_in_holds_nobody_up(database: Database, url: str, mode: str) -> None:
    """Another is taken, or one is built; either way the shop is whole, and the next one is served."""
    await stock_of(database, 2).refill()
    oldest, other = await ready(url)
    driver, late = make_driver(database, url, ready=2), make_driver(database, url, ready=2)
    before = provided()
    async with connected(url) as admin, admin.transaction():
        await admin.execute(f"LOCK TABLE {oldest}.api_servico IN {mode} MODE")
        await driver.build()
    assert (await driver.saga())["state"] == "SCHEMA_CREATED"
    assert await driver.exists() == (True, True, True)
    assert await fetchval(url, f"SELECT count(*) FROM {driver.event.schema_name}.api_servico") == 3
    await late.build()
    assert await late.exists() == (True, True, True)
    given = {source: count - before[source] for source, count in provided().items()}
    assert given == {"stock": 1, "built": 1}
    assert (await ready(url), await schemas(url)) == ([], {oldest})
    assert other not in await schemas(url)


async def test_nobody_gets_one_twice(database: Database, url: str) -> None:
    """Six at once on a stock of four: four take, two build."""
    await stock_of(database, 4).refill()
    before = provided()
    drivers = [make_driver(database, url, ready=4) for _ in range(6)]
    await asyncio.gather(*(driver.build() for driver in drivers))
    for driver in drivers:
        assert await driver.exists() == (True, True, True)
    assert await schemas(url) == set()
    assert {source: count - before[source] for source, count in provided().items()} == {"stock": 4, "built": 2}


@pytest.mark.parametrize("deed", TAMPERED, ids=str)
async def test_what_is_not_as_built_is_given_to_nobody(database: Database, url: str, deed: str) -> None:
    stock = stock_of(database, 1)
    await stock.refill()
    (name,) = await ready(url)
    async with connected(url) as admin:
        await admin.execute(TAMPERED[deed].format(name=name))
    driver = make_driver(database, url, ready=1)
    before = provided()
    await driver.build()
    assert {source: count - before[source] for source, count in provided().items()} == {"stock": 0, "built": 1}
    assert [row["is_spoilt"] for row in await fetch(url, STOCK)] == [True]
    await _no_sign_up_under_way(url)
    if deed == "a role that others may become":
        # What the administrator gave away only he can take back.
        await fetch(url, f"REVOKE {name} FROM svc_auth")
    await stock.refill()
    assert name not in await schemas(url)
    assert await fetchval(url, ROLES, [name]) == 0
    assert len(await ready(url)) == 1


async def _no_sign_up_under_way(url: str) -> None:
    await fetch(url, "UPDATE svc_provisioning.sagas SET started_at = started_at - interval '1 h'")


async def test_next_one_is_taken_where_the_oldest_is_spoilt(database: Database, url: str) -> None:
    await stock_of(database, 2).refill()
    oldest, other = await ready(url)
    await fetch(url, TAMPERED["a column more"].format(name=oldest))
    driver = make_driver(database, url, ready=2)
    await driver.build()
    assert await driver.exists() == (True, True, True)
    assert (await ready(url), await schemas(url)) == ([], {oldest})
    assert other not in await schemas(url)


async def test_name_that_is_taken_spoils_nothing(database: Database, url: str) -> None:
    """A role left over under the shop's name: the step fails as it does without a stock, which keeps its own."""
    await stock_of(database, 1).refill()
    driver = make_driver(database, url, ready=1)
    await fetch(url, f"CREATE ROLE {driver.event.schema_name}")
    try:
        await driver.build()
        saga, steps = await driver.saga(), await driver.steps()
        assert (saga["state"], steps["create_schema"]["error_code"]) == ("REQUESTED", "SCHEMA_FAILED")
        assert len(await ready(url)) == 1
    finally:
        await fetch(url, f"DROP ROLE {driver.event.schema_name}")
