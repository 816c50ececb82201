"""The owner reads her shop's audit, and nobody else's; the reading is told as well."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from libs.common.database import Database
from libs.common.pagination import encode_cursor
from tests.auth.helpers import OPERATOR_PASSWORD, PAST_GRACE_S, Browser, Visit, age, at, refresh_token, refusal
from tests.e2e.tokens import forged_token
from tests.infra.operators import operator_client
from tests.infra.shops import Shop, create_shop, new_email
from tests.infra.system import System

AUDIT, PLATFORM = "/api/v1/audit", "/api/v1/audit/platform"


@pytest_asyncio.fixture(scope="session")
async def told(system: System) -> AsyncIterator[Shop]:
    """A shop with two tutores, one of them renamed, that these tests only read."""
    shop = await create_shop(system)
    for nome in ("João 100%", "Bia"):
        assert (await shop.client.post("/api/v1/clientes", json={"nome": nome})).status_code == 201
    change = {"nome": "Bianca", "version": 1}
    assert (await shop.client.patch("/api/v1/clientes/2", json=change)).status_code == 200
    yield shop
    await shop.client.aclose()


async def read(client: httpx.AsyncClient, path: str = AUDIT, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get(path, params={"limit": 200} | params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def deeds(shop: Shop, **params: Any) -> list[str]:
    return [item["action"] for item in await read(shop.client, **params)]


async def test_filters_narrow_and_search_knows_no_accents(told: Shop) -> None:
    updated, bia, joao = await read(told.client, entity="cliente")
    assert (updated["action"], bia["action"], joao["action"]) == (
        "cliente.updated",
        "cliente.created",
        "cliente.created",
    )
    assert (updated["before"], updated["after"]) == (
        {"nome": "Bia", "version": 1},
        {"nome": "Bianca", "version": 2},
    )
    assert await read(told.client, q="JOAO 100%") == [joao]
    assert await read(told.client, q="100_") == []
    assert await read(told.client, action="cliente.updated", actor=updated["actor_id"]) == [updated]
    assert await read(told.client, entity="cliente", entity_id="2") == [updated, bia]
    assert await read(told.client, entity="cliente", since=bia["at"], until=updated["at"]) == [bia]
    assert (updated["actor_kind"], updated["actor_name"]) == ("user", "Ana Souza")
    assert await deeds(told, actor=str(told.tenant_id)) == []


async def test_pages_meet_each_entry_once(told: Shop) -> None:
    whole = await read(told.client, until=datetime.now(UTC).isoformat())
    found, cursor = list[dict[str, Any]](), None
    while len(found) <= len(whole):
        params = {"limit": 3, "until": whole[0]["at"]} | ({"cursor": cursor} if cursor else {})
        page = (await told.client.get(AUDIT, params=params)).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == whole[1:]


async def test_what_the_shop_began_with_was_told_by_the_system(told: Shop) -> None:
    first = await read(told.client, until=(datetime.now(UTC) + timedelta(minutes=1)).isoformat())
    kinds = {(item["action"], item["actor_kind"]) for item in first if item["actor_kind"] == "system"}
    assert kinds == {("servico.created", "system"), ("user.created", "system"), ("shop.updated", "system")}
    (owner,) = await read(told.client, action="user.created")
    assert owner["after"]["email"] == told.owner_email
    assert "password_hash" not in str(owner)


async def test_reading_is_told(shop: Shop) -> None:
    await read(shop.client, entity="cliente", q="ana")
    (entry,) = await read(shop.client, action="audit.read")
    assert entry["after"] == {"entity": "cliente", "q": "ana"}


ENDS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
BEYOND = [{name: at} for name in ("since", "until") for at in ENDS]
BEYOND += [{"cursor": encode_cursor(at, 1)} for at in ENDS]


@pytest.mark.parametrize("params", BEYOND)
async def test_times_beyond_the_calendar_are_refused(told: Shop, params: dict[str, str]) -> None:
    assert refusal(await told.client.get(AUDIT, params=params)) == (422, "VALIDATION_ERROR")


@pytest.mark.parametrize("params", [{"cursor": "x"}, {"cursor": "WyJ4IiwgMV0"}, {"since": "2026-01-01T00:00:00"}])
async def test_bad_parameters_are_refused(told: Shop, params: dict[str, str]) -> None:
    assert refusal(await told.client.get(AUDIT, params=params)) == (422, "VALIDATION_ERROR")


async def test_only_the_owner_reads_the_shops_and_only_operators_the_platforms(
    told: Shop, system: System, anonymous: httpx.AsyncClient
) -> None:
    own = at(told, anonymous)
    for scope in ("account shop", "account shop shop:settings shop:team"):
        token = forged_token(system, tid=str(told.tenant_id), scope=scope)
        assert refusal(await own.get(AUDIT, token=token)) == (403, "FORBIDDEN")
    assert refusal(await own.get(AUDIT)) == (401, "TOKEN_MISSING")
    assert refusal(await own.get(PLATFORM, token=told.token)) == (403, "FORBIDDEN")
    async with operator_client(system) as operator:
        assert refusal(await operator.get(AUDIT)) == (403, "FORBIDDEN")
        assert all(item["entity"] != "cliente" for item in await read(operator, PLATFORM))


async def test_a_shop_reads_nothing_of_another(told: Shop, other_shop: Shop) -> None:
    mine = {item["id"] for item in await read(other_shop.client)}
    assert mine.isdisjoint({item["id"] for item in await read(told.client)})
    stolen = {"Authorization": f"Bearer {told.token}"}
    assert refusal(await other_shop.client.get(AUDIT, headers=stolen)) == (403, "TENANT_MISMATCH")


async def test_coming_and_going_is_told_in_the_shop_wherever_it_happens(visit: Visit, live_db: Database) -> None:
    shop, apex = visit.shop, visit.apex
    arrived = refresh_token(await visit.exchange(await visit.code()))
    again = refresh_token(await apex.log_in(shop.owner_email, shop.owner_password))
    await apex.post("/api/v1/auth/logout", cookie=again)
    await visit.here.refresh(arrived)
    await age(live_db, arrived, PAST_GRACE_S)
    await visit.here.refresh(arrived)
    token = (await visit.here.log_in(shop.owner_email, shop.owner_password)).json()["access_token"]
    await visit.here.post("/api/v1/auth/logout-all", token=token)
    reader = refresh_token(await visit.here.log_in(shop.owner_email, shop.owner_password))
    fresh = (await visit.here.refresh(reader)).json()["access_token"]
    answer = await visit.here.get(f"{AUDIT}?limit=200", token=fresh)
    told = [item for item in answer.json()["items"] if item["action"].startswith("auth.")]
    assert [item["action"] for item in told] == [
        "auth.signed_in",
        "auth.signed_out_everywhere",
        "auth.signed_in",
        "auth.token_reused",
        "auth.signed_out",
        "auth.signed_in",
        "auth.handed_off",
        "auth.signed_in",
        "auth.signed_in",
    ]
    assert {item["actor_kind"] for item in told} == {"user"}
    assert {item["address"] for item in told} == {"127.0.0.1"}
    assert all(item["request_id"] and item["user_agent"] for item in told)


async def test_refused_sign_ins_are_told_where_they_were_tried(
    shop: Shop, other_shop: Shop, anonymous: httpx.AsyncClient
) -> None:
    apex, here = Browser(anonymous), at(shop, anonymous)
    await apex.log_in(shop.owner_email, "wrong")
    await here.log_in(shop.owner_email, "wrong")
    await here.log_in(new_email(), "wrong")
    await here.log_in(other_shop.owner_email, other_shop.owner_password)
    told = await read(shop.client, action="auth.sign_in_refused")
    assert [item["entity_id"] is not None for item in told] == [False, False, True, True]
    assert {item["actor_kind"] for item in told} == {"anonymous"}
    assert other_shop.owner_email not in str(told)
    assert await read(other_shop.client, action="auth.sign_in_refused") == []


async def test_platforms_own_deeds_are_its_own(
    system: System, anonymous: httpx.AsyncClient, operator_email: str, shop: Shop
) -> None:
    apex = Browser(anonymous)
    await apex.log_in(new_email(), "wrong")
    signed_in = await apex.log_in(operator_email, OPERATOR_PASSWORD)
    user_id = signed_in.json()["user"]["id"]
    async with operator_client(system, user_id) as operator:
        path = f"/api/v1/ops/sagas/{shop.saga_id}/resolve"
        await operator.post(path, json={"reason": "looked at it", "outcome": "COMPLETED"})
        mine = await read(operator, PLATFORM, actor=user_id)
        assert [item["action"] for item in mine][-1] == "auth.signed_in"
        created = await read(operator, PLATFORM, action="user.created", entity_id=user_id)
        assert created[0]["after"]["role"] == "operator"
        assert await read(operator, PLATFORM, action="auth.sign_in_refused")
    assert await read(shop.client, actor=user_id) == []
