"""Nobody at run time rewrites the audit, and no shop reaches another's: asked of PostgreSQL itself."""

import asyncpg
import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch, fetchval
from tests.provisioning.conftest import SagaDriver, make_driver

DENIED = asyncpg.InsufficientPrivilegeError
# Not for a shop's role, nor for any service's login.
FORBIDDEN = [
    "UPDATE audit.entries SET action = 'x'",
    "DELETE FROM audit.entries",
    "TRUNCATE audit.entries",
    "DROP TABLE audit.entries",
    "ALTER TABLE audit.entries DISABLE ROW LEVEL SECURITY",
    "INSERT INTO audit.entries (at, xact, actor_kind, login, action, entity)"
    " VALUES (now(), pg_current_xact_id(), 'system', 'x', 'x', 'x')",
    "SELECT * FROM audit.entries_default",
    "SELECT * FROM audit.chain",
    "INSERT INTO audit.chain SELECT * FROM audit.chain",
    "UPDATE audit.chain SET digest = ''",
    "DELETE FROM audit.chain",
    "DELETE FROM audit.anchors",
    "SELECT audit_api.write(NULL, 'x', 'x', NULL, NULL, NULL, '{}')",
    "SELECT audit_api.drop_before(now())",
    "SELECT pg_catalog.pg_try_advisory_xact_lock(7305113)",
]
OF_A_SHOP = [
    "SELECT * FROM audit.entries",
    "SELECT audit_api.extend_chain(1)",
    "SELECT audit_api.prepare_partitions()",
    "ALTER TABLE {own}.api_cliente DISABLE TRIGGER audit",
    "DROP TRIGGER audit ON {own}.api_cliente",
    "SET session_replication_role = 'replica'",
]


@pytest.fixture
async def shop(provisioning_db: Database, admin_url: str) -> SagaDriver:
    driver = make_driver(provisioning_db, admin_url)
    await driver.build()
    return driver


@pytest.mark.parametrize("service", ["tenant", "auth", "provisioning", "business", "notifications"])
async def test_no_service_rewrites_the_audit(servers: Servers, scratch: str, service: str) -> None:
    async with connected(servers.service_url(service, scratch)) as login:
        for statement in FORBIDDEN:
            with pytest.raises(DENIED):
                await login.execute(statement)


async def test_no_shop_rewrites_or_silences_the_audit(shop: SagaDriver, servers: Servers, scratch: str) -> None:
    own = shop.event.schema_name
    async with connected(servers.service_url("business", scratch)) as login:
        await login.execute(f"SET ROLE {own}")
        for statement in [*FORBIDDEN, *OF_A_SHOP]:
            with pytest.raises(DENIED):
                await login.execute(statement.replace("{own}", own))


async def test_business_without_a_shops_role_tells_nothing(servers: Servers, scratch: str) -> None:
    async with connected(servers.service_url("business", scratch)) as login:
        await login.execute(f"SET app.tenant_id = '{new_id()}'")
        with pytest.raises(DENIED):
            await login.execute("SELECT audit_api.record('x.read', 'x', NULL, NULL, NULL, NULL)")


async def test_nobody_but_the_owner_may_change_or_remove_a_row(admin_url: str) -> None:
    query = (
        "SELECT r.rolname, c.relname, p.priv FROM pg_roles r, pg_class c,"
        " unnest('{UPDATE,DELETE,TRUNCATE,TRIGGER}'::text[]) AS p (priv)"
        " WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p') AND NOT r.rolsuper"
        " AND r.rolname !~ '^pg_' AND has_table_privilege(r.oid, c.oid, p.priv)"
    )
    assert await fetch(admin_url, query) == []


async def test_auth_sees_its_transactions_shop_alone(servers: Servers, scratch: str) -> None:
    mine, other = new_id(), new_id()
    tell = "SELECT audit_api.record('auth.signed_in', 'session', 'x', NULL, NULL, NULL)"
    async with connected(servers.service_url("auth", scratch)) as login:
        with pytest.raises(DENIED):
            await login.execute(tell)
        assert await login.fetch("SELECT * FROM audit.entries") == []
        for tenant_id in (mine, other, "platform"):
            async with login.transaction():
                await login.execute(f"SET LOCAL app.tenant_id = '{tenant_id}'; {tell}")
        async with login.transaction():
            await login.execute(f"SET LOCAL app.tenant_id = '{mine}'")
            seen = await login.fetch("SELECT DISTINCT tenant_id FROM audit.entries")
    assert [row["tenant_id"] for row in seen] == [mine]


async def test_every_table_of_a_shop_tells_its_changes(shop: SagaDriver) -> None:
    query = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'r'"
        " AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'O' AND t.tgtype = 29"
        " AND t.tgfoid = 'audit_api.row_changed()'::regprocedure) ORDER BY 1"
    )
    silent = [row["relname"] for row in await fetch(shop.admin_url, query, shop.event.schema_name)]
    # A booking's steps are a record of their own, which nobody deletes; counters follow what others tell of.
    assert silent == ["alembic_version", "api_agendamento_transicao", "api_uso", "idempotency_keys"]


async def test_users_and_settings_tell_their_changes_and_no_secret(shop: SagaDriver) -> None:
    event, user = shop.event, new_id()
    values = (event.tenant_id, event.saga_id, event.schema_name)
    await fetch(
        shop.admin_url,
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name) VALUES"
        " ($1, $2, 'Pet', replace($3, '_', '-'), $3, $3)",
        *values,
    )
    added = "INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash) VALUES ($1, $2, $3, 'secret')"
    await fetch(shop.admin_url, added, user, event.tenant_id, f"{user.hex}@example.com")
    for change in ("password_hash = 'other'", "last_login = now()", "role = 'manager'"):
        await fetch(shop.admin_url, f"UPDATE shared.tenant_users SET {change} WHERE id = $1", user)
    configured = (
        "INSERT INTO shared.tenant_configurations (tenant_id, config_key, config_value) VALUES ($1, 'a', 'b')"
    )
    await fetch(shop.admin_url, configured, event.tenant_id)
    await fetch(shop.admin_url, "UPDATE shared.tenants SET status = 'active' WHERE id = $1", event.tenant_id)
    rows = await fetch(
        shop.admin_url, "SELECT * FROM audit.entries WHERE tenant_id = $1 ORDER BY id", event.tenant_id
    )
    assert [row["action"] for row in rows] == [
        "user.created",
        "user.updated",
        "configuration.created",
        "shop.updated",
    ]
    assert rows[1]["after"] == '{"role": "manager"}'
    assert rows[2]["entity_id"] == "a"
    assert "secret" not in str(rows)


async def test_broken_word_of_the_actor_stops_the_write(shop: SagaDriver, servers: Servers, scratch: str) -> None:
    own = shop.event.schema_name
    async with connected(servers.service_url("business", scratch)) as login:
        await login.execute(f"SET ROLE {own}; SET app.actor = 'bm8ganNvbg=='")
        with pytest.raises(asyncpg.InvalidTextRepresentationError):
            await login.execute(f"INSERT INTO {own}.api_cliente (nome) VALUES ('Ana')")
    assert await fetchval(shop.admin_url, f"SELECT count(*) FROM {own}.api_cliente") == 0
