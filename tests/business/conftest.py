"""Beside the running system: one shop for tests that leave nothing behind, and the service inside this process."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from libs.common.database import Database
from services.business.app import create_service
from services.business.settings import Settings
from tests.e2e.rows import Connection
from tests.infra.shops import Shop, create_shop
from tests.infra.sql import connected
from tests.infra.system import System


@pytest_asyncio.fixture(scope="session")
async def shared_shop(system: System) -> AsyncIterator[Shop]:
    """A shop that many tests use: nothing may be counted in it."""
    created = await create_shop(system)
    yield created
    await created.client.aclose()


@pytest_asyncio.fixture
async def live_db(system: System) -> AsyncIterator[Database]:
    """The database of the running system, as business sees it."""
    database = Database(system.service_url("business"), pool_size=2, application_name="test")
    yield database
    await database.close()


@pytest_asyncio.fixture
async def inside(system: System, shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """The shop's client at a service in this process, whose parts a test can replace."""
    keys = system.servers.keys
    settings = Settings.model_validate(
        {
            "database_url": system.service_url("business"),
            "amqp_url": system.amqp_url,
            "port": system.ports["business"],
            "jwks_file": keys.jwks_file,
            "idempotency_key_file": keys.idempotency_file,
            "files_dir": system.processes["business"].env["FILES_DIR"],
        }
    )
    app = create_service(settings, "api")
    await app.state.runtime.revocations.read()
    headers = {"Authorization": f"Bearer {shop.token}"}
    base_url = f"http://{shop.subdomain}.localhost"
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=base_url, headers=headers) as client:
        yield client
    await app.state.runtime.database.close()


@pytest_asyncio.fixture
async def planner(system: System, busy: Shop) -> AsyncIterator[Connection]:
    """Sees the tables of `busy`, the shop that a module of plans fills."""
    async with connected(system.admin_url) as admin:
        await admin.execute(f"SET search_path TO {busy.schema}")
        yield admin
