"""The operator's view of letters: sent again with a reason, refused in words, and an address that is lifted."""

from uuid import UUID

from playwright.async_api import Locator, Page, Route, expect

from services.notifications.models import State
from tests.browser.axe import violations
from tests.browser.conftest import Visitors, Website
from tests.browser.looking import settled
from tests.browser.operating import confirm, operator_page
from tests.infra.shops import new_email
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.notifications.operations.letters import Planted, plant, row_of, suppress

RESENT = "SELECT reason FROM svc_notifications.delivery_history WHERE delivery_id = $1 AND code = 'RESENT'"
LIFTED = "SELECT lift_reason FROM svc_notifications.suppressions WHERE address = $1"
MOVE_ON = "UPDATE svc_notifications.deliveries SET version = version + 1 WHERE id = $1"


async def failed_letter(system: System, recipient: str) -> UUID:
    return await plant(system.admin_url, Planted(recipient=recipient, error_code="SMTP_451"))


async def open_letter(page: Page, website: Website, letter: UUID) -> None:
    await page.goto(website.gateway.url(f"/ops/envios/{letter}"))
    await settled(page)


async def ask_again(page: Page, reason: str) -> Locator:
    """The dialog of sending again, ready to be pressed."""
    await page.get_by_role("button", name="Enviar de novo").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Enviar agora")).to_be_enabled()
    await dialog.get_by_label("Por quê?").fill(reason)
    return dialog


async def reasons(system: System, letter: UUID) -> list[str]:
    return [row["reason"] for row in await fetch(system.admin_url, RESENT, letter)]


async def test_letter_that_failed_is_found_and_sent_again_with_a_reason(
    visitors: Visitors, website: Website
) -> None:
    system, recipient = website.system, new_email()
    letter = await failed_letter(system, recipient)
    message_id = (await row_of(system.admin_url, letter))["message_id"]
    mailbox = await system.start_mail()
    page = await operator_page(await visitors(), website)
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Envios").click()
    await expect(page.get_by_role("heading", level=1, name="Envios")).to_be_visible()
    await page.get_by_role("group", name="Filtrar por estado").get_by_role("button", name="falhou").click()
    await page.get_by_label("Destinatário, Message-ID ou resposta").fill(recipient)
    row = page.get_by_role("table", name="Todos os envios").get_by_role("row").filter(has_text=recipient)
    await expect(row).to_contain_text("O servidor pediu para tentar depois (451)")
    await row.get_by_role("link", name="Boas-vindas").click()
    await expect(page.get_by_text(f"Para {recipient}")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("button", name="Enviar de novo").click()
    await confirm(page, "Enviar agora", "o servidor voltou")
    await expect(page.get_by_text("O servidor de e-mail aceitou.")).to_be_visible()
    history = page.get_by_role("region", name="Histórico")
    await expect(history.get_by_role("listitem").filter(has_text="Um operador mandou de novo")).to_contain_text(
        "o servidor voltou"
    )
    assert await reasons(system, letter) == ["o servidor voltou"]
    assert (await mailbox.letter(recipient)).message_id == message_id.strip("<>")


async def test_refusals_say_what_is_the_matter_and_keep_the_reason(visitors: Visitors, website: Website) -> None:
    system, recipient = website.system, new_email()
    letter = await failed_letter(system, recipient)
    page = await operator_page(await visitors(expects={409}), website)
    await open_letter(page, website, letter)
    dialog = await ask_again(page, "ela ligou")
    await fetch(system.admin_url, MOVE_ON, letter)
    await dialog.get_by_role("button", name="Enviar agora").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Isto mudou desde que você olhou")
    await dialog.get_by_role("button", name="Ver como está agora").click()
    await expect(dialog).to_be_hidden()
    dialog = await ask_again(page, "ela ligou")
    await suppress(system.admin_url, recipient, letter)
    await dialog.get_by_role("button", name="Enviar agora").click()
    refusal = dialog.get_by_role("alert")
    await expect(refusal).to_contain_text("Nada foi feito")
    await expect(refusal).to_contain_text("O endereço está suprimido: libere o endereço primeiro.")
    await expect(dialog.get_by_label("Por quê?")).to_have_value("ela ligou")
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Ver como está agora").click()
    await expect(page.get_by_role("button", name="Enviar de novo")).to_have_count(0)
    await expect(page.get_by_role("link", name="Ver o endereço suprimido")).to_be_visible()
    assert await reasons(system, letter) == []


async def test_answer_that_was_lost_is_not_called_unsent(visitors: Visitors, website: Website) -> None:
    system = website.system
    letter = await failed_letter(system, new_email())
    page = await operator_page(await visitors(expects={0}), website)

    async def lose_answer(route: Route) -> None:
        assert (await route.fetch()).status == 202
        await route.abort()

    pressed: list[str] = []
    page.on("request", lambda request: pressed.append(request.url) if request.method == "POST" else None)
    await open_letter(page, website, letter)
    dialog = await ask_again(page, "ela ligou")
    await page.route("**/resend", lose_answer, times=1)
    await dialog.get_by_role("button", name="Enviar agora").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Não sabemos se foi feito")
    await expect(dialog.get_by_text("Nada foi feito")).to_have_count(0)
    await expect(dialog.get_by_role("button", name="Enviar agora")).to_have_count(0)
    await dialog.get_by_role("button", name="Ver como está agora").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("Um operador mandou de novo")).to_be_visible()
    # To look is not to press again.
    assert [url.rpartition("/")[2] for url in pressed if url.endswith("/resend")] == ["resend"]
    assert await reasons(system, letter) == ["ela ligou"]


