"""A series: changed from a visit on or altogether, refused for a day that is taken, and made without that day."""

from datetime import date, datetime, timedelta
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE, Device
from tests.browser.conftest import Visitors
from tests.browser.day import ZONE, Day, clock_of
from tests.browser.owning import create, open_signed_in

WEDNESDAY = 2
REFUSALS = {409, 422}


def first_of(day: Day) -> date:
    """A Wednesday that is not near: other weekdays of its week are still to come."""
    return day.later + timedelta(days=7 + (WEDNESDAY - day.later.weekday()) % 7)


def at(on: date, clock: str) -> str:
    return datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=ZONE).isoformat()


def weekly(day: Day, times: int) -> list[date]:
    return [first_of(day) + timedelta(weeks=n) for n in range(times)]


async def repeat(day: Day, times: int) -> dict[str, Any]:
    """Thor every Wednesday at ten, with Ana."""
    item = {"servico_id": day.ids["Ofurô"], "profissional_id": day.ids["Ana"]}
    first = {"animal_id": day.ids["Thor"], "inicio": at(first_of(day), "10:00"), "itens": [item]}
    return await create(day.shop, "recorrencias", **first, semanas=1, vezes=times)


async def alter(day: Day, series: dict[str, Any], **fields: Any) -> None:
    body = {"version": series["version"]} | fields
    answer = await day.shop.client.post(f"/api/v1/recorrencias/{series['id']}/alterar", json=body)
    assert answer.status_code == 200, answer.text


async def booked(day: Day, animal: str = "Thor") -> list[tuple[date, str]]:
    """When the animal comes, by day and clock."""
    found = await day.bookings(first_of(day), first_of(day) + timedelta(days=60))
    stands = [each for each in found if each["animal"] == animal and each["status"] != "cancelado"]
    return [(datetime.fromisoformat(each["inicio"]).astimezone(ZONE).date(), clock_of(each)) for each in stands]


async def open_change(page: Page) -> Locator:
    await page.get_by_role("button", name="Thor Ofurô").click()
    await (
        page.get_by_role("dialog", name="Thor", exact=True).get_by_role("button", name="Mudar a repetição").click()
    )
    dialog = page.get_by_role("dialog", name="Mudar a repetição de Thor")
    await expect(dialog.get_by_label("Horário", exact=True)).to_have_value("10:00")
    return dialog


async def opened_at(visitors: Visitors, day: Day, on: date, *, device: Device | None = None) -> Page:
    visitor = await (visitors(device, expects=REFUSALS) if device else visitors(expects=REFUSALS))
    return await open_signed_in(visitor, day.shop, f"/agenda?dia={on}")


async def test_series_changes_from_a_visit_on(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 4)
    await repeat(day, 4)
    page = await opened_at(visitors, day, days[1], device=PHONE)
    await page.get_by_role("button", name="Thor Ofurô").click()
    await expect(page.get_by_text("Repete toda semana · 2 de 4")).to_be_visible()
    await page.keyboard.press("Escape")
    dialog = await open_change(page)
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(dialog.get_by_text("Nada mudou ainda")).to_be_visible()
    await dialog.get_by_label("Dia da semana").select_option("quinta-feira")
    await dialog.get_by_label("Horário", exact=True).fill("14:30")
    await dialog.get_by_label("Com quem").select_option("Bia")
    thursdays = [each + timedelta(days=1) for each in days[1:]]
    said = " · ".join(f"qui., {each:%d/%m}" for each in thursdays)
    await expect(dialog.get_by_text(f"Depois da mudança, às 14:30: {said}")).to_be_visible()
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(page.get_by_text("Thor: repetição mudada")).to_be_visible()
    assert await booked(day) == [(days[0], "10:00"), *((each, "14:30") for each in thursdays)]
    who = [each["itens"][0]["profissional"] for each in await day.bookings(days[0], thursdays[-1])]
    assert who == ["Ana", "Bia", "Bia", "Bia"]


async def test_taken_day_is_named_and_left_as_it_is(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 3)
    await repeat(day, 3)
    await day.book("Mel", at(days[1], "14:00"), "Ana")
    page = await opened_at(visitors, day, days[0])
    dialog = await open_change(page)
    await dialog.get_by_label("Horário", exact=True).fill("14:00")
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    refusal = dialog.get_by_role("alert").filter(has_text="Um dia não tem vaga")
    await expect(refusal).to_contain_text(f"qua., {days[1]:%d/%m} Já tem alguém marcado nesse horário.")
    assert await violations(page) == []
    # Another hour is another question.
    await refusal.get_by_role("button", name="00:00").click()
    await expect(dialog.get_by_label("Horário", exact=True)).to_have_value("00:00")
    await expect(refusal).to_have_count(0)
    await dialog.get_by_label("Horário", exact=True).fill("14:00")
    await refusal.get_by_role("button", name="Mudar só os outros dias").click()
    told = page.get_by_role("dialog", name="Repetição de Thor mudada")
    await expect(told).to_contain_text("Um dia ficou de fora")
    await expect(told.get_by_role("listitem")).to_have_text(
        f"qua., {days[1]:%d/%m} Já tem alguém marcado nesse horário."
    )
    assert await violations(page) == []
    await told.get_by_role("button", name="Entendi").click()
    await expect(told).to_have_count(0)
    assert await booked(day) == [(days[0], "14:00"), (days[1], "10:00"), (days[2], "14:00")]


