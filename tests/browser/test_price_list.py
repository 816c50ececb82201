"""What a shop does and for how much: prices by animal, combos, the vaccines it watches."""

from playwright.async_api import expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.owning import bookable, create, open_signed_in
from tests.infra.shops import Shop


async def offer(shop: Shop, animal: int, nome: str) -> tuple[str, int, bool]:
    """What that serviço costs the animal and how long it takes, and whether the table says so."""
    offers = (await shop.client.get(f"/api/v1/animais/{animal}/servicos")).json()
    return next((each["preco"], each["duracao"], each["da_tabela"]) for each in offers if each["nome"] == nome)


async def test_price_of_the_table_is_what_the_animal_pays(visitors: Visitors, shop: Shop) -> None:
    animal, _ = await bookable(shop, porte="grande", pelagem="longa")
    other = await create(shop, "clientes", nome="João Reis")
    small = await create(shop, "animais", nome="Mel", especie="cão", cliente_id=other["id"], porte="mini")
    page = await open_signed_in(await visitors(PHONE), shop, "/servicos/novo")
    await page.get_by_label("Nome").fill("Tosa da casa")
    await page.get_by_label("Preço").fill("80")
    await page.get_by_label("Grande: reais").fill("110")
    await page.get_by_role("button", name="Por pelagem: Grande").click()
    cell = page.get_by_label("Grande, Longa: reais")
    await expect(cell).to_have_attribute("placeholder", "110")
    await cell.fill("muito")
    await page.get_by_role("button", name="Por pelagem: Grande").click()
    await page.get_by_role("button", name="Salvar serviço").click()
    await expect(page.get_by_text("Confira os preços marcados na tabela.")).to_be_visible()
    await expect(cell).to_be_focused()
    await expect(cell).to_have_value("muito")
    assert await violations(page) == []
    await cell.fill("149,90")
    await page.get_by_label("Grande, Longa: minutos").fill("120")
    await page.get_by_role("button", name="Salvar serviço").click()
    await expect(page.get_by_role("row").filter(has_text="Tosa da casa")).to_contain_text("R$ 80,00 a R$ 149,90")
    assert await violations(page) == []
    assert await offer(shop, animal, "Tosa da casa") == ("149.90", 120, True)
    assert await offer(shop, small["id"], "Tosa da casa") == ("80.00", 60, False)

    await page.get_by_role("link", name="Tosa da casa").click()
    await expect(page.get_by_label("Grande: minutos")).to_have_value("60")
    await page.get_by_label("Grande, Longa: reais").fill("")
    await page.get_by_label("Grande, Longa: minutos").fill("")
    await page.get_by_label("Mini: reais").fill("65")
    await page.get_by_role("button", name="Salvar serviço").click()
    await page.wait_for_url("**/servicos")
    assert await offer(shop, animal, "Tosa da casa") == ("110.00", 60, True)
    assert await offer(shop, small["id"], "Tosa da casa") == ("65.00", 60, True)


async def test_combo_has_its_parts_in_their_order(visitors: Visitors, shop: Shop) -> None:
    first, second = [
        await create(shop, "servicos", nome=nome, preco=preco, duracao=30, tipo=tipo)
        for nome, preco, tipo in (("Hidratação", "45.00", "adicional"), ("Banho da casa", "60.10", "servico"))
    ]
    page = await open_signed_in(await visitors(), shop, "/servicos/novo")
    await tick(page, "radio", "Combo")
    await page.get_by_label("Nome").fill("Dia de spa")
    await page.get_by_label("Preço").fill("95")
    await page.get_by_label("Incluir um serviço").select_option(label="Hidratação")
    await page.get_by_role("button", name="Salvar serviço").click()
    await expect(page.get_by_text("Um combo tem dois serviços ou mais.")).to_be_visible()
    await page.get_by_label("Incluir um serviço").select_option(label="Banho da casa")
    await expect(page.get_by_text("Separados: R$ 105,10, 1 h.")).to_be_visible()
    await page.get_by_role("button", name="Fazer antes: Banho da casa").click()
    assert await violations(page) == []
    await page.get_by_role("button", name="Salvar serviço").click()
    await expect(page.get_by_role("row").filter(has_text="Dia de spa")).to_contain_text("Combo")
    stored = (await shop.client.get("/api/v1/servicos", params={"q": "Dia de spa"})).json()["items"][0]
    assert (stored["tipo"], stored["componentes"]) == ("combo", [second["id"], first["id"]])


async def test_vaccine_is_added_changed_and_switched_off(visitors: Visitors, shop: Shop) -> None:
    page = await open_signed_in(await visitors(PHONE, expects={409}), shop, "/vacinas")
    await page.get_by_role("button", name="Nova vacina").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Nome").fill("Leptospirose anual")
    await dialog.get_by_role("checkbox", name="Cão").check()
    await dialog.get_by_label("Doses da primeira série").fill("2")
    await dialog.get_by_role("button", name="Salvar").click()
    await expect(dialog.get_by_text("Escreva os dias, até 3650.")).to_be_visible()
    assert await violations(page) == []
    await dialog.get_by_label("Entre as doses").fill("21")
    await dialog.get_by_role("button", name="Salvar").click()
    await page.get_by_role("searchbox").fill("Leptospirose")
    row = page.get_by_role("row").filter(has_text="Leptospirose anual")
    await expect(row).to_contain_text("2 doses, a cada 21 dias; reforço a cada 365 dias")

    await row.get_by_role("button", name="Alterar").click()
    await dialog.get_by_label("Nome").fill("Leptospirose")
    stored = (await shop.client.get("/api/v1/vacinas", params={"q": "Leptospirose"})).json()["items"][0]
    theirs = {"version": stored["version"], "obrigatoria": True}
    url = f"/api/v1/vacinas/{stored['id']}"
    assert (await shop.client.patch(url, json=theirs)).status_code == 200
    await dialog.get_by_role("button", name="Salvar").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Outra pessoa mudou isto antes de você.")
    await expect(dialog.get_by_label("Nome")).to_have_value("Leptospirose")
    await dialog.get_by_role("button", name="Cancelar").click()
    await page.get_by_role("dialog", name="Sair sem salvar?").get_by_role("button", name="Sair sem salvar").click()
    await expect(row).to_contain_text("Obrigatória")
    await row.get_by_role("switch").click()
    await expect(page.get_by_text("Vacina desligada: Leptospirose anual.")).to_be_visible()
    assert (await shop.client.get(url)).json()["ativo"] is False
