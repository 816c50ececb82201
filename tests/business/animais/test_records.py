"""The whole record: neutered, chip, tags, and how the animal is."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.business.agenda.desk import open_desk, the_day
from tests.business.animais.kennel import PATH, open_kennel
from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System

CHIP = "963008000123456"
WHOLE = {"castrado": False, "microchip": CHIP, "tags": ["morde", "idoso"], "situacao": "inativo"}
NOTHING: dict[str, Any] = {"castrado": None, "microchip": None, "tags": [], "situacao": "ativo"}
# Rows go once they are published; their numbers stay taken.
EMITTED = "SELECT last_value FROM svc_business.outbox_id_seq"


async def test_create_answers_the_whole_record(shop: Shop) -> None:
    tutor = (await create(shop, "clientes"))["id"]
    whole = await create(shop, "animais", cliente_id=tutor, **WHOLE)
    bare = await create(shop, "animais", cliente_id=tutor)
    assert {field: whole[field] for field in WHOLE} == WHOLE
    assert {field: bare[field] for field in NOTHING} == NOTHING
    assert (bare["falecido_em"], bare["foto_id"], bare["excluido_em"]) == (None, None, None)
    assert (await shop.client.get(f"{PATH}/{whole['id']}")).json() == whole


async def test_update_changes_and_clears_the_record(shop: Shop) -> None:
    kennel = await open_kennel(shop, **WHOLE)
    changed = await kennel.changed(castrado=True, tags=[], microchip=None)
    assert (changed["castrado"], changed["tags"], changed["microchip"]) == (True, [], None)
    assert (await kennel.changed(castrado=None))["castrado"] is None


async def test_chip_is_of_one_animal_that_is_there(shop: Shop) -> None:
    kennel = await open_kennel(shop, microchip=CHIP)
    twin = {"nome": "Mel", "cliente_id": kennel.tutor, "microchip": f"{CHIP[:3]} {CHIP[3:]}"}
    assert_field_problem(await shop.client.post(PATH, json=twin), "microchip", "duplicate")
    other = await create(shop, "animais", nome="Luna", cliente_id=kennel.tutor)
    taken = await shop.client.patch(f"{PATH}/{other['id']}", json={"version": 1, "microchip": CHIP})
    assert_field_problem(taken, "microchip", "duplicate")
    assert await names(shop, PATH, q=CHIP[2:12]) == ["Rex"]
    await shop.client.delete(kennel.path)
    assert (await shop.client.post(PATH, json=twin)).status_code == 201
    assert_field_problem(await shop.client.post(f"{kennel.path}/restaurar"), "microchip", "duplicate")


async def test_list_shows_everybody_and_narrows_to_a_state(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for nome, situacao in (("Mel", "inativo"), ("Thor", "falecido")):
        await create(shop, "animais", nome=nome, cliente_id=kennel.tutor, situacao=situacao)
    assert await names(shop, PATH) == ["Mel", "Rex", "Thor"]
    assert await names(shop, PATH, situacao="ativo") == ["Rex"]
    assert await names(shop, PATH, situacao="falecido", cliente_id=kennel.tutor, q="tho") == ["Thor"]
    assert_field_problem(await shop.client.get(PATH, params={"situacao": "vivo"}), "situacao")


async def test_date_of_death_is_of_the_dead_and_goes_with_it(shop: Shop) -> None:
    kennel = await open_kennel(shop, nascimento="2020-05-31")
    died = str(the_day(-1))
    assert_field_problem(await kennel.change(falecido_em=died), "falecido_em", "not_deceased")
    assert (await kennel.changed(situacao="falecido"))["falecido_em"] is None
    assert (await kennel.changed(falecido_em=died))["falecido_em"] == died
    alive = await kennel.change(situacao="ativo", falecido_em=died)
    assert_field_problem(alive, "falecido_em", "not_deceased")
    assert (await kennel.changed(situacao="inativo"))["falecido_em"] is None
    body = {"nome": "Mel", "cliente_id": kennel.tutor, "falecido_em": died}
    assert_field_problem(await shop.client.post(PATH, json=body), "falecido_em", "not_deceased")


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"situacao": "falecido", "falecido_em": "2020-05-30"}, "falecido_em", "before_birth"),
        ({"situacao": "falecido", "falecido_em": "2999-12-31"}, "falecido_em", "in_the_future"),
        ({"situacao": "falecido", "falecido_em": "9999-12-31"}, "falecido_em", "datetime_out_of_range"),
    ],
)
async def test_impossible_days_are_refused(shop: Shop, fields: dict[str, Any], field: str, code: str) -> None:
    kennel = await open_kennel(shop, nascimento="2020-05-31")
    assert_field_problem(await kennel.change(**fields), field, code)
    assert (await kennel.record())["version"] == 1


async def test_birth_lies_not_in_the_future_of_the_shops_own_day(shop: Shop) -> None:
    desk = await open_desk(shop)
    path = "/api/v1/tenant/configurations/timezone"
    for zone, ahead in (("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)):
        assert (await shop.client.put(path, json={"config_value": zone})).status_code in (200, 201)
        today = (datetime.now(UTC) + timedelta(hours=ahead)).date()
        record = await create(shop, "animais", cliente_id=1, nascimento=str(today))
        assert record["idade"] == 0
        late = {"nome": "Mel", "cliente_id": 1, "nascimento": str(today + timedelta(days=1))}
        assert_field_problem(await shop.client.post(PATH, json=late), "nascimento", "birth_out_of_range")
        change = {"version": 1, "nascimento": late["nascimento"]}
        refused = await shop.client.patch(f"{PATH}/{desk.animal}", json=change)
        assert_field_problem(refused, "nascimento", "birth_out_of_range")


async def test_who_has_open_bookings_stays_active(shop: Shop) -> None:
    desk = await open_desk(shop)
    path = f"{PATH}/{desk.animal}"
    booking = await desk.booked()
    for situacao in ("inativo", "falecido"):
        refused = await shop.client.patch(path, json={"version": 1, "situacao": situacao})
        assert_problem(refused, 409, "IN_USE")
    assert_problem(await shop.client.delete(path), 409, "IN_USE")
    await desk.stepped(booking, "cancelado")
    assert (await shop.client.patch(path, json={"version": 1, "situacao": "falecido"})).status_code == 200


async def test_who_is_not_active_is_not_booked(shop: Shop) -> None:
    desk = await open_desk(shop)
    path = f"{PATH}/{desk.animal}"
    await shop.client.patch(path, json={"version": 1, "situacao": "inativo"})
    for fields in ({}, {"status": "solicitado"}, {"encaixe": True}):
        assert_field_problem(await desk.book(**fields), "animal_id", "animal_inactive")
    await shop.client.delete(path)
    assert_field_problem(await desk.book(), "animal_id", "NOT_FOUND", problem="NOT_FOUND")


async def test_booking_and_leaving_at_the_same_time_do_not_both_succeed(shop: Shop) -> None:
    desk = await open_desk(shop)
    animals = [(await create(shop, "animais", cliente_id=1))["id"] for _ in range(6)]

    async def leave(animal: int) -> int:
        body = {"version": 1, "situacao": "inativo"}
        return (await shop.client.patch(f"{PATH}/{animal}", json=body)).status_code

    async def book(animal: int, hour: int) -> int:
        return (await desk.book(f"{hour}:00", animal_id=animal)).status_code

    pairs = [asyncio.gather(book(animal, 10 + n), leave(animal)) for n, animal in enumerate(animals)]
    for booked, left in await asyncio.gather(*pairs):
        assert (booked, left) in {(201, 409), (422, 200), (409, 200)}


async def test_plan_counts_who_is_active(shop: Shop, system: System) -> None:
    await fetch(system.admin_url, "UPDATE shared.tenants SET max_animals = 1 WHERE id = $1", shop.tenant_id)
    kennel = await open_kennel(shop)
    resting = await create(shop, "animais", cliente_id=kennel.tutor, situacao="inativo")
    other, wake = f"{PATH}/{resting['id']}", {"version": 1, "situacao": "ativo"}
    problem = assert_problem(await shop.client.patch(other, json=wake), 402, "PLAN_LIMIT_REACHED")
    assert (problem["limit"], problem["used"]) == (1, 1)
    await kennel.changed(situacao="inativo")
    assert (await shop.client.patch(other, json=wake)).status_code == 200
    assert_problem(await kennel.change(situacao="ativo"), 402, "PLAN_LIMIT_REACHED")
    await shop.client.delete(other)
    await kennel.changed(situacao="ativo")
    assert_problem(await shop.client.post(f"{other}/restaurar"), 402, "PLAN_LIMIT_REACHED")
    assert await names(shop, PATH) == ["Rex"]
    await kennel.changed(situacao="falecido")
    assert (await shop.client.post(f"{other}/restaurar")).status_code == 200
    counted = f"SELECT usados FROM {shop.schema}.api_uso WHERE recurso = 'animais'"
    assert await fetchval(system.admin_url, counted) == 1


async def test_usage_is_told_when_the_count_changed_and_not_otherwise(shop: Shop, system: System) -> None:
    async def told() -> int:
        events: int = await fetchval(system.admin_url, EMITTED)
        return events

    kennel = await open_kennel(shop)
    before = await told()
    await kennel.changed(situacao="inativo")
    assert await told() == before + 1
    await kennel.changed(situacao="falecido")
    await kennel.changed(situacao="falecido", nome="Rex II")
    await shop.client.delete(kennel.path)
    await shop.client.post(f"{kennel.path}/restaurar")
    await create(shop, "animais", cliente_id=kennel.tutor, situacao="inativo")
    assert await told() == before + 1
    await kennel.changed(situacao="ativo")
    await shop.client.delete(kennel.path)
    await shop.client.post(f"{kennel.path}/restaurar")
    assert await told() == before + 4


async def test_lists_are_lists_where_they_lie(shop: Shop, system: System) -> None:
    tutor = await create(shop, "clientes", nome="Ana", tags=["vip"])
    animal = await create(shop, "animais", nome="Rex", cliente_id=tutor["id"], tags=["morde"])
    await create(shop, "vacinas", nome="Raiva", especies=["cao"])
    body = {"version": animal["version"], "tags": ["morde", "medroso"]}
    assert (await shop.client.patch(f"/api/v1/animais/{animal['id']}", json=body)).json()["tags"] == body["tags"]
    kinds = (
        f"SELECT jsonb_typeof(tags) FROM {shop.schema}.api_animal UNION SELECT jsonb_typeof(tags)"
        f" FROM {shop.schema}.api_cliente UNION SELECT jsonb_typeof(especies) FROM {shop.schema}.api_vacina"
    )
    assert {row[0] for row in await fetch(system.admin_url, kinds)} == {"array"}
