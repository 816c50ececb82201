"""Who works in a shop: proven, invited, arrived, switched off."""

from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import settled, sign_in
from tests.browser.test_accounts import link_in
from tests.infra.mail import Letter
from tests.infra.shops import Shop
from tests.infra.waiting import eventually

PASSWORD = "três gatos e uma escada"


async def test_colleague_is_invited_comes_in_and_is_switched_off(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    mailbox = await website.system.start_mail()
    owner, colleague = await visitors(expects={403}), await visitors(PHONE, expects={401})
    page = await owner.page()
    await sign_in(page, owner.gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
    email = f"caio-{shop.subdomain}@example.com"

    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Equipe").click()
    await page.get_by_role("button", name="Convidar").click()
    dialog = page.get_by_role("dialog")
    # First her own address, by the letter that came with the shop; another can be asked for, and nothing is lost.
    await expect(dialog.get_by_text("Antes, confirme o seu e-mail")).to_be_visible()
    await dialog.get_by_label("E-mail").fill(email)
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Mandar o convite").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Confirme seu e-mail primeiro")
    await dialog.get_by_role("button", name="Mandar o link de confirmação").click()
    await expect(dialog.get_by_text(f"Mandamos um link para {shop.owner_email}.")).to_be_visible()
    await expect(dialog.get_by_label("E-mail")).to_have_value(email)

    async def another() -> Letter | None:
        found = [each for each in await mailbox.letters(shop.owner_email) if "onfirme" in each.subject]
        return found[1] if len(found) > 1 else None

    await page.goto(link_in(await eventually(another)))
    await page.get_by_role("button", name="Confirmar meu e-mail").click()
    await expect(page.get_by_text("E-mail confirmado")).to_be_visible()
    await page.get_by_role("link", name="Ir para a loja").click()
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Equipe").click()
    await page.get_by_role("button", name="Convidar").click()
    await dialog.get_by_label("E-mail").fill(email)
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Mandar o convite").click()
    await expect(page.get_by_role("heading", name="Convites em aberto")).to_be_visible()

    theirs = await colleague.page()
    await theirs.goto(link_in(await mailbox.letter(email)))
    await settled(theirs)
    await expect(theirs.get_by_text(email)).to_be_visible()
    await theirs.get_by_label("Seu nome").fill("Caio")
    await theirs.get_by_label("Sobrenome").fill("Dias")
    await theirs.get_by_label("Crie uma senha").fill(PASSWORD)
    assert await violations(theirs) == []
    await theirs.get_by_role("button", name="Entrar para a equipe").click()
    await theirs.wait_for_url("**/inicio")

    await page.reload()
    await settled(page)
    await page.get_by_role("button", name="Alterar Caio").click()
    await dialog.get_by_role("checkbox", name="Pode entrar na loja").uncheck()
    await dialog.get_by_role("button", name="Salvar").click()
    await expect(page.get_by_text("sem acesso")).to_be_visible()
    await theirs.goto(colleague.gateway.url("/tutores", shop.subdomain))
    await theirs.wait_for_url("**/entrar*")
