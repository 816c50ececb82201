"""The models and the migrations describe the same tables."""

import warnings
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.orm import Mapped

from libs.common.tenancy.models import TenantBase
from libs.common.tenancy.session import tenant_transaction
from services.business import app
from tests.business.shops import Shop

# Written by libs.common.idempotency, which needs no model.
_WITHOUT_MODEL = {"idempotency_keys"}
_CHECKS = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND connamespace = (:schema)::regnamespace"


def _differences(connection: Connection) -> Any:
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, _: kind != "table" or name not in _WITHOUT_MODEL,
        },
    )
    with warnings.catch_warnings():
        # PostgreSQL spells generated expressions its own way; what they do is tested by the searches.
        warnings.filterwarnings("ignore", message="Computed default on")
        return compare_metadata(context, TenantBase.metadata)


async def test_models_agree_with_the_migrations(shop: Shop) -> None:
    async with tenant_transaction(shop.database, shop.tenant) as session:
        connection = await session.connection()
        assert await connection.run_sync(_differences) == []
