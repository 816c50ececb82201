"""What happens at the same time, or twice, happens once."""

import asyncio
import os
from collections import Counter
from typing import Any
from uuid import uuid4

import httpx

from tests.e2e.problems import assert_problem
from tests.e2e.rows import Connection, tables
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.system import System

# `SIGNUPS=200` is run by hand.
SIGNUPS = int(os.environ.get("SIGNUPS", "60"))
IN_FLIGHT = 8
# What PostgreSQL says when two transactions change one catalog row, or wait for each other.
CATALOG_CONFLICTS = ("concurrently updated", "deadlock", "schema not created", "could not serialize")
URL = "/api/v1/tenants"


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


async def _all_at_once(client: httpx.AsyncClient, bodies: list[Any], **headers: str) -> list[httpx.Response]:
    return list(await asyncio.gather(*(client.post(URL, json=body, headers=headers) for body in bodies)))


async def test_sign_ups_racing_for_one_subdomain_make_one_shop(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    for _ in range(3):
        subdomain = signup_body()["subdomain"]
        answers = await _all_at_once(anonymous, [signup_body(subdomain=subdomain) for _ in range(2)])
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert won.status_code == 202, won.text
        assert_problem(lost, 409, "SUBDOMAIN_TAKEN")
        assert (await wait_for_saga(anonymous, won.json()["saga_id"]))["state"] == "COMPLETED"
        assert await admin.fetchval("SELECT count(*) FROM shared.tenants WHERE subdomain = $1", subdomain) == 1


async def test_sign_up_repeated_with_its_key_is_answered_again(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    body, key = signup_body(), _key()
    first = await anonymous.post(URL, json=body, headers=key)
    again = await anonymous.post(URL, json=body, headers=key)
    assert "idempotency-replayed" not in first.headers
    _assert_replay(again, first)
    await wait_for_saga(anonymous, first.json()["saga_id"])
    _assert_replay(await anonymous.post(URL, json=body, headers=key), first)
    query = "SELECT count(*) FROM shared.tenants WHERE subdomain = $1"
    assert await admin.fetchval(query, body["subdomain"]) == 1


async def test_sign_up_sent_many_times_at_once_with_one_key_makes_one_shop(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    body = signup_body()
    answers = await _all_at_once(anonymous, [body] * 6, **_key())
    assert {answer.status_code for answer in answers} == {202}, [answer.text for answer in answers]
    fresh = [answer for answer in answers if "idempotency-replayed" not in answer.headers]
    assert len(fresh) == 1
    for answer in answers:
        assert (answer.content, answer.headers["location"]) == (fresh[0].content, fresh[0].headers["location"])
    query = "SELECT count(*) FROM shared.tenants WHERE subdomain = $1"
    assert await admin.fetchval(query, body["subdomain"]) == 1


async def test_key_with_another_body_is_refused(anonymous: httpx.AsyncClient) -> None:
    key = _key()
    assert (await anonymous.post(URL, json=signup_body(), headers=key)).status_code == 202
    answer = await anonymous.post(URL, json=signup_body(), headers=key)
    assert_problem(answer, 422, "IDEMPOTENCY_KEY_REUSED")


async def test_refusal_is_answered_again_too(anonymous: httpx.AsyncClient, lasting_shop: Shop) -> None:
    refusals = {
        409: signup_body(subdomain=lasting_shop.subdomain),
        422: signup_body(subdomain="no"),
    }
    for status, body in refusals.items():
        key = _key()
        first = await anonymous.post(URL, json=body, headers=key)
        assert first.status_code == status
        again = await anonymous.post(URL, json=body, headers=key)
        _assert_replay(again, first)


async def test_creation_in_a_shop_repeated_with_its_key_makes_one_row(shop: Shop) -> None:
    key = _key()
    posts = [shop.client.post("/api/v1/clientes", json={"nome": "Só uma"}, headers=key) for _ in range(5)]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert Counter("idempotency-replayed" in answer.headers for answer in answers) == {False: 1, True: 4}
    assert len({(answer.content, answer.headers["location"]) for answer in answers}) == 1
    assert len((await shop.client.get("/api/v1/clientes")).json()["items"]) == 1


async def test_stale_version_loses_the_race(shop: Shop) -> None:
    tutor = (await shop.client.post("/api/v1/clientes", json={"nome": "Ana"})).json()
    path = f"/api/v1/clientes/{tutor['id']}"
    changes = [{"version": 1, "nome": f"Ana {number}"} for number in range(4)]
    answers = await asyncio.gather(*(shop.client.patch(path, json=change) for change in changes))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    for answer in answers:
        if answer.status_code == 409:
            assert_problem(answer, 409, "STALE_VERSION")


async def test_many_sign_ups_in_flight_all_complete_without_a_catalog_conflict(
    system: System, anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    slots = asyncio.Semaphore(IN_FLIGHT)

    async def sign_up() -> dict[str, Any]:
        async with slots:
            accepted = await anonymous.post(URL, json=signup_body())
            assert accepted.status_code == 202, accepted.text
            return await wait_for_saga(anonymous, accepted.json()["saga_id"], timeout_s=60)

    sagas = await asyncio.gather(*(sign_up() for _ in range(SIGNUPS)))
    assert Counter(saga["state"] for saga in sagas) == {"COMPLETED": SIGNUPS}
    log = system.log_of("provisioning")
    assert [word for word in CATALOG_CONFLICTS if word in log] == []
    schemas = {name.partition(".")[0] for name in await tables(admin)}
    assert {f"tenant_{saga['tenant_id'].replace('-', '')[-12:]}" for saga in sagas} <= schemas


def _assert_replay(answer: httpx.Response, first: httpx.Response) -> None:
    assert answer.headers["idempotency-replayed"] == "true"
    assert (answer.status_code, answer.content) == (first.status_code, first.content)
    for header in ("location", "content-type"):
        assert answer.headers.get(header) == first.headers.get(header)
