"""The owner of a shop, signed in at its host, with and without a second factor."""

from dataclasses import dataclass

import httpx
import pytest_asyncio

from tests.auth.helpers import Browser, at, refresh_token
from tests.auth.mfa.authenticator import Protected, enable
from tests.infra.shops import Shop


@dataclass(frozen=True)
class Owner:
    """His browser, with the session he is at."""

    shop: Shop
    browser: Browser
    cookie: str
    token: str

    async def log_in(self, otp: str | None = None, *, password: str | None = None) -> httpx.Response:
        return await self.browser.log_in(self.shop.owner_email, password or self.shop.owner_password, otp)

    async def enable(self) -> Protected:
        return await enable(self.browser, self.token, self.shop.owner_password)


@pytest_asyncio.fixture
async def owner(anonymous: httpx.AsyncClient, shop: Shop) -> Owner:
    here = at(shop, anonymous)
    login = await here.log_in(shop.owner_email, shop.owner_password)
    return Owner(shop, here, refresh_token(login), login.json()["access_token"])


@pytest_asyncio.fixture
async def protected(owner: Owner) -> Protected:
    """The owner's second factor."""
    return await owner.enable()
