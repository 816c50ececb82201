"""Booking: a few steps, who is new, who is known, who is already there, and every other week."""

import re
from datetime import datetime, timedelta

from playwright.async_api import expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.day import ZONE, Day, clock_of
from tests.browser.owning import create, open_signed_in


async def test_booking_takes_seven_steps(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(PHONE), day.shop, "/hoje")
    await expect(page.get_by_role("heading", name="Nada agendado para hoje")).to_be_visible()
    await page.get_by_role("button", name="Agendar").first.click()
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await expect(sheet.get_by_role("combobox", name="Animal ou tutor")).to_be_focused()
    await page.keyboard.type("tho")
    await sheet.get_by_role("option", name="Thor").click()
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_role("button", name="Amanhã").click()
    await sheet.get_by_role("group", name="Horários livres").get_by_role("button").first.click()
    assert await violations(page) == []
    await sheet.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    tomorrow = day.today + timedelta(days=1)
    (booked,) = await day.bookings(tomorrow)
    assert (booked["animal"], clock_of(booked), booked["preco"]) == ("Thor", "00:00", "60.00")
    await page.get_by_role("button", name="Desfazer").click()
    await expect(page.get_by_text("Agendamento de Thor desfeito")).to_be_visible()
    assert await day.bookings(tomorrow) == []


async def test_who_is_new_is_registered_and_booked_in_one_go(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    await page.get_by_role("button", name="Agendar").click()
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_role("combobox", name="Animal ou tutor").fill("Dona Zilda")
    await sheet.get_by_role("option", name="Cadastrar “Dona Zilda” agora").click()
    pair = sheet.get_by_role("form", name="Novo tutor e animal")
    await pair.get_by_role("button", name="Cadastrar e continuar").click()
    await expect(pair.get_by_text("Escreva o nome do animal")).to_be_visible()
    await pair.get_by_label("WhatsApp").fill("11 91234-5678")
    await pair.get_by_label("Nome do animal").fill("Fifi")
    await tick(pair, "radio", "Gato")
    await pair.get_by_label("Porte").select_option("Pequeno")
    await pair.get_by_role("button", name="Cadastrar e continuar").click()
    await expect(sheet.get_by_text("Dona Zilda")).to_be_visible()
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Horário", exact=True).fill("10:30")
    await sheet.get_by_label("Recado para quem atende").fill("Pela porta dos fundos.")
    await sheet.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Fifi: agendado para")).to_be_visible()
    (booked,) = await day.bookings(day.later)
    told = [booked[name] for name in ("animal", "cliente", "especie", "porte", "observacoes")]
    assert told == ["Fifi", "Dona Zilda", "gato", "pequeno", "Pela porta dos fundos."]
    assert clock_of(booked) == "10:30"


async def test_known_tutor_brings_another_animal_and_nothing_typed_is_lost(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(PHONE), day.shop, "/agenda?agendar=novo")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_role("combobox", name="Animal ou tutor").fill("rita")
    await sheet.get_by_role("option", name="Novo animal de Rita Lima").click()
    pair = sheet.get_by_role("form", name="Novo tutor e animal")
    await expect(pair.get_by_label("Nome do tutor")).to_have_count(0)
    await pair.get_by_label("Nome do animal").fill("Pipoca")
    await page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="Sair sem salvar?")
    assert await violations(page) == []
    await question.get_by_role("button", name="Continuar aqui").click()
    await expect(pair.get_by_label("Nome do animal")).to_have_value("Pipoca")
    await pair.get_by_role("button", name="Cadastrar e continuar").click()
    await expect(sheet.get_by_text("Rita Lima")).to_be_visible()
    await sheet.get_by_role("button", name="Fechar").click()
    await question.get_by_role("button", name="Sair sem salvar").click()
    await expect(sheet).to_have_count(0)
    found = (await day.shop.client.get("/api/v1/animais", params={"q": "Pipoca"})).json()["items"]
    assert [animal["cliente_id"] for animal in found] == [day.ids["Rita Lima"]]


async def test_taken_time_names_others_and_can_be_squeezed_in(visitors: Visitors, day: Day) -> None:
    for animal, who in (("Mel", "Ana"), ("Thor", "Bia")):
        await day.book(animal, day.at("09:00"), who)
    tutor = await create(day.shop, "clientes", nome="Otto Braga", devedor=True)
    other = await create(day.shop, "animais", nome="Rex", cliente_id=tutor["id"])
    page = await open_signed_in(await visitors(expects={409}), day.shop, f"/agenda?agendar={other['id']}")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await expect(sheet.get_by_text("O tutor tem contas em aberto")).to_be_visible()
    await sheet.get_by_label("Outro dia").fill(str(day.later))
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Horário", exact=True).fill("09:15")
    await sheet.get_by_role("button", name="Agendar").click()
    await expect(sheet.get_by_text("Já tem alguém marcado nesse horário.")).to_be_visible()
    assert await violations(page) == []
    await sheet.get_by_role("button", name="Encaixar assim mesmo").click()
    await expect(page.get_by_text("Rex: agendado para")).to_be_visible()
    found = {booking["animal"]: booking for booking in await day.bookings(day.later)}
    assert (clock_of(found["Rex"]), found["Rex"]["encaixe"]) == ("09:15", True)


