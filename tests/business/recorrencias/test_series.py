"""Bookings that repeat: made all at once or not at all, growing as visits are delivered, ended."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.recorrencias.series import PATH, booking, end, read, repeat, repeated
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually


def days_of(series: dict[str, Any]) -> list[date]:
    return [date.fromisoformat(each["data"]) for each in series["agendamentos"]]


async def test_half_a_year_is_booked_at_once(desk: Desk) -> None:
    series = await repeated(desk, observacoes="Shampoo dela")
    days = days_of(series)
    assert days == [the_day(1) + timedelta(weeks=n) for n in range(len(days))]
    assert the_day(180 - 7) < days[-1] <= the_day(180)
    assert {clock_of(each["inicio"]) for each in series["agendamentos"]} == {"10:00"}
    assert (series["hora"], series["ate"], series["encerrada_em"], series["puladas"]) == ("10:00", None, None, [])
    first = await booking(desk, series["agendamentos"][0])
    assert (first["recorrencia_id"], first["destacado"], first["observacoes"]) == (
        series["id"],
        False,
        "Shampoo dela",
    )
    assert (first["preco"], [item["profissional_id"] for item in first["itens"]]) == ("60.00", [desk.ana])
    assert [step["para"] for step in first["historico"]] == ["agendado"]


@pytest.mark.parametrize(("fields", "count"), [({"vezes": 3}, 3), ({"semanas": 8, "vezes": 2}, 2)])
async def test_so_many_times_and_no_more(desk: Desk, fields: dict[str, Any], count: int) -> None:
    series = await repeated(desk, **fields)
    assert len(series["agendamentos"]) == count
    assert series["ate"] == series["agendamentos"][-1]["data"]


async def test_until_a_day(desk: Desk) -> None:
    series = await repeated(desk, ate=str(the_day(15)))
    assert days_of(series) == [the_day(1), the_day(8), the_day(15)]


async def test_a_taken_day_refuses_all_of_it_and_says_which(desk: Desk) -> None:
    taken = await desk.booked("10:30", days=15, animal_id=desk.other_animal)
    answer = await repeat(desk)
    assert_problem(answer, 409, "SLOT_TAKEN")
    assert answer.json()["ocorrencias"] == [{"data": str(the_day(15)), "motivo": "busy"}]
    assert [each["agendamento_id"] for each in answer.json()["conflicts"]] == [taken["id"]]
    assert (await desk.shop.client.get(PATH)).json()["items"] == []


async def test_taken_and_closed_days_are_left_out_where_that_is_asked(desk: Desk) -> None:
    await desk.booked("10:30", days=15, animal_id=desk.other_animal)
    await desk.configure("closed_dates", f'{{"closed": ["{the_day(8)}"]}}')
    series = await repeated(desk, vezes=4, se_ocupado="pular")
    assert days_of(series) == [the_day(1), the_day(22)]
    assert series["puladas"] == [
        {"data": str(the_day(8)), "motivo": "closed"},
        {"data": str(the_day(15)), "motivo": "busy"},
    ]


async def test_where_no_day_is_free_nothing_is_made(desk: Desk) -> None:
    await desk.booked("10:00", animal_id=desk.other_animal)
    assert_problem(await repeat(desk, vezes=1, se_ocupado="pular"), 409, "SLOT_TAKEN")


async def test_anybody_is_the_same_person_where_that_can_be(desk: Desk) -> None:
    await desk.booked("10:00", days=8, animal_id=desk.other_animal, profissional_id=desk.ana)
    anybody = [{"servico_id": desk.servico}]
    series = await repeated(desk, itens=anybody, vezes=3)
    people = [(await booking(desk, each))["itens"][0]["profissional_id"] for each in series["agendamentos"]]
    assert people == [desk.ana, desk.bia, desk.bia]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"semanas": 0}, "semanas", "greater_than_equal"),
        ({"semanas": 53}, "semanas", "less_than_equal"),
        ({"vezes": 2, "ate": "2030-01-01"}, "vezes", "ends_twice"),
        ({"vezes": 0}, "vezes", "greater_than_equal"),
        ({"ate": "2020-01-01"}, "ate", "period_reversed"),
        ({"inicio": "2020-01-01T10:00:00Z"}, "inicio", "in_the_past"),
        ({"inicio": "2999-01-01T10:00:00Z"}, "inicio", "too_far_ahead"),
        ({"animal_id": 999}, "animal_id", "NOT_FOUND"),
        ({"itens": [{"servico_id": 999}]}, "itens.0.servico_id", "NOT_FOUND"),
        ({"itens": []}, "itens", "too_short"),
        ({"se_ocupado": "talvez"}, "se_ocupado", "literal_error"),
    ],
)
async def test_what_makes_no_series_is_refused_at_its_field(
    desk: Desk, fields: dict[str, Any], field: str, code: str
) -> None:
    problem = "NOT_FOUND" if code == "NOT_FOUND" else "VALIDATION_ERROR"
    assert_field_problem(await repeat(desk, **fields), field, code, problem=problem)


async def test_of_many_at_once_for_the_same_hour_one_is_made(desk: Desk) -> None:
    owner = (await create(desk.shop, "clientes", nome="Davi"))["id"]
    animals = [(await create(desk.shop, "animais", nome=f"Pet {n}", cliente_id=owner))["id"] for n in range(12)]
    answers = await asyncio.gather(*(repeat(desk, animal_id=animal) for animal in animals))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201] + [409] * 11
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"SLOT_TAKEN"}


async def test_a_delivered_visit_makes_the_next_ones(desk: Desk, system: System) -> None:
    series = await repeated(desk)
    schema, last = desk.shop.schema, series["agendamentos"][-1]
    back = f"UPDATE {schema}.api_recorrencia SET gerada_ate = $1 WHERE id = $2"
    await fetch(system.admin_url, f"DELETE FROM {schema}.api_agendamento WHERE id = $1", last["id"])
    await fetch(system.admin_url, back, date.fromisoformat(last["data"]) - timedelta(days=1), series["id"])
    first = await booking(desk, series["agendamentos"][0])
    await desk.stepped(first, "em_atendimento", "pronto", "entregue")
    grown = await read(desk, series)
    assert days_of(grown) == days_of(series)
    assert grown["agendamentos"][-1]["id"] != last["id"]


async def test_rare_visits_are_followed_by_the_next_one(desk: Desk) -> None:
    series = await repeated(desk, semanas=40)
    assert days_of(series) == [the_day(1), the_day(1 + 40 * 7)]
    for occurrence in series["agendamentos"]:
        first = await booking(desk, occurrence)
        await desk.stepped(first, "em_atendimento", "pronto", "entregue")
    # Both came before their time; it goes on nevertheless.
    assert days_of(await read(desk, series))[-1] == the_day(1 + 80 * 7)


async def test_what_is_called_off_is_not_followed_by_another(desk: Desk) -> None:
    series = await repeated(desk, vezes=30)
    before = days_of(series)
    await desk.stepped(await booking(desk, series["agendamentos"][-1]), "cancelado")
    assert days_of(await read(desk, series)) == before


async def test_one_letter_says_it_and_reminders_know_each_of_them(desk: Desk, system: System) -> None:
    series = await repeated(desk, vezes=5)
    known = "SELECT count(*) FROM svc_notifications.bookings WHERE tenant_id = $1"
    letters = "SELECT count(*) FROM svc_notifications.deliveries WHERE tenant_id = $1 AND kind = 'booking_created'"

    async def all_are_known() -> bool:
        return bool(await fetchval(system.admin_url, known, desk.shop.tenant_id) == 5)

    await eventually(all_are_known)
    others = letters.replace("count(*)", "array_agg(jsonb_array_length(content -> 'tambem'))")
    # One letter, of the first; it names the other four.
    assert await fetchval(system.admin_url, others, desk.shop.tenant_id) == [4]
    await end(desk, series)
    gone = f"{known} AND is_cancelled"

    async def all_are_gone() -> bool:
        return bool(await fetchval(system.admin_url, gone, desk.shop.tenant_id) == 5)

    await eventually(all_are_gone)
    cancelled = others.replace("created", "cancelled")
    assert await fetchval(system.admin_url, cancelled, desk.shop.tenant_id) == [4]


async def test_a_series_whose_servico_is_gone_never_stops_a_delivery(desk: Desk, system: System) -> None:
    series = await repeated(desk, vezes=60)
    await fetch(system.admin_url, f"UPDATE {desk.shop.schema}.api_recorrencia SET gerada_ate = $1", the_day(100))
    answer = await desk.shop.client.patch(f"/api/v1/servicos/{desk.servico}", json={"version": 1, "ativo": False})
    assert answer.status_code == 200, answer.text
    first = await booking(desk, series["agendamentos"][0])
    done = await desk.stepped(first, "em_atendimento", "pronto", "entregue")
    assert done["status"] == "entregue"


async def test_an_ended_series_calls_off_what_is_to_come(desk: Desk) -> None:
    series = await repeated(desk, vezes=4)
    answer = await end(desk, series, a_partir_de=str(the_day(10)))
    assert answer.status_code == 200, answer.text
    ended = answer.json()
    assert ended["encerrada_em"] is not None
    assert ended["ate"] == str(the_day(9))
    assert [each["status"] for each in ended["agendamentos"]] == ["agendado", "agendado", "cancelado", "cancelado"]
    gone = await booking(desk, ended["agendamentos"][-1])
    assert [step["para"] for step in gone["historico"]] == ["agendado", "cancelado"]
    assert_problem(await end(desk, ended), 409, "WRONG_STATE")
    assert_problem(await end(desk, series), 409, "STALE_VERSION")
    await desk.booked("10:00", days=15, animal_id=desk.other_animal)
    await desk.stepped(await booking(desk, ended["agendamentos"][0]), "em_atendimento", "pronto", "entregue")
    assert len((await read(desk, series))["agendamentos"]) == 4


async def test_series_are_listed_by_animal_and_tutor(desk: Desk) -> None:
    first = await repeated(desk, vezes=1)
    second = await repeated(desk, "12:00", animal_id=desk.other_animal, vezes=1)
    await end(desk, second)
    client = desk.shop.client

    async def ids(**params: Any) -> list[int]:
        return [each["id"] for each in (await client.get(PATH, params=params)).json()["items"]]

    assert await ids() == [first["id"]]
    assert await ids(encerradas=True) == [first["id"], second["id"]]
    assert await ids(encerradas=True, animal_id=desk.other_animal) == [second["id"]]
    assert await ids(encerradas=True, cliente_id=first["cliente_id"]) == [first["id"], second["id"]]
    page = (await client.get(PATH, params={"encerradas": True, "limit": 1})).json()
    assert await ids(encerradas=True, cursor=page["next_cursor"]) == [second["id"]]
    assert_problem(await client.get(f"{PATH}/999"), 404, "NOT_FOUND")


async def test_a_repeated_request_makes_one_series(desk: Desk) -> None:
    body = {
        "animal_id": desk.animal,
        "inicio": at("10:00"),
        "semanas": 2,
        "itens": [{"servico_id": desk.servico, "profissional_id": desk.ana}],
    }
    headers = {"Idempotency-Key": "serie-1"}
    answers = [await desk.shop.client.post(PATH, json=body, headers=headers) for _ in range(2)]
    assert [answer.json()["id"] for answer in answers] == [answers[0].json()["id"]] * 2
