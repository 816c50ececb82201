"""From nothing to the first pet, and what goes wrong on the way."""

from playwright.async_api import Page, expect

from tests.browser.acts import SignUp, arrive_in_shop, fill_sign_up, held, press_sign_up, tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.failures import away, back
from tests.browser.looking import settled
from tests.infra.shops import Shop

STEPS = ["Espaço da loja preparado", "Prateleiras arrumadas", "Sua chave está separada", "Portas abertas"]


async def test_owner_signs_up_on_a_phone_and_registers_her_first_pet(visitors: Visitors) -> None:
    owner = await visitors(PHONE)
    page = await owner.open("/cadastro")
    sign_up = SignUp()
    await fill_sign_up(page, sign_up)
    await expect(page.get_by_text("Está livre, pode ser seu.")).to_be_visible()
    async with held(page, "**/api/v1/auth/handoff"):
        await press_sign_up(page)
        await expect(page.get_by_role("heading", name="Abrindo sua loja…")).to_be_visible()
        steps = page.get_by_role("list", name="Passos do cadastro").get_by_role("listitem")
        await expect(steps).to_contain_text([f"{text}, pronto" for text in STEPS])
    await arrive_in_shop(page, sign_up.subdomain)
    await _register_first_pet(page)
    assert owner.count("POST /api/v1/tenants") == 1


async def _register_first_pet(page: Page) -> None:
    await page.get_by_role("link", name="Cadastre um tutor").click()
    await page.get_by_label("Nome", exact=True).fill("João Conceição")
    await page.get_by_label("Telefone").fill("11987654321")
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_role("heading", level=1, name="João Conceição")).to_be_visible()
    await page.get_by_role("link", name="Novo animal").first.click()
    await page.get_by_label("Nome", exact=True).fill("Thor")
    await tick(page, "radio", "Cão", exact=True)
    await page.get_by_role("button", name="Salvar animal").click()
    await expect(page.get_by_role("heading", level=1, name="Thor")).to_be_visible()
    places = page.get_by_role("navigation", name="Telas")
    await places.get_by_role("link", name="Tutores").click()
    await expect(page.get_by_role("link", name="João Conceição", exact=True)).to_be_visible()
    await places.get_by_role("link", name="Animais").click()
    await expect(page.get_by_role("link", name="Thor", exact=True)).to_be_visible()


async def test_taken_email_is_undone_in_plain_words_and_another_one_succeeds(
    visitors: Visitors, shop: Shop
) -> None:
    page = await (await visitors()).open("/cadastro")
    sign_up = SignUp(email=shop.owner_email)
    await fill_sign_up(page, sign_up)
    await press_sign_up(page)
    await expect(page.get_by_role("heading", name="Este e-mail já cuida de uma loja")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("link", name="Usar outro e-mail").click()
    email = page.get_by_label("E-mail", exact=True)
    await expect(email).to_be_focused()
    await expect(page.get_by_text("Este e-mail já cuida de uma loja. Use outro")).to_be_visible()
    await expect(page.get_by_label("Nome da loja")).to_have_value(sign_up.shop)
    await expect(page.get_by_label("Endereço da loja")).to_have_value(sign_up.subdomain)
    await expect(page.get_by_label("Senha", exact=True)).to_have_value(sign_up.password)
    await email.fill(f"{sign_up.subdomain}@example.com")
    await press_sign_up(page)
    await arrive_in_shop(page, sign_up.subdomain)


async def test_taken_subdomain_offers_others(visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors()).open("/cadastro")
    await settled(page)
    address = page.get_by_label("Endereço da loja")
    await address.fill(shop.subdomain)
    await expect(page.get_by_text("Este já é de outra loja.")).to_be_visible()
    others = page.get_by_role("group", name="Que tal um destes?").get_by_role("button")
    await others.first.click()
    await expect(address).not_to_have_value(shop.subdomain)
    await expect(page.get_by_text("Está livre, pode ser seu.")).to_be_visible()


async def test_subdomain_lost_to_somebody_faster_is_told_at_its_field(visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors(expects={409})).open("/cadastro")
    sign_up = SignUp()
    await fill_sign_up(page, sign_up)
    # What the page was told a moment ago does not hold any more.
    free = {"subdomain": shop.subdomain, "available": True, "reason": None, "suggestions": []}
    await page.route(
        f"**/availability?subdomain={shop.subdomain}", lambda route: route.fulfill(json=free), times=1
    )
    address = page.get_by_label("Endereço da loja")
    await address.fill(shop.subdomain)
    await expect(page.get_by_text("Está livre, pode ser seu.")).to_be_visible()
    await page.get_by_role("button", name="Criar minha loja").click()
    await expect(address).to_be_focused()
    await expect(page.get_by_role("group", name="Que tal um destes?")).to_be_visible()
    await expect(page.get_by_label("E-mail", exact=True)).to_have_value(sign_up.email)


async def test_closed_tab_finds_its_sign_up_again(visitors: Visitors, website: Website) -> None:
    owner = await visitors()
    page = await owner.open("/cadastro")
    sign_up = SignUp()
    await fill_sign_up(page, sign_up)
    async with away(website.system, "auth"):
        await press_sign_up(page)
        await expect(page.get_by_text("Prateleiras arrumadas")).to_be_visible()
        await page.close()
        page = await owner.open("/cadastro")
        await expect(page.get_by_text("Seu cadastro está em andamento")).to_be_visible()
        await page.get_by_role("link", name="Acompanhar").click()
        await expect(page.get_by_text("Separando a sua chave, em andamento")).to_be_visible()
        assert await violations(page) == []
    await expect(page.get_by_role("heading", name="Sua loja está pronta")).to_be_visible()
    await page.get_by_role("link", name="Entrar na loja").click()
    await page.wait_for_url(f"**//{sign_up.subdomain}.*/entrar")


async def test_lost_connection_comes_back_and_the_shop_opens(visitors: Visitors, website: Website) -> None:
    owner = await visitors(PHONE, expects={0})
    page = await owner.open("/cadastro")
    sign_up = SignUp()
    await fill_sign_up(page, sign_up)
    async with away(website.system, "auth"):
        await press_sign_up(page)
        await expect(page.get_by_text("Prateleiras arrumadas")).to_be_visible()
        await owner.context.set_offline(True)
        await expect(page.get_by_text("Sem internet.")).to_be_visible()
        assert await violations(page) == []
        # Done while the page hears nothing.
        await back(website.system, "auth")
        await owner.context.set_offline(False)
    await arrive_in_shop(page, sign_up.subdomain)