async def test_who_could_sooner_is_offered_and_booked(visitors: Visitors, day: Day) -> None:
    await day.book("Mel", day.at("09:00"), "Ana")
    page = await open_signed_in(await visitors(expects={409}), day.shop, "/agenda?agendar=novo")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    # The tutor's name beside the animal's: each word is found where it stands.
    await sheet.get_by_role("combobox", name="Animal ou tutor").fill("lima thor")
    # Enter waits for the search.
    await page.keyboard.press("Enter")
    await sheet.get_by_label("Outro dia").fill(str(day.later))
    await tick(sheet, "checkbox", "Ofurô")
    person = sheet.get_by_label("Com quem")
    await person.select_option(label="Ana")
    await sheet.get_by_label("Horário", exact=True).fill("09:15")
    await sheet.get_by_role("button", name="Agendar").click()
    await sheet.get_by_role("button", name=re.compile(r"09:15, com Bia")).click()
    await expect(person).to_have_value(str(day.ids["Bia"]))
    await sheet.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: agendado para")).to_be_visible()
    found = {booking["animal"]: booking for booking in await day.bookings(day.later)}
    assert (clock_of(found["Thor"]), found["Thor"]["itens"][0]["profissional"]) == ("09:15", "Bia")


async def test_repeated_booking_is_a_series(visitors: Visitors, day: Day) -> None:
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?agendar={day.ids['Thor']}")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_label("Outro dia").fill(str(day.later))
    await tick(sheet, "checkbox", "Ofurô")
    await sheet.get_by_label("Horário", exact=True).fill("10:00")
    await sheet.get_by_label("Repetir").select_option("A cada 2 semanas")
    await sheet.get_by_label("Até quando").select_option("4 vezes")
    await sheet.get_by_role("button", name="Agendar").click()
    await expect(page.get_by_text("Thor: 4 horários agendados, de")).to_be_visible()
    made = await day.bookings(day.later, day.later + timedelta(days=50))
    days = [datetime.fromisoformat(each["inicio"]).astimezone(ZONE).date() for each in made]
    assert days == [day.later + timedelta(weeks=2 * n) for n in range(4)]
    assert len({each["recorrencia_id"] for each in made}) == 1
    await page.goto(page.url.split("?")[0] + f"?dia={days[1]}")
    await page.get_by_role("button", name="Thor Ofurô").click()
    peek = page.get_by_role("dialog", name="Thor", exact=True)
    await expect(peek.get_by_text("Repete a cada 2 semanas")).to_be_visible()
    later = [f"{each:%d/%m}" for each in days]
    await expect(peek.get_by_text("Depois deste:")).to_have_text(re.compile(f"{later[2]}.*{later[3]}$"))
    await peek.get_by_role("button", name="Encerrar a repetição").click()
    question = page.get_by_role("dialog", name="Encerrar a repetição de Thor?")
    await expect(question.get_by_text("Serão cancelados:")).to_have_text(re.compile(f"{later[1]}.*{later[3]}$"))
    assert await violations(page) == []
    await question.get_by_role("button", name="Encerrar").click()
    await expect(page.get_by_text("Thor: repetição encerrada")).to_be_visible()
    left = await day.bookings(day.later, day.later + timedelta(days=50))
    assert [each["status"] for each in left] == ["agendado", "cancelado", "cancelado", "cancelado"]


async def test_what_is_only_an_extra_says_so(visitors: Visitors, day: Day) -> None:
    await create(day.shop, "servicos", nome="Fita na orelha", preco="20.00", duracao=15, tipo="adicional")
    page = await open_signed_in(await visitors(PHONE), day.shop, f"/agenda?agendar={day.ids['Thor']}")
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await tick(sheet, "checkbox", "Fita na orelha")
    await expect(sheet.get_by_text("Só com outro serviço")).to_be_visible()
    await sheet.get_by_label("Horário", exact=True).fill("23:45")
    await sheet.get_by_role("button", name="Agendar").click()
    told = sheet.get_by_text("Um adicional vai junto com um serviço")
    await expect(told).to_be_visible()
    await tick(sheet, "checkbox", "Ofurô")
    await expect(told).to_have_count(0)
