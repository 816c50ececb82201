"""The models and the migrations describe the same tables."""

import pkgutil
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from libs.common.tenancy.models import TenantBase
from services import business
from services.provisioning.migrations.scripts import render

# Written by libs.common.idempotency and by Alembic, which need no model.
WITHOUT_MODEL = ("alembic_version", "idempotency_keys")

CATALOG = (
    "SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
    " a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
    " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " WHERE c.relkind = 'r' AND c.relnamespace = (:schema)::regnamespace ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = (:schema)::regnamespace ORDER BY 1, 2",
    "SELECT tablename, indexname, replace(indexdef, (:schema) || '.', '') FROM pg_indexes"
    " WHERE schemaname = :schema ORDER BY 1, 2",
)


@asynccontextmanager
async def _schema(admin_url: str, name: str) -> AsyncIterator[AsyncConnection]:
    """A new schema as the only one in sight, gone with the transaction."""
    # Queries say tables in SQL too: not every model is imported by who serves.
    for found in pkgutil.walk_packages(business.__path__, f"{business.__name__}."):
        if found.name.endswith(".models"):
            import_module(found.name)
    engine = create_async_engine(admin_url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE SCHEMA {name}"))
        await connection.execute(text(f"SET LOCAL search_path TO {name}"))
        yield connection
        await connection.rollback()
    await engine.dispose()


async def _migrate(connection: AsyncConnection) -> None:
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    await driver.execute(render("tenant"))


async def _catalog(connection: AsyncConnection, schema: str) -> list[list[Any]]:
    found = []
    for query in CATALOG:
        rows = await connection.execute(text(query), {"schema": schema})
        found.append([tuple(row) for row in rows if row[0] not in WITHOUT_MODEL])
    return found


def _differences(connection: Connection) -> Any:
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, _: kind != "table" or name not in WITHOUT_MODEL,
        },
    )
    with warnings.catch_warnings():
        # PostgreSQL spells generated expressions its own way; the other test compares them.
        warnings.filterwarnings("ignore", message="Computed default on")
        return compare_metadata(context, TenantBase.metadata)


async def test_alembic_finds_nothing_to_migrate(admin_url: str) -> None:
    async with _schema(admin_url, "migrated") as connection:
        await _migrate(connection)
        assert await connection.run_sync(_differences) == []


async def test_tables_made_from_the_models_equal_the_migrated_ones(admin_url: str) -> None:
    async with _schema(admin_url, "migrated") as connection:
        await _migrate(connection)
        migrated = await _catalog(connection, "migrated")
    async with _schema(admin_url, "modelled") as connection:
        await connection.run_sync(TenantBase.metadata.create_all)
        assert await _catalog(connection, "modelled") == migrated
