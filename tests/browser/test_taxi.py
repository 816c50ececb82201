"""The táxi dog: asked for at a booking, driven from a phone, taken back and called off."""

import json
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.day import Day
from tests.browser.owning import open_signed_in

ADDRESS = "Rua das Flores, 12, Pinheiros"


async def rides(day: Day) -> list[dict[str, Any]]:
    answer = await day.shop.client.get("/api/v1/taxi", params={"data": str(day.later)})
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def put_ride(day: Day, booking: dict[str, Any], way: str, **values: Any) -> None:
    answer = await day.shop.client.put(
        f"/api/v1/agendamentos/{booking['id']}/taxi/{way}", json={"endereco": ADDRESS} | values
    )
    assert answer.status_code == 200, answer.text


async def open_booking(page: Page, animal: str) -> None:
    await page.get_by_role("button", name=f"{animal} Ofurô Rita Lima").click()


async def test_ride_is_asked_for_at_the_booking_and_changed(visitors: Visitors, day: Day) -> None:
    zones = {"taxa": "10.00", "zonas": [{"nome": "Centro", "taxa": "15.00"}], "janela_minutos": 30}
    path = "/api/v1/tenant/configurations/taxi"
    saved = await day.shop.client.put(path, json={"config_value": json.dumps(zones)})
    assert saved.status_code == 200, saved.text
    await day.book("Thor", day.at("09:00"))
    page = await open_signed_in(await visitors(expects={422}), day.shop, f"/agenda?dia={day.later}")
    await open_booking(page, "Thor")
    await page.get_by_role("button", name="Buscar em casa").click()
    form = page.get_by_role("dialog", name="Buscar Thor em casa")
    await form.get_by_label("Zona").select_option("Centro")
    await form.get_by_label("Quem dirige", exact=True).select_option("Bia")
    await form.get_by_label("Das").fill("08:00")
    await form.get_by_role("button", name="Salvar corrida").click()
    await expect(form.get_by_text("Preencha os dois horários, ou nenhum").first).to_be_visible()
    await form.get_by_label("Das").fill("")
    # The tutor has no address: the server says so at the field, and nothing that was typed is lost.
    await form.get_by_role("button", name="Salvar corrida").click()
    await expect(form.get_by_role("textbox", name="Endereço")).to_have_attribute("aria-invalid", "true")
    await form.get_by_role("textbox", name="Endereço").fill(ADDRESS)
    assert await violations(page) == []
    await form.get_by_role("button", name="Salvar corrida").click()
    await expect(page.get_by_text("Corrida marcada: buscar Thor")).to_be_visible()
    (ride,) = await rides(day)
    assert (ride["endereco"], ride["motorista"], ride["zona"], ride["taxa"]) == (ADDRESS, "Bia", "Centro", "15.00")

    await page.get_by_role("button", name="Buscar: 08:30 às 09:00").click()
    await expect(form.get_by_label("Quem dirige", exact=True)).to_have_value(str(day.ids["Bia"]))
    await form.get_by_label("Zona").select_option("")
    await form.get_by_label("Das").fill("08:10")
    await form.get_by_role("button", name="Salvar corrida").click()
    await expect(page.get_by_role("button", name="Buscar: 08:10 às 09:00")).to_be_visible()
    (ride,) = await rides(day)
    assert (ride["zona"], ride["taxa"], ride["version"]) == (None, "10.00", 2)

    await page.get_by_role("button", name="Buscar: 08:10 às 09:00").click()
    await form.get_by_role("button", name="Não precisa mais").click()
    await expect(page.get_by_role("button", name="Buscar em casa")).to_be_visible()
    assert await rides(day) == []


async def test_rides_wished_in_the_booking_sheet_are_asked_for_one_after_the_other(
    visitors: Visitors, day: Day
) -> None:
    page = await open_signed_in(
        await visitors(PHONE), day.shop, f"/agenda?dia={day.later}&agendar={day.ids['Thor']}"
    )
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Outro dia").fill(str(day.later))
    await sheet.get_by_label("Horário", exact=True).fill("09:00")
    for wish in ("Buscar em casa", "Levar para casa"):
        await sheet.get_by_label(wish).check()
    await sheet.get_by_role("button", name="Agendar", exact=True).click()
    fetch = page.get_by_role("dialog", name="Buscar Thor em casa")
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    await fetch.get_by_role("textbox", name="Endereço").fill(ADDRESS)
    await fetch.get_by_role("button", name="Salvar corrida").click()
    bring = page.get_by_role("dialog", name="Levar Thor para casa")
    await bring.get_by_role("button", name="Cancelar").click()
    await expect(bring).to_be_hidden()
    await expect(page.get_by_role("button", name="Thor Ofurô Rita Lima")).to_be_visible()
    assert [(ride["sentido"], ride["estado"]) for ride in await rides(day)] == [("busca", "pendente")]


async def test_drivers_day_on_a_phone(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"))
    mel = await day.book("Mel", day.at("11:00"), "Bia")
    await put_ride(day, thor, "busca", motorista_id=day.ids["Ana"], observacoes="Portão azul")
    await put_ride(day, mel, "entrega")
    page = await open_signed_in(await visitors(PHONE), day.shop, f"/taxi?dia={day.later}")
    first = page.get_by_role("article", name="Thor")
    await expect(first).to_contain_text("08:30 às 09:00")
    await expect(first).to_contain_text("Portão azul")
    await expect(page.get_by_text("2 corridas por fazer")).to_be_visible()
    chat = first.get_by_role("link", name="Conversar com Rita Lima no WhatsApp")
    assert "text=" in str(await chat.get_attribute("href"))
    assert await violations(page) == []
    await first.get_by_role("button", name="Saí para buscar: Thor").click()
    await expect(page.get_by_text("Corrida de Thor: a caminho")).to_be_visible()
    await page.get_by_role("button", name="Desfazer").click()
    await expect(first.get_by_role("button", name="Saí para buscar: Thor")).to_be_visible()
    await first.get_by_role("button", name="Saí para buscar: Thor").click()
    await first.get_by_role("button", name="Chegou à loja: Thor").click()
    await expect(page.get_by_text("1 corrida por fazer")).to_be_visible()
    await page.get_by_text("1 feita ou cancelada").click()
    await expect(first.get_by_text("feita", exact=True)).to_be_visible()
    assert {ride["animal"]: ride["estado"] for ride in await rides(day)} == {"Thor": "feito", "Mel": "pendente"}
    await page.get_by_label("Quem dirige", exact=True).select_option("Ana")
    await expect(page.get_by_role("article", name="Mel")).to_have_count(0)


async def test_ride_that_somebody_changed_meanwhile_is_not_overwritten(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"))
    await put_ride(day, thor, "busca")
    page = await open_signed_in(await visitors(expects={409}), day.shop, f"/taxi?dia={day.later}")
    await page.get_by_role("button", name="Mudar a corrida de Thor").click()
    form = page.get_by_role("dialog", name="Buscar Thor em casa")
    await form.get_by_label("Recado para quem dirige").fill("Tocar duas vezes")
    await put_ride(day, thor, "busca", version=1, endereco="Rua Nova, 5")
    await form.get_by_role("button", name="Salvar corrida").click()
    await expect(form.get_by_role("alert")).to_be_visible()
    await expect(form.get_by_label("Recado para quem dirige")).to_have_value("Tocar duas vezes")
    (ride,) = await rides(day)
    assert (ride["endereco"], ride["observacoes"]) == ("Rua Nova, 5", None)
