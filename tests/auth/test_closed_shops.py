"""What a visitor of a shop's address learns before he signs in: whether it is open, closed, or nobody's.

The pages for it are chosen by `GET /tenants/here`; the refusals of auth are the same.
"""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.auth.helpers import Browser, at, move_shop, refresh_token, refusal
from tests.infra.shops import Shop, signup_body
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually

CLOSED = {
    "provisioning": (409, "TENANT_NOT_READY"),
    "suspended": (403, "TENANT_SUSPENDED"),
    "deleting": (410, "TENANT_DELETED"),
    "deleted": (410, "TENANT_DELETED"),
    "failed": (404, "TENANT_NOT_FOUND"),
}
ANNOUNCE = (
    "INSERT INTO svc_tenant.outbox (event_id, routing_key, type, subject, payload) VALUES (uuidv7(),"
    " 'tenant.suspended', 'petshop.tenant.suspended.v1', $1, json_build_object('tenant_id', $1::uuid)::text)"
)


@pytest_asyncio.fixture
async def here(system: System, anonymous: httpx.AsyncClient, shop: Shop) -> AsyncIterator[Browser]:
    """The shop's own host. The shop is left open: one for ever under way would keep other tests waiting."""
    yield at(shop, anonymous)
    await move_shop(system.admin_url, shop, "active")


async def test_open_shop_asks_to_sign_in(here: Browser) -> None:
    assert refusal(await here.refresh(None)) == (401, "TOKEN_MISSING")


@pytest.mark.parametrize("status", CLOSED)
async def test_closed_shop_says_so_to_anybody(system: System, here: Browser, shop: Shop, status: str) -> None:
    cookie = refresh_token(await here.log_in(shop.owner_email, shop.owner_password))
    await move_shop(system.admin_url, shop, status)
    await fetch(system.admin_url, ANNOUNCE, shop.tenant_id)

    async def is_heard() -> bool:
        return refusal(await here.refresh(None)) == CLOSED[status]

    await eventually(is_heard)
    answers = [
        await here.refresh(cookie),
        await here.log_in(shop.owner_email, shop.owner_password),
        await here.log_in(shop.owner_email, "not her password"),
    ]
    assert [refusal(answer) for answer in answers] == [CLOSED[status]] * 3

    async def is_told_at_the_door() -> bool:
        return refusal(await here.get("/api/v1/tenants/here")) == CLOSED[status]

    await eventually(is_told_at_the_door)
    apex = Browser(here.client)
    assert refusal(await apex.log_in(shop.owner_email, shop.owner_password)) == CLOSED[status]
    assert refusal(await apex.log_in(shop.owner_email, "not her password")) == (401, "INVALID_CREDENTIALS")


async def test_address_of_nobody_says_so_to_anybody(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    name = signup_body()["subdomain"]
    nowhere, unknown = Browser(anonymous, f"{name}.localhost"), (404, "TENANT_NOT_FOUND")
    assert refusal(await nowhere.refresh(None)) == unknown
    assert refusal(await nowhere.log_in(shop.owner_email, shop.owner_password)) == unknown
    # Asked for by name, and not by address.
    answer = await nowhere.get(f"/api/v1/tenants/availability?subdomain={name}")
    assert (answer.status_code, answer.json()["available"]) == (200, True)
