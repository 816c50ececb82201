"""The models of the services' own schemas and the migrations say the same."""

import pytest
from sqlalchemy import MetaData, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from services.auth.mfa.models import totp_credentials
from services.notifications.reminders.models import bookings
from services.provisioning.models import Base
from services.tenant.models import metadata as tenant_metadata


def _differences(connection: Connection, metadata: MetaData) -> list[str]:
    inspector, found = inspect(connection), []
    for table in metadata.tables.values():
        columns = {column["name"]: column for column in inspector.get_columns(table.name, table.schema)}
        for column in table.columns:
            real = columns.get(column.name)
            if real is None:
                found.append(f"{table}.{column.name} is missing in the database")
            elif column.type._type_affinity is not real["type"]._type_affinity:
                found.append(f"{table}.{column.name}: {column.type} is {real['type']} in the database")
    return found


@pytest.mark.parametrize(
    "metadata",
    [Base.metadata, tenant_metadata, totp_credentials.metadata, bookings.metadata],
    ids=["provisioning", "tenant", "auth", "notifications"],
)
async def test_models_agree_with_the_migrations(admin_url: str, metadata: MetaData) -> None:
    engine = create_async_engine(admin_url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as connection:
        assert metadata.tables
        assert await connection.run_sync(_differences, metadata) == []
    await engine.dispose()
