"""The waiting list: who is put on it, who can be served, who is offered a place, takes it or gives up."""

from datetime import timedelta
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.day import Day, clock_of
from tests.browser.owning import create, open_signed_in


async def wait(day: Day, animal: str, **more: Any) -> dict[str, Any]:
    """For an hour of anybody's, some time of the next days, unless something else is said."""
    body = {
        "animal_id": day.ids[animal],
        "itens": [{"servico_id": day.ids["Ofurô"]}],
        "de": str(day.today),
        "ate": str(day.today + timedelta(days=5)),
    }
    return await create(day.shop, "espera", **(body | more))


async def entries(day: Day) -> list[dict[str, Any]]:
    answer = await day.shop.client.get("/api/v1/espera")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def places(page: Page, animal: str) -> Locator:
    return page.get_by_role("group", name=f"Vagas para {animal}").get_by_role("button")


async def test_animal_is_put_on_the_list_and_its_wish_changed(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(PHONE, expects={422}), day.shop, "/espera")
    await expect(page.get_by_role("heading", name="Ninguém na fila")).to_be_visible()
    await page.get_by_role("button", name="Pôr na lista").click()
    sheet = page.get_by_role("dialog", name="Pôr na lista de espera")
    await expect(sheet.get_by_role("combobox", name="Animal ou tutor")).to_be_focused()
    await page.keyboard.type("tho")
    await sheet.get_by_role("option", name="Thor").click()
    add = sheet.get_by_role("button", name="Pôr na lista")
    await add.click()
    await expect(sheet.get_by_text("Escolha ao menos um serviço")).to_be_visible()
    await tick(sheet, "checkbox", "Ofurô")
    until = sheet.get_by_role("textbox", name="Até")
    await until.fill(str(day.today - timedelta(days=1)))
    await tick(sheet, "radio", "Tarde")
    await sheet.get_by_role("checkbox", name="Quarta").check()
    await sheet.get_by_label("Recado para quem atende").fill("Ligar antes.")
    await add.click()
    await expect(until).to_have_accessible_description("O fim vem antes do começo. Confira os dois.")
    assert await violations(page) == []
    await until.fill(str(day.later))
    await sheet.get_by_label("Com quem").select_option(label="Ana")
    await add.click()
    await expect(page.get_by_text("Thor está na lista de espera")).to_be_visible()
    queue = part(page, "Na fila")
    await expect(queue.get_by_role("article", name="Thor")).to_contain_text("Ligar antes.")
    (entry,) = await entries(day)
    wished = [entry[name] for name in ("animal", "de", "ate", "periodo", "dias", "observacoes")]
    assert wished == ["Thor", str(day.today), str(day.later), "tarde", ["wed"], "Ligar antes."]
    assert [item["profissional_id"] for item in entry["itens"]] == [day.ids["Ana"]]

    await queue.get_by_role("button", name="Editar").click()
    change = page.get_by_role("dialog", name="Editar a espera")
    await expect(change.get_by_role("checkbox", name="Ofurô")).to_be_checked()
    await tick(change, "radio", "Qualquer hora")
    await page.keyboard.press("Escape")
    await page.get_by_role("dialog", name="Sair sem salvar?").get_by_role("button", name="Continuar aqui").click()
    await change.get_by_role("checkbox", name="Quarta").uncheck()
    await change.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Espera de Thor alterada")).to_be_visible()
    (entry,) = await entries(day)
    assert (entry["periodo"], entry["dias"], entry["version"]) == (None, [], 2)
    await expect(places(page, "Thor").first).to_be_visible()


async def test_place_is_offered_declined_offered_again_and_booked(visitors: Visitors, day: Day) -> None:
    await wait(day, "Thor", observacoes="De preferência cedo.")
    page = await open_signed_in(await visitors(), day.shop, "/espera")
    await places(page, "Thor").first.click()
    dialog = page.get_by_role("dialog", name="Horário para Thor")
    await dialog.get_by_role("button", name="Oferecer").click()
    await expect(dialog.get_by_text("Oferecido a Rita Lima:")).to_be_visible()
    chat = await dialog.get_by_role("link", name="Mandar pelo WhatsApp").get_attribute("href")
    assert chat is not None
    assert chat.startswith("https://wa.me/5511987654321?text=Ol%C3%A1%2C%20Rita%20Lima")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Voltar").click()
    offered = part(page, "Esperando resposta").get_by_role("article", name="Thor")
    await expect(offered).to_contain_text("Oferecido a Rita Lima:")
    assert await violations(page) == []
    await offered.get_by_role("button", name="Recusou").click()
    await expect(page.get_by_text("Thor continua na fila")).to_be_visible()
    await expect(offered).to_have_count(0)
    assert [entry["estado"] for entry in await entries(day)] == ["aguardando"]

    await places(page, "Thor").last.click()
    await dialog.get_by_role("button", name="Oferecer").click()
    await dialog.get_by_role("button", name="Voltar").click()
    await offered.get_by_role("button", name="Aceitou: agendar").click()
    await dialog.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    (entry,) = await entries(day)
    booked = await day.booking(entry["agendamento_id"])
    assert (entry["estado"], booked["inicio"]) == ("atendida", entry["oferta_inicio"])
    assert booked["observacoes"] == "De preferência cedo."
    await part(page, "Na fila").get_by_label("Situação").select_option("Agendado")
    await expect(part(page, "Na fila").get_by_role("link", name="Abrir atendimento")).to_be_visible()


