"""The only way into a shop's schema: a transaction under the shop's own role and search_path."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import Actor, asked_by
from libs.common.database import Database, Scope, sqlstate_of
from libs.common.tenancy.tenant import SchemaConnectionError, Tenant, tenant_context

# Role missing or not granted; schema missing; table missing: this shop is out of reach, the database is not.
_SCHEMA_GONE = frozenset({"22023", "42704", "42501", "3F000", "42P01"})


def tenant_scope(tenant: Tenant) -> Scope:
    """Role and search_path of the shop; both identifiers were checked when the Tenant was built."""
    return Scope(role=tenant.role_name, search_path=tenant.schema_name)


def tenant_session(database: Database, tenant: Tenant, actor: Actor | None = None) -> AsyncSession:
    """A session inside the shop's schema; the edge that opened it commits. `actor`: who is asking."""
    # Said twice, from the shop itself: whatever goes wrong on the way of the scope is noticed at BEGIN.
    expected = Scope(role=tenant.role_name, search_path=tenant.schema_name)
    scope = tenant_scope(tenant)
    session = database.session(asked_by(actor, scope) if actor else scope, expected=expected)
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
