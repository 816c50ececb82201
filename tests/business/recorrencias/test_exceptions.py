"""Exceptions of a series, and days that its rule has left behind, when the series changes or ends."""

from tests.business.agenda.desk import Desk, at, clock_of, the_day
from tests.business.recorrencias.series import alter, altered, booking, end, read, repeated
from tests.infra.sql import fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually


async def _hours_of(desk: Desk, days: int) -> list[str]:
    """Of the animal's bookings on a day that take time."""
    asked = {"de": str(the_day(days)), "ate": str(the_day(days)), "status": ["agendado", "confirmado"]}
    items = (await desk.shop.client.get("/api/v1/agendamentos", params=asked)).json()["items"]
    return [clock_of(each["inicio"]) for each in items]


async def test_another_weekday_and_back_leaves_what_was_called_off(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    await desk.stepped(await booking(desk, series["agendamentos"][1]), "cancelado")
    later = await altered(desk, await read(desk, series), dias=1)
    back = await altered(desk, later, dias=-1)
    assert [each["status"] for each in back["agendamentos"]] == ["agendado", "cancelado", "agendado"]
    assert [each["data"] for each in back["agendamentos"]] == [str(the_day(n)) for n in (1, 8, 15)]


async def test_a_skipped_day_is_met_again_when_the_change_is_taken_back(desk: Desk) -> None:
    series = await repeated(desk, vezes=3)
    await desk.booked("10:00", days=9, animal_id=desk.other_animal)
    later = await altered(desk, series, dias=1, se_ocupado="pular")
    assert later["puladas"] == [{"data": str(the_day(9)), "motivo": "busy"}]
    back = await altered(desk, later, dias=-1)
    assert [clock_of(each["inicio"]) for each in back["agendamentos"]] == ["10:00"] * 3
    assert await _hours_of(desk, 8) == ["10:00"]


async def test_the_second_half_of_a_series_knows_its_exceptions(desk: Desk) -> None:
    series = await repeated(desk, vezes=4)
    third = await booking(desk, series["agendamentos"][2])
    await desk.change(third, inicio=at("15:00", days=15))
    half = await altered(desk, await read(desk, series), a_partir_de=str(the_day(8)), hora="11:00")
    assert [each["data"] for each in half["agendamentos"]] == [str(the_day(n)) for n in (8, 15, 22)]
    again = await altered(desk, half, hora="12:00")
    assert await _hours_of(desk, 15) == ["15:00"]
    assert (await end(desk, again)).status_code == 200
    assert await _hours_of(desk, 15) == []


async def test_a_bookings_own_notes_are_its_own(desk: Desk) -> None:
    series = await repeated(desk, vezes=2, observacoes="Shampoo dela")
    first = await booking(desk, series["agendamentos"][0])
    await desk.change(first, observacoes="Trazer a coleira")
    await altered(desk, await read(desk, series), hora="11:00")
    notes = [(await booking(desk, each))["observacoes"] for each in series["agendamentos"]]
    assert notes == ["Trazer a coleira", "Shampoo dela"]


async def test_what_was_made_far_ahead_stays_when_the_series_changes(desk: Desk) -> None:
    series = await repeated(desk, semanas=40)
    for occurrence in series["agendamentos"]:
        await desk.stepped(await booking(desk, occurrence), "em_atendimento", "pronto", "entregue")
    changed = await altered(desk, await read(desk, series), hora="11:00")
    last = changed["agendamentos"][-1]
    assert (last["data"], last["status"], clock_of(last["inicio"])) == (str(the_day(561)), "agendado", "11:00")


async def test_another_rhythm_and_another_never_make_a_day_twice(desk: Desk) -> None:
    series = await repeated(desk, semanas=52)
    rarer = await altered(desk, series, semanas=26)
    for occurrence in (each for each in rarer["agendamentos"] if each["status"] == "agendado"):
        await desk.stepped(await booking(desk, occurrence), "em_atendimento", "pronto", "entregue")
    days = [each["data"] for each in (await read(desk, rarer))["agendamentos"]]
    assert len(days) == len(set(days))


async def test_rare_visits_pass_over_a_closed_day(desk: Desk) -> None:
    await desk.configure("closed_dates", f'{{"closed": ["{the_day(281)}"]}}')
    series = await repeated(desk, semanas=40, se_ocupado="pular")
    assert [each["data"] for each in series["agendamentos"]] == [str(the_day(1))]
    await desk.stepped(await booking(desk, series["agendamentos"][0]), "em_atendimento", "pronto", "entregue")
    assert (await read(desk, series))["agendamentos"][-1]["data"] == str(the_day(561))


async def test_an_end_finds_what_was_moved_beyond_it(desk: Desk) -> None:
    series = await repeated(desk, vezes=2)
    second = await booking(desk, series["agendamentos"][1])
    await desk.change(second, inicio=at("10:00", days=12))
    ended = await end(desk, await read(desk, series), a_partir_de=str(the_day(10)))
    assert ended.status_code == 200
    assert (await booking(desk, second))["status"] == "cancelado"
    assert (await booking(desk, series["agendamentos"][0]))["status"] == "agendado"


async def test_a_day_beyond_two_years_is_refused(desk: Desk) -> None:
    series = await repeated(desk)
    answer = await alter(desk, series, a_partir_de="2999-12-31", hora="11:00")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "a_partir_de")


async def test_how_long_it_goes_on_is_no_news_to_the_tutor(desk: Desk, system: System) -> None:
    series = await repeated(desk, vezes=2)
    moved = await altered(desk, series, hora="11:00")
    changed = "SELECT count(*) FROM svc_notifications.deliveries WHERE tenant_id = $1 AND kind = 'booking_changed'"
    await eventually(lambda: fetchval(system.admin_url, changed, desk.shop.tenant_id))
    shorter = await altered(desk, moved, ate=str(the_day(8)))
    assert (await end(desk, shorter)).status_code == 200
    gone = "SELECT count(*) FROM svc_notifications.bookings WHERE tenant_id = $1 AND is_cancelled"

    async def all_heard() -> bool:
        return bool(await fetchval(system.admin_url, gone, desk.shop.tenant_id) == 2)

    await eventually(all_heard)
    assert await fetchval(system.admin_url, changed, desk.shop.tenant_id) == 1
