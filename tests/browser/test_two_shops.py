"""Two shops in two browsers: nothing of one is ever seen in the other."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Visitors, Website
from tests.browser.looking import fill_sign_in, settled, sign_in
from tests.infra.origins import own_origin
from tests.infra.shops import Shop
from tests.infra.shops import sign_in as sign_in_by_api

ASK = """async (token) => {
  const answer = await fetch("/api/v1/clientes", { headers: { Authorization: `Bearer ${token}` } });
  return [answer.status, (await answer.json()).code];
}"""


async def register_tutor(page: Page, name: str) -> None:
    await page.get_by_role("link", name="Cadastre um tutor").click()
    await page.get_by_label("Nome", exact=True).fill(name)
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


async def test_neither_shop_sees_the_others_tutores(visitors: Visitors, shop: Shop, other_shop: Shop) -> None:
    pages: dict[str, Page] = {}
    for name, mine in (("Tutor da Primeira", shop), ("Tutor da Segunda", other_shop)):
        owner = await visitors()
        pages[name] = await owner.page()
        await sign_in(pages[name], owner.gateway, mine.owner_email, mine.owner_password, shop=mine.subdomain)
        await register_tutor(pages[name], name)
    for name, page in pages.items():
        await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Tutores").click()
        await expect(page.get_by_role("link", name="Tutor da")).to_have_text([name])


async def test_token_of_one_shop_is_refused_at_the_other(visitors: Visitors, shop: Shop, other_shop: Shop) -> None:
    page = await (await visitors(expects={401, 403})).open("/entrar", other_shop.subdomain)
    assert await page.evaluate(ASK, shop.token) == [403, "TENANT_MISMATCH"]


async def test_one_time_code_of_one_shop_opens_no_other(
    visitors: Visitors, website: Website, shop: Shop, other_shop: Shop
) -> None:
    async with website.system.client() as apex:
        token = (await sign_in_by_api(apex, shop.owner_email, shop.owner_password))["access_token"]
        headers = own_origin(apex) | {"Authorization": f"Bearer {token}"}
        code = (await apex.post("/api/v1/auth/handoff", headers=headers)).json()["code"]
    visitor = await visitors(expects={401, 403})
    page = await visitor.open(f"/entrar#codigo={code}", other_shop.subdomain)
    await expect(page.get_by_text("Não deu para entrar direto")).to_be_visible()
    assert "codigo" not in page.url
    # It was not spent there either.
    page = await visitor.open(f"/entrar#codigo={code}", shop.subdomain)
    await page.wait_for_url(website.gateway.url("/inicio", shop.subdomain))


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com/", "/\\example.com", "/%09/example.com"]
)
async def test_way_back_never_leads_off_the_shop(
    visitors: Visitors, website: Website, shop: Shop, elsewhere: str
) -> None:
    visitor = await visitors(expects={401, 404})
    page = await visitor.open(f"/entrar?voltar={elsewhere}", shop.subdomain)
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await page.wait_for_url(lambda url: "/entrar" not in url)
    await settled(page)
    assert page.url.startswith(website.gateway.url("/", shop.subdomain))
