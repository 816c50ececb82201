"""SQL that a shop's transaction must not get anywhere with: what PostgreSQL says to it, and what our layer."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.database import Database, sqlstate_of
from libs.common.scope import StatementRefusedError
from libs.common.tenancy.session import tenant_session
from libs.common.tenancy.tenant import Tenant
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch

DENIED = "42501"


@dataclass(frozen=True)
class Hostile:
    """`sqlstate`: PostgreSQL's own refusal; None where it obeys, so that our layer alone stands before it."""

    statement: str
    why: str
    sqlstate: str | None = DENIED


# Our layer never sends these: they are not statements of a shop's transaction.
REFUSED_BY_OUR_LAYER = [
    Hostile("RESET ROLE", "becomes the login, which may become anybody", None),
    Hostile("SET LOCAL ROLE {other}", "the login is a member of every shop", None),
    Hostile("SET ROLE {other}", "the same, beyond the transaction", None),
    Hostile("/* */ SET ROLE {other}", "the same, behind a comment", None),
    Hostile("SET SESSION AUTHORIZATION DEFAULT", "becomes the login", None),
    Hostile("SET SESSION AUTHORIZATION {other}", "superusers only"),
    Hostile("SET search_path TO {other}", "outlives the transaction on a pooled connection", None),
    Hostile("SET SESSION statement_timeout = 0", "outlives the transaction on a pooled connection", None),
    Hostile("SET LOCAL statement_timeout = 0", "holds connection and locks for ever", None),
    Hostile("SET LOCAL row_security = off", "only makes queries fail", None),
    Hostile("DO $$ BEGIN EXECUTE 'SET LOCAL ROLE {other}'; END $$", "SQL as text"),
    Hostile("DECLARE c CURSOR WITH HOLD FOR SELECT 1", "the next shop on this connection can read it", None),
    Hostile("PREPARE p AS SELECT 1", "stays on the connection", None),
    Hostile("DISCARD PLANS", "the driver's plans are for all shops", None),
    Hostile("DEALLOCATE ALL", "the driver's statements are for all shops", None),
    Hostile("LISTEN outbox_business", "stays on the connection", None),
    Hostile("NOTIFY outbox_business, 'x'", "wakes others; no right guards it", None),
    Hostile("COMMIT", "what follows would stand nowhere", None),
    Hostile("COMMIT AND CHAIN", "the same", None),
    Hostile("ALTER ROLE CURRENT_USER SET statement_timeout = 0", "everybody may set up himself", None),
    Hostile("COPY api_cliente TO PROGRAM 'cat'", "runs a program"),
    Hostile("COPY api_cliente TO '/tmp/x'", "writes the server's files"),
    Hostile("COPY api_cliente (nome) FROM '/etc/passwd'", "reads the server's files"),
    Hostile("CREATE TEMPORARY TABLE t (a int)", "stays on the connection"),
    Hostile("CREATE TABLE t (a int)", "owns what it makes"),
    Hostile("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "owns what it makes"),
    Hostile("CREATE EXTENSION dblink", "a connection of its own"),
    Hostile("LOAD 'dblink'", "code in the server"),
    Hostile("DROP TABLE api_cliente", "is not its own"),
    Hostile("TRUNCATE api_cliente CASCADE", "goes round the audit"),
    Hostile("GRANT {other} TO {own}", "needs the right to give it"),
    Hostile("GRANT SELECT ON {own}.api_cliente TO {other}", "only warned: it has no right to give", None),
    Hostile("LOCK TABLE {other}.api_cliente", "stops another shop"),
    Hostile("CHECKPOINT", "everybody waits"),
]
# These look like a shop's own; PostgreSQL refuses them.
REFUSED_BY_POSTGRESQL = [
    Hostile("SELECT * FROM {other}.api_cliente", "another shop's rows"),
    Hostile("INSERT INTO {other}.api_cliente (nome) VALUES ('x')", "another shop's rows"),
    Hostile("WITH x AS (DELETE FROM {other}.api_cliente RETURNING 1) SELECT * FROM x", "another shop's rows"),
    Hostile("SELECT lastval(), currval('{other}.api_cliente_id_seq')", "another shop's numbers"),
    Hostile("SELECT * FROM shared.tenants", "who the shops are"),
    Hostile("SELECT * FROM shared.tenant_users", "all users"),
    Hostile("SELECT * FROM svc_business.outbox", "all events"),
    Hostile("DELETE FROM svc_business.outbox", "all events"),
    Hostile("SELECT * FROM pg_authid", "hashes of passwords"),
    Hostile("SELECT stanullfrac FROM pg_statistic", "values of all columns"),
    Hostile("SELECT * FROM pg_largeobject", "outside every schema"),
    Hostile("SELECT * FROM pg_hba_file_rules", "who may connect"),
    Hostile("SELECT set_config('role', '{other}', true)", "changes the role in mid-statement"),
    Hostile("UPDATE pg_settings SET setting = '{other}' WHERE name = 'role'", "a view over set_config"),
    Hostile("SELECT * INTO t FROM api_cliente", "owns what it makes"),
    Hostile("SELECT query_to_xml('SELECT 1', true, true, '')", "SQL as text"),
    Hostile("SELECT query_to_xmlschema('SELECT 1', true, true, '')", "SQL as text"),
    Hostile("SELECT query_to_xml_and_xmlschema('SELECT 1', true, true, '')", "SQL as text"),
    Hostile("SELECT cursor_to_xml('c', 1, true, true, '')", "a cursor by its name"),
    Hostile("SELECT cursor_to_xmlschema('c', true, true, '')", "a cursor by its name"),
    Hostile("SELECT table_to_xml('api_cliente', true, true, '')", "SQL as text"),
    Hostile("SELECT table_to_xmlschema('api_cliente', true, true, '')", "SQL as text"),
    Hostile("SELECT table_to_xml_and_xmlschema('api_cliente', true, true, '')", "SQL as text"),
    Hostile("SELECT schema_to_xml('{own}', true, true, '')", "SQL as text"),
    Hostile("SELECT schema_to_xmlschema('{own}', true, true, '')", "SQL as text"),
    Hostile("SELECT schema_to_xml_and_xmlschema('{own}', true, true, '')", "SQL as text"),
    Hostile("SELECT database_to_xml(true, true, '')", "everything"),
    Hostile("SELECT database_to_xmlschema(true, true, '')", "everything"),
    Hostile("SELECT database_to_xml_and_xmlschema(true, true, '')", "everything"),
    Hostile("SELECT * FROM ts_stat('SELECT to_tsvector(nome) FROM api_cliente')", "SQL as text"),
    Hostile("SELECT * FROM ts_stat('SELECT to_tsvector(nome) FROM api_cliente', 'a')", "SQL as text"),
    Hostile("SELECT ts_rewrite(to_tsquery('a'), 'SELECT to_tsquery(''a''), to_tsquery(''b'')')", "SQL as text"),
    Hostile("SELECT pg_notify('outbox_business', 'x')", "wakes others"),
    Hostile("SELECT lo_create(0)", "outside every schema"),
    Hostile("SELECT lo_get(1)", "outside every schema"),
    Hostile("SELECT lo_import('/etc/passwd')", "reads the server's files"),
    Hostile("SELECT pg_advisory_lock(1)", "stops migrations"),
    Hostile("SELECT pg_try_advisory_xact_lock_shared(1, 2)", "stops migrations"),
    Hostile("SELECT pg_terminate_backend(pg_backend_pid())", "the other connections have the same login"),
    Hostile("SELECT pg_cancel_backend(pg_backend_pid())", "the other connections have the same login"),
    Hostile("SELECT pg_export_snapshot()", "keeps rows from being vacuumed"),
    Hostile("SELECT pg_logical_emit_message(false, 'a', 'b')", "writes into the log of changes"),
    Hostile("SELECT * FROM pg_prepared_statements", "what other shops asked on this connection"),
    Hostile("SELECT * FROM pg_cursors", "what other shops asked on this connection"),
    Hostile("SELECT pg_read_file('/etc/passwd')", "the server's files"),
    Hostile("SELECT pg_read_binary_file('PG_VERSION')", "the server's files"),
    Hostile("SELECT * FROM pg_stat_file('PG_VERSION')", "the server's files"),
    Hostile("SELECT pg_ls_dir('.')", "the server's files"),
    Hostile("SELECT * FROM pg_ls_logdir()", "the server's files"),
    Hostile("SELECT pg_current_logfile()", "the server's files"),
    Hostile("SELECT pg_reload_conf()", "the server itself"),
    Hostile("SELECT pg_promote()", "the server itself"),
    Hostile("SELECT pg_stat_reset()", "the figures we watch"),
    Hostile("SELECT current_setting('data_directory')", "the server's files"),
    Hostile("SELECT provisioning_api.drop_tenant_role('{other}')", "tears a shop down"),
    Hostile("SELECT * FROM auth_api.find_user_for_login('ana@example.com')", "hashes of passwords"),
    Hostile("SELECT dblink('', 'SELECT 1')", "a connection of its own", "42883"),
]


HOSTILE = [*REFUSED_BY_OUR_LAYER, *REFUSED_BY_POSTGRESQL]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.statement)
async def test_hostile_statement_gets_nowhere(
    two_shops: list[Tenant], single: Database, servers: Servers, scratch: str, hostile: Hostile
) -> None:
    own, other = two_shops
    statement = hostile.statement.format(own=own.role_name, other=other.role_name)
    async with connected(servers.service_url("business", scratch)) as login:
        await login.execute("BEGIN")
        await login.execute(f"SET LOCAL ROLE {own.role_name}; SET LOCAL search_path TO {own.schema_name}")
        assert await _sqlstate(login.fetch(statement)) == hostile.sqlstate
    async with tenant_session(single, own) as session:
        if hostile in REFUSED_BY_OUR_LAYER:
            with pytest.raises(StatementRefusedError):
                await session.execute(text(statement))
        else:
            with pytest.raises(DBAPIError) as refusal:
                await session.execute(text(statement))
            assert sqlstate_of(refusal.value) == hostile.sqlstate


