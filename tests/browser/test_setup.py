"""An owner sets up her shop: who works when, and how the shop works."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.looking import settled
from tests.browser.owning import bookable, create, open_signed_in
from tests.infra.shops import Shop
from tests.infra.waiting import eventually

ZONE = timedelta(hours=-3)


def next_day(weekday: int) -> date:
    """The next Monday (0) and so on that is not within a week: far from what is today anywhere."""
    soon = datetime.now(UTC).date() + timedelta(days=7)
    return soon + timedelta(days=(weekday - soon.weekday()) % 7)


async def free_times(shop: Shop, animal: int, servico: int, day: date) -> list[str]:
    """When the animal could come on that day, on the shop's clock."""
    params: dict[str, str | int] = {"animal_id": animal, "servico_id": servico, "data": str(day), "limit": 200}
    answer = await shop.client.get("/api/v1/agenda/horarios", params=params)
    assert answer.status_code == 200, answer.text
    return [f"{datetime.fromisoformat(each['inicio']).astimezone(UTC) + ZONE:%H:%M}" for each in answer.json()]


async def say_hours(page: Page, day: str, *spans: tuple[str, str]) -> None:
    """Fills in the spans of a day that is worked."""
    for number, (begin, end) in enumerate(spans, 1):
        span = page.get_by_role("group", name=f"{day}, período {number}")
        await span.get_by_label(f"{day}, das").fill(begin)
        await span.get_by_label(f"{day}, até").fill(end)


async def test_somebody_with_hours_and_a_block_is_free_between_them(visitors: Visitors, shop: Shop) -> None:
    animal, servico = await bookable(shop)
    tuesday = next_day(1)
    page = await open_signed_in(await visitors(PHONE), shop, "/profissionais")
    await page.get_by_role("link", name="Incluir o primeiro").click()
    await page.get_by_label("Nome").fill("Bia Moraes")
    await tick(page, "radio", "Verde")
    await page.get_by_role("checkbox", name="Segue o horário da loja").uncheck()
    for day in ("segunda", "quarta", "quinta", "sexta", "sábado", "domingo"):
        await page.get_by_role("switch", name=f"Trabalha: {day}").click()
    await page.get_by_role("button", name="Incluir pausa: terça").click()
    await say_hours(page, "terça", ("09:00", "12:00"), ("11:00", "17:00"))
    await tick(page, "radio", "Só alguns")
    await page.get_by_role("checkbox", name="Hidratação").check()
    await page.get_by_role("button", name="Salvar profissional").click()
    await expect(page.get_by_text("Este período se sobrepõe a outro do mesmo dia.")).to_have_count(2)
    assert await violations(page) == []
    await say_hours(page, "terça", ("09:00", "12:00"), ("13:00", "17:00"))
    await page.get_by_role("button", name="Salvar profissional").click()
    await expect(page.get_by_role("row").filter(has_text="Bia Moraes")).to_contain_text(
        "ter 09:00–12:00, 13:00–17:00"
    )
    times = await free_times(shop, animal, servico, tuesday)
    assert (times[0], times[-1], "12:00" in times, "13:00" in times) == ("09:00", "16:00", False, True)
    assert await free_times(shop, animal, servico, next_day(2)) == []

    await page.get_by_role("link", name="Bia Moraes").click()
    await page.get_by_role("button", name="Incluir bloqueio").click()
    dialog = page.get_by_role("dialog", name="Novo bloqueio")
    await dialog.get_by_label("Primeiro dia").fill(str(tuesday))
    await expect(dialog.get_by_label("Último dia")).to_have_value(str(tuesday))
    await dialog.get_by_role("checkbox", name="O dia todo").uncheck()
    await dialog.get_by_label("Das").fill("13:00")
    await dialog.get_by_label("Até").fill("12:00")
    await dialog.get_by_label("Motivo").fill("Médico")
    await dialog.get_by_role("button", name="Bloquear").click()
    await expect(dialog.get_by_text("O fim vem antes do começo.")).to_be_visible()
    await expect(dialog.get_by_label("Motivo")).to_have_value("Médico")
    assert await violations(page) == []
    await dialog.get_by_label("Até").fill("15:00")
    await dialog.get_by_role("button", name="Bloquear").click()
    await expect(page.get_by_text("Médico", exact=True)).to_be_visible()
    assert "13:00" not in await free_times(shop, animal, servico, tuesday)
    assert "15:00" in await free_times(shop, animal, servico, tuesday)

    await page.get_by_role("button", name="Liberar").click()
    await expect(page.get_by_text("Nenhum bloqueio de hoje em diante.")).to_be_visible()
    assert "13:00" in await free_times(shop, animal, servico, tuesday)
    await page.get_by_role("button", name="Desfazer").click()
    await expect(page.get_by_text("Médico", exact=True)).to_be_visible()
    assert "13:00" not in await free_times(shop, animal, servico, tuesday)


