"""One day at the counter, through the gateway, as far as the agenda goes."""

from typing import Any

from tests.business.agenda.desk import Desk, at, clock_of, open_desk, the_day
from tests.business.shops import assert_problem, create
from tests.infra.shops import Shop


async def test_a_day_of_three_people(shop: Shop) -> None:
    desk = await open_desk(shop)
    tosa = await _grooming(desk)
    await _fill_the_morning(desk, tosa)
    late = await _move_what_does_not_fit(desk, tosa)
    await _serve(desk, late)
    day = (await shop.client.get("/api/v1/agenda", params={"data": str(the_day())})).json()
    counted = {state: n for state, n in day["contagem"].items() if n}
    assert counted == {"agendado": 2, "cancelado": 1, "entregue": 1}
    assert [column["nome"] for column in day["profissionais"]] == ["Ana", "Bia", "Caio"]


async def _grooming(desk: Desk) -> dict[str, Any]:
    """Somebody who only grooms; large dogs take longer and cost more."""
    prices = [{"porte": "grande", "pelagem": None, "preco": "140.00", "duracao": 120}]
    tosa = await create(desk.shop, "servicos", nome="Tosa", preco="80.00", duracao=60, precos=prices)
    body = {"version": 1, "porte": "grande"}
    answer = await desk.shop.client.patch(f"/api/v1/animais/{desk.animal}", json=body)
    assert answer.status_code == 200, answer.text
    await create(desk.shop, "profissionais", nome="Caio", servicos=[tosa["id"]])
    return tosa


async def _fill_the_morning(desk: Desk, tosa: dict[str, Any]) -> None:
    both = [{"servico_id": desk.servico, "profissional_id": desk.ana}, {"servico_id": tosa["id"]}]
    booking = await desk.booked("08:00", itens=both)
    times = [(clock_of(item["inicio"]), clock_of(item["fim"]), item["preco"]) for item in booking["itens"]]
    assert times == [("08:00", "09:00", "60.00"), ("09:00", "11:00", "140.00")]
    assert booking["preco"] == "200.00"
    small = await desk.booked("08:00", animal_id=desk.other_animal, profissional_id=desk.bia)
    assert small["preco"] == "60.00"


async def _move_what_does_not_fit(desk: Desk, tosa: dict[str, Any]) -> dict[str, Any]:
    """A third animal comes at eight: no room with Ana, room at eleven; squeezed in, moved, called off, back."""
    cliente = await create(desk.shop, "clientes", nome="Davi")
    bob = (await create(desk.shop, "animais", nome="Bob", cliente_id=cliente["id"], porte="mini"))["id"]
    refused = assert_problem(await desk.book("08:00", animal_id=bob), 409, "SLOT_TAKEN")
    assert clock_of(refused["suggestions"][0]["inicio"]) == "11:00"
    squeezed = await desk.booked("08:30", animal_id=bob, encaixe=True)
    moved = (await desk.change(squeezed, inicio=at("11:00"), encaixe=False)).json()
    gone = await desk.stepped(moved, "cancelado")
    back: dict[str, Any] = (await desk.undo(gone)).json()
    assert (back["status"], clock_of(back["inicio"])) == ("agendado", "11:00")
    extra = await desk.booked("13:00", animal_id=bob, servico_id=tosa["id"], profissional_id=None)
    await desk.stepped(extra, "cancelado")
    return back


async def _serve(desk: Desk, booking: dict[str, Any]) -> None:
    """Check-in by mistake, taken back, and then for good."""
    early = await desk.stepped(booking, "recebido")
    waiting = (await desk.undo(early)).json()
    assert waiting["status"] == "agendado"
    done = await desk.stepped(waiting, "confirmado", "recebido", "em_atendimento", "pronto", "entregue")
    assert_problem(await desk.change(done, duracao=30), 409, "WRONG_STATE")
