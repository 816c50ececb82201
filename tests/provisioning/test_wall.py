"""Roles are the wall: what each login and each shop's role cannot do, asked of PostgreSQL itself."""

import asyncpg
import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from services.provisioning.migrations import bootstrap
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch, fetchval
from tests.provisioning.conftest import SagaDriver, make_driver

LIMITS = "SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname LIKE 'svc\\_%'"
DENIED = asyncpg.InsufficientPrivilegeError


@pytest.fixture
async def shops(provisioning_db: Database, admin_url: str) -> tuple[SagaDriver, SagaDriver]:
    pair = make_driver(provisioning_db, admin_url), make_driver(provisioning_db, admin_url)
    for driver in pair:
        await driver.build()
    return pair


@pytest.fixture
def business_url(servers: Servers, scratch: str) -> str:
    return servers.service_url("business", scratch)


@pytest.mark.parametrize("table", ["api_cliente", "api_animal", "api_servico", "idempotency_keys"])
async def test_business_without_a_tenant_role_reads_no_shop(
    shops: tuple[SagaDriver, SagaDriver], business_url: str, table: str
) -> None:
    with pytest.raises(DENIED):
        await fetch(business_url, f"SELECT * FROM {shops[0].event.schema_name}.{table}")


@pytest.mark.parametrize("service", ["tenant", "auth", "notifications"])
async def test_other_services_cannot_take_a_tenant_role(
    shops: tuple[SagaDriver, SagaDriver], servers: Servers, scratch: str, service: str
) -> None:
    async with connected(servers.service_url(service, scratch)) as login:
        with pytest.raises(DENIED):
            await login.execute(f"SET ROLE {shops[0].event.schema_name}")
        with pytest.raises(DENIED):
            await login.fetch(f"SELECT * FROM {shops[0].event.schema_name}.api_cliente")


FORBIDDEN_TO_A_SHOP = [
    "SELECT * FROM {other}.api_cliente",
    "INSERT INTO {other}.api_cliente (nome) VALUES ('x')",
    "SELECT * FROM shared.tenants",
    "SELECT * FROM shared.tenant_users",
    "SELECT * FROM shared.tenant_configurations",
    "SELECT * FROM svc_tenant.signups",
    "SELECT * FROM svc_auth.refresh_tokens",
    "SELECT * FROM svc_auth.handoff_codes",
    "SELECT * FROM svc_auth.totp_credentials",
    "SELECT * FROM svc_provisioning.sagas",
    "SELECT * FROM svc_notifications.deliveries",
    "SELECT * FROM svc_business.outbox",
    "INSERT INTO svc_business.outbox (event_id, routing_key, type, subject, payload)"
    " VALUES (gen_random_uuid(), 'x', 'x', gen_random_uuid(), '{{}}')",
    "SELECT set_config('role', '{other}', true)",
    "SELECT set_config('app.tenant_id', 'x', false)",
    "CREATE TEMP TABLE t (a int)",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_try_advisory_xact_lock(1, 2)",
    "CREATE TABLE {own}.t (a int)",
    "CREATE TABLE public.t (a int)",
    "CREATE SCHEMA another",
    "ALTER TABLE {own}.api_cliente ADD COLUMN x int",
    "DROP TABLE {own}.api_cliente",
    "TRUNCATE {own}.api_cliente",
    "UPDATE {own}.alembic_version SET version_num = 'x'",
    "SELECT * FROM {own}.alembic_version",
    "SELECT * FROM pg_authid",
    "COPY {own}.api_cliente TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/passwd')",
    "CREATE ROLE intruder",
    "GRANT {other} TO svc_business",
    "SELECT provisioning_api.drop_tenant_role('{other}')",
    "SELECT * FROM auth_api.find_user_for_login('ana@example.com')",
]


@pytest.mark.parametrize("statement", FORBIDDEN_TO_A_SHOP)
async def test_a_shop_role_is_kept_inside_its_schema(
    shops: tuple[SagaDriver, SagaDriver], business_url: str, statement: str
) -> None:
    own, other = (driver.event.schema_name for driver in shops)
    async with connected(business_url) as login:
        await login.execute(f"SET ROLE {own}")
        assert await login.fetchval(f"SELECT count(*) FROM {own}.api_servico") == 3
        with pytest.raises(DENIED):
            await login.execute(statement.format(own=own, other=other))


async def test_a_shop_role_owns_nothing_and_cannot_log_in(shops: tuple[SagaDriver, SagaDriver]) -> None:
    name, url = shops[0].event.schema_name, shops[0].admin_url
    owned = "SELECT count(*) FROM pg_class WHERE relowner = $1::text::regrole"
    assert await fetchval(url, owned, name) == 0
    assert await fetchval(url, "SELECT rolcanlogin FROM pg_roles WHERE rolname = $1", name) is False


