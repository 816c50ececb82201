"""In, staying in, and out: sign-in, reload, renewal, tabs."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import fill_sign_in, settled, sign_in
from tests.browser.visitor import Visitor
from tests.infra.shops import Shop
from tests.infra.waiting import eventually

REFRESH = "POST /api/v1/auth/refresh"
QUARTER_OF_AN_HOUR = "15:00"


async def signed_in(visitor: Visitor, shop: Shop) -> Page:
    """A tab in the shop."""
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    return page


async def go(page: Page, place: str) -> None:
    """To another screen, by the navigation."""
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name=place).click()
    await expect(page.get_by_role("heading", level=1, name=place)).to_be_visible()


async def test_wrong_password_says_so_and_the_right_one_enters(visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors(expects={401})).open("/entrar", shop.subdomain)
    await fill_sign_in(page, shop.owner_email, "not the password")
    await expect(page.get_by_text("E-mail ou senha não conferem")).to_be_visible()
    await expect(page.get_by_label("E-mail", exact=True)).to_have_value(shop.owner_email)
    await expect(page.get_by_label("Senha", exact=True)).to_be_focused()
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await page.wait_for_url("**/inicio")


async def test_apex_leads_the_owner_to_her_shop(visitors: Visitors, website: Website, shop: Shop) -> None:
    page = await (await visitors()).page()
    await page.goto(website.gateway.url("/entrar"))
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await page.wait_for_url(website.gateway.url("/inicio", shop.subdomain))
    # The code that opened it is in no address that stays.
    assert "codigo" not in page.url
    # What the page fetches ahead is done, or the browser holds it against the next page's policy.
    await page.wait_for_load_state("networkidle")
    # The session has moved: at the counter's computer nobody walks in by the other door.
    await page.goto(website.gateway.url("/entrar"))
    await expect(page.get_by_label("Senha", exact=True)).to_be_visible()


async def test_reload_keeps_the_session(visitors: Visitors, shop: Shop) -> None:
    page = await signed_in(await visitors(), shop)
    await go(page, "Tutores")
    await page.reload()
    await settled(page)
    await expect(page.get_by_role("heading", level=1, name="Tutores")).to_be_visible()
    storage = await page.evaluate("() => JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert "eyJ" not in storage


async def test_page_asked_for_while_signed_out_opens_after_signing_in(visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors(expects={401})).open("/servicos", shop.subdomain)
    await page.wait_for_url("**/entrar?voltar=*")
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await page.wait_for_url("**/servicos")


async def test_token_is_renewed_before_it_ends_once_for_two_tabs(visitors: Visitors, shop: Shop) -> None:
    owner = await visitors()
    await owner.context.clock.install()
    first = await signed_in(owner, shop)
    second = await owner.open("/tutores", shop.subdomain)
    await settled(second)
    before = owner.count(REFRESH)
    await owner.context.clock.fast_forward(QUARTER_OF_AN_HOUR)
    await eventually(lambda: owner.count(REFRESH) > before)
    for page in (first, second):
        await go(page, "Serviços")
        await go(page, "Animais")
    assert owner.count(REFRESH) == before + 1


async def test_token_refused_as_expired_is_replaced_unnoticed(visitors: Visitors, shop: Shop) -> None:
    owner = await visitors(expects={401})
    page = await signed_in(owner, shop)
    refused = 0

    async def expire(route: Route) -> None:
        nonlocal refused
        refused += 1
        await route.fulfill(
            status=401, content_type="application/problem+json", json={"status": 401, "code": "TOKEN_EXPIRED"}
        )

    await page.route("**/api/v1/servicos*", expire, times=1)
    before = owner.count(REFRESH)
    await go(page, "Serviços")
    await expect(page.get_by_role("link", name="Tosa higiênica")).to_be_visible()
    assert (refused, owner.count(REFRESH)) == (1, before + 1)


async def test_signing_out_on_a_phone_asks_about_unsaved_text_and_forgets_it(
    visitors: Visitors, shop: Shop
) -> None:
    page = await signed_in(await visitors(PHONE), shop)
    await page.goto(page.url.replace("/inicio", "/tutores/novo"))
    await settled(page)
    await page.get_by_label("Nome", exact=True).fill("Zuleica Secreta")
    await page.get_by_role("button", name="Mais opções").click()
    await page.get_by_role("button", name="Sair", exact=True).click()
    await page.get_by_role("button", name="Sair sem salvar").click()
    await page.wait_for_url("**/entrar")
    assert "Zuleica" not in await page.evaluate("() => JSON.stringify([localStorage, sessionStorage])")


@pytest.mark.parametrize("way", ["in the same tab", "in another tab"])
async def test_after_signing_out_nothing_is_left_to_see(visitors: Visitors, shop: Shop, way: str) -> None:
    await shop.client.post("/api/v1/clientes", json={"nome": "Zuleica Secreta"})
    owner = await visitors(expects={401})
    page = await signed_in(owner, shop)
    other = await owner.open("/tutores", shop.subdomain)
    await expect(other.get_by_role("link", name="Zuleica Secreta")).to_be_visible()
    await go(other, "Animais")
    leaving = other if way == "in the same tab" else page
    await leaving.get_by_role("button", name="Sair").click()
    await other.wait_for_url("**/entrar*")
    await page.wait_for_url("**/entrar*")
    await other.go_back()
    await other.wait_for_url("**/entrar*")
    await settled(other)
    await expect(other.get_by_text("Zuleica")).to_have_count(0)
    await other.goto(owner.gateway.url("/tutores", shop.subdomain))
    await other.wait_for_url("**/entrar*")