async def test_hours_that_somebody_else_changed_meanwhile_are_shown(visitors: Visitors, shop: Shop) -> None:
    person = await create(shop, "profissionais", nome="Bia", horarios={"mon": [["08:00", "12:00"]]})
    page = await open_signed_in(await visitors(expects={409}), shop, f"/profissionais/{person['id']}")
    url = f"/api/v1/profissionais/{person['id']}"
    theirs = {"version": person["version"], "horarios": {"fri": [["10:00", "24:00"]]}}
    assert (await shop.client.patch(url, json=theirs)).status_code == 200
    await say_hours(page, "segunda", ("09:00", "13:00"))
    await page.get_by_role("button", name="Copiar para os outros dias: segunda").click()
    await page.get_by_role("button", name="Salvar profissional").click()
    dialog = page.get_by_role("dialog", name="Alguém mudou este cadastro")
    await expect(dialog).to_contain_text("seg a sex 09:00–13:00")
    await expect(dialog).to_contain_text("sex 10:00–00:00")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Ficar com o meu").click()
    await page.wait_for_url("**/profissionais")
    stored = (await shop.client.get(url)).json()
    assert stored["horarios"] == {day: [["09:00", "13:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


async def test_somebody_with_bookings_stays_and_is_taken_off_the_agenda(visitors: Visitors, shop: Shop) -> None:
    animal, servico = await bookable(shop)
    person = await create(shop, "profissionais", nome="Bia")
    begin = datetime.combine(next_day(1), datetime.min.time(), UTC) + timedelta(hours=14)
    item = {"servico_id": servico, "profissional_id": person["id"]}
    await create(shop, "agendamentos", animal_id=animal, inicio=begin.isoformat(), itens=[item])
    page = await open_signed_in(await visitors(expects={409}), shop, f"/profissionais/{person['id']}")
    await page.get_by_role("button", name="Excluir profissional").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Excluir").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("já teve agendamentos")
    await dialog.get_by_role("button", name="Cancelar").click()
    await page.get_by_role("checkbox", name="Atende").uncheck()
    await page.get_by_role("button", name="Salvar profissional").click()
    await page.wait_for_url("**/profissionais")
    await settled(page)
    await expect(page.get_by_role("row").filter(has_text="Bia")).to_contain_text("Não atende")
    assert await free_times(shop, animal, servico, next_day(1)) == []


def part(page: Page, name: str) -> Locator:
    """A part of the settings, which is saved by itself."""
    return page.get_by_role("region", name=name)


async def setting(shop: Shop, key: str) -> Any:
    """What is stored; None for what was never set."""
    answer = await shop.client.get(f"/api/v1/tenant/configurations/{key}")
    return answer.json()["config_value"] if answer.status_code == 200 else None


async def test_hours_of_the_shop_hold_at_once_and_can_be_taken_back(visitors: Visitors, shop: Shop) -> None:
    animal, servico = await bookable(shop)
    await create(shop, "profissionais", nome="Bia")
    wednesday = next_day(2)
    assert (await free_times(shop, animal, servico, wednesday))[0] == "08:00"
    page = await open_signed_in(await visitors(PHONE), shop, "/configuracoes")
    assert await violations(page) == []
    hours = part(page, "Horário da loja")
    await hours.get_by_role("switch", name="Trabalha: domingo").click()
    await say_hours(page, "segunda", ("10:30", "18:00"))
    await hours.get_by_role("button", name="Copiar para os outros dias: segunda").click()
    await expect(hours.get_by_role("status")).to_contain_text("Aberta 6 dias por semana")
    await hours.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Horário da loja: salvo.")).to_be_visible()
    assert (await free_times(shop, animal, servico, wednesday))[0] == "10:30"
    assert await free_times(shop, animal, servico, next_day(6)) == []
    await page.get_by_role("button", name="Desfazer").click()
    await expect(hours.get_by_role("switch", name="Trabalha: domingo")).to_be_checked()

    async def as_before() -> bool:
        return (await free_times(shop, animal, servico, wednesday))[0] == "08:00"

    await eventually(as_before)
    clock = part(page, "Relógio e agenda")
    await clock.get_by_label("Fuso horário").select_option(label="Manaus")
    await expect(clock.get_by_text("o instante não muda, o relógio sim")).to_be_visible()
    await clock.get_by_label("Passo da agenda").select_option(label="De 30 em 30 minutos")
    await clock.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Relógio e agenda: salvo.")).to_be_visible()
    assert await setting(shop, "timezone") == "America/Manaus"
    assert await setting(shop, "slot_minutes") == "30"


async def test_closed_days_are_named_and_a_holiday_is_worked(visitors: Visitors, shop: Shop) -> None:
    animal, servico = await bookable(shop)
    await create(shop, "profissionais", nome="Bia")
    tuesday = next_day(1)
    page = await open_signed_in(await visitors(), shop, "/configuracoes")
    closed = part(page, "Dias fechados")
    await closed.get_by_label("Feriados").select_option(label="Fecha nos nacionais")
    await closed.get_by_label("Fechar em um dia").fill(str(tuesday))
    await closed.get_by_role("button", name="Incluir").click()
    await closed.get_by_role("button", name="Salvar").click()
    christmas = closed.get_by_role("listitem").filter(has_text="Natal")
    await christmas.get_by_role("button", name="Abrir neste dia").click()
    await expect(closed.get_by_text("Feriados em que a loja abre")).to_be_visible()
    assert await violations(page) == []
    await closed.get_by_role("button", name="Salvar").click()
    await expect(christmas).to_have_count(0)

    async def opened() -> Any:
        stored = json.loads(await setting(shop, "closed_dates"))
        return stored if stored["open"] else None

    stored = await eventually(opened)
    assert (stored["holidays"], stored["closed"], len(stored["open"])) == ("BR", [str(tuesday)], 1)
    assert await free_times(shop, animal, servico, tuesday) == []


async def test_closing_a_day_with_bookings_says_that_they_stay(visitors: Visitors, shop: Shop) -> None:
    animal, servico = await bookable(shop)
    person = await create(shop, "profissionais", nome="Bia")
    tuesday = next_day(1)
    begin = datetime.combine(tuesday, datetime.min.time(), UTC) + timedelta(hours=14)
    item = {"servico_id": servico, "profissional_id": person["id"]}
    await create(shop, "agendamentos", animal_id=animal, inicio=begin.isoformat(), itens=[item])
    page = await open_signed_in(await visitors(), shop, "/configuracoes")
    closed = part(page, "Dias fechados")
    told = closed.get_by_role("status").filter(has_text="Há 1 agendamento neste dia. Ele continua marcado")
    await closed.get_by_label("Fechar em um dia").fill(str(tuesday))
    await expect(told).to_be_visible()
    assert await violations(page) == []
    await closed.get_by_role("button", name="Incluir").click()
    await expect(told).to_have_count(1)
    await closed.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Dias fechados: salvo.")).to_be_visible()
    # Who did not see it before sees it now, and tomorrow.
    await expect(told).to_have_count(1)
    await told.get_by_role("link", name="Ver o dia").click()
    await page.wait_for_url(f"**/agenda?dia={tuesday}")


async def test_refused_setting_keeps_what_was_typed_and_leaving_asks(visitors: Visitors, shop: Shop) -> None:
    page = await open_signed_in(await visitors(expects={422}), shop, "/configuracoes")
    paper = part(page, "Dados da loja")
    await paper.get_by_label("CNPJ").fill("12ABC34501DE36")
    await paper.get_by_label("Endereço").fill("Rua das Acácias, 120")
    await paper.get_by_role("button", name="Salvar").click()
    await expect(paper.get_by_text("Este CNPJ não confere.")).to_be_visible()
    await paper.get_by_label("CNPJ").fill("12abc34501de35")
    # A bell in a name: nothing that one sees, and nothing that a page prints.
    await paper.get_by_label("Responsável técnico").fill("Lia\x07 Prado")
    await paper.get_by_role("button", name="Salvar").click()
    await expect(paper.get_by_role("alert")).to_contain_text("Ainda não foi salvo")
    await expect(paper.get_by_label("Endereço")).to_have_value("Rua das Acácias, 120")
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Serviços").click()
    await page.get_by_role("dialog").get_by_role("button", name="Continuar aqui").click()
    await paper.get_by_label("Responsável técnico").fill("Lia Prado")
    await expect(paper.get_by_role("figure")).to_contain_text("CNPJ: 12.ABC.345/01DE-35")
    await paper.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Dados da loja: salvo.")).to_be_visible()
    stored = json.loads(await setting(shop, "establishment"))
    assert (stored["cnpj"], stored["address"]) == ("12ABC34501DE35", "Rua das Acácias, 120")
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Serviços").click()
    await page.wait_for_url("**/servicos")


async def test_reminders_show_whom_they_reach_before_they_begin(visitors: Visitors, shop: Shop) -> None:
    page = await open_signed_in(await visitors(), shop, "/configuracoes")
    reminders = part(page, "Lembretes")
    await reminders.get_by_role("checkbox", name="Lembrar os tutores").check()
    await reminders.get_by_role("checkbox", name="30 min antes").check()
    await reminders.get_by_role("button", name="Salvar").click()
    await expect(reminders.get_by_text("mais perto do que a antecedência mínima")).to_be_visible()
    await reminders.get_by_role("checkbox", name="30 min antes").uncheck()
    await reminders.get_by_role("button", name="Salvar").click()
    dialog = page.get_by_role("dialog", name="Quem receberia lembretes")
    await expect(dialog.get_by_text("Nenhum lembrete por enquanto")).to_be_visible()
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Cancelar").click()
    assert await setting(shop, "reminders") is None
    await reminders.get_by_role("button", name="Salvar").click()
    await dialog.get_by_role("button", name="Ligar os lembretes").click()
    await expect(page.get_by_text("Lembretes: salvo.")).to_be_visible()
    assert json.loads(await setting(shop, "reminders"))["enabled"] is True


async def test_rules_and_zones_are_kept(visitors: Visitors, shop: Shop) -> None:
    page = await open_signed_in(await visitors(PHONE), shop, "/configuracoes")
    rules = part(page, "Regras da agenda")
    await tick(rules, "radio", "Impedir")
    await rules.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Regras da agenda: salvo.")).to_be_visible()
    assert json.loads(await setting(shop, "agenda"))["vaccines"] == "block"
    taxi = part(page, "Táxi dog")
    await taxi.get_by_label("Taxa").first.fill("15")
    for name, fee in (("Centro", "10,50"), ("Centro", "20")):
        await taxi.get_by_role("button", name="Incluir zona").click()
        zone = taxi.get_by_role("group", name="Zona").last
        await zone.get_by_label("Zona", exact=True).fill(name)
        await zone.get_by_label("Taxa").fill(fee)
    await taxi.get_by_role("button", name="Salvar").click()
    await expect(taxi.get_by_text("Esta zona já está na lista.")).to_be_visible()
    await taxi.get_by_role("button", name="Tirar a zona").last.click()
    await taxi.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("Táxi dog: salvo.")).to_be_visible()
    assert json.loads(await setting(shop, "taxi")) == {
        "taxa": "15.00",
        "zonas": [{"nome": "Centro", "taxa": "10.50"}],
        "janela_minutos": 30,
    }
