"""Fixtures of the suite: real servers started once a run, one running system per worker, two live shops."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack

import httpx
import pytest
import pytest_asyncio

from libs.common.database import Database
from tests.infra import servers as run_servers
from tests.infra.databases import build_template, copy_template
from tests.infra.servers import Servers
from tests.infra.shops import Shop, create_shop
from tests.infra.system import System, running_system

_run = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run starts the servers; xdist's workers inherit their addresses."""
    if hasattr(config, "workerinput") or config.option.collectonly or run_servers.ENV in os.environ:
        return
    if os.environ.get("TEST_INFRA") == "none":
        return
    servers = _run.enter_context(run_servers.running_servers())
    files = ["--private", str(servers.keys.jwt_private_file), "--jwks", str(servers.keys.jwks_file)]
    subprocess.run(
        [sys.executable, "-m", "services.auth", "generate-keys", *files], check=True, capture_output=True
    )
    asyncio.run(build_template(servers))
    servers.export()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _run.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests measured (`record_property("figures", …)`), whichever worker ran them."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def servers() -> Servers:
    return run_servers.from_environment()


@pytest.fixture(scope="session")
def worker() -> int:
    """This worker's number; 0 without xdist."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest_asyncio.fixture(scope="session")
async def system(servers: Servers, worker: int) -> AsyncIterator[System]:
    """The whole system, as processes, on a database and a virtual host of this worker's own."""
    async with running_system(servers, name=f"system_{worker}", number=worker) as running:
        await running.start_mail()
        yield running


@pytest_asyncio.fixture
async def shop(system: System) -> AsyncIterator[Shop]:
    """A live shop whose owner is signed in."""
    created = await create_shop(system)
    yield created
    await created.client.aclose()


@pytest_asyncio.fixture
async def other_shop(system: System) -> AsyncIterator[Shop]:
    """A second live shop, for everything that must stay apart."""
    created = await create_shop(system)
    yield created
    await created.client.aclose()


@pytest_asyncio.fixture
async def anonymous(system: System) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor at the apex."""
    async with system.client() as client:
        yield client


@pytest_asyncio.fixture(scope="session")
async def scratch(servers: Servers, worker: int) -> str:
    """A migrated database in which no service runs; tests drive the code themselves."""
    name = f"scratch_{worker}"
    await copy_template(servers, name)
    return name


async def _database(servers: Servers, service: str, name: str) -> AsyncIterator[Database]:
    database = Database(servers.service_url(service, name), pool_size=5, application_name="test")
    yield database
    await database.close()


@pytest_asyncio.fixture
async def auth_db(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    async for database in _database(servers, "auth", scratch):
        yield database


@pytest_asyncio.fixture
async def tenant_db(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    async for database in _database(servers, "tenant", scratch):
        yield database


@pytest_asyncio.fixture
async def provisioning_db(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    async for database in _database(servers, "provisioning", scratch):
        yield database


@pytest_asyncio.fixture
async def business_db(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    async for database in _database(servers, "business", scratch):
        yield database


@pytest_asyncio.fixture
async def notifications_db(servers: Servers, scratch: str) -> AsyncIterator[Database]:
    async for database in _database(servers, "notifications", scratch):
        yield database


@pytest.fixture
def admin_url(servers: Servers, scratch: str) -> str:
    return servers.admin_url(scratch)
