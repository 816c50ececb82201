"""The only way into a shop's schema: a transaction under the shop's own role and search_path."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, Scope, sqlstate_of
from libs.common.tenancy.tenant import SchemaConnectionError, Tenant, tenant_context

# Role missing or not granted; schema missing; table missing: this shop is out of reach, the database is not.
_SCHEMA_GONE = frozenset({"22023", "42704", "42501", "3F000", "42P01"})


def tenant_scope(tenant: Tenant) -> Scope:
    """Role and search_path of the shop; both identifiers were checked when the Tenant was built."""
    return Scope((f"SET LOCAL ROLE {tenant.role_name}", f"SET LOCAL search_path TO {tenant.schema_name}"))


def tenant_session(database: Database, tenant: Tenant) -> AsyncSession:
    """A session inside the shop's schema; the edge that opened it commits."""
    session = database.session(tenant_scope(tenant))
    session.info["tenant"] = tenant
    return session


@asynccontextmanager
async def tenant_transaction(database: Database, tenant: Tenant) -> AsyncIterator[AsyncSession]:
    """One committed transaction inside the shop's schema. Raises SchemaConnectionError when it is away."""
    with tenant_context(tenant):
        async with tenant_session(database, tenant) as session:
            try:
                yield session
                await session.commit()
            except DBAPIError as error:
                if is_schema_gone(error):
                    raise SchemaConnectionError from error
                raise


def is_schema_gone(error: DBAPIError) -> bool:
    """Whether this one shop is out of reach: its role, its schema or a table or grant of it is missing."""
    return sqlstate_of(error) in _SCHEMA_GONE
