"""One day at the counter, through the gateway: from a new tutor to the merge of who was there twice."""

from typing import Any

from tests.business.agenda.desk import Desk, at, clock_of, open_desk, the_day
from tests.business.recorrencias.series import altered, booking, read, repeated
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
    await _wait(desk)
    await _miss(desk)
    await _repeat(desk)
    await _vaccinate(desk)
    await _merge(desk)


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


async def _wait(desk: Desk) -> None:
    """Mel waits for a time that was called off, is offered it, and is fetched."""
    client = desk.shop.client
    freed = await desk.booked("10:00", days=4)
    body = {
        "animal_id": desk.other_animal,
        "itens": [{"servico_id": desk.servico, "profissional_id": desk.ana}],
        "de": str(the_day(4)),
        "ate": str(the_day(4)),
        "periodo": "manha",
    }
    entry = (await client.post("/api/v1/espera", json=body)).json()
    await desk.stepped(freed, "cancelado")
    fits = (await client.get("/api/v1/espera/encaixes", params={"agendamento_id": freed["id"]})).json()
    (place,) = fits["items"][0]["vagas"]
    assert (fits["items"][0]["espera"]["id"], clock_of(place["inicio"])) == (entry["id"], "10:00")
    path = f"/api/v1/espera/{entry['id']}"
    offered = await client.post(f"{path}/oferecer", json={"version": 1, "inicio": place["inicio"]})
    served = await client.post(f"{path}/agendar", json={"version": offered.json()["version"]})
    assert served.status_code == 200, served.text
    booked = served.json()["agendamento"]
    ride = {"endereco": "Rua das Flores, 12"}
    fetched = await client.put(f"/api/v1/agendamentos/{booked['id']}/taxi/busca", json=ride)
    assert clock_of(fetched.json()["fim"]) == "10:00"


async def _miss(desk: Desk) -> None:
    """Who was to come at midnight has not."""
    missed = await desk.booked("00:00", days=0, animal_id=desk.other_animal, encaixe=True)
    gone = await desk.stepped(missed, "faltou")
    assert gone["proximos"] == []
    listed = await desk.shop.client.get(
        "/api/v1/agendamentos", params={"de": str(the_day(0)), "ate": str(the_day(0)), "status": "faltou"}
    )
    assert [each["id"] for each in listed.json()["items"]] == [missed["id"]]


async def _repeat(desk: Desk) -> None:
    """Every two weeks at nine, from some day on at ten; one of them on another day."""
    series = await repeated(desk, "09:00", days=2, semanas=2, animal_id=desk.other_animal)
    third = await booking(desk, series["agendamentos"][2])
    await desk.change(third, inicio=at("15:00", days=31))
    later = await altered(desk, await read(desk, series), a_partir_de=str(the_day(20)), hora="10:00")
    first, *others = (clock_of(each["inicio"]) for each in later["agendamentos"])
    assert (first, set(others)) == ("15:00", {"10:00"})


async def _vaccinate(desk: Desk) -> None:
    """A dog without a vaccine is warned of; with it, the next one is due in a year."""
    client = desk.shop.client
    await client.patch(f"/api/v1/animais/{desk.animal}", json={"version": 2, "especie": "Cão"})
    card = (await client.get(f"/api/v1/animais/{desk.animal}/vacinas")).json()
    rabies = next(each for each in card["vacinas"] if each["nome"] == "Antirrábica")
    given = await client.post(
        f"/api/v1/animais/{desk.animal}/vacinas",
        json={"vacina_id": rabies["vacina_id"], "aplicada_em": str(the_day(-370))},
    )
    assert given.status_code == 201, given.text
    due = (await client.get("/api/v1/vacinas/pendentes")).json()["items"]
    assert [(each["animal"], each["vacina"], each["prevista_para"]) for each in due] == [
        ("Rex", "Antirrábica", str(the_day(-5)))
    ]
    warned = await desk.booked("16:00", days=3)
    assert "Antirrábica" in {each["nome"] for each in warned["avisos"]}
    pdf = await client.get(f"/api/v1/animais/{desk.animal}/vacinas/carteira.pdf")
    assert pdf.content.startswith(b"%PDF")


async def _merge(desk: Desk) -> None:
    """Carla was there twice; her animals are one tutor's, and the search finds her by any of her numbers."""
    client = desk.shop.client
    twin = await create(desk.shop, "clientes", nome="Carla", telefone="(11) 98765-4321")
    await create(desk.shop, "animais", nome="Bidu", cliente_id=twin["id"])
    (carla,) = (await client.get("/api/v1/clientes/duplicados", params={"id": twin["id"]})).json()["items"][:1]
    assert carla["nome"] == "Carla"
    stays = (await client.get(f"/api/v1/clientes/{carla['id']}")).json()
    body = {"outro_id": twin["id"], "version": stays["version"], "outro_version": twin["version"]}
    merged = await client.post(f"/api/v1/clientes/{carla['id']}/mesclar", json=body)
    assert merged.status_code == 200, merged.text
    (found,) = (await client.get("/api/v1/busca", params={"q": "98765 4321"})).json()["items"]
    assert {each["nome"] for each in found["animais"]} == {"Rex", "Mel", "Bidu"}