async def _sqlstate(awaited: Awaitable[object]) -> str | None:
    try:
        await awaited
    except asyncpg.PostgresError as error:
        return error.sqlstate
    return None


async def test_a_shop_does_not_see_what_other_connections_of_its_login_run(
    two_shops: list[Tenant], single: Database, servers: Servers, scratch: str
) -> None:
    async with connected(servers.service_url("business", scratch)) as other:
        pid = await other.fetchval("SELECT pg_backend_pid() /* of another shop */")
        query = text("SELECT query FROM pg_stat_activity WHERE pid = :pid")
        async with tenant_session(single, two_shops[0]) as session:
            assert await session.scalar(query, {"pid": pid}) == "<insufficient privilege>"


async def test_sleep_ends_with_the_statement_timeout(two_shops: list[Tenant], single: Database) -> None:
    async with tenant_session(single, two_shops[0]) as session:
        session.info["scope"] = replace(session.info["scope"], statement_timeout_ms=100)
        with pytest.raises(DBAPIError) as refusal:
            await session.execute(text("SELECT pg_sleep(60)"))
    assert sqlstate_of(refusal.value) == "57014"


CALLABLE = """
SELECT p.oid::regprocedure::text AS signature FROM pg_proc p
WHERE has_function_privilege($1, p.oid, 'EXECUTE') AND has_schema_privilege($1, p.pronamespace, 'USAGE')
    AND (p.prosecdef OR 'refcursor'::regtype = ANY (p.proargtypes)
        OR EXISTS (SELECT FROM unnest(p.proargnames[1:p.pronargs]) AS name WHERE name ~ '(query|sql|cursor)'))
"""


async def test_no_function_that_a_shop_may_call_runs_sql_as_text_or_as_somebody_else(
    two_shops: list[Tenant], admin_url: str
) -> None:
    """From the catalog, so that an extension or a new version of PostgreSQL is looked at too."""
    found = await fetch(admin_url, CALLABLE, two_shops[0].role_name)
    # They take the shop from the role in force, and listed events and readings only.
    allowed = {"business_api.emit", "business_api.shop", "audit_api.record"}
    assert {row["signature"].partition("(")[0] for row in found} == allowed
