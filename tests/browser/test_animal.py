"""The page of an animal: its photos, weights, vaccines, and what happened to it."""

from io import BytesIO
from typing import Any

from PIL import Image
from playwright.async_api import FilePayload, Page, expect

from tests.browser.axe import colour_violations, violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visitors
from tests.browser.looking import switch_scheme
from tests.browser.owning import create, open_signed_in
from tests.infra.shops import Shop

# Keeps how the file begins that the page opens: the browser shows it, or saves it, out of a test's sight.
NOTE_PDF = """() => {
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    blob.slice(0, 5).text().then((begin) => (document.documentElement.dataset.pdf = begin));
    return make(blob);
  };
}"""


def photo(name: str = "thor.jpg", colour: str = "peru", size: tuple[int, int] = (900, 700)) -> FilePayload:
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": written.getvalue()}


async def thor_of(shop: Shop, **more: Any) -> dict[str, Any]:
    ana = await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321")
    return await create(shop, "animais", nome="Thor", especie="cão", cliente_id=ana["id"], **more)


async def assert_open_to_everybody(page: Page) -> None:
    assert await violations(page) == []
    await switch_scheme(page, "dark")
    assert await colour_violations(page) == []
    await switch_scheme(page, "light")


async def test_photo_goes_up_is_seen_and_becomes_the_face(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    page = await open_signed_in(await visitors(PHONE, expects={415, 422}), shop, f"/animais/{thor['id']}")
    photos = page.get_by_role("region", name="Fotos")
    await photos.get_by_label("Escolher fotos").set_input_files(photo())
    await expect(page.get_by_text("Foto guardada.")).to_be_visible()
    face = page.locator("h1 img")
    await expect(face).to_have_js_property("naturalWidth", 256)

    await photos.get_by_text("Antes", exact=True).click()
    letter: FilePayload = {"name": "carta.txt", "mimeType": "text/plain", "buffer": b"Oi"}
    foreign: FilePayload = {"name": "iphone.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic"}
    await photos.get_by_label("Escolher fotos").set_input_files([photo("a.jpg", "tan"), letter, foreign])
    refused = photos.get_by_role("alert")
    await expect(refused).to_contain_text("carta.txt: Este arquivo não é uma foto.")
    await expect(refused).to_contain_text("iphone.heic: Envie uma imagem JPEG, PNG ou WebP.")
    await expect(photos.get_by_role("button", name="Abrir: ")).to_have_count(2)
    await assert_open_to_everybody(page)

    await photos.get_by_role("button", name="Abrir: Thor antes").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("img", name="Thor antes")).to_have_js_property("naturalWidth", 900)
    await assert_open_to_everybody(page)
    await dialog.get_by_role("button", name="Usar como foto do perfil").click()
    await expect(dialog).to_be_hidden()
    await photos.get_by_role("button", name="Abrir: Thor em").click()
    await dialog.get_by_role("button", name="Excluir foto").click()
    await expect(dialog).to_contain_text("não dá para desfazer")
    await dialog.get_by_role("button", name="Excluir foto").click()
    await expect(page.get_by_text("A foto foi excluída.")).to_be_visible()
    await expect(photos.get_by_role("button", name="Abrir: Foto de perfil de Thor")).to_be_visible()


