import asyncio

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop

CLIENTES = "/api/v1/clientes"
KEY = {"Idempotency-Key": "a-key"}


async def test_create_repeated_with_its_key_makes_one_record(shop: Shop) -> None:
    first = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    again = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    for name in ("location", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert (again.status_code, again.content) == (201, first.content)
    assert await names(shop, CLIENTES) == ["Ana"]


async def test_create_with_the_key_of_another_body_is_refused(shop: Shop) -> None:
    await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    response = await shop.client.post(CLIENTES, json={"nome": "Bia"}, headers=KEY)
    assert_problem(response, 422, "IDEMPOTENCY_KEY_REUSED")
    assert await names(shop, CLIENTES) == ["Ana"]


async def test_create_at_once_with_one_key_makes_one_record(shop: Shop) -> None:
    answers = await asyncio.gather(
        *(shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY) for _ in range(4))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 3
    assert await names(shop, CLIENTES) == ["Ana"]


async def test_a_refusal_is_kept_too(shop: Shop) -> None:
    body = {"nome": "Ana", "cpf": "52998224725"}
    taken = await create(shop, "clientes", **body)
    first = await shop.client.post(CLIENTES, json=body, headers=KEY)
    assert_field_problem(first, "cpf", "duplicate")
    await shop.client.delete(f"{CLIENTES}/{taken['id']}")
    again = await shop.client.post(CLIENTES, json=body, headers=KEY)
    assert (again.status_code, again.content) == (422, first.content)
    assert again.headers["content-type"] == "application/problem+json"
    assert again.headers["idempotency-replayed"] == "true"


async def test_update_repeated_with_its_key_is_not_stale(shop: Shop) -> None:
    path = f"{CLIENTES}/{(await create(shop, 'clientes'))['id']}"
    first = await shop.client.patch(path, json={"version": 1, "nome": "Bia"}, headers=KEY)
    again = await shop.client.patch(path, json={"version": 1, "nome": "Bia"}, headers=KEY)
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
    assert again.headers["idempotency-replayed"] == "true"


async def test_a_key_of_one_shop_means_nothing_in_another(shop: Shop, other_shop: Shop) -> None:
    await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    response = await other_shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    assert (response.status_code, "idempotency-replayed" in response.headers) == (201, False)


async def test_a_request_without_a_token_leaves_its_key_free(shop: Shop) -> None:
    response = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY | {"Authorization": ""})
    assert_problem(response, 401, "TOKEN_MISSING")
    response = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers=KEY)
    assert (response.status_code, "idempotency-replayed" in response.headers) == (201, False)


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
async def test_an_impossible_key_is_a_bad_request(shop: Shop, key: str) -> None:
    response = await shop.client.post(CLIENTES, json={"nome": "Ana"}, headers={"Idempotency-Key": key})
    assert_problem(response, 400, "BAD_REQUEST")
