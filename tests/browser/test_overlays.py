"""What comes and goes on a page: faults at fields, questions, menus. WCAG holds for them as well."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import colour_violations, violations
from tests.browser.chromium import DEVICES, PHONE, Device
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import settled, sign_in_as, switch_scheme
from tests.browser.pages import Scene, Who


async def assert_open_to_everybody(page: Page) -> None:
    """As it stands, light and dark."""
    assert await violations(page) == []
    await switch_scheme(page, "dark")
    assert await colour_violations(page) == []
    await switch_scheme(page, "light")


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
async def test_sign_up_says_what_is_missing_at_each_field(visitors: Visitors, device: Device) -> None:
    page = await (await visitors(device)).open("/cadastro")
    await settled(page)
    await page.get_by_role("button", name="Criar minha loja").click()
    await expect(page.get_by_text("Como sua loja se chama?")).to_be_visible()
    name = page.get_by_label("Nome da loja")
    await expect(name).to_be_focused()
    await expect(name).to_have_accessible_description("Como sua loja se chama?")
    await assert_open_to_everybody(page)


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
async def test_forms_ask_before_text_is_lost(
    visitors: Visitors, website: Website, scene: Scene, device: Device
) -> None:
    page = await (await visitors(device)).page()
    await sign_in_as(page, Who.OWNER, website.gateway, scene)
    await page.goto(website.gateway.url("/tutores/novo", scene.shop))
    await settled(page)
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_text("Escreva o nome.")).to_be_visible()
    await assert_open_to_everybody(page)
    await page.get_by_label("Nome", exact=True).fill("Quase Perdida")
    await page.get_by_role("link", name="Cancelar").click()
    dialog = page.get_by_role("dialog", name="Sair sem salvar?")
    await expect(dialog).to_be_visible()
    await assert_open_to_everybody(page)
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_label("Nome", exact=True)).to_have_value("Quase Perdida")


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
async def test_deleting_asks_first(visitors: Visitors, website: Website, scene: Scene, device: Device) -> None:
    page = await (await visitors(device)).page()
    await sign_in_as(page, Who.OWNER, website.gateway, scene)
    await page.goto(website.gateway.url("/animais/{animal}".format(**scene.ids), scene.shop))
    await settled(page)
    await page.get_by_role("button", name="Excluir animal").click()
    await expect(page.get_by_role("dialog", name="Excluir Thor?")).to_be_visible()
    await assert_open_to_everybody(page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Excluir animal")).to_be_focused()


async def test_menu_of_the_phone_is_open_to_everybody(visitors: Visitors, website: Website, scene: Scene) -> None:
    page = await (await visitors(PHONE)).page()
    await sign_in_as(page, Who.OWNER, website.gateway, scene)
    await page.get_by_role("button", name="Mais opções").click()
    await expect(page.get_by_role("button", name="Sair")).to_be_visible()
    await assert_open_to_everybody(page)


async def test_places_of_a_low_screen_scroll_inside_their_column(
    visitors: Visitors, website: Website, scene: Scene
) -> None:
    laptop = Device("laptop", 1366, 560, is_touch=False)
    page = await (await visitors(laptop)).page()
    await sign_in_as(page, Who.OWNER, website.gateway, scene)
    column = page.get_by_role("complementary")
    places, leave = column.get_by_role("navigation", name="Telas"), column.get_by_role("button", name="Sair")
    assert await places.evaluate("(list) => list.scrollHeight > list.clientHeight")
    await expect(leave).to_be_in_viewport(ratio=1)
    last = places.get_by_role("link").last
    await last.focus()
    await expect(last).to_be_in_viewport(ratio=1)
    box, button = await last.bounding_box(), await leave.bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] + box["height"] <= button["y"]
