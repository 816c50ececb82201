"""How a session goes on and how it ends."""

import asyncio

import httpx
import pytest
from sqlalchemy import text

from libs.common.database import Database, registry_scope
from services.auth.handlers import prune_job
from services.auth.tokens import hash_token
from tests.auth.helpers import PAST_GRACE_S, Browser, age, at, morsel, refresh_token, refusal, run, sign_in
from tests.infra.shops import Shop

REVOKED = (401, "SESSION_REVOKED")
ME = "/api/v1/auth/me"
LOGOUT = "/api/v1/auth/logout"
LOGOUT_ALL = "/api/v1/auth/logout-all"


@pytest.fixture
def here(anonymous: httpx.AsyncClient, shop: Shop) -> Browser:
    """A browser at the shop's host."""
    return at(shop, anonymous)


async def test_refresh_answers_like_login_with_another_cookie(here: Browser, shop: Shop) -> None:
    login = await here.log_in(shop.owner_email, shop.owner_password)
    answer = await here.refresh(refresh_token(login))
    assert refresh_token(answer) != refresh_token(login)
    assert answer.json()["access_token"] != login.json()["access_token"]
    assert {key: answer.json()[key] for key in ("user", "tenant")} == {
        key: login.json()[key] for key in ("user", "tenant")
    }
    me = await here.get(ME, token=answer.json()["access_token"])
    assert me.status_code == 200


async def test_refresh_stores_only_hashes(here: Browser, shop: Shop, live_db: Database) -> None:
    token, _ = await sign_in(here, shop)
    rows = (
        await run(
            live_db,
            "SELECT t::text FROM svc_auth.refresh_tokens t WHERE token_hash = :h",
            h=hash_token(token),
        )
    ).scalars()
    assert all(token not in row and token.encode().hex() not in row for row in rows)


async def test_refresh_chain_works_many_times(here: Browser, shop: Shop) -> None:
    token, _ = await sign_in(here, shop)
    for _ in range(5):
        token = refresh_token(await here.refresh(token))


async def test_refresh_without_cookie_or_with_nonsense_is_401(here: Browser) -> None:
    assert refusal(await here.refresh(None)) == (401, "TOKEN_MISSING")
    assert refusal(await here.refresh("nonsense")) == (401, "TOKEN_INVALID")


async def test_refresh_reuse_revokes_everything_of_the_session(
    here: Browser, shop: Shop, live_db: Database
) -> None:
    first, access = await sign_in(here, shop)
    second = refresh_token(await here.refresh(first))
    await age(live_db, first, PAST_GRACE_S)
    assert refusal(await here.refresh(first)) == REVOKED
    assert refusal(await here.refresh(second)) == REVOKED
    assert refusal(await here.refresh(first)) == REVOKED
    assert refusal(await here.get(ME, token=access)) == REVOKED


async def test_refresh_reuse_leaves_other_sessions_alone(here: Browser, shop: Shop, live_db: Database) -> None:
    spent, _ = await sign_in(here, shop)
    other, _ = await sign_in(here, shop)
    await here.refresh(spent)
    await age(live_db, spent, PAST_GRACE_S)
    assert refusal(await here.refresh(spent)) == REVOKED
    refresh_token(await here.refresh(other))


async def test_refresh_repeated_within_the_grace_gets_a_fresh_pair(here: Browser, shop: Shop) -> None:
    token, _ = await sign_in(here, shop)
    lost = refresh_token(await here.refresh(token))
    received = refresh_token(await here.refresh(token))
    assert received != lost
    refresh_token(await here.refresh(received))


async def test_refresh_double_click_never_revokes(here: Browser, shop: Shop) -> None:
    token, _ = await sign_in(here, shop)
    answers = await asyncio.gather(*(here.refresh(token) for _ in range(5)))
    tokens = [refresh_token(answer) for answer in answers]
    assert len(set(tokens)) == 5
    refresh_token(await here.refresh(tokens[-1]))


async def test_refresh_branch_used_first_ends_the_other(here: Browser, shop: Shop, live_db: Database) -> None:
    token, _ = await sign_in(here, shop)
    thief, owner = [refresh_token(await here.refresh(token)) for _ in range(2)]
    refresh_token(await here.refresh(thief))
    await age(live_db, owner, PAST_GRACE_S)
    assert refusal(await here.refresh(owner)) == REVOKED


async def test_refresh_on_another_shops_host_is_401(
    here: Browser, anonymous: httpx.AsyncClient, shop: Shop, other_shop: Shop
) -> None:
    token, _ = await sign_in(here, shop)
    assert refusal(await at(other_shop, anonymous).refresh(token)) == (401, "TOKEN_INVALID")
    refresh_token(await here.refresh(token))


