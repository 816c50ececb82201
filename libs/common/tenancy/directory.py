"""Who is who: subdomain and id to shop, cached in memory, dropped by tenant events, refreshed by age."""

import time
from uuid import UUID

from sqlalchemy import text

from libs.common.database import Database
from libs.common.query import Query
from libs.common.tenancy.tenant import Tenant, TenantNotFoundError, TenantStatus

TTL_S = 30.0
_MAX_ENTRIES = 20_000
_COLUMNS = "id, name, subdomain, status, schema_name, role_name, plan_type"
_BY_ID = Query(text(f"SELECT {_COLUMNS} FROM shared.tenants WHERE id = :value"))  # noqa: S608 - constant columns
# A name may have belonged to failed or deleted shops before: the living one wins.
_BY_SUBDOMAIN = Query(
    text(
        f"SELECT {_COLUMNS} FROM shared.tenants WHERE subdomain = :value"  # noqa: S608 - constant columns
        " ORDER BY (status IN ('failed', 'deleted')), created_at DESC LIMIT 1"
    )
)


class TenantDirectory:
    """Active shops are answered from memory; everything else is read again each time.

    So a shop works the moment its saga says COMPLETED, without waiting for an event.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entries: dict[str | UUID, tuple[float, Tenant]] = {}

    async def by_subdomain(self, subdomain: str) -> Tenant:
        """Raises TenantNotFoundError."""
        return await self._find(subdomain)

    async def by_id(self, tenant_id: UUID) -> Tenant:
        """Raises TenantNotFoundError."""
        return await self._find(tenant_id)

    def forget(self, tenant_id: UUID | None = None) -> None:
        """Drops one shop, or all of them when events may have been missed."""
        if tenant_id is None:
            self._entries.clear()
            return
        stale = [key for key, (_, tenant) in self._entries.items() if tenant.id == tenant_id]
        for key in stale:
            del self._entries[key]

    async def _find(self, key: str | UUID) -> Tenant:
        entry = self._entries.get(key)
        if entry is not None and time.monotonic() - entry[0] < TTL_S:
            return entry[1]
        tenant = await self._read(key)
        if tenant.status is TenantStatus.ACTIVE:
            if len(self._entries) >= _MAX_ENTRIES:
                self._entries.clear()
            # A request names its shop in more than one way: what one of them found, the others need not look up.
            now = time.monotonic()
            self._entries[tenant.subdomain] = self._entries[tenant.id] = (now, tenant)
        return tenant

    async def _read(self, key: str | UUID) -> Tenant:
        statement = _BY_ID if isinstance(key, UUID) else _BY_SUBDOMAIN
        if isinstance(key, str) and "\x00" in key:
            raise TenantNotFoundError
        async with self._database.work() as work:
            row = await work.row(statement, value=key)
        if row is None:
            raise TenantNotFoundError(f"No shop answers at '{key}'." if isinstance(key, str) else None)
        return Tenant(**{**row, "status": TenantStatus(row["status"])})
