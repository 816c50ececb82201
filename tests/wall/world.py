"""Shops with schemas and roles, and PgBouncer before the server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from deploy.local import keys as local_keys
from deploy.local.paths import scratch_dir
from deploy.local.process import start, stop
from deploy.local.servers import pgbouncer, postgres
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
def running_postgresql() -> Iterator[Servers]:
    """A server of its own, and no broker."""
    directory = scratch_dir("wall")
    secrets, (port,) = local_keys.load_or_create(directory / "secrets"), free_ports(1)
    password = secrets.postgres_password
    process = postgres.prepare(directory / "postgres", port=port, password=password, fsync=False)
    child = start(process)
    try:
        yield Servers(str(directory), database_port=port, broker_port=0)
    finally:
        stop(process, child)
        shutil.rmtree(directory, ignore_errors=True)


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
    child = start(process)
    try:
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
