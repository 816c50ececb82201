"""Where somebody is signed in: only he sees it, and only he ends it."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from services.auth.tokens import hash_token
from tests.auth.helpers import OPERATOR_PASSWORD, Browser, Visit, at, morsel, refresh_token, refusal, run
from tests.infra.shops import Shop
from tests.infra.system import System

SESSIONS = "/api/v1/auth/sessions"
REVOKED = (401, "SESSION_REVOKED")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"


@pytest.fixture
def here(anonymous: httpx.AsyncClient, shop: Shop) -> Browser:
    return replace(at(shop, anonymous), user_agent=CHROME)


async def sign_in(browser: Browser, shop: Shop) -> tuple[str, str]:
    """Refresh token and access token of a new session."""
    answer = await browser.log_in(shop.owner_email, shop.owner_password)
    return refresh_token(answer), answer.json()["access_token"]


async def listed(browser: Browser, token: str, query: str = "") -> list[dict[str, Any]]:
    answer = await browser.get(SESSIONS + query, token=token)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_sessions_lists_the_users_own_newest_first_with_device_and_address(
    here: Browser, shop: Shop, other_shop: Shop
) -> None:
    _, token = await sign_in(here, shop)
    answer = await here.get(SESSIONS, token=token)
    assert answer.headers["cache-control"] == "no-store"
    newest, first = answer.json()["items"]
    assert set(newest) == {"id", "created_at", "last_used_at", "expires_at", "current", "device", "address"}
    assert (newest["current"], newest["device"], newest["address"]) == (True, "Chrome · Windows", "127.0.0.1")
    # The shop's fixture signed its owner in before.
    assert (first["current"], first["device"]) == (False, "python-httpx")
    assert answer.json()["next_cursor"] is None


async def test_sessions_comes_in_pages(here: Browser, shop: Shop) -> None:
    _, token = await sign_in(here, shop)
    page = (await here.get(f"{SESSIONS}?limit=1", token=token)).json()
    rest = (await here.get(f"{SESSIONS}?limit=1&cursor={page['next_cursor']}", token=token)).json()
    assert [item["current"] for item in page["items"] + rest["items"]] == [True, False]
    assert rest["next_cursor"] is None
    assert refusal(await here.get(f"{SESSIONS}?cursor=x", token=token)) == (422, "VALIDATION_ERROR")


async def test_refresh_and_exchange_say_where_the_session_is_now(visit: Visit) -> None:
    elsewhere = replace(visit.here, user_agent=FIREFOX)
    answer = await replace(visit, here=elsewhere).exchange(await visit.code())
    (exchanged, *_) = await listed(elsewhere, answer.json()["access_token"])
    assert (exchanged["current"], exchanged["device"]) == (True, "Firefox · Linux")
    moved = replace(visit.here, user_agent=CHROME)
    answer = await moved.refresh(refresh_token(answer))
    (refreshed, *_) = await listed(moved, answer.json()["access_token"])
    assert (refreshed["id"], refreshed["device"]) == (exchanged["id"], "Chrome · Windows")
    assert refreshed["last_used_at"] > exchanged["last_used_at"]


async def test_user_agent_is_capped_and_cleaned_and_an_address_cannot_be_claimed(
    system: System, here: Browser, shop: Shop, live_db: Database
) -> None:
    claims = {
        "User-Agent": "A\tB\x85" + "x" * 1000,
        "X-Forwarded-For": "198.51.100.1",
        "X-Real-IP": "198.51.100.1",
    }
    headers = httpx.Headers(claims, encoding="latin-1")
    body = {"email": shop.owner_email, "password": shop.owner_password}
    async with system.client(shop.subdomain) as client:
        answer = await client.post("/api/v1/auth/login", json=body, headers=headers)
    query = (
        "SELECT s.user_agent, s.address FROM svc_auth.sessions s JOIN svc_auth.refresh_tokens t"
        " ON t.session_id = s.id WHERE t.token_hash = :h"
    )
    stored = (await run(live_db, query, h=hash_token(refresh_token(answer)))).one()
    assert tuple(stored) == ("AB" + "x" * 254, "127.0.0.1")


async def test_ended_session_is_over_at_once_and_no_longer_listed(here: Browser, shop: Shop) -> None:
    cookie, access = await sign_in(here, shop)
    (lost, *_) = await listed(here, access)
    _, token = await sign_in(here, shop)
    answer = await here.delete(f"{SESSIONS}/{lost['id']}", token=token)
    assert (answer.status_code, answer.content, "set-cookie" in answer.headers) == (204, b"", False)
    assert refusal(await here.refresh(cookie)) == REVOKED
    assert refusal(await here.get(SESSIONS, token=access)) == REVOKED
    assert lost["id"] not in {item["id"] for item in await listed(here, token)}
    assert refusal(await here.delete(f"{SESSIONS}/{lost['id']}", token=token)) == (404, "NOT_FOUND")


async def test_ending_the_session_in_use_clears_its_cookie(here: Browser, shop: Shop) -> None:
    cookie, token = await sign_in(here, shop)
    (current, *_) = await listed(here, token)
    answer = await here.delete(f"{SESSIONS}/{current['id']}", token=token)
    assert (answer.status_code, morsel(answer).value, morsel(answer)["max-age"]) == (204, "", "0")
    assert refusal(await here.refresh(cookie)) == REVOKED


async def test_nobody_elses_session_is_seen_or_ended(
    here: Browser, anonymous: httpx.AsyncClient, shop: Shop, other_shop: Shop, operator_email: str
) -> None:
    _, token = await sign_in(here, shop)
    there, apex = at(other_shop, anonymous), Browser(anonymous)
    cookie, foreign = await sign_in(there, other_shop)
    operator = await apex.log_in(operator_email, OPERATOR_PASSWORD)
    operators_own = await listed(apex, operator.json()["access_token"])
    assert [item["current"] for item in operators_own] == [True]
    theirs = [*await listed(there, foreign), *operators_own]
    assert not {item["id"] for item in theirs} & {item["id"] for item in await listed(here, token)}
    for session_id in (*(item["id"] for item in theirs), str(new_id())):
        assert refusal(await here.delete(f"{SESSIONS}/{session_id}", token=token)) == (404, "NOT_FOUND")
    mine = (await listed(here, token))[0]["id"]
    answer = await apex.delete(f"{SESSIONS}/{mine}", token=operator.json()["access_token"])
    assert refusal(answer) == (404, "NOT_FOUND")
    refresh_token(await there.refresh(cookie))
    refresh_token(await apex.refresh(refresh_token(operator)))
