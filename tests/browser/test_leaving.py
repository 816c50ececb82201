"""Somebody who wants no more reminders, and then wants them again, from the link in a letter."""

from playwright.async_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.leaving import leave_key
from tests.browser.looking import settled
from tests.browser.pages import Scene

PAGE = "/lembretes"


async def test_customer_stops_reminders_and_takes_it_back(
    visitors: Visitors, website: Website, scene: Scene
) -> None:
    key = await leave_key(website.system, scene.shop, "joana@example.com")
    page = await (await visitors(PHONE)).page()
    await page.goto(website.gateway.url(f"{PAGE}#{key}", scene.shop))
    await settled(page)
    main = page.locator("main")
    await expect(main.get_by_text("j***@example.com")).to_be_visible()
    # Looking ends nothing: mail programs look at every link.
    await page.reload()
    await main.get_by_role("button", name="Parar lembretes").click()
    await expect(main.get_by_role("heading", name="Pronto: sem mais lembretes")).to_be_visible()
    await page.reload()
    await main.get_by_role("button", name="Quero receber de novo").click()
    await expect(main.get_by_role("button", name="Parar lembretes")).to_be_visible()


async def test_link_that_is_cut_off_says_so(visitors: Visitors, website: Website, scene: Scene) -> None:
    key = await leave_key(website.system, scene.shop, "joana@example.com")
    page = await (await visitors(PHONE, expects={404})).page()
    await page.goto(website.gateway.url(f"{PAGE}#{key[:-9]}", scene.shop))
    await expect(page.get_by_role("heading", name="Este link não vale")).to_be_visible()
