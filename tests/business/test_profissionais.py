"""Who works here, what they do, and when they take no bookings."""

from typing import Any

import pytest

from libs.common.contracts.hours import DAYS
from tests.business.agenda.desk import at, open_desk, the_day
from tests.business.shops import assert_field_problem, assert_problem, create, names
from tests.infra.shops import Shop

PATH = "/api/v1/profissionais"
HOURS = {"mon": [["08:00", "12:00"], ["13:00", "18:00"]], "sat": [["09:00", "24:00"]]}


async def test_create_answers_the_record_and_where_it_is(shop: Shop) -> None:
    banho = await create(shop, "servicos")
    body = {"nome": "Ana", "cor": "#4b7bec", "horarios": HOURS, "servicos": [banho["id"], banho["id"]]}
    response = await shop.client.post(PATH, json=body)
    assert response.status_code == 201, response.text
    record = response.json()
    assert (record["horarios"], record["servicos"], record["ativo"]) == (HOURS, [banho["id"]], True)
    assert (await shop.client.get(response.headers["location"])).json() == record


async def test_changes_and_what_null_means(shop: Shop) -> None:
    banho = await create(shop, "servicos")
    ana = await create(shop, "profissionais", nome="Ana", horarios=HOURS, servicos=[banho["id"]])
    path = f"{PATH}/{ana['id']}"
    changed = (await shop.client.patch(path, json={"version": 1, "horarios": None, "servicos": []})).json()
    assert (changed["horarios"], changed["servicos"], changed["version"]) == (None, [], 2)
    assert_field_problem(await shop.client.patch(path, json={"version": 2, "servicos": None}), "servicos")
    assert_problem(await shop.client.patch(path, json={"version": 1, "nome": "B"}), 409, "STALE_VERSION")
    unknown = await shop.client.patch(path, json={"version": 2, "servicos": [999_999]})
    assert_field_problem(unknown, "servicos", problem="NOT_FOUND")
    assert (await shop.client.get(path)).json()["version"] == 2


async def test_list_finds_by_folded_name(shop: Shop) -> None:
    for nome in ("Zé", "Ângela", "Bia"):
        await create(shop, "profissionais", nome=nome)
    assert await names(shop, PATH) == ["Ângela", "Bia", "Zé"]
    assert await names(shop, PATH, q="angela") == ["Ângela"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cor": "red"}, "cor"),
        ({"horarios": {"monday": []}}, "horarios.monday.[key]"),
        ({"horarios": {"mon": [["12:00", "08:00"]]}}, "horarios.mon.0"),
        ({"horarios": {"mon": [["08:00", "12:00"], ["11:00", "13:00"]]}}, "horarios.mon"),
        ({"horarios": {"mon": [["8:00", "12:00"]]}}, "horarios.mon.0.0"),
        ({"horarios": {"mon": [["08:00", "25:00"]]}}, "horarios.mon.0.1"),
        ({"nome": ""}, "nome"),
    ],
)
async def test_bad_fields_are_named(shop: Shop, fields: dict[str, Any], field: str) -> None:
    assert_field_problem(await shop.client.post(PATH, json={"nome": "Ana"} | fields), field)


async def test_who_is_named_for_a_servico_keeps_it(shop: Shop) -> None:
    banho = await create(shop, "servicos")
    ana = await create(shop, "profissionais", nome="Ana", servicos=[banho["id"]])
    # Without it she would do everything.
    assert_problem(await shop.client.delete(f"/api/v1/servicos/{banho['id']}"), 409, "IN_USE")
    assert (await shop.client.delete(f"{PATH}/{ana['id']}")).status_code == 204
    assert (await shop.client.delete(f"/api/v1/servicos/{banho['id']}")).status_code == 204


async def test_block_keeps_new_bookings_off_and_old_ones_in(shop: Shop) -> None:
    desk = await open_desk(shop)
    standing = await desk.booked("09:00")
    body = {"profissional_id": desk.ana, "inicio": at("08:00"), "fim": at("12:00"), "motivo": "Médico"}
    block = (await shop.client.post("/api/v1/bloqueios", json=body)).json()
    assert_problem(await desk.book("10:00"), 409, "SLOT_TAKEN")
    assert (await desk.stepped(standing, "confirmado"))["status"] == "confirmado"
    path = f"/api/v1/bloqueios/{block['id']}"
    moved = await shop.client.patch(path, json={"version": 1, "inicio": at("14:00"), "fim": at("15:00")})
    assert moved.json()["version"] == 2
    assert (await desk.book("10:00")).status_code == 201
    assert (await shop.client.delete(path)).status_code == 204
    assert_problem(await shop.client.delete(path), 404, "NOT_FOUND")