async def test_weights_stand_in_chart_and_table(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    page = await open_signed_in(await visitors(PHONE, expects={422}), shop, f"/animais/{thor['id']}")
    weights = page.get_by_role("region", name="Pesagens")
    await weights.get_by_role("textbox", name="Peso").fill("7,5")
    await weights.get_by_label("Data").fill("2026-01-10")
    await weights.get_by_role("button", name="Registrar peso").click()
    await expect(weights.get_by_role("row", name="10/01/2026")).to_contain_text("7,5 kg")
    await expect(weights.get_by_role("img")).to_have_count(0)
    await weights.get_by_role("textbox", name="Peso").fill("8")
    await weights.get_by_role("button", name="Registrar peso").click()
    await expect(weights.get_by_role("row", name="8 kg").first).to_contain_text("+0,5")
    chart = weights.get_by_role("img", name="Peso de Thor ao longo do tempo")
    await expect(chart).to_be_visible()
    await expect(chart.locator("circle")).to_have_count(2)
    facts = page.get_by_role("region", name="Ficha")
    await expect(facts).to_contain_text("8 kg")
    await assert_open_to_everybody(page)

    await weights.get_by_role("button", name="Excluir 8 kg").click()
    await expect(weights.get_by_role("row", name="8 kg")).to_have_count(0)
    await expect(facts).to_contain_text("7,5 kg")
    await page.get_by_role("button", name="Desfazer").click()
    await expect(weights.get_by_role("row", name="8 kg").first).to_be_visible()


async def test_doses_are_given_planned_and_printed(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    page = await open_signed_in(await visitors(), shop, f"/animais/{thor['id']}")
    card = page.get_by_role("region", name="Carteira de vacinação")
    rabies = card.get_by_role("listitem").filter(has_text="Antirrábica")
    await expect(rabies.get_by_text("Obrigatória, falta")).to_be_visible()
    await rabies.get_by_role("button", name="Registrar dose de Antirrábica").click()
    dialog = page.get_by_role("dialog", name="Dose de Antirrábica")
    await dialog.get_by_label("Aplicada em").fill("2025-12-10")
    await dialog.get_by_label("Lote").fill("A123")
    await assert_open_to_everybody(page)
    await dialog.get_by_role("button", name="Salvar dose").click()
    await expect(rabies).to_contain_text("lote A123")
    await expect(rabies).to_contain_text("2ª dose prevista para 10/12/2026")

    await rabies.get_by_role("button", name="Antirrábica foi aplicada").click()
    await page.get_by_role("dialog").get_by_role("button", name="Salvar dose").click()
    await expect(rabies).to_contain_text("3ª dose prevista para")
    await expect(rabies.get_by_text("Em dia")).to_be_visible()
    await assert_open_to_everybody(page)

    await page.evaluate(NOTE_PDF)
    async with page.expect_popup() as opened:
        await card.get_by_role("button", name="Abrir PDF").click()
    await expect(page.locator("html")).to_have_attribute("data-pdf", "%PDF-")
    assert (await opened.value).url.startswith("blob:")
    await page.emulate_media(media="print")
    await expect(page.get_by_text("Carteira de vacinação de Thor")).to_be_visible()
    name = (await shop.client.get("/api/v1/auth/me")).json()["tenant"]["name"]
    await expect(page.locator("[data-prints]").get_by_text(name, exact=True)).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_be_hidden()
    await expect(rabies.get_by_role("button", name="Registrar dose")).to_be_hidden()
    await page.emulate_media(media="screen")

    await rabies.get_by_role("button", name="Excluir dose de Antirrábica").first.click()
    await page.get_by_role("dialog").get_by_role("button", name="Excluir").click()
    await expect(page.get_by_text("A dose de Antirrábica foi excluída.")).to_be_visible()


async def test_incident_stands_in_the_timeline(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop, tags=["morde", "cardíaco"], observacoes="Só com focinheira.")
    page = await open_signed_in(await visitors(PHONE), shop, f"/animais/{thor['id']}")
    alerts = page.get_by_role("region", name="Atenção com este animal")
    await expect(alerts.get_by_role("listitem")).to_have_text(["morde", "cardíaco"])
    await expect(alerts).to_contain_text("Só com focinheira.")
    timeline = page.get_by_role("region", name="Histórico")
    await timeline.get_by_role("button", name="Anotar ocorrência").click()
    dialog = page.get_by_role("dialog", name="Anotar ocorrência")
    await dialog.get_by_role("button", name="Salvar ocorrência").click()
    await expect(dialog.get_by_text("Escreva o que aconteceu.")).to_be_visible()
    await dialog.get_by_label("O que aconteceu").fill("Mordeu o Caio na hora do banho.")
    await assert_open_to_everybody(page)
    await dialog.get_by_role("button", name="Salvar ocorrência").click()
    await expect(timeline.get_by_role("listitem").first).to_contain_text("Mordeu o Caio na hora do banho.")


async def test_form_keeps_how_an_animal_is_and_that_it_died(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop, tags=["morde"])
    page = await open_signed_in(await visitors(PHONE), shop, f"/animais/{thor['id']}/editar")
    await expect(page.get_by_role("button", name="morde")).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="morde").click()
    await page.get_by_role("button", name="cardíaco").click()
    await page.get_by_label("Outra etiqueta").fill("puxa a guia")
    await page.keyboard.press("Enter")
    await page.get_by_role("group", name="Castrado").get_by_text("Sim").click()
    await page.get_by_label("Microchip").fill("963 008 000 12")
    await page.get_by_role("button", name="Salvar animal").click()
    await expect(page.get_by_text("Um microchip tem 15 números.")).to_be_visible()
    await page.get_by_label("Microchip").fill("963 008 000 123 456")
    await page.get_by_text("Falecido", exact=True).click()
    await page.get_by_label("Data do falecimento").fill("2026-11-20")
    await assert_open_to_everybody(page)
    await page.get_by_role("button", name="Salvar animal").click()
    await page.wait_for_url(f"**/animais/{thor['id']}")
    await expect(page.get_by_text("Faleceu em 20/11/2026")).to_be_visible()
    alerts = page.get_by_role("region", name="Atenção com este animal")
    await expect(alerts.get_by_role("listitem")).to_have_text(["cardíaco", "puxa a guia"])
    await expect(page.get_by_role("region", name="Ficha")).to_contain_text("963008000123456")


async def test_consent_is_written_down_and_withdrawn(visitors: Visitors, shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana Prado")
    page = await open_signed_in(await visitors(PHONE), shop, f"/tutores/{ana['id']}")
    consents = page.get_by_role("region", name="Autorizações")
    pictures = consents.get_by_role("listitem").filter(has_text="Uso de fotos do animal")
    dialog = page.get_by_role("dialog", name="Uso de fotos do animal")
    await expect(pictures.get_by_text("Não perguntado")).to_be_visible()
    for answer, way in (("Autorizou", "No papel"), ("Não autorizou", "Pelo WhatsApp")):
        await pictures.get_by_role("button", name="Registrar resposta").click()
        await dialog.get_by_role("button", name="Salvar resposta").click()
        await expect(dialog.get_by_text("Escolha uma das respostas.").first).to_be_visible()
        await dialog.get_by_text(answer, exact=True).click()
        await dialog.get_by_text(way, exact=True).click()
        await assert_open_to_everybody(page)
        await dialog.get_by_role("button", name="Salvar resposta").click()
        await expect(dialog).to_be_hidden()
        await expect(pictures.get_by_text(answer, exact=True).first).to_be_visible()
    await pictures.get_by_text("Ver as 2 respostas").click()
    await expect(pictures.get_by_role("listitem").first).to_contain_text("Pelo WhatsApp")
    await expect(pictures.get_by_role("listitem").last).to_contain_text("No papel")


async def test_two_records_of_one_person_become_one(visitors: Visitors, shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321")
    double = await create(shop, "clientes", nome="Ana P.", telefone="11 98765-4321", email="ana@example.com")
    await create(shop, "animais", nome="Mel", cliente_id=double["id"])
    page = await open_signed_in(await visitors(PHONE), shop, f"/tutores/{ana['id']}")
    await page.get_by_role("button", name="Juntar com Ana P.").click()
    dialog = page.get_by_role("dialog", name="Juntar os dois cadastros?")
    await expect(dialog.get_by_text("ana@example.com")).to_be_visible()
    await assert_open_to_everybody(page)
    await dialog.get_by_role("button", name="Juntar em Ana Prado").click()
    await expect(page.get_by_text("Agora há um só cadastro de Ana Prado.")).to_be_visible()
    await expect(page.get_by_role("region", name="Contato")).to_contain_text("ana@example.com")
    await expect(page.get_by_role("region", name="Animais")).to_contain_text("Mel")
    await expect(page.get_by_role("button", name="Juntar com")).to_have_count(0)


async def test_people_with_two_cpfs_stay_two(visitors: Visitors, shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321", cpf="529.982.247-25")
    await create(shop, "clientes", nome="Ana Prado", telefone="(11) 98765-4321", cpf="111.444.777-35")
    page = await open_signed_in(await visitors(expects={409}), shop, f"/tutores/{ana['id']}")
    await page.get_by_role("button", name="Juntar com Ana Prado").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Juntar em Ana Prado").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("os CPFs são diferentes")


async def test_form_keeps_all_that_is_known_of_a_tutor(visitors: Visitors, shop: Shop) -> None:
    page = await open_signed_in(await visitors(PHONE), shop, "/tutores/novo")
    await page.get_by_label("Nome", exact=True).fill("Ana Prado")
    await page.get_by_label("Telefone").fill("1138624410")
    await page.get_by_role("checkbox", name="É o do WhatsApp").check()
    await page.get_by_role("button", name="Salvar tutor").click()
    await expect(page.get_by_text("O WhatsApp fica em um celular")).to_be_visible()
    await page.get_by_role("checkbox", name="É o do WhatsApp").uncheck()
    await page.get_by_role("button", name="Mais um número").click()
    await page.get_by_label("Telefone 2", exact=False).first.fill("11987654321")
    await page.get_by_role("checkbox", name="É o do WhatsApp").last.check()
    await page.get_by_label("Data de nascimento").fill("1985-03-14")
    await page.get_by_label("Outra etiqueta").fill("manhãs")
    await page.get_by_role("checkbox", name="Está em débito").check()
    await page.get_by_label("CEP").fill("01310100")
    await page.get_by_label("Rua ou avenida").fill("Avenida Paulista")
    await page.get_by_label("Estado").select_option("SP")
    await assert_open_to_everybody(page)
    await page.get_by_role("button", name="Salvar tutor").click()
    await page.wait_for_url(lambda url: url.rpartition("/")[2].isdigit())
    contact = page.get_by_role("region", name="Contato")
    for text in ("(11) 3862-4410", "WhatsApp do tutor", "Avenida Paulista", "01310-100", "14 de março", "manhãs"):
        await expect(contact).to_contain_text(text)
    await expect(page.get_by_text("Em débito")).to_be_visible()


async def test_deleted_tutor_comes_back(visitors: Visitors, shop: Shop) -> None:
    ana = await create(shop, "clientes", nome="Ana Prado")
    page = await open_signed_in(await visitors(), shop, f"/tutores/{ana['id']}")
    await page.get_by_role("button", name="Excluir tutor").click()
    await page.get_by_role("dialog").get_by_role("button", name="Excluir").click()
    await page.wait_for_url("**/tutores")
    await page.get_by_role("button", name="Ver excluídos").click()
    await assert_open_to_everybody(page)
    await page.get_by_role("button", name="Restaurar Ana Prado").click()
    await expect(page.get_by_text("Nada foi excluído.")).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="Fechar").click()
    await expect(page.get_by_role("rowheader", name="Ana Prado")).to_be_visible()


async def test_animal_deleted_by_mistake_is_taken_back(visitors: Visitors, shop: Shop) -> None:
    thor = await thor_of(shop)
    page = await open_signed_in(await visitors(PHONE), shop, f"/animais/{thor['id']}")
    await page.get_by_role("button", name="Excluir animal").click()
    await page.get_by_role("dialog").get_by_role("button", name="Excluir").click()
    await page.wait_for_url("**/animais")
    await page.get_by_role("button", name="Desfazer").click()
    await expect(page.get_by_text("Thor voltou para o cadastro.")).to_be_visible()
    await expect(page.get_by_role("rowheader", name="Thor")).to_be_visible()
