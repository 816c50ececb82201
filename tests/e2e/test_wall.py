"""Which shop a request belongs to: host, header and token must agree (contracts.md §3)."""

import time

import httpx
import pytest

from tests.e2e.problems import assert_problem
from tests.e2e.tokens import forged_token
from tests.infra.shops import Shop, new_email, signup_body
from tests.infra.system import System

# One route of each service that serves shops.
SHOP_ROUTES = ("/api/v1/clientes", "/api/v1/tenant", "/api/v1/tenant/configurations")


@pytest.mark.parametrize("path", [*SHOP_ROUTES, "/api/v1/auth/me"])
async def test_token_of_another_shop_is_403(system: System, shop: Shop, other_shop: Shop, path: str) -> None:
    async with system.client(shop.subdomain, Authorization=f"Bearer {other_shop.token}") as client:
        assert_problem(await client.get(path), 403, "TENANT_MISMATCH")
    assert (await shop.client.get(path)).status_code == 200


@pytest.mark.parametrize("path", SHOP_ROUTES)
async def test_header_that_disagrees_is_403(shop: Shop, other_shop: Shop, path: str) -> None:
    for value in (str(other_shop.tenant_id), other_shop.subdomain):
        answer = await shop.client.get(path, headers={"X-Tenant-ID": value})
        assert_problem(answer, 403, "TENANT_MISMATCH")


@pytest.mark.parametrize("path", SHOP_ROUTES)
async def test_header_or_token_alone_names_the_shop_at_the_apex(system: System, shop: Shop, path: str) -> None:
    async with system.client(Authorization=f"Bearer {shop.token}") as apex:
        assert (await apex.get(path)).status_code == 200
        for value in (str(shop.tenant_id), shop.subdomain, shop.subdomain.upper()):
            answer = await apex.get(path, headers={"X-Tenant-ID": value})
            assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", SHOP_ROUTES)
async def test_no_token_is_401(system: System, anonymous: httpx.AsyncClient, shop: Shop, path: str) -> None:
    assert_problem(await anonymous.get(path), 401, "TOKEN_MISSING")
    async with system.client(shop.subdomain) as client:
        assert_problem(await client.get(path), 401, "TOKEN_MISSING")


async def test_invalid_token_is_401_on_any_host(system: System, shop: Shop) -> None:
    headers = {"Authorization": "Bearer not.a.token"}
    for host in (None, shop.subdomain, "nobody-lives-here"):
        async with system.client(host) as client:
            for path in (*SHOP_ROUTES, "/api/v1/nothing/here"):
                assert_problem(await client.get(path, headers=headers), 401, "TOKEN_INVALID")


async def test_expired_and_foreign_tokens_are_401(system: System, shop: Shop) -> None:
    past = int(time.time()) - 10
    tid = str(shop.tenant_id)
    refused = {
        forged_token(system, tid=tid, exp=past): "TOKEN_EXPIRED",
        forged_token(system, tid=tid, iss="somebody"): "TOKEN_INVALID",
        forged_token(system, tid=tid, aud="somebody"): "TOKEN_INVALID",
        forged_token(system, tid="no-uuid"): "TOKEN_INVALID",
        forged_token(system, tid=tid, sid=None): "TOKEN_INVALID",
        shop.token[:-4] + "AAAA": "TOKEN_INVALID",
    }
    async with system.client(shop.subdomain) as client:
        for token, code in refused.items():
            answer = await client.get("/api/v1/clientes", headers={"Authorization": f"Bearer {token}"})
            assert_problem(answer, 401, code)


async def test_public_routes_ignore_the_token(system: System, shop: Shop) -> None:
    async with system.client(Authorization="Bearer not.a.token") as client:
        assert (await client.post("/api/v1/tenants", json=signup_body())).status_code == 202
        assert (await client.get("/api/v1/tenants/availability?subdomain=abc")).status_code == 200
        assert (await client.get(f"/api/v1/provisioning/sagas/{shop.saga_id}")).status_code == 200
        assert (await client.get("/.well-known/jwks.json")).status_code == 200
        credentials = {"email": shop.owner_email, "password": shop.owner_password}
        assert (await client.post("/api/v1/auth/login", json=credentials)).status_code == 200


async def test_host_of_no_shop_is_404(system: System, shop: Shop) -> None:
    for host in ("nobody-lives-here", f"a.{shop.subdomain}", "a" * 64, "xn--80ak6aa92e", "-", "under_score"):
        async with system.client(host, Authorization=f"Bearer {shop.token}") as client:
            for path in SHOP_ROUTES:
                assert_problem(await client.get(path), 404, "TENANT_NOT_FOUND")


async def test_token_without_a_shop_at_the_apex_is_400(system: System) -> None:
    headers = {"Authorization": f"Bearer {forged_token(system)}"}
    async with system.client() as apex:
        for path in SHOP_ROUTES:
            assert_problem(await apex.get(path, headers=headers), 400, "TENANT_REQUIRED")


async def test_operator_has_no_way_into_a_shop(system: System, shop: Shop) -> None:
    token = forged_token(system, role="operator", scope="account platform")
    for host in (None, shop.subdomain):
        async with system.client(host, Authorization=f"Bearer {token}") as client:
            for path in SHOP_ROUTES:
                assert_problem(await client.get(path), 403, "FORBIDDEN")


async def test_owner_of_another_shop_cannot_sign_in_here(system: System, shop: Shop, other_shop: Shop) -> None:
    async with system.client(shop.subdomain) as client:
        answers = [
            await client.post("/api/v1/auth/login", json={"email": email, "password": password})
            for email, password in (
                (other_shop.owner_email, other_shop.owner_password),
                (shop.owner_email, "not her password"),
                (new_email(), "whatever it is"),
            )
        ]
    # One answer for all, or it would tell who exists.
    bodies = [assert_problem(answer, 401, "INVALID_CREDENTIALS") for answer in answers]
    assert len({body["detail"] for body in bodies}) == 1
