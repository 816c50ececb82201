"""From the letter in the mailbox into the shop."""

from playwright.async_api import Browser, expect

from tests.browser.acts import SignUp, arrive_in_shop, fill_sign_up, press_sign_up
from tests.browser.chromium import PHONE, open_context
from tests.browser.conftest import Visitors, Website


async def test_owner_opens_her_shop_by_the_button_of_the_welcome_letter(
    visitors: Visitors, website: Website, browser: Browser
) -> None:
    mailbox = await website.system.start_mail()
    page = await (await visitors(PHONE)).open("/cadastro")
    sign_up = SignUp()
    await fill_sign_up(page, sign_up)
    await press_sign_up(page)
    await arrive_in_shop(page, sign_up.subdomain)
    letter = await mailbox.letter(sign_up.email, subject="já está no ar")
    # Her mail program: it shares nothing with the browser in which she signed up.
    reader = await open_context(browser, PHONE, "light")
    mail = await reader.new_page()
    await mail.goto(f"http://127.0.0.1:{website.system.mail_port}/")
    await mail.get_by_role("row", name=sign_up.email).get_by_role("link", name=letter.subject).click()
    async with mail.expect_popup() as opened:
        await mail.frame_locator("iframe").get_by_role("link", name="Abrir minha loja").click()
    shop = await opened.value
    await shop.wait_for_url(lambda url: f"//{sign_up.subdomain}." in url)
    await expect(shop.get_by_role("heading", level=1)).to_be_visible()
    await shop.get_by_label("E-mail").fill(sign_up.email)
    await shop.get_by_label("Senha", exact=True).fill(sign_up.password)
    await shop.get_by_role("button", name="Entrar").click()
    await arrive_in_shop(shop, sign_up.subdomain)
    await reader.close()
