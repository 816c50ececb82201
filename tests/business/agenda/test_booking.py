"""Bookings as the counter makes them: all of it or nothing, and never two at one place."""

import asyncio
from typing import Any

import pytest

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.sql import connected, is_kept_waiting
from tests.infra.system import System
from tests.infra.waiting import eventually


async def test_booking_says_whom_when_by_whom_and_for_how_much(desk: Desk) -> None:
    answer = await desk.book("10:00", observacoes="Cuidado com a orelha")
    booking = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/agendamentos/{booking['id']}"
    assert (booking["inicio"], booking["fim"]) == (at("10:00"), at("11:00"))
    assert (booking["animal"], booking["cliente"], booking["status"]) == ("Rex", "Carla", "agendado")
    assert (booking["preco"], booking["encaixe"], booking["version"]) == ("60.00", False, 1)
    (item,) = booking["itens"]
    assert (item["servico"], item["profissional"], item["preco"]) == ("Banho da casa", "Ana", "60.00")
    found = (await desk.shop.client.get(answer.headers["location"])).json()
    steps = found.pop("historico")
    assert found == booking
    assert [(step["de"], step["para"]) for step in steps] == [(None, "agendado")]
    assert steps[0]["usuario_id"] is not None


async def test_several_servicos_follow_each_other(desk: Desk) -> None:
    tosa = (await create(desk.shop, "servicos", nome="Tosa", preco="45.50", duracao=30))["id"]
    itens = [{"servico_id": desk.servico, "profissional_id": desk.ana}, {"servico_id": tosa}]
    booking = await desk.booked("09:00", itens=itens)
    times = [(clock_of(i["inicio"]), clock_of(i["fim"]), i["profissional"]) for i in booking["itens"]]
    # Whoever has the animal keeps it.
    assert times == [("09:00", "10:00", "Ana"), ("10:00", "10:30", "Ana")]
    assert (booking["preco"], booking["fim"]) == ("105.50", at("10:30"))


async def test_part_that_does_not_fit_books_nothing(desk: Desk) -> None:
    await desk.booked("11:00", animal_id=desk.other_animal)
    itens = [{"servico_id": desk.servico, "profissional_id": desk.ana}] * 2
    problem = assert_problem(await desk.book("10:00", itens=itens), 409, "SLOT_TAKEN")
    assert problem["reason"] == "busy"
    assert len((await desk.shop.client.get(f"/api/v1/agenda?data={the_day()}")).json()["agendamentos"]) == 1


async def test_taken_time_names_what_is_there_and_where_there_is_room(desk: Desk) -> None:
    there = await desk.booked("10:00", animal_id=desk.other_animal)
    problem = assert_problem(await desk.book("10:30"), 409, "SLOT_TAKEN")
    assert problem["conflicts"] == [
        {
            "agendamento_id": there["id"],
            "profissional_id": desk.ana,
            "inicio": at("10:00"),
            "fim": at("11:00"),
        }
    ]
    assert [clock_of(each["inicio"]) for each in problem["suggestions"]] == ["11:00", "11:15", "11:30"]
    # Sooner with somebody else; who asked for anybody has seen everybody.
    sooner = [
        (each["profissional_id"], clock_of(each["inicio"]), clock_of(each["fim"])) for each in problem["others"]
    ]
    assert sooner == [(desk.bia, "10:30", "11:30"), (desk.bia, "10:45", "11:45")]
    assert (await desk.book("11:00")).status_code == 201


async def test_back_to_back_is_no_conflict(desk: Desk) -> None:
    for clock in ("10:00", "11:00", "09:00"):
        assert (await desk.book(clock)).status_code == 201


async def test_anybody_is_whoever_has_time(desk: Desk) -> None:
    await desk.booked("10:00", animal_id=desk.other_animal)
    booking = await desk.booked("10:00", profissional_id=None)
    assert booking["itens"][0]["profissional_id"] == desk.bia
    third = (await create(desk.shop, "animais", nome="Bob", cliente_id=booking["cliente_id"]))["id"]
    problem = assert_problem(await desk.book("10:00", profissional_id=None, animal_id=third), 409, "SLOT_TAKEN")
    assert {each["profissional_id"] for each in problem["conflicts"]} == {desk.ana, desk.bia}
    assert problem["others"] == []


async def test_animal_is_never_in_two_places_squeezed_in_or_not(desk: Desk) -> None:
    await desk.booked("10:00")
    for extra in ({}, {"encaixe": True}):
        problem = assert_problem(await desk.book("10:30", profissional_id=desk.bia, **extra), 409, "SLOT_TAKEN")
        assert problem["reason"] == "animal"


