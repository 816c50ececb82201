"""An operator at the running system."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from tests.infra.operators import operator_client
from tests.infra.system import System


@pytest_asyncio.fixture
async def operator(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with operator_client(system) as client:
        yield client
