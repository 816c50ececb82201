"""The board and the bench: steps by button and by drag, what others do, and a day without a network."""

from playwright.async_api import expect

from tests.browser.acts import tick
from tests.browser.axe import violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.day import Day, card, column, drag
from tests.browser.looking import settled
from tests.browser.owning import create, open_signed_in
from tests.business.animais.pictures import photo


async def test_board_is_taken_on_by_button_drag_and_undo(visitors: Visitors, day: Day) -> None:
    thor = await day.book_now("Thor")
    page = await open_signed_in(await visitors(), day.shop, "/hoje")
    # A finger that bounces takes one step, not two.
    await card(page, "Thor").get_by_role("button", name="Receber").dblclick()
    await expect(column(page, "loja").get_by_role("article", name="Thor")).to_be_visible()
    await expect(page.get_by_text("Thor: Na loja").last).to_be_visible()
    assert await violations(page) == []
    target = await column(page, "mesa").bounding_box()
    assert target is not None
    await drag(page, card(page, "Thor"), target["x"] + 60, target["y"] + 120)
    await page.mouse.up()
    await expect(column(page, "mesa").get_by_role("article", name="Thor")).to_be_visible()
    await expect(page.locator("[aria-live=polite]").get_by_text("Thor: Em atendimento")).to_be_visible()
    assert (await day.booking(thor["id"]))["status"] == "em_atendimento"
    # Only the newest step is offered back: the older offer went with it.
    await page.get_by_role("button", name="Desfazer").click()
    await expect(column(page, "loja").get_by_role("article", name="Thor")).to_be_visible()
    assert (await day.booking(thor["id"]))["status"] == "recebido"


async def test_what_others_do_appears_by_itself(visitors: Visitors, day: Day) -> None:
    await day.book_now("Thor")
    counter = await open_signed_in(await visitors(), day.shop, "/hoje")
    bench = await open_signed_in(await visitors(PHONE), day.shop, "/hoje")
    await expect(card(bench, "Thor")).to_be_visible()
    await card(counter, "Thor").get_by_role("button", name="Receber").click()
    await expect(column(bench, "loja").get_by_role("article", name="Thor")).to_be_visible()
    await expect(bench.get_by_role("status").filter(has_text="Thor: Na loja")).to_have_count(1)
    await day.book_now("Mel", who="Bia")
    for page in (counter, bench):
        await expect(card(page, "Mel")).to_be_visible()


async def test_board_is_searched_and_narrowed(visitors: Visitors, day: Day) -> None:
    await day.book_now("Thor")
    mel = await day.book_now("Mel", who="Bia")
    page = await open_signed_in(await visitors(), day.shop, "/hoje")
    await page.get_by_label("Com quem").select_option("Bia")
    await expect(card(page, "Thor")).to_have_count(0)
    await expect(card(page, "Mel")).to_be_visible()
    await page.get_by_label("Com quem").select_option("Todos")
    await page.get_by_role("searchbox", name="Procurar na agenda").fill(f"#{mel['id']}")
    await expect(card(page, "Thor")).to_have_count(0)
    await expect(card(page, "Mel")).to_be_visible()
    await page.reload()
    await expect(card(page, "Mel")).to_be_visible()
    await expect(card(page, "Thor")).to_have_count(0)


async def test_bench_on_a_phone(visitors: Visitors, day: Day) -> None:
    thor = await day.book_now("Thor")
    animal = f"/api/v1/animais/{day.ids['Thor']}"
    await day.shop.client.patch(animal, json={"version": 1, "tags": ["morde"], "observacoes": "Medo de secador."})
    page = await open_signed_in(await visitors(PHONE), day.shop, "/hoje")
    await card(page, "Thor").get_by_role("link", name="Thor").click()
    await settled(page)
    await expect(page.get_by_text("Medo de secador.")).to_be_visible()
    await expect(page.get_by_text("morde")).to_be_visible()
    await page.get_by_role("button", name="Iniciar").or_(page.get_by_role("button", name="Receber")).last.click()
    await expect(page.get_by_role("button", name="Iniciar")).to_be_visible()
    await page.get_by_role("button", name="Iniciar").click()
    await page.get_by_role("checkbox", name="Ofurô").check()
    await page.get_by_label("Foto de antes").set_input_files(
        {"name": "antes.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    await expect(page.get_by_role("img", name="Antes")).to_be_visible()
    weighing = page.get_by_role("form", name="Registrar peso")
    await weighing.get_by_label("Peso").fill("8,4")
    await weighing.get_by_role("button").click()
    await expect(page.get_by_text("Thor está com 8,4 kg.")).to_be_visible()
    await page.get_by_label("Recado deste atendimento").fill("Unha quebrada na pata direita.")
    await page.get_by_role("button", name="Salvar recado").click()
    await expect(page.get_by_text("Recado salvo")).to_be_visible()
    assert await violations(page) == []
    # A second tap in the same place does not hand it over, though that button comes under the finger.
    await page.get_by_role("button", name="Pronto").dblclick(delay=150)
    await expect(page.get_by_role("link", name="Avisar que está pronto")).to_be_visible()
    visit = await day.booking(thor["id"])
    assert (visit["status"], visit["observacoes"]) == ("pronto", "Unha quebrada na pata direita.")
    photos = (await day.shop.client.get(f"{animal}/fotos")).json()["items"]
    assert [(each["tipo"], each["agendamento_id"]) for each in photos] == [("antes", thor["id"])]
    assert (await day.shop.client.get(animal)).json()["peso"] == "8.40"


async def test_extra_service_joins_the_visit(visitors: Visitors, day: Day) -> None:
    thor = await day.book_now("Thor")
    await create(day.shop, "servicos", nome="Fita na orelha", preco="20.00", duracao=15)
    page = await open_signed_in(await visitors(), day.shop, f"/atendimento/{thor['id']}")
    await page.get_by_role("button", name="Serviço extra").click()
    dialog = page.get_by_role("dialog", name="Serviço extra para Thor")
    await tick(dialog, "checkbox", "Fita na orelha")
    await dialog.get_by_role("button", name="Acrescentar").click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("checkbox", name="Fita na orelha")).to_be_visible()
    visit = await day.booking(thor["id"])
    assert ([item["servico"] for item in visit["itens"]], visit["preco"]) == (["Ofurô", "Fita na orelha"], "80.00")


async def test_board_is_read_without_a_network_and_forgotten_at_sign_out(visitors: Visitors, day: Day) -> None:
    await day.book_now("Thor")
    visitor = await visitors(expects={0})
    page = await open_signed_in(visitor, day.shop, "/hoje")
    # The worker holds the page from its second opening on.
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    await page.reload()
    await expect(card(page, "Thor")).to_be_visible()
    await visitor.context.set_offline(True)
    await page.reload()
    await expect(page.get_by_text("Sem internet. Esta é a agenda como estava")).to_be_visible()
    await expect(page.get_by_role("row", name="Thor")).to_contain_text("Rita Lima")
    assert await violations(page) == []
    await visitor.context.set_offline(False)
    await page.reload()
    await expect(card(page, "Thor").get_by_role("button", name="Receber")).to_be_visible()
    await page.get_by_role("button", name="Sair", exact=True).click()
    await page.wait_for_url(lambda url: "/entrar" in url)
    assert await page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('last-day'))") == []