async def test_no_service_can_take_the_connections_of_the_others(admin_url: str) -> None:
    """A share of what the server has, not a number: a bigger server lets more replicas in."""
    held = {row["rolname"]: row["rolconnlimit"] for row in await fetch(admin_url, LIMITS)}
    most = int(await fetchval(admin_url, "SHOW max_connections"))
    assert held == dict.fromkeys(bootstrap.SERVICES, int(most * bootstrap.CONNECTION_SHARE))


async def test_every_table_of_a_shop_is_granted_to_its_role(shops: tuple[SagaDriver, SagaDriver]) -> None:
    name, url = shops[0].event.schema_name, shops[0].admin_url
    query = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'r'"
        " AND NOT has_table_privilege($2, c.oid, 'SELECT')"
    )
    assert [row["relname"] for row in await fetch(url, query, name, name)] == ["alembic_version"]


async def test_no_grant_of_a_shop_stands_on_a_shared_object(shops: tuple[SagaDriver, SagaDriver]) -> None:
    """Otherwise concurrent sign-ups would collide on the catalog row, and roles could not be dropped."""
    query = (
        "SELECT count(*) FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass"
        " AND d.refobjid = $1::text::regrole AND d.classid = 'pg_namespace'::regclass"
        " AND d.objid <> $1::text::regnamespace"
    )
    assert await fetchval(shops[0].admin_url, query, shops[0].event.schema_name) == 0


@pytest.mark.parametrize("database", ["postgres", "template1"])
async def test_services_enter_no_other_database(servers: Servers, database: str) -> None:
    with pytest.raises(DENIED):
        await fetchval(servers.service_url("business", database), "SELECT 1")


EMIT = "SELECT business_api.emit($1, $2, 'petshop.usage.changed.v1', NULL, $3, NULL)"


async def test_emit_takes_the_shop_from_the_role_and_not_from_the_payload(
    shops: tuple[SagaDriver, SagaDriver], business_url: str
) -> None:
    own, other = shops
    await _register(own)
    event_id = new_id()
    async with connected(business_url) as login:
        await login.execute(f"SET ROLE {own.event.schema_name}")
        await login.execute(EMIT, event_id, "usage.changed", f'{{"tenant_id": "{other.event.tenant_id}"}}')
    query = "SELECT subject, payload::jsonb->>'tenant_id' AS tenant FROM svc_business.outbox WHERE event_id = $1"
    row = (await fetch(own.admin_url, query, event_id))[0]
    assert row["subject"] == own.event.tenant_id
    assert row["tenant"] == str(own.event.tenant_id)


async def test_emit_refuses_other_events_and_who_has_no_shop(
    shops: tuple[SagaDriver, SagaDriver], business_url: str
) -> None:
    await _register(shops[0])
    async with connected(business_url) as login:
        with pytest.raises(DENIED):
            await login.execute(EMIT, new_id(), "usage.changed", "{}")
        await login.execute(f"SET ROLE {shops[0].event.schema_name}")
        with pytest.raises(DENIED):
            await login.execute(EMIT, new_id(), "tenant.provisioned", "{}")


@pytest.mark.parametrize(
    "name", ["postgres", "svc_business", "tenant_x", 'tenant_"; DROP', "tenant_0123456789abc"]
)
@pytest.mark.parametrize("function", ["create_tenant_role", "drop_tenant_role"])
async def test_provisioning_makes_and_drops_tenant_roles_only(
    servers: Servers, scratch: str, function: str, name: str
) -> None:
    url = servers.service_url("provisioning", scratch)
    with pytest.raises(asyncpg.InvalidParameterValueError):
        await fetch(url, f"SELECT provisioning_api.{function}($1)", name)


async def test_configurations_and_users_of_other_shops_are_invisible(
    shops: tuple[SagaDriver, SagaDriver], servers: Servers, scratch: str
) -> None:
    for driver in shops:
        await _register(driver)
        await fetch(
            driver.admin_url,
            "INSERT INTO shared.tenant_configurations (tenant_id, config_key, config_value)"
            " VALUES ($1, 'locale', 'en')",
            driver.event.tenant_id,
        )
    async with connected(servers.service_url("tenant", scratch)) as login:
        assert await login.fetch("SELECT * FROM shared.tenant_configurations") == []
        async with login.transaction():
            await login.execute(f"SET LOCAL app.tenant_id = '{shops[0].event.tenant_id}'")
            rows = await login.fetch("SELECT tenant_id FROM shared.tenant_configurations")
    assert [row["tenant_id"] for row in rows] == [shops[0].event.tenant_id]


async def _register(driver: SagaDriver) -> None:
    event = driver.event
    await fetch(
        driver.admin_url,
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
        " VALUES ($1, $2, $3, $4, $5, $5, 'active')",
        event.tenant_id,
        event.saga_id,
        event.name,
        event.subdomain,
        event.schema_name,
    )
