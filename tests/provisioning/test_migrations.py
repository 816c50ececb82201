"""Schemas at every age: built at head, or brought there, they are the same; one failure stops nobody."""

import pytest

from libs.common.database import Database
from services.provisioning.migrate import migrate, migrate_tenants
from services.provisioning.migrations.scripts import head, revisions
from services.provisioning.tenant_manager import TenantManager
from tests.infra.databases import passwords_of
from tests.infra.servers import Servers
from tests.infra.sql import fetch, fetchval
from tests.provisioning.conftest import SagaDriver, make_driver

FINGERPRINTS = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
               is_nullable, column_default, is_identity, generation_expression
        FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 2""",
    "constraints": """
        SELECT c.relname, o.conname, pg_get_constraintdef(o.oid) AS definition
        FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
        WHERE c.relnamespace = $1::text::regnamespace ORDER BY 1, 2""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = $1 ORDER BY 1, 2",
    "triggers": """
        SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) AS definition
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = $1::text::regnamespace AND NOT t.tgisinternal ORDER BY 1, 2""",
    "grants": """
        SELECT table_name, privilege_type, grantee FROM information_schema.table_privileges
        WHERE table_schema = $1 ORDER BY 1, 2, 3""",
}


async def fingerprint(url: str, schema: str) -> dict[str, list[tuple[str, ...]]]:
    """Everything the catalog says of a schema, with its own name taken out."""
    found = {}
    for part, query in FINGERPRINTS.items():
        rows = await fetch(url, query, schema)
        found[part] = [tuple(str(value).replace(schema, "@") for value in row) for row in rows]
    return found


async def _shop_at(database: Database, url: str, revision: str) -> SagaDriver:
    driver = make_driver(database, url)
    driver.service.engine.manager = TenantManager(revision=revision)
    await driver.build()
    return driver


@pytest.mark.parametrize("start", revisions("tenant")[:-1])
async def test_upgraded_shop_equals_a_new_one_and_keeps_its_rows(
    database: Database, servers: Servers, own_database: str, start: str
) -> None:
    url = servers.admin_url(own_database)
    old, new = await _shop_at(database, url, start), await _shop_at(database, url, head("tenant"))
    await fetch(url, f"INSERT INTO {old.event.schema_name}.api_cliente (nome) VALUES ('João')")
    report = await migrate_tenants(database)
    assert (report.migrated, report.unchanged, report.failed) == (1, 1, {})
    assert await fingerprint(url, old.event.schema_name) == await fingerprint(url, new.event.schema_name)
    assert await fetchval(url, f"SELECT nome FROM {old.event.schema_name}.api_cliente") == "João"
    version = f"SELECT version_num FROM {old.event.schema_name}.alembic_version"
    assert await fetchval(url, version) == head("tenant")
    again = await migrate_tenants(database)
    assert (again.migrated, again.unchanged) == (0, 2)


async def test_weights_of_before_begin_the_history(
    database: Database, servers: Servers, own_database: str
) -> None:
    url = servers.admin_url(own_database)
    schema = (await _shop_at(database, url, "0004")).event.schema_name
    await fetch(url, f"INSERT INTO {schema}.api_cliente (nome) VALUES ('Ana')")
    for peso in ("7.5", "0", "NULL"):
        await fetch(url, f"INSERT INTO {schema}.api_animal (nome, cliente_id, peso) VALUES ('Rex', 1, {peso})")
    await migrate_tenants(database)
    rows = await fetch(
        url, f"SELECT animal_id, peso, medido_em <= current_date AS past FROM {schema}.api_animal_peso"
    )
    assert [(row["animal_id"], str(row["peso"]), row["past"]) for row in rows] == [(1, "7.50", True)]


async def test_one_failing_shop_stops_nobody_and_is_reported(
    database: Database, servers: Servers, own_database: str
) -> None:
    url, start = servers.admin_url(own_database), revisions("tenant")[0]
    shops = [await _shop_at(database, url, start) for _ in range(3)]
    broken = shops[1].event.schema_name
    await fetch(url, f"CREATE TABLE {broken}.idempotency_keys (x int)")
    report = await migrate_tenants(database)
    assert report.migrated == 2
    assert list(report.failed) == [broken]
    row = (await fetch(url, "SELECT * FROM svc_provisioning.tenant_schemas WHERE schema_name = $1", broken))[0]
    assert row["version"] == start
    assert "already exists" in row["last_error"]
    await fetch(url, f"DROP TABLE {broken}.idempotency_keys")
    assert (await migrate_tenants(database)).failed == {}


async def test_migrating_twice_changes_nothing(servers: Servers, own_database: str) -> None:
    report = await migrate(
        admin_url=servers.admin_url(),
        provisioning_url=servers.service_url("provisioning", own_database),
        passwords=passwords_of(servers),
    )
    assert (report.shared, report.migrated, report.failed) == (head("shared"), 0, {})


async def test_weak_passwords_are_refused(servers: Servers) -> None:
    weak = passwords_of(servers) | {"svc_business": "short"}
    with pytest.raises(ValueError, match="svc_business"):
        await migrate(
            admin_url=servers.admin_url(),
            provisioning_url=servers.service_url("provisioning", "template_petshop"),
            passwords=weak,
        )


async def test_database_is_utf8_with_the_builtin_locale(servers: Servers, own_database: str) -> None:
    row = (
        await fetch(
            servers.admin_url(own_database),
            "SELECT pg_encoding_to_char(encoding), datlocprovider::text, datlocale"
            " FROM pg_database WHERE datname = current_database()",
        )
    )[0]
    assert tuple(row) == ("UTF8", "b", "C.UTF-8")
    folded = await fetchval(servers.admin_url(own_database), "SELECT extensions.fold('JOÃO Ção')")
    assert folded == "joao cao"
