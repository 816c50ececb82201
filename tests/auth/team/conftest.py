"""A live shop with its team, and the letters it writes."""

import httpx
import pytest_asyncio

from libs.common.database import Database
from libs.common.passwords import hash_password
from tests.auth.helpers import at
from tests.auth.team.helpers import VERIFY, Team, sign_in
from tests.infra.mail import Mailbox
from tests.infra.shops import PASSWORD, Shop
from tests.infra.sql import fetch
from tests.infra.system import System


@pytest_asyncio.fixture(scope="session")
async def password_hash() -> str:
    """Of the password that everybody has."""
    return await hash_password(PASSWORD)


@pytest_asyncio.fixture(scope="session")
async def mailbox(system: System) -> Mailbox:
    return await system.start_mail()


@pytest_asyncio.fixture
async def team(
    system: System, shop: Shop, live_db: Database, anonymous: httpx.AsyncClient, password_hash: str
) -> Team:
    here = at(shop, anonymous)
    owner = await sign_in(here, shop.owner_email)
    await fetch(system.admin_url, VERIFY, owner.id)
    return Team(system, shop, live_db, here, owner, password_hash)


@pytest_asyncio.fixture
async def neighbour_team(
    system: System, other_shop: Shop, live_db: Database, anonymous: httpx.AsyncClient, password_hash: str
) -> Team:
    """Of another shop."""
    here = at(other_shop, anonymous)
    owner = await sign_in(here, other_shop.owner_email)
    await fetch(system.admin_url, VERIFY, owner.id)
    return Team(system, other_shop, live_db, here, owner, password_hash)
