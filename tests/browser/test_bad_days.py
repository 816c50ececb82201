"""Shops that are not there, parts that are away, lost answers: what people see, and that what they typed stays."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.failures import away, suspend
from tests.browser.looking import settled, sign_in
from tests.browser.pages import NOBODYS
from tests.browser.visitor import Visitor
from tests.infra.shops import Shop
from tests.infra.waiting import eventually

ROUNDS = 12


async def new_tutor(visitor: Visitor, shop: Shop) -> Page:
    """The form of a new tutor, filled in and not yet saved."""
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await page.goto(visitor.gateway.url("/tutores/novo", shop.subdomain))
    await settled(page)
    await page.get_by_label("Nome", exact=True).fill("Rita Lima")
    await page.get_by_label("Observações").fill("Traz a Mel às sextas.")
    return page


async def names_of(shop: Shop) -> list[str]:
    return [row["nome"] for row in (await shop.client.get("/api/v1/clientes")).json()["items"]]


async def test_address_without_a_shop_says_so(visitors: Visitors) -> None:
    visitor = await visitors(PHONE, expects={404})
    page = await visitor.open("/inicio", NOBODYS)
    await expect(page.get_by_role("heading", name="Não há loja neste endereço")).to_be_visible()


async def test_suspended_shop_lets_nobody_stay(visitors: Visitors, website: Website, shop: Shop) -> None:
    visitor = await visitors(expects={403})
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await suspend(website.system, shop.tenant_id)

    async def is_out() -> bool:
        return (await shop.client.get("/api/v1/clientes")).status_code == 403

    await eventually(is_out)
    await page.reload()
    await expect(page.get_by_role("heading", name="Esta loja está suspensa")).to_be_visible()
    # What the page itself asks does not lead away from it.
    async with page.expect_response("**/api/v1/tenants/here") as asked:
        await page.reload()
    assert (await asked.value).status == 403
    await settled(page)
    assert page.url.endswith("/suspensa")
    assert await violations(page) == []


@pytest.mark.parametrize("path", ["/suspensa", "/sem-loja"])
async def test_shop_that_is_open_is_not_called_closed(path: str, visitors: Visitors, shop: Shop) -> None:
    page = await (await visitors()).open(path, shop.subdomain)
    await page.wait_for_url("**/entrar")
    await expect(page.get_by_label("Senha", exact=True)).to_be_visible()


async def test_shop_that_opens_again_opens_the_door_by_itself(visitors: Visitors, shop: Shop) -> None:
    visitor = await visitors(expects={403})
    page = await visitor.page()
    await page.clock.install()
    closed = {"status": 403, "code": "TENANT_SUSPENDED", "title": "Forbidden", "detail": "Suspended."}

    async def refuse(route: Route) -> None:
        await route.fulfill(status=403, json=closed, content_type="application/problem+json")

    await page.route("**/api/v1/tenants/here", refuse, times=1)
    async with page.expect_response("**/api/v1/tenants/here"):
        await page.goto(visitor.gateway.url("/suspensa", shop.subdomain))
    await settled(page)
    assert page.url.endswith("/suspensa")
    await page.clock.fast_forward(31_000)
    await page.wait_for_url("**/entrar")


async def test_service_that_is_away_keeps_what_was_typed_and_saves_it_once(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    page = await new_tutor(await visitors(expects={502, 503, 504}), shop)
    async with away(website.system, "business"):
        await page.get_by_role("button", name="Salvar tutor").click()
        await expect(page.get_by_text("Ainda não foi salvo")).to_be_visible()
        await expect(page.get_by_label("Observações")).to_have_value("Traz a Mel às sextas.")
        assert await violations(page) == []
    await page.get_by_role("button", name="Tentar salvar de novo").click()
    await expect(page.get_by_role("heading", level=1, name="Rita Lima")).to_be_visible()
    assert await names_of(shop) == ["Rita Lima"]


async def test_answer_lost_on_its_way_back_saves_once(visitors: Visitors, shop: Shop) -> None:
    page = await new_tutor(await visitors(expects={0}), shop)

    async def lose_answer(route: Route) -> None:
        key = (await route.request.all_headers())["idempotency-key"]
        stored = await shop.client.post(
            "/api/v1/clientes", json=route.request.post_data_json, headers={"Idempotency-Key": key}
        )
        assert stored.status_code == 201, stored.text
        await route.abort()

    await page.route("**/api/v1/clientes", lose_answer, times=1)
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_text("Ainda não foi salvo")).to_be_visible()
    await page.get_by_role("button", name="Tentar salvar de novo").click()
    await expect(page.get_by_role("heading", level=1, name="Rita Lima")).to_be_visible()
    assert await names_of(shop) == ["Rita Lima"]


async def test_button_pressed_twice_saves_once(visitors: Visitors, shop: Shop) -> None:
    visitor = await visitors()
    page = await new_tutor(visitor, shop)
    await page.get_by_role("button", name="Salvar tutor").dblclick()
    await expect(page.get_by_role("heading", level=1, name="Rita Lima")).to_be_visible()
    assert await names_of(shop) == ["Rita Lima"]


async def test_lost_network_is_told_and_typed_text_survives_a_reload(visitors: Visitors, shop: Shop) -> None:
    visitor = await visitors(PHONE, expects={0})
    page = await new_tutor(visitor, shop)
    await visitor.context.set_offline(True)
    await expect(page.get_by_text("Sem internet. O que você digitou continua aqui")).to_be_visible()
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_text("Ainda não foi salvo")).to_be_visible()
    await visitor.context.set_offline(False)
    await page.reload()
    await expect(page.get_by_label("Nome", exact=True)).to_have_value("Rita Lima")
    assert await names_of(shop) == []


def kill(website: Website, name: str) -> None:
    """Without a warning."""
    child = website.system.children.pop(name)
    child.kill()
    child.wait(timeout=10)


@pytest_asyncio.fixture
async def website_again(website: Website) -> AsyncIterator[Website]:
    """The front end, which a test may take a part of; both parts run again after it."""
    yield website
    for name in website.system.web_ports.keys() - website.system.children.keys():
        website.system.start_service(name)
    await website.system.wait_ready(tuple(website.system.web_ports))


async def test_front_end_instance_that_dies_is_not_noticed(
    visitors: Visitors, website_again: Website, shop: Shop
) -> None:
    visitor = await visitors()
    page = await visitor.page()
    await sign_in(page, visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    for round_ in range(ROUNDS):
        if round_ == ROUNDS // 3:
            kill(website_again, "web-1")
        for place in ("Tutores", "Animais"):
            await page.get_by_role("navigation", name="Telas").get_by_role("link", name=place).click()
            await expect(page.get_by_role("heading", level=1, name=place)).to_be_visible()
        answer = await page.reload()
        assert answer is not None
        assert answer.status == 200
