"""The whole database as an administrator sees it: every row of every schema of ours."""

from collections.abc import Sequence
from typing import TypeAlias
from uuid import UUID

import asyncpg

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

# Rows that come and go with the transport of events, not with their effect.
TRANSPORT = ("outbox", "inbox", "leases")
# Rows that a schedule writes, whatever else happens.
SCHEDULED = ("reconcile_runs", "reconcile_findings")
_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relname
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND (n.nspname = 'shared' OR n.nspname LIKE 'svc\\_%' OR n.nspname LIKE 'tenant\\_%')
ORDER BY 1
"""
_LINES = "SELECT (to_jsonb(t) - 'updated_at')::text AS line FROM {name} AS t ORDER BY 1"


async def tables(admin: Connection) -> list[str]:
    return [row["name"] for row in await admin.fetch(_TABLES)]


async def tables_that_hold(admin: Connection, text: str) -> list[str]:
    """Tables with a row in whose columns the text stands."""
    found = []
    for name in await tables(admin):
        query = f"SELECT count(*) FROM {name} AS t WHERE strpos(t::text, $1) > 0"
        if await admin.fetchval(query, text):
            found.append(name)
    return found


async def everything(admin: Connection, *, without: Sequence[str] = TRANSPORT + SCHEDULED) -> dict[str, list[str]]:
    """Every row of every table, but the transport's and schedules'; compared without the time of a rewrite."""
    rows = await admin.fetch(_TABLES)
    names = [row["name"] for row in rows if row["relname"] not in without]
    return {name: [row["line"] for row in await admin.fetch(_LINES.format(name=name))] for name in names}


async def remains_of(admin: Connection, tenant_id: UUID) -> dict[str, int]:
    """What is left of a shop, by kind; zeros are not listed."""
    name = f"tenant_{tenant_id.hex[-12:]}"
    counts = {
        "schema": "SELECT count(*) FROM pg_namespace WHERE nspname = $2",
        "role": "SELECT count(*) FROM pg_roles WHERE rolname = $2",
        "membership": "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
        " WHERE r.rolname = $2",
        "tenant_schemas": "SELECT count(*) FROM svc_provisioning.tenant_schemas WHERE tenant_id = $1",
        "users": "SELECT count(*) FROM shared.tenant_users WHERE tenant_id = $1",
        "configurations": "SELECT count(*) FROM shared.tenant_configurations WHERE tenant_id = $1",
        "sessions": "SELECT count(*) FROM svc_auth.sessions WHERE tenant_id = $1",
        "admins": "SELECT count(*) FROM svc_auth.saga_admins WHERE tenant_id = $1"
        " AND (user_id, email) IS DISTINCT FROM (NULL, NULL)",
        "living": "SELECT count(*) FROM shared.tenants WHERE id = $1 AND status <> 'failed'",
    }
    # Each query names both parameters, so that one call serves all.
    found = {
        kind: await admin.fetchval(f"{query} AND ($1::uuid, $2::text) IS NOT NULL", tenant_id, name)
        for kind, query in counts.items()
    }
    return {kind: count for kind, count in found.items() if count}
