"""The waiting list: who waits, who can be served, who is offered a place and takes it."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.sql import fetch
from tests.infra.system import System

PATH = "/api/v1/espera"


async def wait(desk: Desk, **fields: Any) -> httpx.Response:
    """For an hour with Ana, some time of the next days, unless something else is said."""
    body = {
        "animal_id": desk.animal,
        "itens": [{"servico_id": desk.servico, "profissional_id": desk.ana}],
        "de": str(the_day()),
        "ate": str(the_day(5)),
    } | fields
    return await desk.shop.client.post(PATH, json=body)


async def waits(desk: Desk, **fields: Any) -> dict[str, Any]:
    answer = await wait(desk, **fields)
    assert answer.status_code == 201, answer.text
    entry: dict[str, Any] = answer.json()
    return entry


async def step(desk: Desk, entry: dict[str, Any], what: str, **fields: Any) -> httpx.Response:
    body = {"version": entry["version"]} | fields
    return await desk.shop.client.post(f"{PATH}/{entry['id']}/{what}", json=body)


async def stepped(desk: Desk, entry: dict[str, Any], what: str, **fields: Any) -> dict[str, Any]:
    answer = await step(desk, entry, what, **fields)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def who(desk: Desk, **params: Any) -> list[tuple[int, list[str]]]:
    answer = await desk.shop.client.get(f"{PATH}/encaixes", params=params)
    assert answer.status_code == 200, answer.text
    return [
        (each["espera"]["id"], [clock_of(place["inicio"]) for place in each["vagas"]])
        for each in answer.json()["items"]
    ]


async def test_who_waits_is_offered_a_place_and_takes_it(desk: Desk) -> None:
    entry = await waits(desk, observacoes="De preferência com a Ana")
    assert (entry["estado"], entry["animal"], entry["cliente"]) == ("aguardando", "Rex", "Carla")
    offered = await stepped(desk, entry, "oferecer", inicio=at("10:00"))
    assert (offered["estado"], offered["oferta_inicio"], offered["whatsapp_url"]) == (
        "oferecida",
        at("10:00"),
        None,
    )
    served = await stepped(desk, offered, "agendar")
    assert (served["estado"], served["agendamento_id"]) == ("atendida", served["agendamento"]["id"])
    assert (served["agendamento"]["inicio"], served["agendamento"]["status"]) == (at("10:00"), "agendado")
    assert served["agendamento"]["observacoes"] == "De preferência com a Ana"
    assert_problem(await step(desk, served, "agendar", inicio=at("12:00")), 409, "WRONG_STATE")


async def test_an_offer_is_a_message_where_there_is_a_number(desk: Desk) -> None:
    tutor = await create(desk.shop, "clientes", nome="Davi & Lia", telefone="(11) 98765-4321")
    bob = await create(desk.shop, "animais", nome="Bob #1", cliente_id=tutor["id"])
    offered = await stepped(desk, await waits(desk, animal_id=bob["id"]), "oferecer", inicio=at("15:30"))
    url = urlsplit(offered["whatsapp_url"])
    assert (url.netloc, url.path) == ("wa.me", "/5511987654321")
    (said,) = parse_qs(url.query)["text"]
    assert said.startswith("Olá, Davi & Lia! Abriu um horário para Bob #1: ")
    assert f"{the_day():%d/%m} às 15:30" in said


async def test_an_offer_that_is_declined_falls_and_they_wait_on(desk: Desk) -> None:
    entry = await waits(desk)
    assert_problem(await step(desk, entry, "recusar"), 409, "WRONG_STATE")
    offered = await stepped(desk, entry, "oferecer", inicio=at("10:00"))
    again = await stepped(desk, offered, "recusar")
    assert (again["estado"], again["oferta_inicio"]) == ("aguardando", None)
    gone = await stepped(desk, again, "desistir")
    assert gone["estado"] == "desistiu"
    assert_problem(await step(desk, gone, "oferecer", inicio=at("10:00")), 409, "WRONG_STATE")


async def test_who_can_be_served_is_told_the_longest_waiting_first(desk: Desk) -> None:
    await desk.booked("08:00", animal_id=desk.other_animal, duracao=None)
    morning = await waits(desk, periodo="manha")
    evening = await waits(desk, animal_id=desk.other_animal, periodo="noite", ate=str(the_day()))
    never = await waits(desk, itens=[{"servico_id": desk.servico, "duracao": 1_000}])
    found = await who(desk, data=str(the_day()), dias=1)
    assert found == [(morning["id"], ["09:00", "09:15", "09:30"]), (evening["id"], ["18:00", "18:15", "18:30"])]
    assert never["id"] not in dict(found)


async def test_weekdays_and_days_are_kept(desk: Desk) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    entry = await waits(desk, dias=[names[the_day(3).weekday()]])
    answer = await desk.shop.client.get(f"{PATH}/encaixes", params={"data": str(the_day()), "dias": 7})
    (found,) = answer.json()["items"]
    assert {place["inicio"][:10] for place in found["vagas"]} == {str(the_day(3))}
    assert (found["espera"]["id"], answer.json()["vistas"], answer.json()["mais"]) == (entry["id"], 1, False)
    assert await who(desk, data=str(the_day(6)), dias=7) == []


async def test_a_time_that_became_free_is_for_whoever_fits_into_it(desk: Desk) -> None:
    freed = await desk.booked("10:00", animal_id=desk.other_animal)
    entry = await waits(desk)
    long = await waits(desk, itens=[{"servico_id": desk.servico, "duracao": 90}])
    assert await who(desk, agendamento_id=freed["id"]) == []
    await desk.stepped(freed, "cancelado")
    assert await who(desk, agendamento_id=freed["id"]) == [(entry["id"], ["10:00"])]
    assert long["id"]
    answer = await desk.shop.client.get(f"{PATH}/encaixes", params={"agendamento_id": 999})
    assert_problem(answer, 404, "NOT_FOUND")


async def test_an_animal_that_is_elsewhere_is_offered_nothing_then(desk: Desk) -> None:
    await desk.booked("10:00", profissional_id=desk.bia)
    entry = await waits(desk, periodo="manha", itens=[{"servico_id": desk.servico, "profissional_id": desk.ana}])
    ((found, hours),) = await who(desk, data=str(the_day()), dias=1)
    assert (found, hours) == (entry["id"], ["08:00", "08:15", "08:30"])
    await desk.booked("08:00", animal_id=desk.other_animal)
    ((_, hours),) = await who(desk, data=str(the_day()), dias=1)
    # From nine to ten, and not again before the other visit is over.
    assert hours == ["09:00", "11:00", "11:15"]


async def test_nobody_is_told_of_a_place_for_an_animal_that_has_died(desk: Desk) -> None:
    entry = await waits(desk)
    body = {"version": 1, "situacao": "falecido"}
    assert (await desk.shop.client.patch(f"/api/v1/animais/{desk.animal}", json=body)).status_code == 200
    assert_problem(await step(desk, entry, "oferecer", inicio=at("10:00")), 409, "WRONG_STATE")
    assert await who(desk, data=str(the_day()), dias=1) == []


async def test_of_two_for_one_place_one_has_it_and_the_other_waits_on(desk: Desk) -> None:
    entries = [await waits(desk), await waits(desk, animal_id=desk.other_animal)]
    answers = await asyncio.gather(*(step(desk, each, "agendar", inicio=at("10:00")) for each in entries))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    listed = (await desk.shop.client.get(PATH, params={"estado": "aguardando"})).json()["items"]
    assert len(listed) == 1
    assert await stepped(desk, listed[0], "agendar", inicio=at("11:00"))


async def test_another_person_and_another_time_can_be_taken(desk: Desk) -> None:
    served = await stepped(desk, await waits(desk), "agendar", inicio=at("10:00"), profissional_id=desk.bia)
    assert served["agendamento"]["itens"][0]["profissional_id"] == desk.bia


async def test_whose_days_are_over_is_expired_until_they_get_others(desk: Desk, system: System) -> None:
    entry = await waits(desk)
    past = f"UPDATE {desk.shop.schema}.api_espera SET de = $1, ate = $1"
    await fetch(system.admin_url, past, the_day(-1))
    client = desk.shop.client
    (listed,) = (await client.get(PATH, params={"estado": "expirada"})).json()["items"]
    assert listed["estado"] == "expirada"
    assert (await client.get(PATH, params={"estado": "aguardando"})).json()["items"] == []
    assert_problem(await step(desk, entry, "oferecer", inicio=at("10:00")), 409, "WRONG_STATE")
    body = {"version": 1, "de": str(the_day()), "ate": str(the_day(2)), "periodo": "tarde", "dias": ["sat", "mon"]}
    changed = await client.patch(f"{PATH}/{entry['id']}", json=body)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["estado"], changed.json()["dias"]) == ("aguardando", ["mon", "sat"])


async def test_a_change_takes_the_offer_back(desk: Desk) -> None:
    offered = await stepped(desk, await waits(desk), "oferecer", inicio=at("10:00"))
    body = {"version": offered["version"], "itens": [{"servico_id": desk.servico}]}
    changed = (await desk.shop.client.patch(f"{PATH}/{offered['id']}", json=body)).json()
    assert (changed["estado"], changed["oferta_inicio"]) == ("aguardando", None)
    assert changed["itens"] == [
        {"servico_id": desk.servico, "profissional_id": None, "duracao": None, "preco": None}
    ]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"ate": "2020-01-01", "de": "2020-01-01"}, "ate", "in_the_past"),
        ({"ate": "2020-01-01"}, "ate", "period_reversed"),
        ({"ate": "2900-01-01"}, "ate", "wait_too_long"),
        ({"animal_id": 999}, "animal_id", "NOT_FOUND"),
        ({"itens": [{"servico_id": 999}]}, "itens.0.servico_id", "NOT_FOUND"),
        ({"itens": []}, "itens", "too_short"),
        ({"periodo": "madrugada"}, "periodo", "literal_error"),
        ({"dias": ["domingo"]}, "dias.0", "literal_error"),
    ],
)
async def test_what_nobody_can_wait_for_is_refused_at_its_field(
    desk: Desk, fields: dict[str, Any], field: str, code: str
) -> None:
    problem = "NOT_FOUND" if code == "NOT_FOUND" else "VALIDATION_ERROR"
    assert_field_problem(await wait(desk, **fields), field, code, problem=problem)


async def test_what_changed_is_gone_or_says_nothing_is_refused(desk: Desk) -> None:
    entry = await waits(desk)
    assert_problem(await step(desk, entry | {"version": 9}, "desistir"), 409, "STALE_VERSION")
    assert_problem(await step(desk, entry | {"id": 999}, "desistir"), 404, "NOT_FOUND")
    assert_field_problem(await step(desk, entry, "agendar"), "inicio", "missing")
    assert_field_problem(
        await step(desk, entry, "oferecer", inicio="2020-01-01T10:00:00Z"), "inicio", "in_the_past"
    )
    half = await desk.shop.client.patch(f"{PATH}/{entry['id']}", json={"version": 1, "de": str(the_day())})
    assert_field_problem(half, "ate", "period_in_part")


async def test_the_list_is_in_pages_and_by_animal(desk: Desk) -> None:
    entries = [
        (await waits(desk, animal_id=animal))["id"] for animal in (desk.animal, desk.other_animal, desk.animal)
    ]
    client = desk.shop.client
    first = (await client.get(PATH, params={"limit": 2})).json()
    rest = (await client.get(PATH, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == entries
    assert rest["next_cursor"] is None
    mine = (await client.get(PATH, params={"animal_id": desk.other_animal})).json()["items"]
    assert [each["id"] for each in mine] == entries[1:2]
