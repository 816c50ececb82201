"""A series changed: one of it, from a day on, or all that is to come."""

import asyncio
from typing import Any

import pytest

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.recorrencias.series import alter, altered, booking, end, read, repeated
from tests.business.shops import assert_field_problem, assert_problem


def hours(series: dict[str, Any]) -> list[str]:
    return [clock_of(each["inicio"]) for each in series["agendamentos"] if each["status"] != "cancelado"]


def ids(series: dict[str, Any]) -> list[int]:
    return [each["id"] for each in series["agendamentos"]]


async def test_one_changed_alone_leaves_the_series(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    second = await booking(desk, series["agendamentos"][1])
    moved = await desk.change(second, inicio=at("15:00", days=8))
    assert (moved.json()["destacado"], moved.json()["recorrencia_id"]) == (True, series["id"])
    changed = await altered(desk, await read(desk, series), hora="11:00")
    assert hours(changed) == ["11:00", "15:00", "11:00"]
    together = await altered(desk, changed, hora="12:00", destacados="incluir")
    assert hours(together) == ["12:00"] * 3
    assert [each["destacado"] for each in together["agendamentos"]] == [False] * 3


async def test_a_note_alone_leaves_a_booking_in_its_series(desk: Desk) -> None:
    series = await repeated(desk, vezes=2)
    noted = await desk.change(await booking(desk, series["agendamentos"][0]), observacoes="Trazer a coleira")
    assert noted.json()["destacado"] is False


async def test_all_that_is_to_come_moves_and_keeps_its_bookings(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    changed = await altered(desk, series, hora="14:30", dias=1)
    assert changed["id"] == series["id"]
    assert ids(changed) == ids(series)
    assert hours(changed) == ["14:30"] * 3
    assert [each["data"] for each in changed["agendamentos"]] == [str(the_day(n)) for n in (2, 9, 16)]
    assert (changed["hora"], changed["inicio"], changed["ate"]) == ("14:30", str(the_day(2)), str(the_day(16)))


async def test_what_has_begun_is_never_touched(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    first = await desk.stepped(await booking(desk, series["agendamentos"][0]), "em_atendimento")
    changed = await altered(desk, series, hora="14:00")
    assert hours(changed) == ["10:00", "14:00", "14:00"]
    assert (await booking(desk, {"id": first["id"]}))["version"] == first["version"]


async def test_from_a_day_on_there_is_another_series(desk: Desk) -> None:
    series = await repeated(desk, vezes=4)
    items = [{"servico_id": desk.servico, "profissional_id": desk.bia, "duracao": 90, "preco": "75.00"}]
    later = await altered(desk, series, a_partir_de=str(the_day(10)), itens=items)
    assert later["id"] != series["id"]
    assert ids(later) == ids(series)[2:]
    one = await booking(desk, later["agendamentos"][0])
    assert (one["recorrencia_id"], one["preco"], one["itens"][0]["profissional_id"]) == (
        later["id"],
        "75.00",
        desk.bia,
    )
    before = await read(desk, series)
    assert (ids(before), before["ate"]) == (ids(series)[:2], str(the_day(14)))
    assert (later["inicio"], later["ate"]) == (str(the_day(15)), str(the_day(22)))


async def test_another_rhythm_calls_off_what_has_no_day_any_more(desk: Desk) -> None:
    series = await repeated(desk, vezes=4)
    changed = await altered(desk, series, semanas=2)
    states = [each["status"] for each in changed["agendamentos"]]
    assert states == ["agendado", "cancelado", "agendado", "cancelado"]
    denser = await altered(desk, changed, semanas=1)
    # What was called off stays so: nobody said that it is wanted again.
    assert [each["status"] for each in denser["agendamentos"]] == states


async def test_a_longer_series_gets_more_bookings(desk: Desk) -> None:
    series = await repeated(desk, vezes=2)
    longer = await altered(desk, series, ate=str(the_day(22)))
    assert ids(longer)[:2] == ids(series)
    assert len(ids(longer)) == 4
    shorter = await altered(desk, longer, ate=str(the_day(8)))
    assert [each["status"] for each in shorter["agendamentos"]] == ["agendado"] * 2 + ["cancelado"] * 2


async def test_a_taken_day_refuses_a_change_or_stays_where_it_was(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    await desk.booked("14:00", days=8, animal_id=desk.other_animal)
    refused = await alter(desk, series, hora="14:00")
    assert_problem(refused, 409, "SLOT_TAKEN")
    assert refused.json()["ocorrencias"] == [{"data": str(the_day(8)), "motivo": "busy"}]
    assert hours(await read(desk, series)) == ["10:00"] * 3
    changed = await altered(desk, series, hora="14:00", se_ocupado="pular")
    assert hours(changed) == ["14:00", "10:00", "14:00"]
    assert changed["puladas"] == [{"data": str(the_day(8)), "motivo": "busy"}]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"hora": "24:00"}, "hora", "string_pattern_mismatch"),
        ({"dias": 7}, "dias", "less_than_equal"),
        ({"semanas": 0}, "semanas", "greater_than_equal"),
        ({"ate": "2020-01-01"}, "ate", "period_reversed"),
        ({"itens": []}, "itens", "too_short"),
        ({"destacados": "x"}, "destacados", "literal_error"),
    ],
)
async def test_a_change_that_makes_no_sense_is_refused_at_its_field(
    desk: Desk, fields: dict[str, Any], field: str, code: str
) -> None:
    series = await repeated(desk, vezes=2)
    assert_field_problem(await alter(desk, series, **fields), field, code)


async def test_a_change_of_what_is_over_gone_or_changed_is_refused(desk: Desk) -> None:
    series = await repeated(desk, vezes=2)
    assert_problem(await alter(desk, series, a_partir_de=str(the_day(30))), 409, "WRONG_STATE")
    assert_problem(await alter(desk, series | {"version": 9}, hora="11:00"), 409, "STALE_VERSION")
    assert_problem(await alter(desk, series | {"id": 999}, hora="11:00"), 404, "NOT_FOUND")
    ended = (await end(desk, series)).json()
    assert_problem(await alter(desk, ended, hora="11:00"), 409, "WRONG_STATE")


async def test_changes_and_bookings_at_once_never_book_twice(desk: Desk) -> None:
    series = await repeated(desk, vezes=6)
    hopes = [desk.book("14:00", days=1 + 7 * n, animal_id=desk.other_animal) for n in range(6)]
    changed, *booked = await asyncio.gather(alter(desk, series, hora="14:00"), *hopes)
    assert changed.status_code in (200, 409)
    assert {answer.status_code for answer in booked} <= {201, 409}
    if changed.status_code == 200:
        assert {answer.status_code for answer in booked} == {409}
    listed = await desk.shop.client.get(
        "/api/v1/agendamentos",
        params={"de": str(the_day()), "ate": str(the_day(40)), "profissional_id": desk.ana},
    )
    begins = [each["inicio"] for each in listed.json()["items"]]
    assert len(begins) == len(set(begins))
