"""What end-to-end tests need beside a running system: the administrator's eyes, the wire, the API's document."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest_asyncio

from deploy import openapi
from tests.e2e.rows import Connection
from tests.e2e.wire import Wire, open_wire
from tests.infra.servers import Servers
from tests.infra.shops import Shop, create_shop
from tests.infra.system import System, running_system

FIRST_VHOST = 84


@pytest_asyncio.fixture(scope="session")
async def system(servers: Servers, worker: int) -> AsyncIterator[System]:
    """A system beside the worker's other one: some tests wait until nothing moves in it, or read every row."""
    async with running_system(servers, name=f"e2e_{worker}", number=FIRST_VHOST + worker) as running:
        await running.start_mail()
        yield running


@pytest_asyncio.fixture
async def admin(system: System) -> AsyncIterator[Connection]:
    """The database's administrator, who sees every row."""
    connection = await asyncpg.connect(system.admin_url)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def wire(system: System) -> AsyncIterator[Wire]:
    async with open_wire(system) as opened:
        yield opened


@pytest_asyncio.fixture(scope="session")
async def lasting_shop(system: System) -> AsyncIterator[Shop]:
    """One shop for tests that leave nothing behind in it."""
    created = await create_shop(system)
    yield created
    await created.client.aclose()


@pytest_asyncio.fixture(scope="session")
async def documents(system: System) -> Path:
    """The gateway's static folder, with the merged OpenAPI document as `make` builds it."""
    static = Path(system.servers.directory) / system.database / "nginx" / "static"
    openapi.write(static, openapi.service_documents())
    return static
