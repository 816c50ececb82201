"""Shops with schemas and roles, and PgBouncer before the server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from deploy.local.paths import scratch_dir
from deploy.local.process import popen, stop, wait_ready
from deploy.local.servers import pgbouncer
from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.tenancy.tenant import Tenant, TenantStatus, schema_name_for
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.databases import passwords_of
from tests.infra.servers import Servers, free_ports

TENANTS = 50


async def create_shops(servers: Servers, database: str, count: int = TENANTS) -> list[Tenant]:
    """Schemas and roles only: nobody asks the registry."""
    provisioning = Database(servers.service_url("provisioning", database), pool_size=2)
    manager, shops = TenantManager(), list[Tenant]()
    try:
        for _ in range(count):
            tenant_id = new_id()
            name = schema_name_for(tenant_id)
            async with provisioning.transaction() as session:
                await manager.create_schema(session, TenantNames(name, name))
            shops.append(Tenant(tenant_id, "Pet", name[:20], TenantStatus.ACTIVE, name, name, "basic"))
    finally:
        await provisioning.close()
    return shops


@contextmanager
def running_pgbouncer(servers: Servers, *, pool_size: int) -> Iterator[int]:
    """Answers its port."""
    directory: Path = scratch_dir("pgbouncer")
    (port,) = free_ports(1)
    process = pgbouncer.prepare(
        directory / "pgbouncer",
        port=port,
        server_port=servers.database_port,
        passwords={"svc_business": passwords_of(servers)["svc_business"]},
        pool_size=pool_size,
    )
    child = popen(process, die_with_parent=True)
    try:
        wait_ready(process, 30, lambda: child.poll() is None)
        yield port
    finally:
        stop(process, child)
        shutil.rmtree(directory, ignore_errors=True)


@asynccontextmanager
async def business(
    servers: Servers, database: str, *, pool_size: int, port: int | None
) -> AsyncIterator[Database]:
    """The business login's pool, through the pooler on `port` where there is one."""
    url = servers.service_url("business", database)
    parts = urlsplit(url)
    pooled = parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}")
    # PgBouncer lends fewer connections than we hold: transactions of several clients share a server's.
    made = Database(url, pool_size=pool_size, pooler_url=urlunsplit(pooled) if port else None)
    try:
        yield made
    finally:
        await asyncio.shield(made.close())