async def test_refresh_at_the_apex_continues_an_apex_session(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    apex = Browser(anonymous)
    token, _ = await sign_in(apex, shop)
    assert (await apex.refresh(token)).json()["tenant"]["id"] == str(shop.tenant_id)


async def test_refresh_inactive_user_ends_the_session(here: Browser, shop: Shop, live_db: Database) -> None:
    token, access = await sign_in(here, shop)
    query = text("UPDATE shared.tenant_users SET is_active = :value WHERE email = :email")
    for value in (False, True):
        async with live_db.transaction(registry_scope(shop.tenant_id)) as session:
            await session.execute(query, {"value": value, "email": shop.owner_email})
        assert refusal(await here.refresh(token)) == REVOKED
        assert refusal(await here.get(ME, token=access)) == REVOKED


async def test_refresh_expired_session_is_401_and_pruned(here: Browser, shop: Shop, live_db: Database) -> None:
    token, access = await sign_in(here, shop)
    live, _ = await sign_in(here, shop)
    condition = "WHERE id = (SELECT session_id FROM svc_auth.refresh_tokens WHERE token_hash = :h)"
    query = f"UPDATE svc_auth.sessions SET expires_at = now() - interval '1 s' {condition}"
    await run(live_db, query, h=hash_token(token))
    assert refusal(await here.refresh(token)) == (401, "TOKEN_INVALID")
    assert refusal(await here.get(ME, token=access)) == REVOKED
    await prune_job(live_db).run()
    count = "SELECT count(*) FROM svc_auth.refresh_tokens WHERE token_hash = :h"
    assert (await run(live_db, count, h=hash_token(token))).scalar_one() == 0
    refresh_token(await here.refresh(live))


async def test_logout_ends_the_session_and_clears_the_cookie(here: Browser, shop: Shop) -> None:
    token, access = await sign_in(here, shop)
    answer = await here.post(LOGOUT, cookie=token)
    assert (answer.status_code, answer.content) == (204, b"")
    assert (morsel(answer).value, morsel(answer)["max-age"]) == ("", "0")
    assert refusal(await here.refresh(token)) == REVOKED
    assert refusal(await here.get(ME, token=access)) == REVOKED


async def test_logout_is_idempotent(here: Browser, shop: Shop) -> None:
    token, _ = await sign_in(here, shop)
    cookies = [token, token, None, "nonsense"]
    assert [(await here.post(LOGOUT, cookie=cookie)).status_code for cookie in cookies] == [204] * 4


async def test_logout_all_ends_every_session_of_the_user(
    here: Browser, anonymous: httpx.AsyncClient, shop: Shop, other_shop: Shop
) -> None:
    there = at(other_shop, anonymous)
    token, access = await sign_in(here, shop)
    other_device, _ = await sign_in(Browser(anonymous), shop)
    neighbour, _ = await sign_in(there, other_shop)
    assert (await here.post(LOGOUT_ALL, token=access)).status_code == 204
    assert refusal(await here.refresh(token)) == REVOKED
    assert refusal(await Browser(anonymous).refresh(other_device)) == REVOKED
    assert refusal(await here.post(LOGOUT_ALL, token=access)) == REVOKED
    refresh_token(await there.refresh(neighbour))


async def test_me_answers_user_and_shop(here: Browser, shop: Shop) -> None:
    response = await here.get(ME, token=(await sign_in(here, shop))[1])
    body = response.json()
    assert set(body) == {"user", "tenant", "impersonation", "email_verified", "locale"}
    assert body["user"]["email"] == shop.owner_email
    assert body["tenant"]["subdomain"] == shop.subdomain


async def test_me_at_the_apex_takes_the_shop_from_the_token(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    apex = Browser(anonymous)
    response = await apex.get(ME, token=(await sign_in(apex, shop))[1])
    assert response.json()["tenant"]["id"] == str(shop.tenant_id)


async def test_me_needs_a_token_of_this_shop(
    here: Browser, anonymous: httpx.AsyncClient, shop: Shop, other_shop: Shop
) -> None:
    assert refusal(await here.get(ME)) == (401, "TOKEN_MISSING")
    assert refusal(await here.get(ME, token="nonsense")) == (401, "TOKEN_INVALID")
    _, access = await sign_in(here, shop)
    answer = await at(other_shop, anonymous).get(ME, token=access)
    assert refusal(answer) == (403, "TENANT_MISMATCH")