async def test_what_was_moved_alone_comes_along_where_it_should(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 4)
    series = await repeat(day, 4)
    alone = series["agendamentos"][2]
    moved = {"version": alone["version"], "inicio": at(days[2], "16:00")}
    answer = await day.shop.client.patch(f"/api/v1/agendamentos/{alone['id']}", json=moved)
    assert answer.status_code == 200, answer.text
    page = await opened_at(visitors, day, days[1])
    dialog = await open_change(page)
    await tick(dialog, "radio", "Todos os que estão por vir")
    await dialog.get_by_label("Repetir").select_option("A cada 2 semanas")
    await dialog.get_by_label("Até quando").fill(str(days[0] - timedelta(days=1)))
    await expect(dialog.get_by_text("Nenhum dia sobra até essa data")).to_be_visible()
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(dialog.get_by_text("O fim vem antes do começo. Confira os dois.")).to_be_visible()
    await expect(dialog.get_by_label("Até quando")).to_be_focused()
    await dialog.get_by_label("Até quando").fill(str(days[2]))
    gone = dialog.get_by_text("Serão cancelados:")
    await expect(gone).to_contain_text(f"{days[1]:%d/%m} · qua., {days[3]:%d/%m}")
    await expect(dialog.get_by_text(f"ficam como estão: qua., {days[2]:%d/%m}")).to_be_visible()
    await dialog.get_by_label("Mudar também os que foram remarcados à parte").check()
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(page.get_by_text("Thor: repetição mudada")).to_be_visible()
    assert await booked(day) == [(days[0], "10:00"), (days[2], "10:00")]


async def test_change_of_somebody_else_is_told_and_read(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 3)
    series = await repeat(day, 3)
    page = await opened_at(visitors, day, days[0])
    dialog = await open_change(page)
    await dialog.get_by_label("Com quem").select_option("Bia")
    await alter(day, series, hora="11:00")
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(dialog.get_by_text("Outra pessoa mudou esta repetição")).to_be_visible()
    await expect(dialog.get_by_label("Horário", exact=True)).to_have_value("11:00")
    await expect(dialog.get_by_label("Com quem")).to_have_value(str(day.ids["Bia"]))
    await page.keyboard.press("Escape")
    await page.get_by_role("dialog", name="Sair sem salvar?").get_by_role("button", name="Continuar aqui").click()
    await dialog.get_by_role("button", name="Mudar", exact=True).click()
    await expect(page.get_by_text("Thor: repetição mudada")).to_be_visible()
    assert await booked(day) == [(each, "11:00") for each in days]
    assert {each["itens"][0]["profissional"] for each in await day.bookings(days[0], days[2])} == {"Bia"}


async def test_new_series_asks_before_it_leaves_a_day_out(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 3)
    for animal, who in (("Mel", "Ana"), ("Mel", "Bia")):
        clock = "10:00" if who == "Ana" else "11:00"
        await day.book(animal, at(days[1], clock), who)
    page = await open_signed_in(
        await visitors(PHONE, expects={409}), day.shop, f"/agenda?agendar={day.ids['Thor']}"
    )
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_label("Outro dia").fill(str(days[0]))
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Com quem").select_option("Ana")
    await sheet.get_by_label("Horário", exact=True).fill("10:00")
    await sheet.get_by_label("Repetir").select_option("Toda semana")
    await sheet.get_by_label("Até quando").select_option("3 vezes")
    await sheet.get_by_role("button", name="Agendar", exact=True).click()
    refusal = sheet.get_by_role("alert").filter(has_text="Um dia não tem vaga")
    await expect(refusal).to_contain_text(f"qua., {days[1]:%d/%m} Já tem alguém marcado nesse horário.")
    assert await booked(day) == []
    assert await violations(page) == []
    await refusal.get_by_role("button", name="Agendar só os outros dias").click()
    told = page.get_by_role("dialog", name="Repetição de Thor agendada")
    await expect(told).to_contain_text("2 horários agendados")
    await expect(told.get_by_role("listitem")).to_contain_text(f"qua., {days[1]:%d/%m}")
    assert await violations(page) == []
    await told.get_by_role("button", name="Entendi").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert await booked(day) == [(days[0], "10:00"), (days[2], "10:00")]


async def test_series_that_has_no_place_at_all_goes_to_another_hour(visitors: Visitors, day: Day) -> None:
    days = weekly(day, 2)
    for each in days:
        await day.book("Mel", at(each, "10:00"), "Ana")
    page = await open_signed_in(await visitors(expects={409}), day.shop, f"/agenda?agendar={day.ids['Thor']}")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_label("Outro dia").fill(str(days[0]))
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Com quem").select_option("Ana")
    await sheet.get_by_label("Horário", exact=True).fill("10:00")
    await sheet.get_by_label("Repetir").select_option("Toda semana")
    await sheet.get_by_label("Até quando").select_option("2 vezes")
    await sheet.get_by_role("button", name="Agendar", exact=True).click()
    refusal = sheet.get_by_role("alert").filter(has_text="2 dias não têm vaga")
    await refusal.get_by_role("button", name="Agendar só os outros dias").click()
    await expect(refusal).to_contain_text("Nenhum dos dias tem vaga assim.")
    await refusal.get_by_role("button", name="00:15").click()
    await sheet.get_by_role("button", name="Agendar", exact=True).click()
    await expect(page.get_by_text("Thor: 2 horários agendados, de")).to_be_visible()
    assert await booked(day) == [(each, "00:15") for each in days]
