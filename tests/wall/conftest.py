"""Shops without a system around them, on the scratch database."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from libs.common.database import Database
from libs.common.tenancy.tenant import Tenant
from tests.infra.logs import capture_logs
from tests.infra.servers import Servers
from tests.wall.world import business, create_shops

__all__ = ["capture_logs"]


@pytest_asyncio.fixture(scope="session")
async def two_shops(servers: Servers, scratch: str) -> list[Tenant]:
    return await create_shops(servers, scratch, 2)


@pytest_asyncio.fixture(scope="session")
async def fifty_shops(servers: Servers, scratch: str) -> list[Tenant]:
    return await create_shops(servers, scratch)


@pytest_asyncio.fixture
async def admin(admin_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(admin_url)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def single(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    """One connection: whatever a transaction leaves behind, the next one meets."""
    async with business(servers, scratch, pool_size=1, port=None) as database:
        yield database
