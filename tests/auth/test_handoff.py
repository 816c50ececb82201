"""A one-time code from the apex to the shop's host, and everything that makes it worth nothing."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from libs.common.database import Database
from services.auth.handlers import prune_job
from services.auth.tokens import hash_token
from tests.auth.helpers import (
    EXCHANGE,
    HANDOFF,
    OPERATOR_PASSWORD,
    PAST_GRACE_S,
    Visit,
    age,
    at,
    morsel,
    move_shop,
    refresh_token,
    refusal,
    run,
    set_active,
)
from tests.infra.shops import Shop
from tests.infra.system import System

LOGOUT = "/api/v1/auth/logout"
ME = "/api/v1/auth/me"
INVALID = (401, "TOKEN_INVALID")
REVOKED = (401, "SESSION_REVOKED")


async def let_expire(database: Database, code: str) -> None:
    query = "UPDATE svc_auth.handoff_codes SET expires_at = now() - interval '1 ms' WHERE code_hash = :h"
    # Auth itself never changes a code, and may not.
    await run(database, query, h=hash_token(code))


@pytest_asyncio.fixture
async def admin_db(system: System) -> AsyncIterator[Database]:
    database = Database(system.admin_url, pool_size=1, application_name="test")
    yield database
    await database.close()


async def is_stored(database: Database, code: str) -> bool:
    query = "SELECT count(*) FROM svc_auth.handoff_codes WHERE code_hash = :h"
    return bool((await run(database, query, h=hash_token(code))).scalar_one())


async def test_code_names_the_shop_and_a_minute(visit: Visit) -> None:
    answer = await visit.apex.post(HANDOFF, token=visit.token, cookie=visit.cookie)
    assert answer.status_code == 201
    assert set(answer.json()) == {"code", "expires_in", "subdomain"}
    assert (answer.json()["expires_in"], answer.json()["subdomain"]) == (60, visit.shop.subdomain)
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


async def test_exchange_answers_like_login(visit: Visit) -> None:
    login = await visit.here.log_in(visit.shop.owner_email, visit.shop.owner_password)
    answer = await visit.exchange(await visit.code())
    assert answer.status_code == 200
    assert answer.json().keys() == login.json().keys()
    for member in ("token_type", "expires_in", "user", "tenant"):
        assert answer.json()[member] == login.json()[member]
    assert answer.headers["cache-control"] == "no-store"
    assert (await visit.here.get(ME, token=answer.json()["access_token"])).status_code == 200


async def test_exchange_sets_a_cookie_of_this_host_alone(visit: Visit) -> None:
    cookie = morsel(await visit.exchange(await visit.code()))
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "strict"
    assert (cookie["domain"], cookie["path"], cookie["max-age"]) == ("", "/", str(30 * 24 * 3600))
    assert cookie.value != visit.cookie
    refresh_token(await visit.here.refresh(cookie.value))


async def test_code_of_the_shops_own_host_works_too(visit: Visit) -> None:
    login = await visit.here.log_in(visit.shop.owner_email, visit.shop.owner_password)
    made = await visit.here.post(HANDOFF, token=login.json()["access_token"], cookie=refresh_token(login))
    refresh_token(await visit.exchange(made.json()["code"]))


async def test_exchange_ignores_token_and_cookie(visit: Visit, other_shop: Shop) -> None:
    for token in ("stale", other_shop.token):
        login = await visit.apex.log_in(visit.shop.owner_email, visit.shop.owner_password)
        made = await visit.apex.post(HANDOFF, token=login.json()["access_token"], cookie=refresh_token(login))
        body = {"code": made.json()["code"]}
        answer = await visit.here.post(EXCHANGE, json=body, token=token, cookie="nonsense")
        assert answer.json()["tenant"]["id"] == str(visit.shop.tenant_id)


async def test_exchange_moves_the_session_and_leaves_none_at_the_apex(visit: Visit) -> None:
    second = await visit.code()
    moved = refresh_token(await visit.exchange(await visit.code()))
    assert refusal(await visit.apex.refresh(visit.cookie)) == REVOKED
    assert refusal(await visit.apex.get(ME, token=visit.token)) == REVOKED
    assert refusal(await visit.exchange(second)) == INVALID
    refresh_token(await visit.here.refresh(moved))


async def test_other_sessions_of_the_user_stay(visit: Visit) -> None:
    elsewhere = await visit.here.log_in(visit.shop.owner_email, visit.shop.owner_password)
    refresh_token(await visit.exchange(await visit.code()))
    refresh_token(await visit.here.refresh(refresh_token(elsewhere)))


async def test_new_session_ends_when_its_origin_would_have(visit: Visit, live_db: Database) -> None:
    ends = "SELECT s.expires_at FROM svc_auth.sessions s JOIN svc_auth.refresh_tokens t ON t.session_id = s.id"
    change = (
        "UPDATE svc_auth.sessions SET expires_at = now() + interval '1 hour'"
        " WHERE id = (SELECT session_id FROM svc_auth.refresh_tokens WHERE token_hash = :h)"
    )
    await run(live_db, change, h=hash_token(visit.cookie))
    made = refresh_token(await visit.exchange(await visit.code()))
    found = [
        (await run(live_db, f"{ends} WHERE t.token_hash = :h", h=hash_token(token))).scalar_one()
        for token in (visit.cookie, made)
    ]
    assert found[0] == found[1]


async def test_codes_are_stored_as_hashes_only(visit: Visit, live_db: Database) -> None:
    code = await visit.code()
    query = "SELECT c::text FROM svc_auth.handoff_codes c WHERE code_hash = :h"
    row = (await run(live_db, query, h=hash_token(code))).scalar_one()
    assert code not in row
    assert code.encode().hex() not in row


async def test_exchange_refusals_are_all_the_same(
    visit: Visit, anonymous: httpx.AsyncClient, other_shop: Shop, live_db: Database, admin_db: Database
) -> None:
    expired, ours = await visit.code(), await visit.code()
    await let_expire(admin_db, expired)
    answers = {
        "unknown": await visit.exchange("handoff_" + "x" * 43),
        "no code at all": await visit.exchange("nonsense ü"),
        "expired": await visit.exchange(expired),
        "at the apex": await visit.apex.post(EXCHANGE, json={"code": ours}),
        "at another shop": await at(other_shop, anonymous).post(EXCHANGE, json={"code": ours}),
    }
    await set_active(live_db, visit.shop, False)
    answers["inactive user"] = await visit.exchange(ours)
    await set_active(live_db, visit.shop, True)
    refresh_token(await visit.exchange(ours))
    answers["spent"] = await visit.exchange(ours)
    again = await visit.apex.log_in(visit.shop.owner_email, visit.shop.owner_password)
    made = await visit.apex.post(HANDOFF, token=again.json()["access_token"], cookie=refresh_token(again))
    await visit.apex.post(LOGOUT, cookie=refresh_token(again))
    answers["origin ended"] = await visit.exchange(made.json()["code"])
    assert {name: refusal(answer) for name, answer in answers.items()} == dict.fromkeys(answers, INVALID)
    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers.values()]
    assert all(body == bodies[0] for body in bodies)
    assert all("set-cookie" not in answer.headers for answer in answers.values())


async def test_code_refused_at_a_wrong_host_still_works_at_its_own(
    visit: Visit, anonymous: httpx.AsyncClient, other_shop: Shop
) -> None:
    code = await visit.code()
    for wrong in (visit.apex, at(other_shop, anonymous)):
        assert refusal(await wrong.post(EXCHANGE, json={"code": code})) == INVALID
    refresh_token(await visit.exchange(code))


async def test_code_of_an_expired_origin_is_refused(visit: Visit, live_db: Database) -> None:
    code = await visit.code()
    query = (
        "UPDATE svc_auth.sessions SET expires_at = now() - interval '1 s'"
        " WHERE id = (SELECT session_id FROM svc_auth.refresh_tokens WHERE token_hash = :h)"
    )
    await run(live_db, query, h=hash_token(visit.cookie))
    assert refusal(await visit.exchange(code)) == INVALID
    assert refusal(await visit.apex.post(HANDOFF, token=visit.token, cookie=visit.cookie)) == REVOKED


async def test_prune_forgets_expired_codes_and_no_other(
    visit: Visit, live_db: Database, admin_db: Database
) -> None:
    expired, fresh = await visit.code(), await visit.code()
    await let_expire(admin_db, expired)
    await prune_job(live_db).run()
    assert [await is_stored(live_db, code) for code in (expired, fresh)] == [False, True]
    refresh_token(await visit.exchange(fresh))
    assert not await is_stored(live_db, fresh)


async def test_handoff_needs_a_live_session_of_an_active_user(visit: Visit, live_db: Database) -> None:
    assert refusal(await visit.apex.post(HANDOFF)) == (401, "TOKEN_MISSING")
    assert refusal(await visit.apex.post(HANDOFF, token="nonsense")) == INVALID
    await set_active(live_db, visit.shop, False)
    assert refusal(await visit.apex.post(HANDOFF, token=visit.token, cookie=visit.cookie)) == REVOKED
    await set_active(live_db, visit.shop, True)
    await visit.apex.post(LOGOUT, cookie=visit.cookie)
    assert refusal(await visit.apex.post(HANDOFF, token=visit.token, cookie=visit.cookie)) == REVOKED


async def test_access_token_alone_gets_no_code(visit: Visit, shop: Shop, live_db: Database) -> None:
    post = visit.apex.post
    assert refusal(await post(HANDOFF, token=visit.token)) == (401, "TOKEN_MISSING")
    other = refresh_token(await visit.apex.log_in(shop.owner_email, shop.owner_password))
    for cookie in (other, "nonsense"):
        assert refusal(await post(HANDOFF, token=visit.token, cookie=cookie)) == INVALID
    await visit.apex.refresh(visit.cookie)
    # A page that renewed a moment ago is no thief.
    assert (await post(HANDOFF, token=visit.token, cookie=visit.cookie)).status_code == 201
    await age(live_db, visit.cookie, PAST_GRACE_S)
    assert refusal(await post(HANDOFF, token=visit.token, cookie=visit.cookie)) == INVALID


async def test_handoff_operator_has_no_shop(
    visit: Visit, anonymous: httpx.AsyncClient, operator_email: str
) -> None:
    login = await visit.apex.log_in(operator_email, OPERATOR_PASSWORD)
    for browser in (visit.apex, visit.here):
        answer = await browser.post(HANDOFF, token=login.json()["access_token"], cookie=refresh_token(login))
        assert refusal(answer) == (403, "FORBIDDEN")


async def test_handoff_at_another_shops_host_is_a_mismatch(
    visit: Visit, anonymous: httpx.AsyncClient, other_shop: Shop
) -> None:
    answer = await at(other_shop, anonymous).post(HANDOFF, token=visit.token, cookie=visit.cookie)
    assert refusal(answer) == (403, "TENANT_MISMATCH")


async def test_suspended_shop_gets_no_code_and_takes_none_but_spends_none(visit: Visit, system: System) -> None:
    code = await visit.code()
    # Auth still holds the shop in memory as active: what it does must not rest on that.
    await move_shop(system.admin_url, visit.shop, "suspended")
    assert refusal(await visit.exchange(code)) == (403, "TENANT_SUSPENDED")
    for browser in (visit.apex, visit.here):
        assert refusal(await browser.post(HANDOFF, token=visit.token, cookie=visit.cookie)) == (
            403,
            "TENANT_SUSPENDED",
        )
    await move_shop(system.admin_url, visit.shop, "active")
    refresh_token(await visit.exchange(code))


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": "x" * 129}, {"code": 7}, {"code": "a\x00b"}])
async def test_exchange_bad_input_is_422(visit: Visit, body: dict[str, Any]) -> None:
    assert refusal(await visit.here.post(EXCHANGE, json=body)) == (422, "VALIDATION_ERROR")


async def test_exchange_bad_input_shows_no_code(visit: Visit) -> None:
    code = await visit.code()
    answer = await visit.here.post(EXCHANGE, json={"code": code, "surprise": code})
    assert refusal(answer) == (422, "VALIDATION_ERROR")
    assert code not in answer.text
