"""The refresh cookie is for pages of its own host: not for a foreign page, nor for the shop next door."""

from typing import Any

import httpx
import pytest

from services.auth.origin import is_own_origin
from tests.auth.conftest import OWN_DOMAIN, OwnAuth
from tests.auth.helpers import EXCHANGE, HANDOFF, refusal
from tests.infra.shops import Shop

AUTH = "/api/v1/auth"
COOKIE = "__Host-refresh_token"
FORBIDDEN = (403, "FORBIDDEN")


@pytest.mark.parametrize(
    ("origin", "host", "loopback", "elsewhere"),
    [
        ("https://luna.petshop.test", "luna.petshop.test", True, True),
        ("https://luna.petshop.test", "LUNA.petshop.test:443", True, True),
        ("https://luna.petshop.test:8443", "luna.petshop.test:8443", True, True),
        ("http://luna.localhost:8080", "luna.localhost:8080", True, False),
        ("http://[::1]:8080", "[::1]:8080", True, False),
        ("http://luna.petshop.test", "luna.petshop.test:80", True, False),
        ("https://outra.petshop.test", "luna.petshop.test", False, False),
        ("https://petshop.test", "luna.petshop.test", False, False),
        ("https://luna.petshop.test.evil.test", "luna.petshop.test", False, False),
        ("https://luna.petshop.test:8443", "luna.petshop.test", False, False),
        ("https://luna.petshop.test", "luna.petshop.test:80", False, False),
        ("https://luna.petshop.test/", "luna.petshop.test", False, False),
        ("https://luna.petshop.test?", "luna.petshop.test", False, False),
        ("https://a@luna.petshop.test", "luna.petshop.test", False, False),
        ("https://luna.petshop.test:x", "luna.petshop.test:x", False, False),
        ("ftp://luna.petshop.test", "luna.petshop.test", False, False),
        ("luna.petshop.test", "luna.petshop.test", False, False),
        ("null", "null", False, False),
        ("https://", "", False, False),
        ("", "", False, False),
    ],
)
def test_origin_is_the_requests_own_host(origin: str, host: str, *, loopback: bool, elsewhere: bool) -> None:
    found = [is_own_origin(origin, host, takes_http=takes_http) for takes_http in (True, False)]
    assert found == [loopback, elsewhere]


class Page:
    """A page that posts to a shop's host, with the cookie that the browser has for that host."""

    def __init__(self, auth: OwnAuth, shop: Shop) -> None:
        self._client, self.host = auth.client, f"{shop.subdomain}.{OWN_DOMAIN}"
        self.cookie = ""

    async def post(self, path: str, *origins: str, json: Any = None, token: str = "") -> httpx.Response:
        headers = [("Host", self.host), *(("Origin", origin) for origin in origins)]
        if self.cookie:
            headers.append(("Cookie", f"{COOKIE}={self.cookie}"))
        if token:
            headers.append(("Authorization", f"Bearer {token}"))
        answer = await self._client.post(path, headers=headers, json=json)
        self._client.cookies.clear()
        self.cookie = answer.cookies.get(COOKIE) or self.cookie
        return answer

    @property
    def own(self) -> str:
        return f"https://{self.host}"


def others(page: Page) -> list[tuple[str, ...]]:
    """What stands in the Origin of calls that are not the host's own pages'."""
    sibling = f"https://outra.{OWN_DOMAIN}"
    return [(sibling,), (page.own.replace("https", "http"),), ("null",), (page.own, sibling), ("",)]


@pytest.fixture
def page(own_auth: OwnAuth, shop: Shop) -> Page:
    return Page(own_auth, shop)


def credentials(shop: Shop) -> dict[str, str]:
    return {"email": shop.owner_email, "password": shop.owner_password}


async def test_refresh_and_logout_demand_their_own_origin_and_spend_nothing_without(
    page: Page, shop: Shop
) -> None:
    assert (await page.post(f"{AUTH}/login", json=credentials(shop))).status_code == 200
    cookie = page.cookie
    for origins in [(), *others(page)]:
        for path in ("refresh", "logout"):
            answer = await page.post(f"{AUTH}/{path}", *origins)
            assert refusal(answer) == FORBIDDEN
            assert "Origin" in answer.json()["detail"]
            assert "set-cookie" not in answer.headers
    assert (await page.post(f"{AUTH}/refresh", page.own)).status_code == 200
    assert page.cookie != cookie
    assert (await page.post(f"{AUTH}/logout", page.own)).status_code == 204
    assert refusal(await page.post(f"{AUTH}/refresh", page.own)) == (401, "SESSION_REVOKED")


async def test_login_and_exchange_refuse_another_origin_and_take_none(page: Page, shop: Shop) -> None:
    for origins in others(page):
        assert refusal(await page.post(f"{AUTH}/login", *origins, json=credentials(shop))) == FORBIDDEN
    signed_in = await page.post(f"{AUTH}/login", page.own, json=credentials(shop))
    token = signed_in.json()["access_token"]
    for origins in ((), *others(page)):
        assert refusal(await page.post(HANDOFF, *origins, token=token)) == FORBIDDEN
    made = await page.post(HANDOFF, page.own, token=token)
    for origins in others(page):
        assert refusal(await page.post(EXCHANGE, *origins, json={"code": made.json()["code"]})) == FORBIDDEN
    assert (await page.post(EXCHANGE, json={"code": made.json()["code"]})).status_code == 200
