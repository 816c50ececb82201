"""A desk in a shop of its own for each test."""

import pytest_asyncio

from tests.business.agenda.desk import Desk, open_desk
from tests.infra.shops import Shop


@pytest_asyncio.fixture
async def desk(shop: Shop) -> Desk:
    return await open_desk(shop)