async def test_encaixe_stands_beside_another_and_keeps_nobody_off(desk: Desk) -> None:
    await desk.booked("10:00")
    squeezed = await desk.booked("10:30", animal_id=desk.other_animal, encaixe=True)
    assert squeezed["encaixe"] is True
    # An hour at night is nobody's.
    assert (await desk.book("22:00", days=2, encaixe=True)).status_code == 201
    third = (await create(desk.shop, "animais", nome="Bob", cliente_id=squeezed["cliente_id"]))["id"]
    assert (await desk.book("11:00", animal_id=third)).status_code == 201


async def test_encaixe_becomes_a_booking_only_where_there_is_room(desk: Desk) -> None:
    await desk.booked("10:00")
    squeezed = await desk.booked("10:30", animal_id=desk.other_animal, encaixe=True)
    assert_problem(await desk.change(squeezed, encaixe=False), 409, "SLOT_TAKEN")
    moved = await desk.change(squeezed, encaixe=False, inicio=at("11:00"))
    assert (moved.status_code, moved.json()["encaixe"]) == (200, False)


async def test_outside_of_the_hours_nobody_works(desk: Desk) -> None:
    problem = assert_problem(await desk.book("19:30"), 409, "SLOT_TAKEN")
    assert (problem["reason"], problem["conflicts"]) == ("closed", [])
    assert clock_of(problem["suggestions"][0]["inicio"]) == "08:00"


@pytest.mark.parametrize("crowd", [50])
async def test_of_fifty_at_once_one_is_booked(desk: Desk, crowd: int) -> None:
    cliente = (await desk.shop.client.get(f"/api/v1/animais/{desk.animal}")).json()["cliente_id"]
    animals = [(await create(desk.shop, "animais", nome="X", cliente_id=cliente))["id"] for _ in range(crowd)]
    answers = await asyncio.gather(*(desk.book("10:00", animal_id=animal) for animal in animals))
    taken = [answer for answer in answers if answer.status_code == 409]
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (crowd - 1)
    assert {answer.json()["code"] for answer in taken} == {"SLOT_TAKEN"}
    assert all(answer.json()["suggestions"] for answer in taken)


async def test_crossed_wishes_of_two_people_end_without_a_deadlock(desk: Desk) -> None:
    """Each books both people, one in one order and one in the other."""
    pairs = ((desk.ana, desk.bia), (desk.bia, desk.ana))
    bodies = [
        {"itens": [{"servico_id": desk.servico, "profissional_id": who} for who in pair], "animal_id": animal}
        for pair, animal in zip(pairs, (desk.animal, desk.other_animal), strict=True)
    ]
    for day in range(1, 9):
        answers = await asyncio.gather(*(desk.book("10:00", day, **body) for body in bodies))
        # Ana then Bia beside Bia then Ana: both fit.
        assert [answer.status_code for answer in answers] == [201, 201], [answer.text for answer in answers]


