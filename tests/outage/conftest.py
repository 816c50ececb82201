"""A server pair and a system of their own, which tests may take apart; each test finds them whole."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from services.auth.keys import generate_keys
from tests.infra.databases import build_template
from tests.infra.servers import ServerPair, running_pair
from tests.infra.system import System, running_system


@pytest.fixture(scope="session")
def own_pair() -> Iterator[ServerPair]:
    with running_pair() as started:
        keys = started.servers.keys
        generate_keys(keys.jwt_private_file, keys.jwks_file)
        yield started


@pytest_asyncio.fixture(scope="session")
async def own_system(own_pair: ServerPair) -> AsyncIterator[System]:
    await build_template(own_pair.servers)
    async with running_system(own_pair.servers, name="system_outage", number=40) as running:
        yield running


@pytest_asyncio.fixture
async def pair(own_pair: ServerPair, own_system: System) -> AsyncIterator[ServerPair]:
    """The servers; those that a test left away come back after it."""
    yield own_pair
    for name in own_pair.processes.keys() - own_pair.children.keys():
        await bring_back(own_pair, name)
    for name in own_system.processes.keys() - own_system.children.keys():
        own_system.start_service(name)
    await own_system.wait_ready()


@pytest.fixture
def frail_system(own_system: System, pair: ServerPair) -> System:
    """The system on those servers."""
    return own_system


async def take_away(pair: ServerPair, name: str) -> None:
    await asyncio.to_thread(pair.stop, name)


async def bring_back(pair: ServerPair, name: str) -> None:
    # Started from this thread: the server dies with the thread that started it.
    pair.start(name)
    await asyncio.to_thread(pair.wait, name)
