"""Every page, on a phone and a desk, light and dark: WCAG 2.2 AA, one heading, a title, no sideways scroll."""

from collections.abc import Sequence

import pytest
from playwright.async_api import Page

from tests.browser.axe import colour_violations, violations
from tests.browser.chromium import DEVICES, PHONE, Device
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import look_at, sign_in_as, switch_scheme
from tests.browser.pages import VIEWS, Scene, Who, page_files

PARTS = {
    "public": [view for view in VIEWS if view.who is Who.VISITOR],
    "shop": [view for view in VIEWS if view.who is Who.OWNER],
    "ops": [view for view in VIEWS if view.who is Who.OPERATOR],
}
ENGLISH = ("landing", "cadastro", "entrar", "inicio", "tutores", "tutor-novo", "ops-cadastros")


def test_every_page_of_the_front_end_is_looked_at() -> None:
    assert set(page_files()) == {view.page for view in VIEWS}


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
@pytest.mark.parametrize("part", PARTS)
async def test_pages_are_open_to_everybody(
    part: str, device: Device, visitors: Visitors, website: Website, scene: Scene
) -> None:
    views = PARTS[part]
    person = await visitors(device, expects={404, 500})
    page = await person.page()
    await sign_in_as(page, views[0].who, website.gateway, scene)
    found: list[str] = []
    for view in views:
        await look_at(page, view, website.gateway, scene)
        found += [f"{view.name}: {fault}" for fault in await faults(page, device)]
    # One by one: pytest cuts what it compares.
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", Who, ids=lambda who: who.value)
async def test_pages_speak_english_as_well(who: Who, visitors: Visitors, website: Website, scene: Scene) -> None:
    person = await visitors(PHONE)
    page = await person.page()
    await sign_in_as(page, who, website.gateway, scene)
    for view in (view for view in VIEWS if view.who is who and view.name in ENGLISH):
        portuguese = await look_at(page, view, website.gateway, scene)
        english = await look_at(page, view, website.gateway, scene, prefix="/en")
        assert await page.locator("html").get_attribute("lang") == "en", view.name
        assert english != portuguese, view.name
        assert await violations(page) == [], view.name


async def faults(page: Page, device: Device) -> list[str]:
    """What is wrong with the page as it stands, in both colour schemes."""
    found = [*await structure(page), *await sideways(page, device), *await violations(page)]
    await switch_scheme(page, "dark")
    found += [f"dark: {each}" for each in await colour_violations(page)]
    await switch_scheme(page, "light")
    return found


async def structure(page: Page) -> Sequence[str]:
    """One heading of the first rank, a title of its own before the brand, the language said."""
    headings = await page.locator("h1").count()
    title = await page.title()
    lang = await page.locator("html").get_attribute("lang")
    wrong = {
        f"{headings} headings of the first rank": headings != 1,
        f"the title is {title!r}": " · " not in title,
        f"the language is {lang!r}": lang != "pt-BR",
    }
    return [text for text, is_so in wrong.items() if is_so]


async def sideways(page: Page, device: Device) -> Sequence[str]:
    width = await page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > device.width else []