async def test_repeated_request_books_once(desk: Desk) -> None:
    body = {"animal_id": desk.animal, "inicio": at("10:00"), "servico_id": desk.servico}
    headers = {"Idempotency-Key": "booking-1"}
    answers = [await desk.shop.client.post("/api/v1/agendamentos", json=body, headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_of_two_people_for_one_animal_at_once_one_gets_it(desk: Desk) -> None:
    """The loser knows what is there: it waited and looked, and did not run into the constraint."""
    for day in range(1, 6):
        answers = await asyncio.gather(
            *(desk.book("10:00", day, profissional_id=who) for who in (desk.ana, desk.bia))
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        problem = next(answer.json() for answer in answers if answer.status_code == 409)
        assert (problem["reason"], len(problem["conflicts"])) == ("animal", 1)


async def test_crossed_wishes_that_overlap_leave_one(desk: Desk) -> None:
    orders = ((desk.ana, desk.bia), (desk.bia, desk.ana))
    for day in range(1, 6):
        answers = await asyncio.gather(
            *(
                desk.book(
                    clock,
                    day,
                    animal_id=animal,
                    itens=[{"servico_id": desk.servico, "profissional_id": who} for who in order],
                )
                for clock, order, animal in zip(
                    ("10:00", "10:30"), orders, (desk.animal, desk.other_animal), strict=True
                )
            )
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409], [a.text for a in answers]


async def test_encaixe_goes_to_whoever_is_free_before_anybody_else(desk: Desk) -> None:
    await desk.booked("10:00")
    squeezed = await desk.booked("10:00", animal_id=desk.other_animal, profissional_id=None, encaixe=True)
    assert squeezed["itens"][0]["profissional_id"] == desk.bia


async def test_offer_and_booking_choose_the_same_person(desk: Desk) -> None:
    await desk.shop.client.patch(f"/api/v1/profissionais/{desk.ana}", json={"version": 1, "nome": "Zoe"})
    params: dict[str, Any] = {"animal_id": desk.animal, "servico_id": desk.servico, "data": str(the_day())}
    (place,) = (await desk.shop.client.get("/api/v1/agenda/horarios", params=params | {"limit": 1})).json()
    booking = await desk.booked("08:00", profissional_id=None)
    assert booking["itens"][0]["profissional_id"] == place["itens"][0]["profissional_id"]


async def test_servico_that_goes_while_it_is_booked_is_not_found(desk: Desk, system: System) -> None:
    async with connected(system.admin_url) as admin:
        deleting = admin.transaction()
        await deleting.start()
        await admin.execute(f"DELETE FROM {desk.shop.schema}.api_servico WHERE id = $1", desk.servico)
        booking = asyncio.create_task(desk.book())

        await eventually(lambda: is_kept_waiting(system.admin_url, "api_agendamento"))
        await deleting.commit()
        assert_field_problem(await booking, "itens", problem="NOT_FOUND")


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"animal_id": 999}, "animal_id", "NOT_FOUND"),
    ({"servico_id": 999}, "servico_id", "NOT_FOUND"),
    ({"profissional_id": 999}, "profissional_id", "NOT_FOUND"),
    ({"itens": [{"servico_id": 999}]}, "itens.0.servico_id", "NOT_FOUND"),
    ({"itens": []}, "itens", "too_short"),
    ({"inicio": "2020-01-01T10:00:00Z"}, "inicio", "in_the_past"),
    ({"inicio": "2999-01-01T10:00:00Z"}, "inicio", "too_far_ahead"),
    ({"inicio": "0001-01-01T00:00:00Z"}, "inicio", "datetime_out_of_range"),
    ({"inicio": "9999-12-31T23:59:00Z"}, "inicio", "datetime_out_of_range"),
    ({"itens": [{"servico_id": 1, "preco": "9999999999.99"}] * 2}, "itens", "decimal_whole_digits"),
    ({"inicio": "2027-01-01T10:00:30Z"}, "inicio", "whole_minutes"),
    ({"inicio": "2027-01-01T10:00:00"}, "inicio", "timezone_aware"),
    ({"status": "entregue"}, "status", "literal_error"),
]


@pytest.mark.parametrize(("fields", "field", "code"), REFUSED)
async def test_what_cannot_be_booked_is_said_at_its_field(
    desk: Desk, fields: dict[str, Any], field: str, code: str
) -> None:
    answer = await desk.book("10:00", **fields)
    assert_field_problem(answer, field, code, problem=code if code == "NOT_FOUND" else "VALIDATION_ERROR")


async def test_person_or_servico_that_does_not_fit_is_said_at_its_field(desk: Desk) -> None:
    client = desk.shop.client
    tosa = await create(desk.shop, "servicos", nome="Tosa")
    laco = await create(desk.shop, "servicos", nome="Laço", tipo="adicional", duracao=5)
    await client.patch(f"/api/v1/profissionais/{desk.bia}", json={"version": 1, "servicos": [tosa["id"]]})
    assert_field_problem(await desk.book(profissional_id=desk.bia), "profissional_id", "servico_not_done")
    assert_field_problem(await desk.book(servico_id=laco["id"]), "servico_id", "addon_alone")
    beside = [{"servico_id": desk.servico}, {"servico_id": laco["id"]}]
    assert (await desk.book("16:00", itens=beside)).status_code == 201
    await client.patch(f"/api/v1/servicos/{tosa['id']}", json={"version": 1, "ativo": False})
    assert_field_problem(await desk.book(servico_id=tosa["id"]), "servico_id", "servico_inactive")
    await client.patch(f"/api/v1/profissionais/{desk.ana}", json={"version": 1, "ativo": False})
    assert_field_problem(await desk.book(), "profissional_id", "profissional_inactive")


async def test_booking_longer_than_a_day_is_refused(desk: Desk) -> None:
    itens = [{"servico_id": desk.servico, "duracao": 1440}, {"servico_id": desk.servico, "duracao": 1}]
    assert_field_problem(await desk.book(itens=itens, encaixe=True), "itens", "booking_too_long")


async def test_what_is_booked_cannot_be_deleted_under_it(desk: Desk) -> None:
    await desk.booked()
    for path in (f"animais/{desk.animal}", f"servicos/{desk.servico}", f"profissionais/{desk.ana}"):
        assert_problem(await desk.shop.client.delete(f"/api/v1/{path}"), 409, "IN_USE")
