"""The only way into a shop's schema: a transaction under the shop's own role and search_path."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import Actor, asked_by
from libs.common.database import Database, Scope, sqlstate_of
from libs.common.tenancy.tenant import SchemaConnectionError, Tenant, tenant_context
from libs.common.transaction import Transaction

# Role missing or not granted; schema missing; table missing: this shop is out of reach, the database is not.
_SCHEMA_GONE = frozenset({"22023", "42704", "42501", "3F000", "42P01"})


def tenant_scope(tenant: Tenant) -> Scope:
    """Role and search_path of the shop; both identifiers were checked when the Tenant was built."""
    return Scope(role=tenant.role_name, search_path=tenant.schema_name)


def tenant_session(database: Database, tenant: Tenant, actor: Actor | None = None) -> AsyncSession:
    """An ORM session inside the shop's schema; the edge that opened it commits. `actor`: who is asking."""
    session = database.session(_asked(tenant, actor), expected=_expected(tenant))
    session.info["tenant"] = tenant
    return session


def tenant_work(
    database: Database, tenant: Tenant, actor: Actor | None = None, *, durable: bool = True
) -> Transaction:
    """The same without the ORM: what a request does in a shop costs two round trips and its queries."""
    scope = _asked(tenant, actor)
    return database.work(scope if durable else replace(scope, durable=False), expected=_expected(tenant))


def _asked(tenant: Tenant, actor: Actor | None) -> Scope:
    scope = tenant_scope(tenant)
    return scope if actor is None else asked_by(actor, scope)


def _expected(tenant: Tenant) -> Scope:
    """Said again, from the shop itself: whatever goes wrong on the way of the scope is noticed at BEGIN."""
    return Scope(role=tenant.role_name, search_path=tenant.schema_name)


@contextmanager
def schema_errors() -> Iterator[None]:
    """Raises SchemaConnectionError where the block meets a role, schema, table or grant that is missing."""
    try:
        yield
    except (DBAPIError, asyncpg.PostgresError) as error:
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
