"""The agenda as it is looked at: one day of everybody, lists, and free times, all on the shop's own clock."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from libs.common.contracts.hours import DAYS
from libs.common.pagination import encode_cursor
from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.sql import connected
from tests.infra.system import System


async def test_day_shows_everybodys_column_and_counts(desk: Desk) -> None:
    client = desk.shop.client
    await client.post("/api/v1/bloqueios", json={"inicio": at("12:00"), "fim": at("13:00"), "motivo": "Almoço"})
    first = await desk.booked("09:00")
    second = await desk.booked("10:00", animal_id=desk.other_animal, profissional_id=desk.bia)
    await desk.stepped(second, "confirmado")
    await desk.booked("10:00", days=2)
    day = (await client.get("/api/v1/agenda", params={"data": str(the_day())})).json()
    assert (day["data"], day["timezone"], day["fechado"]) == (str(the_day()), "America/Sao_Paulo", False)
    assert [item["id"] for item in day["agendamentos"]] == [first["id"], second["id"]]
    assert {state: n for state, n in day["contagem"].items() if n} == {"agendado": 1, "confirmado": 1}
    assert len(day["contagem"]) == 9
    ana, bia = day["profissionais"]
    assert (ana["nome"], bia["nome"]) == ("Ana", "Bia")
    for column in (ana, bia):
        assert [(clock_of(s["inicio"]), clock_of(s["fim"])) for s in column["expediente"]] == [("08:00", "20:00")]
        assert [block["motivo"] for block in column["bloqueios"]] == ["Almoço"]


async def test_day_that_is_known_already_is_not_sent_again(desk: Desk) -> None:
    client, params = desk.shop.client, {"data": str(the_day())}
    booking = await desk.booked()
    first = await client.get("/api/v1/agenda", params=params)
    known = {"If-None-Match": first.headers["ETag"]}
    again = await client.get("/api/v1/agenda", params=params, headers=known)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Cache-Control"] == "no-store"
    await desk.stepped(booking, "confirmado")
    news = await client.get("/api/v1/agenda", params=params, headers=known)
    assert (news.status_code, news.json()["agendamentos"][0]["status"]) == (200, "confirmado")


async def test_card_of_a_booking_says_what_the_bench_must_know(desk: Desk) -> None:
    client = desk.shop.client
    animal = (await client.get(f"/api/v1/animais/{desk.animal}")).json()
    await client.patch(f"/api/v1/animais/{desk.animal}", json={"version": animal["version"], "tags": ["morde"]})
    tutor = (await client.get(f"/api/v1/clientes/{animal['cliente_id']}")).json()
    told = {"version": tutor["version"], "devedor": True}
    await client.patch(f"/api/v1/clientes/{animal['cliente_id']}", json=told)
    booking = await desk.booked()
    assert (booking["tags"], booking["devedor"], booking["foto_id"]) == (["morde"], True, None)


async def test_days_are_counted_by_the_shops_calendar(desk: Desk) -> None:
    client = desk.shop.client
    for clock in ("09:00", "10:00"):
        await desk.booked(clock)
    await desk.booked("09:00", days=2)
    await desk.stepped(await desk.booked("11:00"), "cancelado")
    await desk.booked("10:00", inicio=at("23:30", days=2), animal_id=desk.other_animal, encaixe=True)
    period = {"de": str(the_day(0)), "ate": str(the_day(3))}
    counted = await client.get("/api/v1/agenda/contagem", params=period)
    assert counted.json() == [{"data": str(the_day()), "total": 2}, {"data": str(the_day(2)), "total": 2}]
    reversed_period = {"de": str(the_day(3)), "ate": str(the_day(0))}
    refused = await client.get("/api/v1/agenda/contagem", params=reversed_period)
    assert_field_problem(refused, "ate", "period_invalid")


async def test_who_books_sees_debts_missed_visits_and_vaccines_before(desk: Desk, system: System) -> None:
    client = desk.shop.client
    animal = (await client.get(f"/api/v1/animais/{desk.animal}")).json()
    vacina = await create(desk.shop, "vacinas", nome="V10", reforco_dias=365)
    due = {"vacina_id": vacina["id"], "prevista_para": str(the_day(-1))}
    assert (await client.post(f"/api/v1/animais/{desk.animal}/vacinas", json=due)).status_code == 201
    missed, coming = await desk.booked("09:00"), await desk.booked("10:00")
    began = "UPDATE {0}.api_agendamento{1} SET inicio = inicio - interval '3 days', fim = fim - interval '3 days'"
    async with connected(system.admin_url) as admin:
        for table, column in (("", "id"), ("_item", "agendamento_id")):
            moved = began.format(desk.shop.schema, table)
            await admin.execute(f"{moved} WHERE {column} = $1", missed["id"])
    await desk.stepped(missed, "faltou")
    card = (await client.get("/api/v1/agenda/ficha", params={"animal_id": desk.animal})).json()
    assert (card["animal"], card["cliente_id"], card["devedor"]) == (animal["nome"], animal["cliente_id"], False)
    assert (card["faltas"], card["vacinas_atrasadas"], card["ultimo"]) == (1, ["V10"], None)
    assert card["proximo"] == coming["inicio"]
    assert_problem(await client.get("/api/v1/agenda/ficha", params={"animal_id": 999}), 404, "NOT_FOUND")


async def test_who_left_stays_in_the_day_they_have_bookings_on(desk: Desk) -> None:
    await desk.booked()
    client = desk.shop.client
    for person in (desk.ana, desk.bia):
        await client.patch(f"/api/v1/profissionais/{person}", json={"version": 1, "ativo": False})
    day = (await client.get("/api/v1/agenda", params={"data": str(the_day())})).json()
    assert [(column["nome"], column["ativo"]) for column in day["profissionais"]] == [("Ana", False)]


async def test_day_is_the_shops_own(desk: Desk) -> None:
    """Late at night in Acre it is the next day already in São Paulo and in UTC."""
    acre = ZoneInfo("America/Rio_Branco")
    await desk.configure("timezone", acre.key)
    late = await desk.booked("10:00", inicio=at("23:00", zone=acre), encaixe=True)
    for days, expected in ((1, [late["id"]]), (2, [])):
        day = (await desk.shop.client.get("/api/v1/agenda", params={"data": str(the_day(days))})).json()
        assert [item["id"] for item in day["agendamentos"]] == expected


async def test_list_pages_and_narrows(desk: Desk) -> None:
    client = desk.shop.client
    booked = [(await desk.booked(clock))["id"] for clock in ("08:00", "09:00", "10:00")]
    other = (await desk.booked("08:00", animal_id=desk.other_animal, profissional_id=desk.bia))["id"]
    params: dict[str, Any] = {"de": str(the_day(0)), "ate": str(the_day(3))}

    async def ids(**narrowed: Any) -> list[int]:
        answer = await client.get("/api/v1/agendamentos", params=params | narrowed)
        assert answer.status_code == 200, answer.text
        return [item["id"] for item in answer.json()["items"]]

    assert await ids() == [booked[0], other, *booked[1:]]
    assert await ids(profissional_id=desk.bia) == [other]
    assert await ids(animal_id=desk.animal) == booked
    assert await ids(cliente_id=999) == []
    assert await ids(status=["confirmado", "faltou"]) == []
    page = (await client.get("/api/v1/agendamentos", params=params | {"limit": 3})).json()
    rest = await client.get("/api/v1/agendamentos", params=params | {"limit": 3, "cursor": page["next_cursor"]})
    assert [item["id"] for item in page["items"] + rest.json()["items"]] == [booked[0], other, *booked[1:]]
    assert rest.json()["next_cursor"] is None


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"de": "2026-11-31", "ate": "2026-12-01"}, "de"),
        ({"de": "2026-12-02", "ate": "2026-12-01"}, "ate"),
        ({"de": "2026-01-01", "ate": "2026-12-01"}, "ate"),
        ({"de": "1", "ate": "2026-12-01"}, "de"),
        ({"de": "2026-12-01", "ate": "2026-12-01", "cursor": "x"}, "cursor"),
        (
            {"de": "2026-12-01", "ate": "2026-12-01", "cursor": encode_cursor("0001-01-01T00:00:00+14:00", 1)},
            "cursor",
        ),
        # Of a list that is sorted otherwise.
        ({"de": "2026-12-01", "ate": "2026-12-01", "cursor": "WyJhbmEiLCAxXQ"}, "cursor"),
        ({"de": "2026-12-01", "ate": "2026-12-01", "cursor": "WyIyMDI2LTEyLTAxVDEwOjAwIiwgMV0"}, "cursor"),
    ],
)
async def test_period_or_cursor_that_is_none_is_refused(desk: Desk, params: dict[str, str], field: str) -> None:
    assert_field_problem(await desk.shop.client.get("/api/v1/agendamentos", params=params), field)


async def test_free_times_keep_clear_of_all_that_is_there(desk: Desk) -> None:
    client = desk.shop.client
    morning = [["08:00", "10:00"], ["10:00", "12:00"]]
    await desk.configure("business_hours", json.dumps({DAYS[the_day().weekday()]: morning}))
    await desk.configure("slot_minutes", "30")
    await client.post(
        "/api/v1/bloqueios", json={"profissional_id": desk.ana, "inicio": at("08:00"), "fim": at("09:00")}
    )
    await desk.booked("11:00", animal_id=desk.other_animal)
    # Spans that touch are one: from half past nine to half past ten there is room.
    assert await desk.free(profissional_id=desk.ana) == ["09:00", "09:30", "10:00"]
    assert await desk.free(profissional_id=desk.bia) == [
        "08:00",
        "08:30",
        "09:00",
        "09:30",
        "10:00",
        "10:30",
        "11:00",
    ]
    assert await desk.free([desk.servico] * 3) == ["08:00", "08:30", "09:00"]
    assert await desk.free([desk.servico] * 5) == []
    assert await desk.free(limit=1) == ["08:00"]
    # The animal itself is somewhere, too.
    await desk.booked("08:00", profissional_id=desk.bia)
    assert "08:30" not in await desk.free()


async def test_free_times_of_a_pair_change_hands_where_one_has_none(desk: Desk) -> None:
    tosa = (await create(desk.shop, "servicos", nome="Tosa", duracao=60))["id"]
    client = desk.shop.client
    await client.patch(f"/api/v1/profissionais/{desk.ana}", json={"version": 1, "servicos": [desk.servico]})
    await client.patch(f"/api/v1/profissionais/{desk.bia}", json={"version": 1, "servicos": [tosa]})
    params: dict[str, Any] = {
        "animal_id": desk.animal,
        "servico_id": [desk.servico, tosa],
        "data": str(the_day()),
        "limit": 1,
    }
    (place,) = (await client.get("/api/v1/agenda/horarios", params=params)).json()
    assert [item["profissional_id"] for item in place["itens"]] == [desk.ana, desk.bia]
    assert (place["inicio"], place["fim"]) == (at("08:00"), at("10:00"))
    assert (
        await desk.book("08:00", itens=[{"servico_id": desk.servico}, {"servico_id": tosa}])
    ).status_code == 201


async def test_what_moves_does_not_stand_in_its_own_way(desk: Desk) -> None:
    booked = (await desk.book("08:00", profissional_id=desk.ana)).json()
    params: dict[str, Any] = {
        "animal_id": desk.animal,
        "servico_id": desk.servico,
        "profissional_id": desk.ana,
        "data": str(the_day()),
        "limit": 1,
    }
    path = "/api/v1/agenda/horarios"
    (beside,) = (await desk.shop.client.get(path, params=params)).json()
    (instead,) = (await desk.shop.client.get(path, params=params | {"agendamento_id": booked["id"]})).json()
    assert (beside["inicio"], instead["inicio"]) == (booked["fim"], booked["inicio"])


async def test_free_times_name_what_is_not_there(desk: Desk) -> None:
    path = "/api/v1/agenda/horarios"
    params: dict[str, Any] = {"animal_id": desk.animal, "servico_id": 999, "data": str(the_day())}
    client = desk.shop.client
    assert_field_problem(await client.get(path, params=params), "servico_id", problem="NOT_FOUND")
    known = params | {"servico_id": desk.servico}
    unknown = await client.get(path, params=known | {"profissional_id": 999})
    assert_field_problem(unknown, "profissional_id", problem="NOT_FOUND")
    no_animal = await client.get(path, params=known | {"animal_id": 999})
    assert_field_problem(no_animal, "animal_id", problem="NOT_FOUND")


async def test_closed_days_are_offered_to_nobody(desk: Desk) -> None:
    tomorrow = str(the_day())
    await desk.configure("closed_dates", f'{{"closed": ["{tomorrow}"]}}')
    assert await desk.free() == []
    problem = assert_problem(await desk.book(), 409, "SLOT_TAKEN")
    assert problem["suggestions"][0]["inicio"] == at("08:00", days=2)
    day = (await desk.shop.client.get("/api/v1/agenda", params={"data": tomorrow})).json()
    assert (day["fechado"], day["motivo"]) == (True, None)
    assert all(column["expediente"] == [] for column in day["profissionais"])
