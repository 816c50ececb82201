"""An animal's card, and everybody's doses that are to come."""

from typing import Any

import pytest

from tests.business.shops import assert_field_problem, create
from tests.business.vacinas.clinic import Clinic, day
from tests.infra.sql import fetch
from tests.infra.system import System

DOGS = {"Antirrábica", "V8", "V10", "Gripe (tosse dos canis)", "Giárdia", "Leishmaniose", "Vermífugo"}
CATS = {"Antirrábica", "V3", "V4", "V5", "Vermífugo"}
BOTH = "Antipulgas e carrapatos"


@pytest.mark.parametrize(
    ("especie", "code", "shown"),
    [
        ("cachorra", "cao", DOGS | {BOTH}),
        ("Gatinho", "gato", CATS | {BOTH}),
        ("Calopsita", "ave", set()),
        (None, None, set()),
    ],
)
async def test_card_shows_the_vaccines_of_a_species(
    clinic: Clinic, especie: str | None, code: str | None, shown: set[str]
) -> None:
    await create(clinic.shop, "vacinas", nome="Para todos")
    animal = (await create(clinic.shop, "animais", nome="Bicho", cliente_id=clinic.cliente, especie=especie))["id"]
    answer = (await clinic.shop.client.get(f"/api/v1/animais/{animal}/vacinas")).json()
    assert (answer["animal_id"], answer["animal"]) == (animal, "Bicho")
    assert (answer["especie"], answer["especie_codigo"], answer["hoje"]) == (especie, code, day(0))
    assert {line["nome"] for line in answer["vacinas"]} == shown | {"Para todos"}
    assert {line["situacao"] for line in answer["vacinas"]} == {"nunca"}


async def test_card_shows_protocol_and_doses_in_their_order(clinic: Clinic) -> None:
    await clinic.give("V10", -30, veterinario="Lia", crmv="CRMV-SP 1", observacoes="Chorou")
    await clinic.give("V10", -5)
    line = (await clinic.card())["V10"]
    assert (line["doses"], line["intervalo_dias"], line["obrigatoria"], line["grupo"]) == (
        3,
        21,
        True,
        "polivalente",
    )
    assert [(dose["dose"], dose["aplicada_em"]) for dose in line["aplicadas"]] == [(1, day(-30)), (2, day(-5))]
    assert line["aplicadas"][0]["veterinario"] == "Lia"
    assert (line["prevista"]["dose"], line["prevista_para"]) == (3, day(16))


async def test_vaccine_of_another_species_or_out_of_use_is_shown_while_it_has_doses(clinic: Clinic) -> None:
    given = await clinic.give("V4", -1)
    path = f"/api/v1/vacinas/{clinic.ids['V4']}"
    assert (await clinic.shop.client.patch(path, json={"version": 1, "ativo": False})).status_code == 200
    assert (await clinic.card())["V4"]["ativo"] is False
    await clinic.delete(given)
    assert "V4" not in await clinic.card()


async def test_pending_are_in_the_order_of_days_with_whom_to_tell(clinic: Clinic) -> None:
    await clinic.give("Antirrábica", -370)
    await clinic.dose("V10", prevista_para=day(0))
    await clinic.dose("Giárdia", prevista_para=day(30))
    await clinic.dose("Leishmaniose", prevista_para=day(31))
    found = await clinic.pending()
    assert [(each["vacina"], each["prevista_para"], each["atrasada"]) for each in found] == [
        ("Antirrábica", day(-5), True),
        ("V10", day(0), False),
        ("Giárdia", day(30), False),
    ]
    first = found[0]
    assert (first["animal_id"], first["animal"], first["cliente"]) == (clinic.rex, "Rex", "Carla")
    assert (first["telefone"], first["telefone_e164"]) == ("(11) 98765-4321", "+5511987654321")
    assert (first["obrigatoria"], first["tipo"], first["dose"]) == (True, "vacina", 2)
    assert [each["vacina"] for each in await clinic.pending(atrasadas="true")] == ["Antirrábica"]
    assert len(await clinic.pending(ate=day(31))) == 4
    assert await clinic.pending(ate=day(-6)) == []
    assert await clinic.pending(ate="1970-01-01", atrasadas="true") == []


async def test_pending_are_paged_and_leafing_is_told_to_the_audit(clinic: Clinic) -> None:
    for name in ("V10", "Giárdia", "Antirrábica"):
        await clinic.dose(name, prevista_para=day(2))
    found: list[str] = []
    params: dict[str, Any] = {"limit": 1}
    for _ in range(3):
        page = (await clinic.shop.client.get("/api/v1/vacinas/pendentes", params=params)).json()
        found += [each["vacina"] for each in page["items"]]
        params = {"limit": 1, "cursor": page["next_cursor"]}
    assert (found, page["next_cursor"]) == (["V10", "Giárdia", "Antirrábica"], None)
    told = (await clinic.shop.client.get("/api/v1/audit", params={"action": "dose.listed"})).json()["items"]
    assert [entry["after"]["rows"] for entry in told] == [1, 1]


@pytest.mark.parametrize("cursor", ["x", "WyJ4IiwgMV0", "WyIyMDI2LTAyLTMwIiwgMV0"])
async def test_cursor_of_nobody_is_refused(clinic: Clinic, cursor: str) -> None:
    answer = await clinic.shop.client.get("/api/v1/vacinas/pendentes", params={"cursor": cursor})
    assert_field_problem(answer, "cursor", "cursor_invalid")


@pytest.mark.parametrize("ate", ["2026-02-30", "hoje", "9999-12-31", "20260101", "0001-01-01"])
async def test_day_that_is_none_is_refused(clinic: Clinic, ate: str) -> None:
    assert_field_problem(await clinic.shop.client.get("/api/v1/vacinas/pendentes", params={"ate": ate}), "ate")


async def test_whoever_is_not_looked_after_is_not_pending(clinic: Clinic, system: System) -> None:
    async def of_rex() -> list[str]:
        return [each["vacina"] for each in await clinic.pending()]

    await clinic.dose("V10", prevista_para=day(1))
    await clinic.dose("Giárdia", prevista_para=day(1))
    path = f"/api/v1/vacinas/{clinic.ids['Giárdia']}"
    assert (await clinic.shop.client.patch(path, json={"version": 1, "ativo": False})).status_code == 200
    assert await of_rex() == ["V10"]
    table = f"{clinic.shop.schema}.api_animal"
    for state in ("falecido", "inativo"):
        await fetch(system.admin_url, f"UPDATE {table} SET situacao = '{state}'")
        assert await of_rex() == []
    await fetch(system.admin_url, f"UPDATE {table} SET situacao = 'ativo'")
    assert await of_rex() == ["V10"]
    assert (await clinic.shop.client.delete(f"/api/v1/animais/{clinic.rex}")).status_code == 204
    assert await of_rex() == []
