"""One's own way in: a forgotten password, a second factor, a device that is ended from afar."""

import base64
import re

from playwright.async_api import Page, expect

from tests.auth.mfa.authenticator import Authenticator
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import fill_sign_in, settled, sign_in
from tests.infra.mail import Letter
from tests.infra.shops import Shop
from tests.infra.waiting import eventually

NEW_PASSWORD = "três gatos e uma escada"


def link_in(letter: Letter) -> str:
    """The one that carries a token."""
    return next(link for link in letter.links if "#link_" in link)


async def open_account(page: Page) -> None:
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Minha conta").click()
    await expect(page.get_by_role("heading", level=1, name="Minha conta")).to_be_visible()


async def test_forgotten_password_is_set_anew_by_the_letter(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    mailbox = await website.system.start_mail()
    owner = await visitors(PHONE, expects={401, 422})
    page = await owner.open("/entrar", shop.subdomain)
    await settled(page)
    await page.get_by_role("link", name="Esqueci a senha").click()
    await page.get_by_label("E-mail").fill(shop.owner_email)
    await page.get_by_role("button", name="Mandar o link").click()
    await expect(page.get_by_text("Confira seu e-mail")).to_be_visible()
    letter = await mailbox.letter(shop.owner_email, subject="senha")
    await page.goto(link_in(letter))
    await settled(page)
    await page.get_by_label("Nova senha").fill("12345678")
    await page.get_by_role("button", name="Salvar a senha").click()
    await expect(page.get_by_text("Esta senha é fácil de adivinhar")).to_be_visible()
    await page.get_by_label("Nova senha").fill(NEW_PASSWORD)
    assert await violations(page) == []
    await page.get_by_role("button", name="Salvar a senha").click()
    await expect(page.get_by_text("Senha trocada")).to_be_visible()
    await page.get_by_role("link", name="Entrar", exact=True).first.click()
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await expect(page.get_by_text("E-mail ou senha não conferem")).to_be_visible()
    await fill_sign_in(page, shop.owner_email, NEW_PASSWORD)
    await page.wait_for_url("**/inicio")
    await page.goto(link_in(letter))
    await page.get_by_label("Nova senha").fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Salvar a senha").click()
    await expect(page.get_by_text("Este link não vale mais")).to_be_visible()


async def test_second_factor_comes_is_asked_for_and_goes(visitors: Visitors, shop: Shop) -> None:
    owner = await visitors(expects={401})
    page = await owner.page()
    await sign_in(page, owner.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    await open_account(page)
    await page.get_by_role("button", name="Ligar a verificação").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Sua senha", exact=True).fill("not it")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text("Não é a sua senha")).to_be_visible()
    await dialog.get_by_label("Sua senha", exact=True).fill(shop.owner_password)
    await page.keyboard.press("Enter")
    link = dialog.get_by_role("link", name="Abrir no aplicativo")
    secret = re.search(r"secret=([A-Z2-7]+)", await link.get_attribute("href") or "")
    assert secret is not None
    # Before the code is made: it is good for a minute, and the audit of the page may take longer.
    assert await violations(page) == []
    await dialog.get_by_label("Código de 6 números").fill(Authenticator(base64.b32decode(secret.group(1))).code())
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text("Guarde estes códigos")).to_be_visible()
    codes = await dialog.get_by_role("listitem").all_inner_texts()
    assert len(set(codes)) == 10
    await dialog.get_by_role("button", name="Já guardei").click()
    await expect(page.get_by_text("Sobraram 10 códigos de recuperação")).to_be_visible()
    await page.get_by_role("button", name="Sair").click()
    await page.wait_for_url("**/entrar*")
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await expect(page.get_by_text("Falta o código")).to_be_visible()
    await expect(page.get_by_label("Código de verificação")).to_be_focused()
    for code, said in (("000000", "O código não confere"), (codes[0], None)):
        await page.get_by_label("Código de verificação").fill(code)
        await page.keyboard.press("Enter")
        if said is not None:
            await expect(page.get_by_text(said)).to_be_visible()
    await page.wait_for_url("**/inicio")
    await open_account(page)
    await page.get_by_role("button", name="Desligar a verificação").click()
    await dialog.get_by_label("Sua senha", exact=True).fill(shop.owner_password)
    await dialog.get_by_label("Código do aplicativo ou de recuperação").fill(codes[1])
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Ligar a verificação")).to_be_visible()


async def test_device_that_was_ended_is_out_at_once(visitors: Visitors, shop: Shop) -> None:
    mine, lost = await visitors(), await visitors(PHONE, expects={401})
    pages = []
    for visitor in (mine, lost):
        pages.append(await visitor.page())
        await sign_in(pages[-1], visitor.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    page, phone = pages
    await open_account(page)
    devices = page.get_by_role("region", name="Aparelhos")
    # The phone, and the session by which the test's own shop was made.
    await expect(devices.get_by_role("button", name="Encerrar")).to_have_count(2)
    while await devices.get_by_role("button", name="Encerrar").count():
        left = await devices.get_by_role("button", name="Encerrar").count()
        await devices.get_by_role("button", name="Encerrar").first.click()
        await expect(devices.get_by_role("button", name="Encerrar")).to_have_count(left - 1)

    async def is_out() -> bool:
        await phone.goto(lost.gateway.url("/tutores", shop.subdomain))
        await settled(phone)
        return "/entrar" in phone.url

    await eventually(is_out)
    await expect(page.get_by_text("este aparelho")).to_be_visible()
