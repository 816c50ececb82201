"""Forms of a shop: who saved first, what a sign-out leaves behind, names as long as they may be."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.chromium import DEVICES, Device
from tests.browser.conftest import Visitors
from tests.browser.looking import settled
from tests.browser.owning import create, open_signed_in
from tests.infra.shops import Shop

LONGEST = "Wolfeschlegelsteinhausenbergerdorff" * 7
DRAFTS = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('petshop-draft'))"


async def edit_notes(visitors: Visitors, shop: Shop, tutor: dict[str, Any], **expects: Any) -> Page:
    """The form of that tutor with new notes, not yet saved."""
    page = await open_signed_in(await visitors(**expects), shop, f"/tutores/{tutor['id']}/editar")
    await page.get_by_label("Observações").fill("Traz a Mel às sextas.")
    return page


async def test_edit_whose_answer_was_lost_is_no_quarrel(visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome="Rita Lima")
    url = f"/api/v1/clientes/{tutor['id']}"
    page = await edit_notes(visitors, shop, tutor, expects={0, 409})

    async def lose_answer(route: Route) -> None:
        stored = await shop.client.patch(url, json=route.request.post_data_json)
        assert stored.status_code == 200, stored.text
        await route.abort()

    await page.route(f"**{url}", lose_answer, times=1)
    await page.get_by_role("button", name="Salvar tutor").click()
    await page.get_by_role("button", name="Tentar salvar de novo").click()
    await page.wait_for_url(f"**/tutores/{tutor['id']}")
    await expect(page.get_by_text("Traz a Mel às sextas.")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_others_who_changed_another_field_are_not_asked_about(visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome="Rita Lima")
    page = await edit_notes(visitors, shop, tutor, expects={409})
    url = f"/api/v1/clientes/{tutor['id']}"
    await shop.client.patch(url, json={"email": "rita@example.com", "version": tutor["version"]})
    await page.get_by_role("button", name="Salvar tutor").click()
    await page.wait_for_url(f"**/tutores/{tutor['id']}")
    stored = (await shop.client.get(url)).json()
    assert (stored["email"], stored["observacoes"]) == ("rita@example.com", "Traz a Mel às sextas.")


async def test_others_who_changed_the_same_field_are_shown(visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome="Rita Lima")
    page = await edit_notes(visitors, shop, tutor, expects={409})
    url = f"/api/v1/clientes/{tutor['id']}"
    await shop.client.patch(url, json={"observacoes": "Só aos sábados.", "version": tutor["version"]})
    await page.get_by_role("button", name="Salvar tutor").click()
    dialog = page.get_by_role("dialog", name="Alguém mudou este cadastro")
    await expect(dialog).to_contain_text("Só aos sábados.")
    await dialog.get_by_role("button", name="Ficar com o meu").click()
    await page.wait_for_url(f"**/tutores/{tutor['id']}")
    assert (await shop.client.get(url)).json()["observacoes"] == "Traz a Mel às sextas."


async def test_signing_out_with_unsaved_text_asks_and_leaves_none_behind(visitors: Visitors, shop: Shop) -> None:
    page = await edit_notes(visitors, shop, await create(shop, "clientes", nome="Rita Lima"))
    assert await page.evaluate(DRAFTS)
    await page.get_by_role("button", name="Sair", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Continuar aqui").click()
    await expect(page.get_by_label("Observações")).to_have_value("Traz a Mel às sextas.")
    await page.get_by_role("button", name="Sair", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Sair sem salvar").click()
    await page.wait_for_url("**/entrar")
    assert await page.evaluate(DRAFTS) == []


async def test_search_of_the_start_page_waits_for_enter(visitors: Visitors, shop: Shop) -> None:
    await create(shop, "clientes", nome="Maria Souza")
    page = await open_signed_in(await visitors(), shop, "/inicio")
    field = page.get_by_role("searchbox")
    await field.press_sequentially("Mar")
    # Longer than the pause after which other searches begin.
    await page.wait_for_function(
        "(since) => performance.now() - since > 600", arg=await page.evaluate("performance.now()")
    )
    await field.press_sequentially("ia Souza")
    await expect(field).to_have_value("Maria Souza")
    await field.press("Enter")
    await page.wait_for_url("**/tutores?q=Maria*Souza")
    await expect(page.get_by_role("link", name="Maria Souza", exact=True)).to_be_visible()


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
async def test_longest_names_fit_the_page(device: Device, visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome=LONGEST)
    animal = await create(
        shop, "animais", nome=LONGEST, cliente_id=tutor["id"], especie=LONGEST[:100], raca=LONGEST[:100]
    )
    servico = await create(shop, "servicos", nome=LONGEST, preco="60.00", duracao=45)
    visitor = await visitors(device)
    page = await open_signed_in(visitor, shop, "/inicio")
    paths = ["/inicio", "/tutores", f"/tutores/{tutor['id']}", f"/tutores/{tutor['id']}/editar"]
    paths += ["/animais", f"/animais/{animal['id']}", f"/animais/{animal['id']}/editar"]
    widths = {}
    for path in [*paths, "/servicos", f"/servicos/{servico['id']}"]:
        await page.goto(visitor.gateway.url(path, shop.subdomain))
        await settled(page)
        widths[path] = await page.evaluate("() => document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(widths, device.width)


async def test_record_that_somebody_deleted_is_told_and_the_text_stays(visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome="Rita Lima")
    page = await edit_notes(visitors, shop, tutor, expects={404})
    gone = await shop.client.delete(f"/api/v1/clientes/{tutor['id']}")
    assert gone.status_code == 204, gone.text
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_role("form").get_by_role("alert")).to_contain_text("Este cadastro foi excluído")
    await expect(page.get_by_label("Observações")).to_have_value("Traz a Mel às sextas.")
    await expect(page.get_by_role("button", name="Salvar tutor")).to_have_count(0)
    assert await violations(page) == []
    await page.get_by_role("link", name="Ver a lista").click()
    await page.get_by_role("dialog").get_by_role("button", name="Sair sem salvar").click()
    await page.wait_for_url("**/tutores")


async def test_weight_that_cannot_be_kept_says_why(visitors: Visitors, shop: Shop) -> None:
    tutor = await create(shop, "clientes", nome="Rita Lima")
    page = await open_signed_in(await visitors(), shop, f"/animais/novo?tutor={tutor['id']}")
    await page.get_by_label("Nome", exact=True).fill("Mel")
    for weight, why in (("4,250", "no máximo duas casas"), ("0", "não pode ser zero")):
        await page.get_by_label("Peso").fill(weight)
        await page.get_by_role("button", name="Salvar animal").click()
        await expect(page.get_by_text(why)).to_be_visible()
    await page.get_by_label("Peso").fill("4,25")
    await page.get_by_role("button", name="Salvar animal").click()
    await expect(page.get_by_role("heading", level=1, name="Mel")).to_be_visible()


async def test_search_that_cannot_be_made_says_so_and_leads_to_the_list(visitors: Visitors, shop: Shop) -> None:
    await create(shop, "clientes", nome="Rita Lima")
    page = await open_signed_in(await visitors(expects={422}), shop, f"/tutores?q={'a' * 101}")
    await expect(page.get_by_role("heading", name="Não dá para procurar por isso")).to_be_visible()
    await page.get_by_role("button", name="Ver a lista toda").click()
    await expect(page.get_by_role("link", name="Rita Lima", exact=True)).to_be_visible()
    field = page.get_by_role("searchbox")
    await field.press_sequentially("b" * 105)
    await expect(field).to_have_value("b" * 100)
    await expect(page.get_by_role("heading", name="Nenhum tutor com")).to_be_visible()