async def test_blocks_of_some_days(shop: Shop) -> None:
    desk = await open_desk(shop)
    for who, days in ((desk.ana, 1), (desk.bia, 2), (None, 3)):
        body = {"profissional_id": who, "inicio": at("23:00", days), "fim": at("01:00", days + 1)}
        assert (await shop.client.post("/api/v1/bloqueios", json=body)).status_code == 201

    async def whose(begin: int, until: int, **params: int) -> list[int | None]:
        asked = {"de": str(the_day(begin)), "ate": str(the_day(until))} | params
        found = (await shop.client.get("/api/v1/bloqueios", params=asked)).json()["items"]
        return [block["profissional_id"] for block in found]

    assert await whose(1, 4) == [desk.ana, desk.bia, None]
    assert await whose(2, 2) == [desk.ana, desk.bia]
    assert await whose(1, 4, profissional_id=desk.bia) == [desk.bia, None]
    assert await whose(5, 6) == []
    asked: dict[str, str | int] = {"de": str(the_day(1)), "ate": str(the_day(4)), "limit": 2}
    page = (await shop.client.get("/api/v1/bloqueios", params=asked)).json()
    rest = (await shop.client.get("/api/v1/bloqueios", params=asked | {"cursor": page["next_cursor"]})).json()
    assert [each["profissional_id"] for each in page["items"] + rest["items"]] == [desk.ana, desk.bia, None]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"fim": "2026-12-01T09:00:00Z"}, None),
        ({"fim": "2028-12-01T09:00:00Z"}, None),
        ({"fim": "2026-12-01T11:00:00"}, "fim"),
        ({"motivo": ""}, "motivo"),
        ({"inicio": "0001-01-01T00:00:00Z"}, "inicio"),
        ({"fim": "9999-12-31T23:59:59.999999Z"}, "fim"),
    ],
)
async def test_block_that_is_no_period_is_refused(shop: Shop, fields: dict[str, str], field: str | None) -> None:
    body = {"inicio": "2026-12-01T10:00:00Z", "fim": "2026-12-01T11:00:00Z"} | fields
    errors = assert_problem(await shop.client.post("/api/v1/bloqueios", json=body), 422, "VALIDATION_ERROR")[
        "errors"
    ]
    assert field is None or errors[0]["field"] == field


async def test_block_of_nobody_known_is_refused(shop: Shop) -> None:
    body = {"profissional_id": 999, "inicio": at("10:00"), "fim": at("11:00")}
    refused = await shop.client.post("/api/v1/bloqueios", json=body)
    assert_field_problem(refused, "profissional_id", problem="NOT_FOUND")
    block = (await shop.client.post("/api/v1/bloqueios", json=body | {"profissional_id": None})).json()
    path = f"/api/v1/bloqueios/{block['id']}"
    for half in ({"inicio": at("09:00")}, {"fim": None}):
        assert_problem(await shop.client.patch(path, json={"version": 1} | half), 422, "VALIDATION_ERROR")


async def test_closed_days_are_holidays_and_the_shops_own(shop: Shop) -> None:
    value = '{"holidays": "BR-SP", "closed": ["2026-12-24"], "open": ["2026-11-20"]}'
    answer = await shop.client.put("/api/v1/tenant/configurations/closed_dates", json={"config_value": value})
    assert answer.status_code in (200, 201), answer.text
    params = {"de": "2026-07-01", "ate": "2026-12-31"}
    found = (await shop.client.get("/api/v1/dias-fechados", params=params)).json()
    assert {each["data"]: each["motivo"] for each in found} == {
        "2026-07-09": "Revolução Constitucionalista",
        "2026-09-07": "Independência do Brasil",
        "2026-10-12": "Nossa Senhora Aparecida",
        "2026-11-02": "Finados",
        "2026-11-15": "Proclamação da República",
        "2026-12-24": None,
        "2026-12-25": "Natal",
    }
    for wrong in ({"de": "2026-12-31", "ate": "2026-01-01"}, {"de": "2020-01-01", "ate": "2026-01-01"}):
        assert_field_problem(await shop.client.get("/api/v1/dias-fechados", params=wrong), "ate")


@pytest.mark.parametrize(
    "value",
    ['{"holidays": "US"}', '{"closed": ["x"]}', '{"closed": ["2026-01-01"], "open": ["2026-01-01"]}', "[]"],
)
async def test_closed_dates_that_are_none_are_refused(shop: Shop, value: str) -> None:
    answer = await shop.client.put("/api/v1/tenant/configurations/closed_dates", json={"config_value": value})
    assert_field_problem(answer, "config_value", "config_value_invalid")


async def test_own_hours_come_before_the_shops(shop: Shop) -> None:
    desk = await open_desk(shop)
    tomorrow = DAYS[the_day().weekday()]
    body = {"version": 1, "horarios": {tomorrow: [["20:00", "22:00"]]}}
    assert (await shop.client.patch(f"{PATH}/{desk.ana}", json=body)).status_code == 200
    assert await desk.free(profissional_id=desk.ana, limit=1) == ["20:00"]
    assert await desk.free(limit=1) == ["08:00"]
