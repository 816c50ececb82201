"""The catalogue: what every shop begins with, and what it makes of it."""

from typing import Any

import pytest

from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.business.vacinas.clinic import Clinic, day
from tests.infra.shops import Shop

PATH = "/api/v1/vacinas"


async def test_every_shop_begins_with_the_usual_vaccines(shop: Shop) -> None:
    listed = (await shop.client.get(PATH, params={"limit": 100})).json()["items"]
    assert [each["nome"] for each in listed if each["obrigatoria"]] == ["Antirrábica", "V10", "V4"]
    assert {each["nome"] for each in listed if each["grupo"] == "polivalente"} == {"V3", "V4", "V5", "V8", "V10"}
    v10 = next(each for each in listed if each["nome"] == "V10")
    assert (v10["especies"], v10["doses"], v10["intervalo_dias"], v10["reforco_dias"]) == (["cao"], 3, 21, 365)


async def test_added_vaccine_is_found_changed_and_deleted(shop: Shop) -> None:
    added = await create(
        shop, "vacinas", nome="Mixomatose", especies=["coelho", "cao", "coelho"], doses=2, intervalo_dias=28
    )
    assert (added["especies"], added["tipo"], added["ativo"], added["grupo"]) == (
        ["cao", "coelho"],
        "vacina",
        True,
        None,
    )
    assert await names(shop, PATH, q="mixó") == ["Mixomatose"]
    path = f"{PATH}/{added['id']}"
    assert (await shop.client.get(path)).json() == added
    changed = await shop.client.patch(
        path, json={"version": 1, "especies": [], "grupo": "coelhos", "ativo": False}
    )
    assert (changed.json()["especies"], changed.json()["grupo"], changed.json()["version"]) == ([], "coelhos", 2)
    assert_problem(await shop.client.patch(path, json={"version": 1, "ativo": True}), 409, "STALE_VERSION")
    assert (await shop.client.delete(path)).status_code == 204
    for answer in (await shop.client.get(path), await shop.client.delete(path)):
        assert_problem(answer, 404, "NOT_FOUND")
    assert_problem(await shop.client.patch(path, json={"version": 2, "ativo": True}), 404, "NOT_FOUND")


async def test_catalogue_is_paged_by_name(shop: Shop) -> None:
    found: list[str] = []
    cursor = None
    while True:
        params: dict[str, Any] = {"limit": 4} | ({"cursor": cursor} if cursor else {})
        page = (await shop.client.get(PATH, params=params)).json()
        found += [each["nome"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(found) == len(set(found)) == 11
    assert found[:2] == ["Antipulgas e carrapatos", "Antirrábica"]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"doses": 2}, "intervalo_dias", "interval_missing"),
        ({"doses": 0}, "doses", "greater_than_equal"),
        ({"doses": 11, "intervalo_dias": 1}, "doses", "less_than_equal"),
        ({"doses": 2.5}, "doses", "int_type"),
        ({"intervalo_dias": 0}, "intervalo_dias", "greater_than_equal"),
        ({"intervalo_dias": 2**40}, "intervalo_dias", "less_than_equal"),
        ({"reforco_dias": 3651}, "reforco_dias", "less_than_equal"),
        ({"idade_minima_dias": -1}, "idade_minima_dias", "greater_than_equal"),
        ({"tipo": "xarope"}, "tipo", "literal_error"),
        ({"especies": ["dragao"]}, "especies.0", "literal_error"),
        ({"especies": ["cao"] * 12}, "especies", "too_long"),
        ({"grupo": "x" * 41}, "grupo", "string_too_long"),
        ({"grupo": ""}, "grupo", "string_too_short"),
        ({"nome": "a\x00"}, "nome", "control_character"),
        ({"obrigatoria": 1}, "obrigatoria", "bool_type"),
    ],
)
async def test_bad_field_is_refused_at_it(
    shared_shop: Shop, fields: dict[str, Any], field: str, code: str
) -> None:
    answer = await shared_shop.client.post(PATH, json={"nome": "V"} | fields)
    assert_field_problem(answer, field, code)


async def test_series_cannot_lose_its_interval(clinic: Clinic) -> None:
    path = f"{PATH}/{clinic.ids['V10']}"
    answer = await clinic.shop.client.patch(path, json={"version": 1, "intervalo_dias": None})
    assert_field_problem(answer, "intervalo_dias", "interval_missing")
    both = {"version": 1, "intervalo_dias": None, "doses": 1}
    assert (await clinic.shop.client.patch(path, json=both)).status_code == 200
    assert_field_problem(
        await clinic.shop.client.patch(path, json={"version": 2, "doses": 3}), "intervalo_dias", "interval_missing"
    )


async def test_vaccine_with_doses_is_not_deleted(clinic: Clinic) -> None:
    path, given = f"{PATH}/{clinic.ids['V10']}", await clinic.give("V10", -1)
    assert_problem(await clinic.shop.client.delete(path), 409, "IN_USE")
    assert (await clinic.delete(given)).status_code == 204
    assert (await clinic.shop.client.delete(path)).status_code == 204


async def test_changed_protocol_leaves_what_is_planned_and_holds_for_the_next_dose(clinic: Clinic) -> None:
    await clinic.give("Antirrábica", -10)
    path = f"{PATH}/{clinic.ids['Antirrábica']}"
    assert (await clinic.shop.client.patch(path, json={"version": 1, "reforco_dias": 730})).status_code == 200
    assert (await clinic.line("Antirrábica"))[1] == day(355)
    await clinic.give("Antirrábica", 0)
    assert (await clinic.line("Antirrábica"))[1] == day(730)
