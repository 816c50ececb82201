"""What the plan has room for: counted by the table, refused without races, told to whoever keeps it."""

import asyncio

import httpx

from tests.business.shops import assert_problem, create
from tests.infra.shops import Shop
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually

LIMIT = "UPDATE shared.tenants SET max_animals = $2 WHERE id = $1"
PATH = "/api/v1/animais"


async def limited(shop: Shop, system: System, places: int) -> int:
    """A tutor in a shop with so many places."""
    await fetch(system.admin_url, LIMIT, shop.tenant_id, places)
    tutor: int = (await create(shop, "clientes"))["id"]
    return tutor


async def add(shop: Shop, tutor: int, **headers: str) -> httpx.Response:
    return await shop.client.post(PATH, json={"nome": "Rex", "cliente_id": tutor}, headers=headers)


async def test_last_place_is_given_once(shop: Shop, system: System) -> None:
    tutor = await limited(shop, system, 3)
    answers = await asyncio.gather(*(add(shop, tutor) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [402] * 17
    problem = assert_problem(await add(shop, tutor), 402, "PLAN_LIMIT_REACHED")
    assert (problem["limit"], problem["used"], problem["plan_type"]) == (3, 3, "basic")
    assert await fetchval(system.admin_url, f"SELECT count(*) FROM {shop.schema}.api_animal") == 3


async def test_place_that_is_left_can_be_taken(shop: Shop, system: System) -> None:
    tutor = await limited(shop, system, 1)
    animal = (await add(shop, tutor)).json()["id"]
    assert (await add(shop, tutor)).status_code == 402
    assert (await shop.client.delete(f"{PATH}/{animal}")).status_code == 204
    assert (await add(shop, tutor)).status_code == 201


async def test_repeated_request_takes_one_place(shop: Shop, system: System) -> None:
    tutor = await limited(shop, system, 2)
    for _ in range(3):
        assert (await add(shop, tutor, **{"Idempotency-Key": "rex"})).status_code == 201
    assert (await add(shop, tutor)).status_code == 201
    assert (await add(shop, tutor)).status_code == 402


async def test_fewer_places_than_animals_keep_those_that_are_there(shop: Shop, system: System) -> None:
    tutor = await limited(shop, system, 5)
    animals = [(await add(shop, tutor)).json() for _ in range(3)]
    await fetch(system.admin_url, LIMIT, shop.tenant_id, 1)
    problem = assert_problem(await add(shop, tutor), 402, "PLAN_LIMIT_REACHED")
    assert (problem["limit"], problem["used"]) == (1, 3)
    changed = await shop.client.patch(f"{PATH}/{animals[0]['id']}", json={"version": 1, "nome": "Thor"})
    assert changed.status_code == 200


async def test_count_is_the_tables_own_whoever_writes(shop: Shop, system: System) -> None:
    tutor = await limited(shop, system, 1_000)
    rows = f"INSERT INTO {shop.schema}.api_animal (nome, cliente_id) SELECT 'X', $1 FROM generate_series(1, 50)"
    await fetch(system.admin_url, rows, tutor)
    await fetch(system.admin_url, f"DELETE FROM {shop.schema}.api_animal WHERE id % 2 = 0")
    counted = f"SELECT usados FROM {shop.schema}.api_uso WHERE recurso = 'animais'"
    assert await fetchval(system.admin_url, counted) == 25


async def test_shop_shows_what_it_uses(shop: Shop, system: System) -> None:
    async def told() -> int | None:
        animals: int | None = (await shop.client.get("/api/v1/tenant")).json().get("usage", {}).get("animals")
        return animals

    assert await told() is None
    tutor = await limited(shop, system, 10)
    animals = [(await add(shop, tutor)).json()["id"] for _ in range(3)]
    await shop.client.delete(f"{PATH}/{animals[0]}")

    async def is_two() -> bool:
        return await told() == 2

    await eventually(is_two)