async def test_what_was_accepted_is_sent_as_a_second_letter_only_after_a_warning(
    visitors: Visitors, website: Website
) -> None:
    system = website.system
    letter = await plant(system.admin_url, Planted(state=State.SENT, recipient=new_email()))
    page = await operator_page(await visitors(), website)
    await open_letter(page, website, letter)
    await page.get_by_role("button", name="Enviar de novo").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("a pessoa pode receber duas vezes")).to_be_visible()
    # Without a reason nothing is done.
    await dialog.get_by_role("button", name="Enviar um segundo").click()
    await expect(dialog.get_by_text("Escreva o motivo")).to_be_visible()
    assert await reasons(system, letter) == []
    await confirm(page, "Enviar um segundo", "ela apagou o primeiro")
    await expect(page.get_by_text("2º envio")).to_be_visible()
    assert await reasons(system, letter) == ["ela apagou o primeiro"]


async def test_address_is_lifted_with_a_reason_and_the_second_operator_is_told(
    visitors: Visitors, website: Website
) -> None:
    system, recipient = website.system, new_email()
    letter = await failed_letter(system, recipient)
    await suppress(system.admin_url, recipient, letter)
    first, second = [await operator_page(await visitors(expects={409}), website) for _ in range(2)]
    for page in (first, second):
        await open_letter(page, website, letter)
        await page.get_by_role("link", name="Ver o endereço suprimido").click()
        await page.get_by_role("button", name=f"Liberar endereço: {recipient}").click()
    await second.get_by_label("Por quê?").fill("a segunda")
    await confirm(first, "Liberar agora", "a caixa foi criada")
    await expect(first.get_by_text("Nenhum endereço assim")).to_be_visible()
    await first.get_by_text("Já liberados").click()
    await expect(first.get_by_role("row").filter(has_text=recipient)).to_contain_text("a caixa foi criada")
    assert await violations(first) == []
    await second.get_by_role("dialog").get_by_role("button", name="Liberar agora").click()
    await expect(second.get_by_role("dialog").get_by_role("alert")).to_contain_text(
        "Este endereço já foi liberado."
    )
    await second.get_by_role("dialog").get_by_role("button", name="Ver como está agora").click()
    rows = await fetch(system.admin_url, LIFTED, recipient)
    assert [row["lift_reason"] for row in rows] == ["a caixa foi criada"]
    await open_letter(first, website, letter)
    await expect(first.get_by_role("button", name="Enviar de novo")).to_be_visible()
