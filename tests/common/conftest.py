"""Shops that are rows of the scratch registry, and two that have walls of their own."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.tenancy.tenant import Tenant, TenantStatus, schema_name_for
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.common.helpers import Register
from tests.infra.logs import capture_logs
from tests.infra.servers import Servers

__all__ = ["capture_logs"]


@pytest_asyncio.fixture
async def admin(admin_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """The administrator on scratch."""
    connection = await asyncpg.connect(admin_url)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def register(admin: "asyncpg.Connection[asyncpg.Record]") -> Register:
    """Adds a shop to the registry."""

    async def one(status: str = "active", subdomain: str | None = None) -> Tenant:
        tenant_id = new_id()
        name = schema_name_for(tenant_id)
        tenant = Tenant(
            id=tenant_id,
            name="Pet",
            subdomain=subdomain or name.replace("_", "-"),
            status=TenantStatus(status),
            schema_name=name,
            role_name=name,
            plan_type="basic",
        )
        await admin.execute(
            "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
            " VALUES ($1, $2, $3, $4, $5, $5, $6)",
            tenant_id,
            new_id(),
            tenant.name,
            tenant.subdomain,
            name,
            status,
        )
        return tenant

    return one


async def _with_schema(register: Register, provisioning_db: Database) -> Tenant:
    tenant = await register()
    manager, names = TenantManager(), TenantNames(tenant.schema_name, tenant.role_name)
    async with provisioning_db.transaction() as session:
        await manager.create_schema(session, names)
    return tenant


@pytest_asyncio.fixture
async def tenant(register: Register, provisioning_db: Database) -> Tenant:
    """A shop with schema and role."""
    return await _with_schema(register, provisioning_db)


@pytest_asyncio.fixture
async def neighbour(register: Register, provisioning_db: Database) -> Tenant:
    """A second one."""
    return await _with_schema(register, provisioning_db)


@pytest_asyncio.fixture
async def single(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    """The business login with one connection: whatever a transaction leaves behind, the next one meets."""
    database = Database(servers.service_url("business", scratch), pool_size=1, application_name="single")
    yield database
    await database.close()
