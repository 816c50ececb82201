"""An operator inside a shop, as both sides see it: the notice that stays in his sight, and the owner's history."""

from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import settled, sign_in
from tests.browser.operating import operator_page
from tests.infra.shops import Shop

REASON = "ajudar a dona com a lista de serviços"


async def test_operator_enters_a_shop_and_its_owner_reads_why(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    operator = await visitors()
    page = await operator_page(operator, website)
    await page.goto(website.gateway.url(f"/ops/saude?q={shop.subdomain}"))
    await page.get_by_role("button", name="Entrar na loja").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Por quê?").fill("ajudar")
    await dialog.get_by_role("button", name="Entrar como suporte").click()
    await expect(dialog.get_by_text("pelo menos 10")).to_be_visible()
    await dialog.get_by_label("Por quê?").fill(REASON)
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Entrar como suporte").click()
    await page.wait_for_url(website.gateway.url("/inicio", shop.subdomain))
    notice = page.get_by_role("complementary", name="Suporte na loja")
    await expect(notice).to_contain_text(REASON)
    await page.get_by_role("link", name="Tutores").first.click()
    await page.get_by_role("link", name="Novo tutor").first.click()
    await page.get_by_label("Nome", exact=True).fill("Zuleica")
    await page.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_role("heading", level=1, name="Zuleica")).to_be_visible()
    await expect(notice).to_be_visible()
    assert await violations(page) == []
    # Neither accounts nor the team are his.
    await expect(page.get_by_role("link", name="Minha conta")).to_have_count(0)
    await expect(page.get_by_role("link", name="Equipe")).to_have_count(0)
    await notice.get_by_role("button", name="Sair da loja").click()
    await page.wait_for_url("**/entrar*")
    # At his own place he is who he was.
    await page.goto(website.gateway.url("/ops/sagas"))
    await settled(page)
    await expect(page.get_by_role("heading", level=1, name="Cadastros de lojas")).to_be_visible()

    owner = await visitors(PHONE)
    hers = await owner.page()
    await sign_in(hers, owner.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await hers.get_by_role("button", name="Mais opções").click()
    await hers.get_by_role("link", name="Histórico").click()
    entries = hers.get_by_role("list", name="Histórico da loja").get_by_role("listitem")
    entered = entries.filter(has_text="entrou na loja para ajudar")
    await expect(entered).to_contain_text("Suporte do Focinho")
    await expect(entered).to_contain_text(REASON)
    await expect(entries.filter(has_text="cadastrou um tutor")).to_contain_text(REASON)
    assert await violations(hers) == []
    await hers.get_by_label("Sobre").select_option("tutores")
    await expect(entries.filter(has_text="entrou na loja para ajudar")).to_have_count(0)
    await entries.filter(has_text="cadastrou um tutor").get_by_text("Ver os detalhes").click()
    await expect(entries.filter(has_text="cadastrou um tutor")).to_contain_text("Zuleica")
