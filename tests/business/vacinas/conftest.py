"""An animal whose vaccines are looked after."""

import pytest_asyncio

from tests.business.vacinas.clinic import Clinic, open_clinic
from tests.infra.shops import Shop


@pytest_asyncio.fixture
async def clinic(shop: Shop) -> Clinic:
    return await open_clinic(shop)
