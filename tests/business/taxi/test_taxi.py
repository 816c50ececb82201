"""Táxi dog: rides that are made with a booking, go where it goes, and fill a driver's day."""

import json
from typing import Any

import httpx
import pytest

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.recorrencias.series import altered, end, repeated
from tests.business.shops import assert_field_problem, assert_problem, create


async def ride(desk: Desk, booking: dict[str, Any], way: str = "busca", **fields: Any) -> httpx.Response:
    body = {"endereco": "Rua das Flores, 12"} | fields
    return await desk.shop.client.put(f"/api/v1/agendamentos/{booking['id']}/taxi/{way}", json=body)


async def rides(desk: Desk, booking: dict[str, Any], way: str = "busca", **fields: Any) -> dict[str, Any]:
    answer = await ride(desk, booking, way, **fields)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def read(desk: Desk, booking: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.shop.client.get(f"/api/v1/agendamentos/{booking['id']}")).json()
    return found


async def windows(desk: Desk, booking: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    found = (await read(desk, booking))["taxi"]
    return {each["sentido"]: (clock_of(each["inicio"]), clock_of(each["fim"]), each["estado"]) for each in found}


async def step(desk: Desk, taxi: dict[str, Any], estado: str) -> httpx.Response:
    body = {"version": taxi["version"], "estado": estado}
    return await desk.shop.client.post(f"/api/v1/taxi/{taxi['id']}/estado", json=body)


async def test_both_ways_around_a_booking(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    fetched = await rides(desk, booking, motorista_id=desk.bia, observacoes="Interfone 12")
    assert (fetched["taxa"], fetched["motorista"], fetched["animal"]) == ("0.00", "Bia", "Rex")
    await rides(desk, booking, "entrega")
    assert await windows(desk, booking) == {
        "busca": ("09:30", "10:00", "pendente"),
        "entrega": ("11:00", "11:30", "pendente"),
    }


async def test_prices_are_the_shops(desk: Desk) -> None:
    rules = {"taxa": "15.00", "zonas": [{"nome": "Longe", "taxa": "40.00"}], "janela_minutos": 60}
    await desk.configure("taxi", json.dumps(rules))
    booking = await desk.booked("10:00")
    flat = await rides(desk, booking)
    assert (flat["taxa"], clock_of(flat["inicio"])) == ("15.00", "09:00")
    assert (await rides(desk, booking, "entrega", zona="Longe"))["taxa"] == "40.00"
    given = await rides(desk, booking, version=flat["version"], taxa="7.50", zona="Longe")
    assert (given["taxa"], given["zona"]) == ("7.50", "Longe")
    assert_field_problem(await ride(desk, booking, version=given["version"], zona="Lua"), "zona", "zone_unknown")
    answer = await desk.shop.client.put(
        "/api/v1/tenant/configurations/taxi", json={"config_value": '{"taxa": "-1.00"}'}
    )
    assert answer.status_code == 422


async def test_the_address_is_the_tutors_where_none_is_said(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    assert_field_problem(await ride(desk, booking, endereco=None), "endereco", "missing")
    postal = {"logradouro": "Avenida Paulista", "numero": "9", "cidade": "São Paulo", "cep": "01310-100"}
    tutor = (await desk.shop.client.get("/api/v1/clientes")).json()["items"][0]
    await desk.shop.client.patch(
        f"/api/v1/clientes/{tutor['id']}", json={"version": tutor["version"], "endereco_postal": postal}
    )
    assert (await rides(desk, booking, endereco=None))["endereco"] == "Avenida Paulista, 9, São Paulo"


async def test_rides_go_where_their_booking_goes(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    await rides(desk, booking)
    home = await rides(desk, booking, "entrega")
    moved = (await desk.change(booking, inicio=at("14:00"), duracao=90)).json()
    assert await windows(desk, booking) == {
        "busca": ("13:30", "14:00", "pendente"),
        "entrega": ("15:30", "16:00", "pendente"),
    }
    on_the_way = await step(desk, home | {"version": home["version"] + 1}, "a_caminho")
    assert on_the_way.status_code == 200, on_the_way.text
    await desk.change(moved, inicio=at("16:00"))
    assert (await windows(desk, booking))["entrega"] == ("15:30", "16:00", "a_caminho")


async def test_what_is_called_off_is_fetched_by_nobody_until_it_is_back(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    await rides(desk, booking)
    gone = await desk.stepped(booking, "cancelado")
    assert (await windows(desk, booking))["busca"][2] == "cancelado"
    assert_problem(await ride(desk, booking), 409, "WRONG_STATE")
    assert (await desk.undo(gone)).status_code == 200
    assert (await windows(desk, booking))["busca"][2] == "pendente"


async def test_a_ride_goes_one_step_at_a_time_and_back(desk: Desk) -> None:
    taxi = await rides(desk, await desk.booked("10:00"))
    assert_problem(await step(desk, taxi, "feito"), 409, "WRONG_STATE")
    going = (await step(desk, taxi, "a_caminho")).json()
    done = (await step(desk, going, "feito")).json()
    assert done["estado"] == "feito"
    assert_problem(await step(desk, going, "feito"), 409, "STALE_VERSION")
    assert (await step(desk, done, "a_caminho")).json()["estado"] == "a_caminho"
    assert_problem(await step(desk, done | {"id": 999}, "feito"), 404, "NOT_FOUND")


async def test_a_drivers_day_is_in_order_and_in_pages(desk: Desk) -> None:
    late, early = await desk.booked("15:00"), await desk.booked("09:00", animal_id=desk.other_animal)
    await rides(desk, late, motorista_id=desk.ana)
    await rides(desk, early, motorista_id=desk.ana)
    await rides(desk, early, "entrega", motorista_id=desk.bia)
    client = desk.shop.client

    async def day(**params: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await client.get("/api/v1/taxi", params={"data": str(the_day())} | params)).json()
        return found

    assert [clock_of(each["inicio"]) for each in (await day())["items"]] == ["08:30", "10:00", "14:30"]
    assert [each["animal"] for each in (await day(motorista_id=desk.ana))["items"]] == ["Mel", "Rex"]
    first = await day(limit=1)
    rest = await day(cursor=first["next_cursor"])
    assert [clock_of(each["inicio"]) for each in first["items"] + rest["items"]] == ["08:30", "10:00", "14:30"]
    assert (await day(data=str(the_day(9))))["items"] == []
    assert_field_problem(
        await client.get("/api/v1/taxi", params={"data": str(the_day()), "cursor": "WyJ4IiwgMV0"}),
        "cursor",
        "cursor_invalid",
    )


async def test_a_ride_is_removed_before_it_begins(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    taxi = await rides(desk, booking)
    path = f"/api/v1/agendamentos/{booking['id']}/taxi/busca"
    await step(desk, taxi, "a_caminho")
    assert_problem(await desk.shop.client.delete(path), 409, "WRONG_STATE")
    await step(desk, taxi | {"version": 2}, "pendente")
    assert (await desk.shop.client.delete(path)).status_code == 204
    assert_problem(await desk.shop.client.delete(path), 404, "NOT_FOUND")
    assert (await read(desk, booking))["taxi"] == []


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"motorista_id": 999}, "motorista_id", "NOT_FOUND"),
        ({"inicio": at("09:00")}, "fim", "period_in_part"),
        ({"inicio": at("09:00"), "fim": at("08:00")}, "fim", "period_reversed"),
        ({"taxa": "-1.00"}, "taxa", "greater_than_equal"),
        ({"endereco": ""}, "endereco", "string_too_short"),
    ],
)
async def test_a_ride_that_makes_no_sense_is_refused_at_its_field(
    desk: Desk, fields: dict[str, Any], field: str, code: str
) -> None:
    problem = "NOT_FOUND" if code == "NOT_FOUND" else "VALIDATION_ERROR"
    answer = await ride(desk, await desk.booked("10:00"), **fields)
    assert_field_problem(answer, field, code, problem=problem)


async def test_who_works_here_no_more_drives_nobody_and_changes_meet_their_version(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    gone = await create(desk.shop, "profissionais", nome="Caio", ativo=False)
    assert_field_problem(
        await ride(desk, booking, motorista_id=gone["id"]), "motorista_id", "profissional_inactive"
    )
    await rides(desk, booking)
    assert_problem(await ride(desk, booking), 409, "STALE_VERSION")
    assert_problem(await ride(desk, {"id": 999}), 404, "NOT_FOUND")


async def test_rides_follow_a_whole_series(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    first, second, third = series["agendamentos"]
    for each in (first, second, third):
        await rides(desk, each)
    changed = await altered(desk, series, hora="14:00", ate=third["data"])
    assert [(await windows(desk, each))["busca"][:2] for each in (first, third)] == [("13:30", "14:00")] * 2
    assert (await end(desk, changed, a_partir_de=second["data"])).status_code == 200
    states = [(await windows(desk, each))["busca"][2] for each in (first, second, third)]
    assert states == ["pendente", "cancelado", "cancelado"]
