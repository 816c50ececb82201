"""Brings the whole cluster to head: database, roles, shared schemas, then every shop's schema, one by one."""

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from sqlalchemy import text

from libs.common.database import Database
from services.provisioning.migrations import bootstrap
from services.provisioning.migrations.scripts import head, render
from services.provisioning.stock.service import Stock
from services.provisioning.tenant_manager import TenantManager, TenantNames

# Any fixed number: two migrations at once wait for each other.
_LOCK = 7_305_112

_SCHEMAS = text("SELECT schema_name, role_name, version FROM svc_provisioning.tenant_schemas ORDER BY tenant_id")
_LOCK_SCHEMA = text(
    "SELECT version FROM svc_provisioning.tenant_schemas WHERE schema_name = :schema_name FOR UPDATE"
)
_MIGRATED = text(
    "UPDATE svc_provisioning.tenant_schemas SET version = :version, migrated_at = now(), last_error = NULL"
    " WHERE schema_name = :schema_name"
)
_FAILED = text("UPDATE svc_provisioning.tenant_schemas SET last_error = :error WHERE schema_name = :schema_name")


@dataclass(frozen=True, slots=True)
class Report:
    """What was done; `failed` maps a schema to the error that left it where it was."""

    shared: str
    migrated: int
    unchanged: int
    failed: dict[str, str]


def migrate_from_environment() -> Report:
    """Reads ADMIN_DATABASE_URL, DATABASE_URL (svc_provisioning) and SERVICE_PASSWORDS_FILE (JSON)."""
    passwords = json.loads(Path(os.environ["SERVICE_PASSWORDS_FILE"]).read_text())
    admin_url, provisioning_url = os.environ["ADMIN_DATABASE_URL"], os.environ["DATABASE_URL"]
    return asyncio.run(migrate(admin_url=admin_url, provisioning_url=provisioning_url, passwords=passwords))


async def migrate(*, admin_url: str, provisioning_url: str, passwords: dict[str, str]) -> Report:
    """Idempotent; each shop in a transaction of its own, so that one failure never stops the rest."""
    await migrate_shared(admin_url, passwords, name=urlsplit(provisioning_url).path.lstrip("/"))
    database = Database(provisioning_url, pool_size=2, application_name="migrate")
    try:
        return await migrate_tenants(database)
    finally:
        await database.close()


async def migrate_shared(admin_url: str, passwords: dict[str, str], *, name: str) -> None:
    """Database, roles, lock-down and the shared tree, as the administrator."""
    admin = await asyncpg.connect(admin_url)
    try:
        await bootstrap.create_database(admin, name)
        await bootstrap.create_roles(admin, passwords)
    finally:
        await admin.close()
    inside = await asyncpg.connect(_on_database(admin_url, name))
    try:
        async with inside.transaction():
            await inside.execute(f"SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock({_LOCK})")
            await bootstrap.lock_down(inside, name)
            await _upgrade_shared(inside)
    finally:
        await inside.close()


async def migrate_tenants(database: Database, manager: TenantManager | None = None) -> Report:
    """Every schema that is behind, one transaction each."""
    manager = manager or TenantManager()
    migrated, unchanged, failed = 0, 0, dict[str, str]()
    for schema_name, role_name, version in await _schemas(database):
        if version == manager.revision:
            unchanged += 1
            continue
        try:
            await _migrate_one(database, manager, TenantNames(schema_name, role_name), version)
            migrated += 1
        except Exception as error:  # noqa: BLE001 - reported per shop; the others go on
            failed[schema_name] = repr(error)
            await _record_failure(database, schema_name, error)
    await Stock(database=database, manager=manager, wanted=0).migrate()
    return Report(head("shared"), migrated, unchanged, failed)


async def _upgrade_shared(admin: "asyncpg.Connection[asyncpg.Record]") -> None:
    known = await admin.fetchval("SELECT to_regclass('shared.alembic_version')")
    current = await admin.fetchval("SELECT version_num FROM shared.alembic_version") if known else None
    if current != head("shared"):
        await admin.execute(render("shared", start=current or "base"))


async def _schemas(database: Database) -> list[tuple[str, str, str]]:
    async with database.transaction() as session:
        rows = await session.execute(_SCHEMAS)
        return [(row.schema_name, row.role_name, row.version) for row in rows]


async def _migrate_one(database: Database, manager: TenantManager, names: TenantNames, version: str) -> None:
    async with database.transaction() as session:
        # The row's lock keeps a second migrator, and a rollback, away from this schema.
        current = await session.scalar(_LOCK_SCHEMA, {"schema_name": names.schema_name})
        if current is None:
            return
        reached = await manager.migrate_schema(session, names, current=current)
        await session.execute(_MIGRATED, {"schema_name": names.schema_name, "version": reached})


async def _record_failure(database: Database, schema_name: str, error: Exception) -> None:
    async with database.transaction() as session:
        await session.execute(_FAILED, {"schema_name": schema_name, "error": repr(error)[:500]})


def _on_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
