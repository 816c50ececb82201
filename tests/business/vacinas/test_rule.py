"""What the shop's rule makes of an animal without its vaccines, at booking and at the door."""

import json

import pytest
import pytest_asyncio

from tests.business.agenda.desk import Desk, open_desk
from tests.business.shops import assert_problem, create
from tests.business.vacinas.clinic import Clinic, day, open_clinic
from tests.infra.shops import Shop


@pytest_asyncio.fixture
async def desk(shop: Shop) -> Desk:
    return await open_desk(shop)


@pytest_asyncio.fixture
async def clinic(desk: Desk) -> Clinic:
    """Rex, whom the desk books from here on, is a dog of six."""
    found = await open_clinic(desk.shop)
    desk.animal = found.rex
    return found


async def rule(desk: Desk, value: str) -> None:
    await desk.configure("agenda", json.dumps({"vaccines": value}))


async def up_to_date(clinic: Clinic, *, but: str = "") -> None:
    for name in {"Antirrábica", "V10"} - {but}:
        await clinic.give(name, -30, dose=3)


async def test_missing_vaccines_are_told_where_nothing_else_is_said(desk: Desk, clinic: Clinic) -> None:
    booking = await desk.booked()
    nobody = {"tipo": "vacina", "situacao": "nunca", "prevista_para": None}
    assert booking["avisos"] == [
        nobody | {"vacina_id": clinic.ids["Antirrábica"], "nome": "Antirrábica"},
        nobody | {"vacina_id": clinic.ids["V10"], "nome": "V10"},
    ]
    assert booking["vacinas_atrasadas"] == 0
    shown = (await desk.shop.client.get(f"/api/v1/agendamentos/{booking['id']}")).json()
    assert shown["avisos"] == []
    received = await desk.stepped(booking, "recebido")
    assert len(received["avisos"]) == 2
    assert (await desk.stepped(received, "em_atendimento"))["avisos"] == []


async def test_block_refuses_bookings_and_squeezing_in_is_no_way_round(desk: Desk, clinic: Clinic) -> None:
    await rule(desk, "block")
    await up_to_date(clinic, but="Antirrábica")
    await clinic.give("Antirrábica", -400)
    for fields in ({}, {"encaixe": True}, {"status": "solicitado"}):
        body = assert_problem(await desk.book(**fields), 409, "VACCINE_REQUIRED")
        assert body["vacinas"] == [
            {
                "vacina_id": clinic.ids["Antirrábica"],
                "nome": "Antirrábica",
                "situacao": "atrasada",
                "prevista_para": day(-35),
            }
        ]
    shown = await desk.shop.client.get("/api/v1/agenda", params={"data": day(1)})
    assert shown.json()["agendamentos"] == []
    await clinic.give("Antirrábica", 0)
    assert (await desk.booked())["avisos"] == []


async def test_late_is_judged_on_the_bookings_day(desk: Desk, clinic: Clinic) -> None:
    await rule(desk, "block")
    await up_to_date(clinic)
    await clinic.dose("V10", prevista_para=day(3))
    for days in (1, 3):
        assert (await desk.booked(days=days))["vacinas_atrasadas"] == 0
    body = assert_problem(await desk.book(days=4), 409, "VACCINE_REQUIRED")
    assert [(each["nome"], each["prevista_para"]) for each in body["vacinas"]] == [("V10", day(3))]


async def test_block_holds_at_the_door_as_well(desk: Desk, clinic: Clinic) -> None:
    booking = await desk.booked()
    await rule(desk, "block")
    confirmed = await desk.stepped(booking, "confirmado")
    for status in ("recebido", "em_atendimento"):
        assert_problem(await desk.step(confirmed, status), 409, "VACCINE_REQUIRED")
    await up_to_date(clinic)
    received = await desk.stepped(confirmed, "recebido")
    assert received["avisos"] == []
    for dose in (await clinic.card())["V10"]["aplicadas"]:
        await clinic.delete(dose)
    # It is there already.
    assert (await desk.step(received, "em_atendimento")).status_code == 200


async def test_off_asks_nothing(desk: Desk, clinic: Clinic) -> None:
    await rule(desk, "off")
    booking = await desk.booked()
    assert booking["avisos"] == []
    assert (await desk.stepped(booking, "recebido"))["avisos"] == []


async def test_any_vaccine_of_a_group_counts(desk: Desk, clinic: Clinic) -> None:
    await rule(desk, "block")
    await up_to_date(clinic, but="V10")
    await clinic.give("V8", -30, dose=3)
    assert (await desk.booked())["avisos"] == []
    await clinic.dose("V8", prevista_para=day(-1))
    body = assert_problem(await desk.book("15:00"), 409, "VACCINE_REQUIRED")
    assert [(each["nome"], each["situacao"]) for each in body["vacinas"]] == [("V8", "atrasada")]


async def test_planned_but_never_given_is_missing_and_in_the_middle_of_a_series_is_not(
    desk: Desk, clinic: Clinic
) -> None:
    await rule(desk, "block")
    await up_to_date(clinic, but="V10")
    await clinic.dose("V10", prevista_para=day(20))
    body = assert_problem(await desk.book(), 409, "VACCINE_REQUIRED")
    assert [(each["situacao"], each["prevista_para"]) for each in body["vacinas"]] == [("prevista", day(20))]
    await clinic.give("V10", -1)
    assert (await desk.booked())["avisos"] == []


@pytest.mark.parametrize(
    ("especie", "nascimento", "missing"),
    [
        ("gato", None, ["Antirrábica", "V4"]),
        ("cão", day(-60), ["V10"]),
        ("cão", day(-30), []),
        ("coelho", None, []),
        (None, None, []),
    ],
)
async def test_only_what_fits_species_and_age_is_demanded(
    desk: Desk, clinic: Clinic, especie: str | None, nascimento: str | None, missing: list[str]
) -> None:
    fields = {"nome": "Bicho", "cliente_id": clinic.cliente, "especie": especie, "nascimento": nascimento}
    animal = (await create(desk.shop, "animais", **fields))["id"]
    assert [each["nome"] for each in (await desk.booked(animal_id=animal))["avisos"]] == missing


async def test_what_is_no_active_vaccine_is_not_demanded(desk: Desk, clinic: Clinic) -> None:
    await up_to_date(clinic)
    await create(desk.shop, "vacinas", nome="Pulgas", tipo="antiparasitario", obrigatoria=True)
    await create(desk.shop, "vacinas", nome="Antiga", obrigatoria=True, ativo=False)
    assert (await desk.booked())["avisos"] == []


async def test_board_counts_late_vaccines_of_each_animal(desk: Desk, clinic: Clinic) -> None:
    await clinic.give("Antirrábica", -400)
    await clinic.give("V10", -400, dose=3)
    await clinic.give("Antipulgas e carrapatos", -400)
    assert (await desk.booked())["vacinas_atrasadas"] == 2
    await desk.booked("12:00", animal_id=desk.other_animal)
    board = (await desk.shop.client.get("/api/v1/agenda", params={"data": day(1)})).json()["agendamentos"]
    assert [booking["vacinas_atrasadas"] for booking in board] == [2, 0]


@pytest.mark.parametrize("value", ["maybe", "", None, True])
async def test_rule_of_another_kind_is_refused(shared_shop: Shop, value: object) -> None:
    answer = await shared_shop.client.put(
        "/api/v1/tenant/configurations/agenda", json={"config_value": json.dumps({"vaccines": value})}
    )
    assert answer.status_code == 422
