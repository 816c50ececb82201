"""One list of all that happened to an animal."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.business.agenda.desk import at, open_desk, the_day
from tests.business.animais.kennel import PATH, Kennel, open_kennel
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System

DOSE = "INSERT INTO {}.api_dose (animal_id, vacina_id, dose, prevista_para, aplicada_em) VALUES ($1, 1, 1, $2, $3)"


async def told(kennel: Kennel) -> list[dict[str, Any]]:
    return await kennel.items("historico", limit=100)


async def test_another_tutor_is_told_once(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    bia = (await create(shop, "clientes", nome="Bia"))["id"]
    await kennel.changed(cliente_id=bia)
    await kennel.changed(cliente_id=bia, nome="Thor")
    (event,) = await told(kennel)
    assert (event["tipo"], event["de_cliente"], event["para_cliente"]) == ("transferencia", "Carla", "Bia")
    assert (event["de_cliente_id"], event["para_cliente_id"]) == (kennel.tutor, bia)
    assert event["usuario_id"] is not None


async def test_how_it_is_is_told_when_it_changes(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for situacao in ("inativo", "inativo", "ativo", "falecido"):
        await kennel.changed(situacao=situacao)
    events = await told(kennel)
    assert [(item["tipo"], item["situacao"]) for item in events] == [
        ("situacao", "falecido"),
        ("situacao", "ativo"),
        ("situacao", "inativo"),
    ]


async def test_refused_change_tells_nothing(shop: Shop) -> None:
    desk = await open_desk(shop)
    await desk.booked()
    kennel = Kennel(shop, 1, desk.animal)
    assert_problem(await kennel.change(situacao="inativo"), 409, "IN_USE")
    assert_problem(await kennel.change(version=9, situacao="inativo"), 409, "STALE_VERSION")
    assert [item["tipo"] for item in await told(kennel)] == ["agendamento"]


async def test_incident_is_written_down_with_its_time(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    earlier = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    answer = await kennel.post("ocorrencias", texto=" Mordeu o banhista. ", em=earlier)
    assert answer.status_code == 201, answer.text
    now = (await kennel.post("ocorrencias", texto="Caiu da mesa")).json()
    (second, first) = await told(kennel)
    assert (first, second) == (answer.json(), now)
    assert (first["tipo"], first["texto"]) == ("incidente", "Mordeu o banhista.")
    assert datetime.fromisoformat(first["em"]) == datetime.fromisoformat(earlier)
    for em in ("2999-01-01T00:00:00Z", "1969-12-31T00:00:00Z", "9999-12-31T23:59:59-14:00"):
        assert_field_problem(await kennel.post("ocorrencias", texto="x", em=em), "em")
    for texto in ("", " ", None, "a\0b", "x" * 5001):
        assert_field_problem(await kennel.post("ocorrencias", texto=texto), "texto")
    assert_problem(await shop.client.post(f"{PATH}/99999/ocorrencias", json={"texto": "x"}), 404, "NOT_FOUND")


async def test_all_of_it_stands_in_one_list_newest_first(shop: Shop, system: System) -> None:
    desk = await open_desk(shop)
    kennel = Kennel(shop, 1, desk.animal)
    other = (await create(shop, "servicos", nome="Tosa", preco="30.00", duracao=30))["id"]
    items = [{"servico_id": desk.servico, "profissional_id": desk.ana}, {"servico_id": other}]
    booking = await desk.booked(itens=items)
    await desk.stepped(booking, "confirmado")
    await kennel.post("pesos", peso="7.5", medido_em=str(the_day(-10)))
    given = DOSE.format(shop.schema)
    await fetch(system.admin_url, given, desk.animal, None, the_day(-5))
    await fetch(system.admin_url, given, desk.animal, the_day(20), None)
    await kennel.post("ocorrencias", texto="Fugiu", em=at("09:00", -20))
    await kennel.changed(situacao="ativo", nome="Rex")
    visit, dose, weight, incident = await told(kennel)
    assert (visit["tipo"], visit["id"], visit["status"]) == ("agendamento", booking["id"], "confirmado")
    assert (visit["servicos"], visit["preco"], visit["em"]) == (
        ["Banho da casa", "Tosa"],
        "90.00",
        booking["inicio"],
    )
    assert (dose["tipo"], dose["vacina"], dose["dose"]) == ("vacina", "Antirrábica", 1)
    assert (weight["tipo"], weight["peso"], weight["sem_hora"]) == ("peso", "7.50", True)
    assert weight["em"] == f"{the_day(-10)}T12:00:00Z"
    assert (incident["tipo"], incident["sem_hora"]) == ("incidente", False)
    assert await told(Kennel(shop, 1, desk.other_animal)) == []


async def test_pages_hold_everything_once_though_it_was_at_the_same_time(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    moment = at("12:00", -2)
    for n in range(5):
        await kennel.post("ocorrencias", texto=f"{n}", em=f"{the_day(-2)}T12:00:00Z")
        await kennel.post("pesos", peso=f"{n + 1}", medido_em=str(the_day(-2)))
        await kennel.post("ocorrencias", texto=f"{n}", em=moment)
    found = await kennel.walk("historico", limit=4)
    assert found == await told(kennel)
    assert len({(item["tipo"], item["id"]) for item in found}) == 15
    assert [item["em"] for item in found] == sorted((item["em"] for item in found), reverse=True)


async def test_cursor_that_is_not_ours_is_refused(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for cursor in ("x", "WyJ4IiwgMV0", "WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAxIHBlc28iLCAxXQ"):
        answer = await shop.client.get(f"{kennel.path}/historico", params={"cursor": cursor})
        assert_field_problem(answer, "cursor", "cursor_invalid")
    assert_problem(await shop.client.get(f"{PATH}/99999/historico"), 404, "NOT_FOUND")
