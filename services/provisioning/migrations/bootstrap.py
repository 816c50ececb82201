"""What only the administrator can do: the database, the services' roles, and what everybody loses."""

import re
from collections.abc import Mapping

import asyncpg

from libs.common.database import RECYCLE_S
from libs.common.scope import IDLE_IN_TRANSACTION_TIMEOUT_MS

SERVICES = ("svc_tenant", "svc_auth", "svc_provisioning", "svc_business", "svc_notifications")
# What of the server's connections one service's login may hold: it can't starve its neighbours.
CONNECTION_SHARE = 0.3
# Longer than a pool keeps a connection: what idles so long was forgotten.
_IDLE_SESSION_TIMEOUT_MS = (RECYCLE_S + 600) * 1000
_PASSWORD = re.compile(r"[A-Za-z0-9_-]{16,128}")

_LOCK_DOWN = f"""
REVOKE ALL ON DATABASE %(database)s FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
-- No shop has a use for: large objects, which lie outside every schema; advisory locks, signals and snapshots,
-- which reach other transactions; functions that run a query they are given as text, or a cursor by its name;
-- lists of what a pooled connection keeps from the transactions before.
DO $$
DECLARE callable regprocedure;
BEGIN
    FOR callable IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND (p.proname ~ '^(lo_|lowrite|loread)' OR p.proname ~ '^pg_(try_)?advisory_(xact_)?lock'
            OR p.proname ~ '^(query|cursor|table|schema|database)_to_xml' OR p.proname = 'ts_stat'
            OR p.oid = 'pg_catalog.ts_rewrite(tsquery, text)'::regprocedure
            OR p.proname IN ('pg_notify', 'pg_terminate_backend', 'pg_cancel_backend', 'pg_export_snapshot',
                'pg_logical_emit_message', 'pg_prepared_statement', 'pg_cursor', 'pg_listening_channels'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %%s FROM PUBLIC', callable);
    END LOOP;
END $$;
-- DO is SQL text as well. Existing functions need no right on their language; the shared tree's do.
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text) TO petshop_definer, {", ".join(SERVICES)};
GRANT CONNECT ON DATABASE %(database)s TO {", ".join(SERVICES)};
GRANT CREATE ON DATABASE %(database)s TO svc_provisioning;
CREATE SCHEMA IF NOT EXISTS shared;
"""


async def create_database(admin: "asyncpg.Connection[asyncpg.Record]", name: str) -> None:
    """Creates the database with UTF-8 and the builtin locale, whatever the machine's LANG."""
    if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name) is None:
        await admin.execute(
            f"CREATE DATABASE {checked_database(name)} TEMPLATE template0 ENCODING 'UTF8'"
            " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        )


async def create_roles(admin: "asyncpg.Connection[asyncpg.Record]", passwords: Mapping[str, str]) -> None:
    """Creates or updates the services' logins and the definers' role. Raises ValueError for a weak password."""
    # Nobody's business but the administrator's.
    await admin.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
    await _ensure_role(admin, "petshop_definer", "NOLOGIN BYPASSRLS")
    limit = int(CONNECTION_SHARE * int(await admin.fetchval("SHOW max_connections")))
    for service in SERVICES:
        password = passwords[service]
        if not _PASSWORD.fullmatch(password):
            raise ValueError(f"the password of {service} must be 16 to 128 of A-Z a-z 0-9 _ -")
        await _ensure_role(
            admin,
            service,
            f"LOGIN NOINHERIT CONNECTION LIMIT {limit} PASSWORD '{password}'",
        )
        # On the login, because a pooler passes no session's settings on. Under SET ROLE they stay as they are.
        await admin.execute(
            f"ALTER ROLE {service} SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_TIMEOUT_MS};"
            f"ALTER ROLE {service} SET idle_session_timeout = {_IDLE_SESSION_TIMEOUT_MS}"
        )


async def lock_down(admin: "asyncpg.Connection[asyncpg.Record]", database: str) -> None:
    """Takes from PUBLIC what every role would have by default; run inside the database."""
    await admin.execute(_LOCK_DOWN % {"database": checked_database(database)})


def checked_database(name: str) -> str:
    """The name, safe to stand in DDL. Raises ValueError."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name):
        raise ValueError(f"not the name of a database: {name!r}")
    return name


async def _ensure_role(admin: "asyncpg.Connection[asyncpg.Record]", name: str, options: str) -> None:
    exists = await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name)
    await admin.execute(f"{'ALTER' if exists else 'CREATE'} ROLE {name} {options}")
