"""A database of shops, sound and broken, in which no service runs; the reconciler is driven by the tests."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from libs.common.database import Database
from services.provisioning.reconcile.service import Limits, Reconciler
from services.provisioning.tenant_manager import TenantManager
from tests.infra.databases import copy_template
from tests.infra.servers import Servers
from tests.provisioning.conftest import Clock
from tests.provisioning.reconcile.world import World

LIMITS = Limits(
    grace=timedelta(minutes=15),
    interval=timedelta(hours=1),
    copy_bytes=32 * 1024 * 1024,
    copies_kept=timedelta(days=90),
)


@pytest_asyncio.fixture(scope="session")
async def world_database(servers: Servers, worker: int) -> str:
    name = f"reconcile_{worker}"
    await copy_template(servers, name)
    return name


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def world(servers: Servers, world_database: str, clock: Clock) -> AsyncIterator[World]:
    database = Database(servers.service_url("provisioning", world_database), pool_size=5)
    manager = TenantManager()
    reconciler = Reconciler(database=database, manager=manager, limits=LIMITS, now=clock)
    yield World(servers.admin_url(world_database), database, reconciler, manager, clock)
    await database.close()
