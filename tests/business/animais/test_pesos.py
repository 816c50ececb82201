"""Weights over time; the newest is the animal's own, however it came."""

import asyncio

import pytest

from tests.business.agenda.desk import the_day
from tests.business.animais.kennel import PATH, Kennel, open_kennel
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System


async def weighed(kennel: Kennel, peso: str, days: int = 0) -> int:
    answer = await kennel.post("pesos", peso=peso, medido_em=str(the_day(days)))
    assert answer.status_code == 201, answer.text
    row_id: int = answer.json()["id"]
    return row_id


async def weights(kennel: Kennel) -> list[str]:
    return [item["peso"] for item in await kennel.items("pesos")]


async def weight_of(kennel: Kennel) -> str | None:
    peso: str | None = (await kennel.record())["peso"]
    return peso


async def test_weight_of_the_record_stands_in_the_history_as_of_today(shop: Shop) -> None:
    kennel = await open_kennel(shop, peso="7.50")
    (entry,) = await kennel.items("pesos")
    assert (entry["peso"], entry["medido_em"], entry["animal_id"]) == ("7.50", str(the_day(0)), kennel.id)
    assert entry["usuario_id"] is not None
    changed = await kennel.changed(peso="8.25")
    assert (changed["peso"], changed["version"]) == ("8.25", 2)
    assert await weights(kennel) == ["8.25", "7.50"]
    await kennel.changed(nome="Thor")
    assert await weights(kennel) == ["8.25", "7.50"]


async def test_newest_by_day_and_then_by_entry_is_the_animals(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    await weighed(kennel, "8.00", -1)
    last = await kennel.post("pesos", peso=8.5)
    assert last.json()["medido_em"] == str(the_day(0))
    await weighed(kennel, "5.00", -30)
    assert await weight_of(kennel) == "8.50"
    again = await weighed(kennel, "8.75")
    assert await weight_of(kennel) == "8.75"
    assert await weights(kennel) == ["8.75", "8.50", "8.00", "5.00"]
    for row_id, left in ((again, "8.50"), (last.json()["id"], "8.00")):
        assert (await shop.client.delete(f"{kennel.path}/pesos/{row_id}")).status_code == 204
        assert await weight_of(kennel) == left


async def test_last_weight_taken_out_leaves_none(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    row_id = await weighed(kennel, "8.00")
    await shop.client.delete(f"{kennel.path}/pesos/{row_id}")
    assert await weight_of(kennel) is None
    assert await kennel.items("pesos") == []


async def test_weight_that_changes_the_record_is_a_change_of_it(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    await weighed(kennel, "8.00")
    assert_problem(await kennel.change(version=1, nome="Thor"), 409, "STALE_VERSION")
    await weighed(kennel, "7.00", -1)
    assert (await kennel.change(version=2, nome="Thor")).status_code == 200


async def test_weight_of_the_record_is_the_newest_where_the_zone_went_back(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop, peso="7.50")
    tomorrow = f"UPDATE {shop.schema}.api_animal_peso SET medido_em = medido_em + 1"
    await fetch(system.admin_url, tomorrow)
    assert (await kennel.changed(peso="8.00"))["peso"] == "8.00"
    assert await weights(kennel) == ["8.00", "7.50"]


@pytest.mark.parametrize("peso", [0, -1, "1000", "1.005", None, "x", True])
async def test_weight_that_is_none_is_refused(shop: Shop, peso: object) -> None:
    kennel = await open_kennel(shop)
    assert_field_problem(await kennel.post("pesos", peso=peso), "peso")
    assert_field_problem(await kennel.change(peso=peso), "peso")


async def test_day_that_cannot_be_is_refused(shop: Shop) -> None:
    kennel = await open_kennel(shop, nascimento="2020-05-31")
    for day, code in ((str(the_day(1)), "in_the_future"), ("2020-05-30", "before_birth"), ("2999-12-31", None)):
        assert_field_problem(await kennel.post("pesos", peso="5", medido_em=day), "medido_em", code)
    assert await kennel.items("pesos") == []


async def test_weight_of_another_animal_is_not_found(shop: Shop) -> None:
    kennel = await open_kennel(shop, peso="7.50")
    other = await create(shop, "animais", nome="Mel", cliente_id=kennel.tutor)
    (entry,) = await kennel.items("pesos")
    for path in (f"{PATH}/{other['id']}/pesos/{entry['id']}", f"{PATH}/99999/pesos/{entry['id']}"):
        assert_problem(await shop.client.delete(path), 404, "NOT_FOUND")
    assert_problem(await shop.client.get(f"{PATH}/99999/pesos"), 404, "NOT_FOUND")
    assert_problem(await shop.client.post(f"{PATH}/99999/pesos", json={"peso": 5}), 404, "NOT_FOUND")
    assert await weights(kennel) == ["7.50"]


async def test_pages_hold_each_weight_once(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for n in range(7):
        await weighed(kennel, f"{n + 1}.00", -(n // 3))
    found = await kennel.walk("pesos", limit=2)
    assert [item["peso"] for item in found] == ["3.00", "2.00", "1.00", "6.00", "5.00", "4.00", "7.00"]
    for cursor in ("x", "WyJ4IiwgMV0"):
        answer = await shop.client.get(f"{kennel.path}/pesos", params={"cursor": cursor})
        assert_field_problem(answer, "cursor", "cursor_invalid")


async def test_weights_at_the_same_time_leave_the_newest(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    await asyncio.gather(*(kennel.post("pesos", peso=n) for n in range(1, 13)))
    assert await weight_of(kennel) == (await weights(kennel))[0]
    assert len(await weights(kennel)) == 12
