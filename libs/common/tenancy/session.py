"""The only way into a shop's schema: a transaction under the shop's own role and search_path."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import NO_SCOPE, Database, Scope, sqlstate_of
from libs.common.tenancy.tenant import SchemaConnectionError, Tenant, tenant_context

# Role missing or not granted; schema missing; table missing: this shop is out of reach, the database is not.
_SCHEMA_GONE = frozenset({"22023", "42704", "42501", "3F000", "42P01"})


def tenant_scope(tenant: Tenant) -> Scope:
    """Role and search_path of the shop; both identifiers were checked when the Tenant was built."""
    return Scope((f"SET LOCAL ROLE {tenant.role_name}", f"SET LOCAL search_path TO {tenant.schema_name}"))


def tenant_session(database: Database, tenant: Tenant, extra: Scope = NO_SCOPE) -> AsyncSession:
    """A session inside the shop's schema; the edge that opened it commits. `extra` rides along with BEGIN."""
    session = database.session(tenant_scope(tenant) + extra)
    session.info["tenant"] = tenant
    return session


@contextmanager
def schema_errors() -> Iterator[None]:
    """Raises SchemaConnectionError where the block meets a role, schema, table or grant that is missing."""
    try:
        yield
    except DBAPIError as error:
        if sqlstate_of(error) in _SCHEMA_GONE:
            raise SchemaConnectionError from error
        raise


@asynccontextmanager
async def tenant_transaction(database: Database, tenant: Tenant) -> AsyncIterator[AsyncSession]:
    """One committed transaction inside the shop's schema. Raises SchemaConnectionError when it is away."""
    with tenant_context(tenant), schema_errors():
        async with tenant_session(database, tenant) as session:
            yield session
            await session.commit()
