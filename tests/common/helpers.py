"""What the tests of the common library share."""

from typing import Protocol
from uuid import UUID

from sqlalchemy import text

from libs.common.auth import Principal
from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.tenancy.tenant import Tenant


class Register(Protocol):
    """Adds a shop to the registry."""

    async def __call__(self, status: str = "active", subdomain: str | None = None) -> Tenant: ...


def principal_of(tenant_id: UUID | None) -> Principal:
    return Principal(
        user_id=new_id(),
        tenant_id=tenant_id,
        role="owner",
        scopes=frozenset({"account", "shop"}),
        session_id=new_id(),
        issued_at=0.0,
        expires_at=2**40,
    )


async def context(database: Database) -> tuple[str, str, str]:
    """Role, search_path and shop of a transaction without scope, on whatever connection comes next."""
    query = "SELECT current_user::text, current_setting('search_path'), current_setting('app.tenant_id', true)"
    async with database.transaction() as session:
        user, path, shop = (await session.execute(text(query))).one()
    return user, path, shop or ""


CLEAN = ("svc_business", "pg_catalog", "")