async def test_time_nobody_thought_of_is_found_and_booked(visitors: Visitors, day: Day) -> None:
    await wait(day, "Thor", ate=str(day.later))
    page = await open_signed_in(await visitors(PHONE), day.shop, "/espera")
    await part(page, "Na fila").get_by_role("button", name="Achar horário").click()
    dialog = page.get_by_role("dialog", name="Horário para Thor")
    await dialog.get_by_label("Outro dia").fill(str(day.later))
    await dialog.get_by_label("Horário", exact=True).fill("10:30")
    await dialog.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    (booked,) = await day.bookings(day.later)
    assert (booked["animal"], clock_of(booked)) == ("Thor", "10:30")


async def test_place_that_was_taken_meanwhile_is_told_with_others(visitors: Visitors, day: Day) -> None:
    wish = [{"servico_id": day.ids["Ofurô"], "profissional_id": day.ids["Ana"]}]
    await wait(day, "Thor", de=str(day.later), itens=wish)
    page = await open_signed_in(await visitors(PHONE, expects={409}), day.shop, "/espera")
    midnight = places(page, "Thor").filter(has_text="00:00")
    await midnight.click()
    await day.book("Mel", day.at("00:00"), "Ana")
    dialog = page.get_by_role("dialog", name="Horário para Thor")
    await dialog.get_by_role("button", name="Agendar").click()
    await expect(dialog.get_by_text("Já tem alguém marcado nesse horário.")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Encaixar assim mesmo")).to_have_count(0)
    assert await violations(page) == []
    # The places behind it are read again.
    await expect(page.locator("[aria-labelledby=encaixes] button", has_text="00:00")).to_have_count(0)
    await dialog.get_by_role("button", name="01:00").first.click()
    await dialog.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    found = {booking["animal"]: booking for booking in await day.bookings(day.later)}
    assert (clock_of(found["Thor"]), found["Thor"]["itens"][0]["profissional"]) == ("01:00", "Ana")


async def test_who_gives_up_leaves_the_list(visitors: Visitors, day: Day) -> None:
    for animal in ("Thor", "Mel"):
        await wait(day, animal)
    page = await open_signed_in(await visitors(), day.shop, "/espera")
    queue = part(page, "Na fila")
    await queue.get_by_role("article", name="Thor").get_by_role("button", name="Desistiu").click()
    question = page.get_by_role("dialog", name="Tirar Thor da lista?")
    assert await violations(page) == []
    await question.get_by_role("button", name="Tirar da lista").click()
    await expect(page.get_by_text("Thor saiu da lista de espera")).to_be_visible()
    await expect(queue.get_by_role("article")).to_have_count(1)
    await expect(places(page, "Thor")).to_have_count(0)
    await queue.get_by_label("Situação").select_option("Desistiu")
    await expect(queue.get_by_role("article", name="Thor")).to_be_visible()
    await expect(queue.get_by_role("article", name="Mel")).to_have_count(0)


async def test_booking_where_no_time_suits_becomes_a_wait(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(PHONE), day.shop, f"/agenda?agendar={day.ids['Thor']}")
    booking = page.get_by_role("dialog", name="Novo agendamento")
    await tick(booking, "checkbox", "Ofurô")
    await booking.get_by_label("Com quem").select_option(label="Bia")
    await booking.get_by_role("button", name="Pôr na lista de espera").click()
    sheet = page.get_by_role("dialog", name="Pôr na lista de espera")
    await expect(sheet.get_by_role("checkbox", name="Ofurô")).to_be_checked()
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await expect(booking.get_by_role("checkbox", name="Ofurô")).to_be_checked()
    await booking.get_by_role("button", name="Pôr na lista de espera").click()
    await sheet.get_by_role("button", name="Pôr na lista").click()
    await expect(page.get_by_text("Thor está na lista de espera")).to_be_visible()
    await expect(booking).to_have_count(0)
    (entry,) = await entries(day)
    (item,) = entry["itens"]
    wished = (entry["animal"], item["servico_id"], item["profissional_id"])
    assert wished == ("Thor", day.ids["Ofurô"], day.ids["Bia"])


async def test_cancelled_booking_leads_to_who_could_have_its_place(visitors: Visitors, day: Day) -> None:
    await day.book("Thor", day.at("09:00"), "Ana")
    await wait(day, "Mel", de=str(day.later))
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    await page.get_by_role("button", name="Thor Ofurô Rita Lima").click()
    await page.get_by_role("dialog", name="Thor").get_by_role("button", name="Cancelar agendamento").click()
    await expect(page.get_by_text("Alguém da lista de espera cabe neste horário")).to_be_visible()
    await page.get_by_role("button", name="Ver quem").click()
    await expect(page.get_by_role("heading", name="Vaga de Thor:")).to_be_visible()
    await expect(places(page, "Mel")).to_have_count(1)
    await places(page, "Mel").click()
    await page.get_by_role("dialog", name="Horário para Mel").get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Mel: agendado para")).to_be_visible()
    await expect(page.get_by_text("Ninguém espera por um destes dias.")).to_be_visible()
    found = {booking["animal"]: booking for booking in await day.bookings(day.later)}
    assert (clock_of(found["Mel"]), found["Thor"]["status"]) == ("09:00", "cancelado")
    await page.get_by_role("link", name="Ver os próximos 7 dias").click()
    await expect(page.get_by_role("heading", name="Dá para atender agora")).to_be_visible()
