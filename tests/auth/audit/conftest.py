"""A database whose audit no other test writes to, so that its chain can be forged and its months dropped."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest_asyncio

from libs.common.audit import record
from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from services.auth.audit import chain
from services.auth.audit.chain import Verdict
from tests.infra.databases import copy_template
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch
from tests.infra.waiting import eventually

EMPTY = """
TRUNCATE audit.entries, audit.chain, audit.anchors;
DO $$
DECLARE month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'audit.entries'::regclass
        AND inhrelid <> 'audit.entries_default'::regclass
    LOOP
        EXECUTE format('DROP TABLE %s', month);
    END LOOP;
END $$;
SELECT audit_api.prepare_partitions();
"""


@dataclass(frozen=True)
class Audited:
    """The audit as the service writes it, and as whoever owns the database can."""

    database: Database
    owner_url: str
    url: str
    tenant_id: UUID

    async def tell(self, *entity_ids: str) -> None:
        """An entry each, in a transaction each."""
        for entity_id in entity_ids:
            async with self.database.transaction(registry_scope(self.tenant_id)) as session:
                await record(session, "test.told", entity="test", entity_id=entity_id, after={"a": 1})

    async def tell_at(self, at: datetime, *entity_ids: str) -> None:
        """Entries of another time; only the owner can."""
        await self.owner(
            "INSERT INTO audit.entries (at, xact, tenant_id, actor_kind, login, action, entity, entity_id)"
            " SELECT $1, pg_current_xact_id(), $2, 'system', 'svc_auth', 'test.told', 'test', i"
            " FROM unnest($3::text[]) i",
            at,
            self.tenant_id,
            list(entity_ids),
        )

    async def link(self) -> Verdict:
        """Sweeps until all is linked, and verifies: transactions of other databases are waited for as well."""

        async def swept() -> Verdict | None:
            await chain.sweep(self.database)
            verdict = await chain.verify(self.database)
            return verdict if verdict.unlinked == 0 else None

        return await eventually(swept)

    async def owner(self, query: str, *args: Any) -> Any:
        return await fetch(self.owner_url, query, *args)


@pytest_asyncio.fixture(scope="session")
async def audit_database(servers: Servers, worker: int) -> str:
    name = f"audit_{worker}"
    await copy_template(servers, name)
    return name


@pytest_asyncio.fixture
async def audited(servers: Servers, audit_database: str) -> AsyncIterator[Audited]:
    """Empty, with this month and those to come."""
    owner_url, url = servers.admin_url(audit_database), servers.service_url("auth", audit_database)
    async with connected(owner_url) as owner:
        await owner.execute(EMPTY)
    database = Database(url, pool_size=3, application_name="test")
    yield Audited(database, owner_url, url, new_id())
    await database.close()
