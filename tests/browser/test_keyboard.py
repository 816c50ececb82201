"""Without a mouse: signing up, signing in, a new tutor, its animal, and deleting that again."""

from playwright.async_api import Page, expect

from tests.browser.acts import SignUp, arrive_in_shop, tab_to
from tests.browser.conftest import Visitors
from tests.browser.looking import settled, sign_in
from tests.infra.shops import Shop


async def test_sign_in_and_a_new_tutor_by_keyboard(visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors()).open("/entrar", shop.subdomain)
    await settled(page)
    await tab_to(page, page.get_by_label("E-mail", exact=True))
    await page.keyboard.type(shop.owner_email)
    await tab_to(page, page.get_by_label("Senha", exact=True))
    await page.keyboard.type(shop.owner_password)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/inicio")
    await settled(page)
    await tab_to(page, page.get_by_role("navigation", name="Telas").get_by_role("link", name="Tutores"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Tutores")).to_be_focused()
    await tab_to(page, page.get_by_role("main").get_by_role("link", name="Novo tutor").first)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/tutores/novo")
    name = page.get_by_label("Nome", exact=True)
    await expect(name).to_be_focused()
    await page.keyboard.type("Márcia do Teclado")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Márcia do Teclado")).to_be_visible()


async def test_skip_link_leads_past_the_navigation(visitors: Visitors) -> None:
    page = await (await visitors()).open("/")
    await settled(page)
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ir para o conteúdo")
    await expect(skip).to_be_focused()
    await page.keyboard.press("Enter")
    assert page.url.endswith("#conteudo")


async def type_in(page: Page, label: str, text: str) -> None:
    await tab_to(page, page.get_by_label(label, exact=True))
    await page.keyboard.type(text)


async def test_sign_up_by_keyboard(visitors: Visitors) -> None:
    page = await (await visitors()).open("/cadastro")
    await settled(page)
    sign_up = SignUp()
    await type_in(page, "Nome da loja", sign_up.shop)
    await expect(page.get_by_label("Endereço da loja")).to_have_value(sign_up.subdomain)
    await type_in(page, "Seu nome", "Ana")
    await type_in(page, "Sobrenome", "Souza")
    await type_in(page, "E-mail", sign_up.email)
    await type_in(page, "Senha", sign_up.password)
    await tab_to(page, page.get_by_role("radio", name="Básico"))
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("radio", name="Pro")).to_be_checked()
    await tab_to(page, page.get_by_role("button", name="Criar minha loja"))
    await page.keyboard.press("Enter")
    await arrive_in_shop(page, sign_up.subdomain)


async def test_tutor_is_picked_and_an_animal_deleted_by_keyboard(visitors: Visitors, shop: Shop) -> None:
    for nome in ("Rita Lima", "Rita Souza"):
        assert (await shop.client.post("/api/v1/clientes", json={"nome": nome})).status_code == 201
    visitor = await visitors()
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await page.goto(visitor.gateway.url("/animais/novo", shop.subdomain))
    await settled(page)
    await type_in(page, "Nome", "Mel")
    tutor = page.get_by_role("combobox", name="Tutor")
    await tab_to(page, tutor)
    await page.keyboard.type("rita")
    await expect(page.get_by_role("option", name="Rita Souza")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(tutor).to_have_value("Rita Souza")
    await tab_to(page, page.get_by_role("button", name="Salvar animal"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Mel")).to_be_focused()
    await delete_by_keyboard(page)
    assert (await shop.client.get("/api/v1/animais")).json()["items"] == []


async def delete_by_keyboard(page: Page) -> None:
    """Once it is thought better of, then done."""
    opener = page.get_by_role("button", name="Excluir animal")
    await tab_to(page, opener)
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Excluir Mel?")
    await expect(dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()
    await page.keyboard.press("Enter")
    await tab_to(page, dialog.get_by_role("button", name="Excluir"))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/animais")
