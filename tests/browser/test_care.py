"""What is written down on the page of an animal: nothing is lost, nothing is taken for granted."""

import re
from datetime import datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.owning import open_signed_in
from tests.browser.test_animal import assert_open_to_everybody, thor_of
from tests.infra.shops import Shop


async def test_dialog_asks_before_what_was_typed_is_lost(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    page = await open_signed_in(await visitors(), shop, f"/animais/{thor['id']}")
    record = page.get_by_role("button", name="Registrar dose de Antirrábica")
    dose = page.get_by_role("dialog", name="Dose de Antirrábica")
    question = page.get_by_role("dialog", name="Sair sem salvar?")
    await record.click()
    await page.keyboard.press("Escape")
    await expect(dose).to_be_hidden()
    await record.click()
    await dose.get_by_label("Lote").fill("A123")
    await page.mouse.click(5, 5)
    await expect(question).to_be_visible()
    await assert_open_to_everybody(page)
    await page.keyboard.press("Escape")
    await expect(question).to_be_hidden()
    await expect(dose.get_by_label("Lote")).to_have_value("A123")
    await page.keyboard.press("Escape")
    await question.get_by_role("button", name="Sair sem salvar").click()
    await expect(dose).to_be_hidden()

    await page.get_by_role("button", name="Anotar ocorrência").click()
    incident = page.get_by_role("dialog", name="Anotar ocorrência")
    await incident.get_by_label("O que aconteceu").fill("Mordeu o Caio")
    await incident.get_by_role("button", name="Cancelar").click()
    await question.get_by_role("button", name="Continuar aqui").click()
    await expect(incident.get_by_label("O que aconteceu")).to_have_value("Mordeu o Caio")


async def test_weight_that_looks_mistyped_is_asked_about_once(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    url = f"/api/v1/animais/{thor['id']}"
    weighed = await shop.client.post(f"{url}/pesos", json={"peso": "8.20", "medido_em": "2026-11-14"})
    assert weighed.status_code == 201, weighed.text
    page = await open_signed_in(await visitors(PHONE), shop, f"/animais/{thor['id']}")
    weights = page.get_by_role("region", name="Pesagens")
    field = weights.get_by_role("textbox", name="Peso")
    await expect(field).to_have_accessible_description("Último: 8,2 kg em 14/11/2026")
    await field.fill("84")
    await weights.get_by_role("button", name="Registrar peso").click()
    await expect(weights.get_by_text("84 kg? Confira.")).to_be_visible()
    await assert_open_to_everybody(page)
    await field.fill("82")
    await weights.get_by_role("button", name="Registrar peso").click()
    await expect(weights.get_by_text("82 kg? Confira.")).to_be_visible()
    assert (await shop.client.get(url)).json()["peso"] == "8.20"
    await weights.get_by_role("button", name="Está certo, registrar").click()
    await expect(page.get_by_text("Thor está com 82 kg.")).to_be_visible()
    await expect(field).to_have_accessible_description(re.compile(r"^Último: 82 kg em"))
    await field.fill("80")
    await weights.get_by_role("button", name="Registrar peso").click()
    await expect(page.get_by_text("Thor está com 80 kg.")).to_be_visible()


async def test_doses_that_are_due_are_told_with_a_tap(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    vaccines = (await shop.client.get("/api/v1/vacinas", params={"limit": 100})).json()["items"]
    ids = {vaccine["nome"]: vaccine["id"] for vaccine in vaccines}
    today = datetime.now(ZoneInfo("America/Sao_Paulo")).date()
    for name, days in (("Antirrábica", -40), ("V10", 12), ("Giárdia", 90)):
        dose = {"vacina_id": ids[name], "prevista_para": str(today + timedelta(days=days))}
        made = await shop.client.post(f"/api/v1/animais/{thor['id']}/vacinas", json=dose)
        assert made.status_code == 201, made.text
    page = await open_signed_in(await visitors(PHONE), shop, "/vacinas")
    await page.get_by_role("link", name="Doses a vencer").click()
    tell = page.get_by_role("link", name=re.compile("Avisar Ana Prado pelo WhatsApp"))
    await expect(tell).to_have_count(2)
    await expect(page.get_by_role("row", name="Antirrábica")).to_contain_text("Atrasada")
    href = unquote(str(await tell.first.get_attribute("href")))
    assert href.startswith(
        "https://wa.me/5511987654321?text=Olá, Ana Prado! A dose de Antirrábica de Thor era para"
    )
    await assert_open_to_everybody(page)
    await page.get_by_label("Só as atrasadas").click()
    await expect(tell).to_have_count(1)
    await page.reload()
    await expect(tell).to_have_count(1)
