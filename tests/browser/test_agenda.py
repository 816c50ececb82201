"""The agenda: moved by mouse, by keys and by words, booked where it is empty, seen by week and month."""

from datetime import datetime, timedelta

from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.day import Day, clock_of, drag
from tests.browser.owning import open_signed_in

QUARTER_PX = 24


async def test_mouse_sees_the_conflict_before_the_drop(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"), "Ana")
    await day.book("Mel", day.at("10:00"), "Bia")
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    box = page.get_by_role("button", name="Thor Ofurô Rita Lima")
    await box.scroll_into_view_if_needed()
    place = await box.bounding_box()
    bia = await page.locator(f"[data-profissional='{day.ids['Bia']}']").bounding_box()
    assert place is not None
    assert bia is not None
    # A quarter before Mel's hour there is no room for an hour.
    await drag(page, box, bia["x"] + 40, place["y"] + 6 + 2 * QUARTER_PX)
    ghost = page.locator("[data-ghost]")
    await expect(ghost).to_have_attribute("data-ghost", "busy")
    await expect(ghost).to_contain_text("Horário de Mel, às 10:00")
    await page.mouse.up()
    await expect(page.get_by_text("Horário de Mel, às 10:00").last).to_be_visible()
    assert clock_of(await day.booking(thor["id"])) == "09:00"

    await drag(page, box, bia["x"] + 40, place["y"] + 6 - 4 * QUARTER_PX)
    await expect(ghost).to_have_attribute("data-ghost", "free")
    await page.mouse.up()
    await expect(page.get_by_text("Novo horário de Thor")).to_be_visible()
    moved = await day.booking(thor["id"])
    assert (clock_of(moved), moved["itens"][0]["profissional"]) == ("08:00", "Bia")
    await page.get_by_role("button", name="Desfazer").click()
    await expect(page.get_by_text("Novo horário de Thor").filter(has_text="09:00")).to_be_visible()
    back = await day.booking(thor["id"])
    assert (clock_of(back), back["itens"][0]["profissional"]) == ("09:00", "Ana")


async def test_keys_move_and_stretch_a_booking(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"), "Ana")
    await day.book("Mel", day.at("10:15"), "Ana")
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    box = page.get_by_role("button", name="Thor Ofurô Rita Lima")
    await box.focus()
    ghost, told = page.locator("[data-ghost]"), page.get_by_role("status").filter(has_text="Thor: Ana")
    await page.keyboard.press("Alt+Shift+ArrowDown")
    await expect(ghost).to_have_attribute("data-ghost", "free")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(told).to_contain_text("Horário de Mel, às 10:15")
    await page.keyboard.press("Escape")
    await expect(ghost).to_have_count(0)
    for key in ("Alt+ArrowDown", "Alt+Shift+ArrowDown", "Alt+ArrowRight"):
        await page.keyboard.press(key)
    await expect(ghost).to_have_attribute("data-ghost", "free")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Novo horário de Thor")).to_be_visible()
    moved = await day.booking(thor["id"])
    (item,) = moved["itens"]
    minutes = datetime.fromisoformat(item["fim"]) - datetime.fromisoformat(item["inicio"])
    assert (clock_of(moved), item["profissional"], minutes) == ("09:15", "Bia", timedelta(minutes=75))


async def test_edge_of_a_booking_is_drawn_longer(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"), "Ana")
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    box = page.get_by_role("button", name="Thor Ofurô Rita Lima")
    await box.scroll_into_view_if_needed()
    edge = await page.locator("[data-resize]").bounding_box()
    assert edge is not None
    await page.mouse.move(edge["x"] + 30, edge["y"] + 3)
    await page.mouse.down()
    await page.mouse.move(edge["x"] + 30, edge["y"] + 3 + 2 * QUARTER_PX, steps=5)
    await page.mouse.up()
    await expect(page.get_by_text("Novo horário de Thor")).to_be_visible()
    (item,) = (await day.booking(thor["id"]))["itens"]
    minutes = datetime.fromisoformat(item["fim"]) - datetime.fromisoformat(item["inicio"])
    assert minutes == timedelta(minutes=90)


async def test_empty_time_is_clicked_and_booked(visitors: Visitors, day: Day) -> None:
    await day.book("Mel", day.at("09:00"), "Ana")
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}")
    mel = page.get_by_role("button", name="Mel Ofurô Rita Lima")
    await mel.scroll_into_view_if_needed()
    place = await mel.bounding_box()
    bia = await page.locator(f"[data-profissional='{day.ids['Bia']}']").bounding_box()
    assert place is not None
    assert bia is not None
    await page.mouse.click(bia["x"] + 60, place["y"] + 3 * QUARTER_PX + 8)
    sheet = page.get_by_role("dialog", name="Novo agendamento")
    await sheet.get_by_role("combobox", name="Animal ou tutor").fill("thor")
    await sheet.get_by_role("option", name="Thor Rita Lima").click()
    await expect(sheet.get_by_label("Com quem")).to_have_value(str(day.ids["Bia"]))
    await expect(sheet.get_by_label("Horário", exact=True)).to_have_value("09:45")


async def test_dialog_moves_what_nobody_drags(visitors: Visitors, day: Day) -> None:
    thor = await day.book("Thor", day.at("09:00"), "Ana")
    await day.book("Mel", day.at("11:00"), "Bia")
    page = await open_signed_in(await visitors(PHONE, expects={409}), day.shop, f"/agenda?dia={day.later}")
    await page.get_by_role("button", name="Thor Ofurô Rita Lima").click()
    await page.get_by_role("dialog", name="Thor").get_by_role("button", name="Remarcar").click()
    dialog = page.get_by_role("dialog", name="Remarcar Thor")
    await dialog.get_by_label("Com quem").select_option("Bia")
    await dialog.get_by_label("Horário", exact=True).fill("10:30")
    await dialog.get_by_role("button", name="Remarcar", exact=True).click()
    await expect(dialog.get_by_text("Este horário não está livre")).to_be_visible()
    await dialog.get_by_label("Horário", exact=True).fill("10:00")
    await dialog.get_by_label("Duração em minutos").fill("45")
    await dialog.get_by_role("button", name="Remarcar", exact=True).click()
    await expect(page.get_by_text("Novo horário de Thor")).to_be_visible()
    moved = await day.booking(thor["id"])
    assert (clock_of(moved), moved["itens"][0]["profissional"]) == ("10:00", "Bia")


async def test_week_and_month_lead_to_the_day(visitors: Visitors, day: Day) -> None:
    await day.book("Thor", day.at("09:00"), "Ana")
    page = await open_signed_in(await visitors(), day.shop, f"/agenda?dia={day.later}&ver=semana")
    await expect(page.get_by_role("button", name="Thor")).to_be_visible()
    await page.get_by_role("navigation", name="Como ver").get_by_role("link", name="Mês").click()
    full = page.get_by_role("link", name="1 agendamento")
    await expect(full).to_have_count(1)
    assert await violations(page) == []
    await full.click()
    await expect(page.get_by_role("button", name="Thor Ofurô Rita Lima")).to_be_visible()
