"""Bookings that move, grow, change hands and go."""

import asyncio

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.shops import assert_field_problem, assert_problem, create


async def test_move_keeps_people_prices_and_lengths(desk: Desk) -> None:
    itens = [
        {"servico_id": desk.servico, "profissional_id": who, "preco": "70.00"} for who in (desk.ana, desk.bia)
    ]
    booking = await desk.booked("10:00", itens=itens)
    # Onto its own time: its parts move past each other.
    moved = (await desk.change(booking, inicio=at("11:00"))).json()
    assert [(clock_of(i["inicio"]), i["profissional"], i["preco"]) for i in moved["itens"]] == [
        ("11:00", "Ana", "70.00"),
        ("12:00", "Bia", "70.00"),
    ]
    assert (moved["inicio"], moved["fim"], moved["version"]) == (at("11:00"), at("13:00"), 2)


async def test_move_to_somebody_else_and_longer(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    moved = (await desk.change(booking, profissional_id=desk.bia, duracao=90)).json()
    assert (moved["itens"][0]["profissional_id"], moved["fim"]) == (desk.bia, at("11:30"))
    # What it left is free.
    assert (await desk.book("10:00", animal_id=desk.other_animal)).status_code == 201


async def test_move_onto_another_is_refused_and_changes_nothing(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    await desk.booked("12:00", animal_id=desk.other_animal)
    assert_problem(await desk.change(booking, inicio=at("11:30")), 409, "SLOT_TAKEN")
    assert_problem(await desk.change(booking, duracao=121), 409, "SLOT_TAKEN")
    found = (await desk.shop.client.get(f"/api/v1/agendamentos/{booking['id']}")).json()
    assert (found["inicio"], found["fim"], found["version"]) == (booking["inicio"], booking["fim"], 1)


async def test_items_are_exchanged_whole(desk: Desk) -> None:
    tosa = (await create(desk.shop, "servicos", nome="Tosa", preco="45.00", duracao=30))["id"]
    booking = await desk.booked("10:00", itens=[{"servico_id": desk.servico}] * 3)
    changed = (await desk.change(booking, itens=[{"servico_id": tosa, "profissional_id": desk.bia}])).json()
    assert [(i["servico"], i["profissional"]) for i in changed["itens"]] == [("Tosa", "Bia")]
    assert (changed["preco"], changed["fim"]) == ("45.00", at("10:30"))
    grown = (await desk.change(changed, itens=[{"servico_id": tosa}, {"servico_id": desk.servico}])).json()
    assert [i["servico"] for i in grown["itens"]] == ["Tosa", "Banho da casa"]


async def test_notes_change_without_looking_for_room(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    await desk.configure("business_hours", '{"mon": [["08:00", "09:00"]]}')
    changed = await desk.change(booking, observacoes="Traz a ração")
    assert (changed.status_code, changed.json()["observacoes"]) == (200, "Traz a ração")
    cleared = await desk.change(changed.json(), observacoes=None)
    assert cleared.json()["observacoes"] is None


async def test_stale_move_is_refused(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    answers = await asyncio.gather(*(desk.change(booking, inicio=at(clock)) for clock in ("11:00", "12:00")))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    stale = next(answer for answer in answers if answer.status_code == 409)
    assert stale.json()["code"] == "STALE_VERSION"


async def test_several_are_not_resized_by_one_number(desk: Desk) -> None:
    booking = await desk.booked("10:00", itens=[{"servico_id": desk.servico}] * 2)
    assert_field_problem(await desk.change(booking, duracao=30), "duracao", "several_items")
    both = await desk.change(booking, duracao=30, itens=[{"servico_id": desk.servico}])
    assert assert_problem(both, 422, "VALIDATION_ERROR")["errors"][0]["code"] == "items_and_person"


async def test_delivered_booking_moves_only_where_the_shop_says_so(desk: Desk) -> None:
    booking = await desk.stepped(await desk.booked("10:00"), "em_atendimento", "pronto", "entregue")
    assert_problem(await desk.change(booking, duracao=30), 409, "WRONG_STATE")
    await desk.configure("agenda", '{"change_after_delivery": true}')
    assert (await desk.change(booking, duracao=30)).status_code == 200


async def test_mistake_is_deleted_and_its_time_free_again(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    path = f"/api/v1/agendamentos/{booking['id']}"
    assert (await desk.shop.client.delete(path)).status_code == 204
    assert_problem(await desk.shop.client.get(path), 404, "NOT_FOUND")
    assert_problem(await desk.shop.client.delete(path), 404, "NOT_FOUND")
    for status in ("em_atendimento", "cancelado"):
        stepped = await desk.stepped(await desk.booked("10:00", animal_id=desk.other_animal), status)
        refused = await desk.shop.client.delete(f"/api/v1/agendamentos/{stepped['id']}")
        assert_problem(refused, 409, "WRONG_STATE")
        if status == "em_atendimento":
            await desk.undo(stepped)
            await desk.change(stepped | {"version": 3}, inicio=at("15:00"))


async def test_who_left_is_named_at_the_item_that_is_theirs(desk: Desk) -> None:
    itens = [{"servico_id": desk.servico, "profissional_id": who} for who in (desk.bia, desk.ana)]
    booking = await desk.booked("10:00", itens=itens)
    await desk.shop.client.patch(f"/api/v1/profissionais/{desk.ana}", json={"version": 1, "ativo": False})
    refused = await desk.change(booking, inicio=at("12:00"))
    assert_field_problem(refused, "itens.1.profissional_id", "profissional_inactive")
    handed = await desk.change(booking, profissional_id=desk.ana)
    assert_field_problem(handed, "profissional_id", "profissional_inactive")


async def test_nobody_moves_into_yesterday(desk: Desk) -> None:
    booking = await desk.booked("10:00")
    assert_field_problem(await desk.change(booking, inicio=at("10:00", days=-1)), "inicio", "in_the_past")
    day = (await desk.shop.client.get(f"/api/v1/agenda?data={the_day()}")).json()
    assert [item["id"] for item in day["agendamentos"]] == [booking["id"]]
