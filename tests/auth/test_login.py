"""Who may sign in, and where."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from libs.common.auth import TokenVerifier
from libs.common.database import Database, registry_scope
from services.auth import operator_service
from services.auth.errors import EmailTakenError
from tests.auth.helpers import OPERATOR_PASSWORD, Browser, at, morsel, refusal, set_active
from tests.infra.shops import Shop, new_email
from tests.infra.system import System

INVALID = (401, "INVALID_CREDENTIALS")


@pytest.fixture
async def inactive_owner(live_db: Database, shop: Shop) -> AsyncIterator[Shop]:
    await set_active(live_db, shop, False)
    yield shop
    await set_active(live_db, shop, True)


async def test_login_on_own_host_answers_the_contract(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    response = await at(shop, anonymous).log_in(f" {shop.owner_email.upper()} ", shop.owner_password)
    assert response.status_code == 200
    body = response.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "user", "tenant", "impersonation"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 900)
    assert set(body["user"]) == {"id", "email", "first_name", "last_name", "role"}
    assert (body["user"]["email"], body["user"]["role"]) == (shop.owner_email, "owner")
    assert set(body["tenant"]) == {"id", "name", "subdomain"}
    assert (body["tenant"]["id"], body["tenant"]["subdomain"]) == (str(shop.tenant_id), shop.subdomain)
    assert response.headers["cache-control"] == "no-store"


async def test_login_sets_the_refresh_cookie(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    cookie = morsel(await at(shop, anonymous).log_in(shop.owner_email, shop.owner_password))
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "strict"
    assert (cookie["domain"], cookie["path"], cookie["max-age"]) == ("", "/", str(30 * 24 * 3600))


async def test_login_at_the_apex_signs_a_shops_user_in(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    response = await Browser(anonymous).log_in(shop.owner_email, shop.owner_password)
    assert response.status_code == 200
    assert response.json()["tenant"]["id"] == str(shop.tenant_id)


async def test_login_with_otp_ignores_it(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    body = {"email": shop.owner_email, "password": shop.owner_password, "otp": "123456"}
    assert (await at(shop, anonymous).post("/api/v1/auth/login", json=body)).status_code == 200


async def test_login_ignores_a_stale_token(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    body = {"email": shop.owner_email, "password": shop.owner_password}
    response = await at(shop, anonymous).post("/api/v1/auth/login", json=body, token="stale")
    assert response.status_code == 200


async def test_login_refusals_are_all_the_same(
    anonymous: httpx.AsyncClient, shop: Shop, other_shop: Shop, operator_email: str
) -> None:
    here = at(shop, anonymous)
    answers = [
        await here.log_in(new_email(), shop.owner_password),
        await here.log_in(shop.owner_email, "not the password"),
        await here.log_in(other_shop.owner_email, other_shop.owner_password),
        await here.log_in(operator_email, OPERATOR_PASSWORD),
        await Browser(anonymous).log_in(shop.owner_email, f"{shop.owner_password} "),
    ]
    assert [refusal(answer) for answer in answers] == [INVALID] * len(answers)
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert all("set-cookie" not in answer.headers for answer in answers)


async def test_login_inactive_user_is_refused(anonymous: httpx.AsyncClient, inactive_owner: Shop) -> None:
    shop = inactive_owner
    assert refusal(await at(shop, anonymous).log_in(shop.owner_email, shop.owner_password)) == INVALID
    assert refusal(await Browser(anonymous).log_in(shop.owner_email, shop.owner_password)) == INVALID


async def test_login_records_its_time(anonymous: httpx.AsyncClient, live_db: Database, shop: Shop) -> None:
    query = text("SELECT last_login FROM shared.tenant_users WHERE email = :email")
    seen = []
    for _ in range(2):
        await Browser(anonymous).log_in(shop.owner_email, shop.owner_password)
        async with live_db.transaction(registry_scope(shop.tenant_id)) as session:
            seen.append(await session.scalar(query, {"email": shop.owner_email}))
    assert seen[0] < seen[1]


@pytest.mark.parametrize(
    "change",
    [
        {"email": None},
        {"email": 7},
        {"email": "a\x00b@example.com"},
        {"email": "\ud800@example.com"},
        {"email": "a" * 255},
        {"password": ""},
        {"password": "x" * 129},
        {"password": None},
        {"password": "\ud800"},
        {"otp": "\ud800"},
        {"surprise": 1},
    ],
)
async def test_login_bad_input_is_422(anonymous: httpx.AsyncClient, shop: Shop, change: dict[str, Any]) -> None:
    body = {"email": shop.owner_email, "password": shop.owner_password} | change
    anonymous.cookies.clear()
    response = await anonymous.post(
        "/api/v1/auth/login", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert refusal(response) == (422, "VALIDATION_ERROR")
    assert shop.owner_password not in response.text


async def test_login_password_with_nul_is_just_wrong(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    assert refusal(await Browser(anonymous).log_in(shop.owner_email, "a\x00b")) == INVALID


async def test_operator_signs_in_at_the_apex_without_a_shop(
    anonymous: httpx.AsyncClient, operator_email: str
) -> None:
    apex = Browser(anonymous)
    body = (await apex.log_in(operator_email, OPERATOR_PASSWORD)).json()
    assert body["tenant"] is None
    assert body["user"]["role"] == "operator"
    me = (await apex.get("/api/v1/auth/me", token=body["access_token"])).json()
    assert me == {"user": body["user"], "tenant": None, "impersonation": None} | {
        "email_verified": False,
        "locale": None,
    }


async def test_create_operator_again_changes_nothing(live_db: Database, operator_email: str) -> None:
    async with live_db.transaction(registry_scope(None)) as session:
        assert not await operator_service.add(session, email=operator_email.upper(), password_hash="another")


async def test_create_operator_email_of_a_shops_user_raises(live_db: Database, shop: Shop) -> None:
    with pytest.raises(EmailTakenError):
        async with live_db.transaction(registry_scope(None)) as session:
            await operator_service.add(session, email=shop.owner_email, password_hash="another")


async def test_jwks_verifies_a_token_and_holds_nothing_private(
    anonymous: httpx.AsyncClient, shop: Shop, tmp_path: Path
) -> None:
    apex = Browser(anonymous)
    response = await apex.get("/.well-known/jwks.json")
    assert "max-age" in response.headers["cache-control"]
    assert all("d" not in key for key in response.json()["keys"])
    jwks = tmp_path / "jwks.json"
    jwks.write_text(response.text)
    token = (await apex.log_in(shop.owner_email, shop.owner_password)).json()["access_token"]
    principal = TokenVerifier(jwks, issuer="petshop", audience="petshop").verify(token)
    assert principal.tenant_id == shop.tenant_id


async def test_login_leaves_no_secret_in_the_log(anonymous: httpx.AsyncClient, shop: Shop, system: System) -> None:
    here = at(shop, anonymous)
    answer = await here.log_in(shop.owner_email, shop.owner_password)
    refresh = morsel(answer).value
    await here.log_in(shop.owner_email, f"{shop.owner_password}!")
    await here.refresh(refresh)
    log = system.log_of("auth")
    assert "/api/v1/auth/login" in log
    for secret in (shop.owner_password, refresh, answer.json()["access_token"], "$argon2id$"):
        assert secret not in log
