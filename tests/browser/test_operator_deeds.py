"""The deeds that an operator must not get wrong: many messages sent again, an end written by hand, a repair."""

from urllib.parse import urlencode

import aio_pika
from playwright.async_api import Locator, Page, Route, expect

from libs.common.clock import new_id
from libs.common.contracts.events import TenantActivated
from tests.browser.axe import violations
from tests.browser.conftest import Visitors, Website
from tests.browser.failures import away, back, give_up, hold, lose_schema_created
from tests.browser.looking import settled
from tests.browser.operating import REASON, confirm, operator_page, reach, row_of, sign_up
from tests.infra.operators import operator_client
from tests.infra.shops import Shop
from tests.infra.sql import connected, fetch, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.messaging.helpers import send
from tests.provisioning.reconcile.world import hand_made_name

QUEUE = "provisioning.tenant.activated"
SETTLED = "SELECT status, settle_reason FROM svc_provisioning.parked_messages WHERE fingerprint = $1"
PRESSED = "SELECT count(*) FROM svc_provisioning.audit WHERE target = $1"
SCHEMA_THERE = "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)"


def activated(shop: Shop) -> TenantActivated:
    """What the saga of that shop has heard already: handled again, it changes nothing."""
    owner = {"user_id": new_id(), "email": shop.owner_email, "first_name": "Ana"}
    about = {"tenant_id": shop.tenant_id, "saga_id": shop.saga_id, "name": "Pet", "subdomain": shop.subdomain}
    return TenantActivated.model_validate(about | {"plan_type": "basic", "locale": "pt-BR", "owner": owner})


async def park_repaired(system: System, shop: Shop, count: int) -> str:
    """So many messages of one cause that is gone; the cause."""
    event, cause = activated(shop), f"KeyError@{new_id().hex}"
    headers = {"x-queue": QUEUE, "x-fingerprint": cause, "x-parked-reason": "exhausted", "x-attempts": 4}
    async with await aio_pika.connect(system.amqp_url) as connection:
        channel = await connection.channel()
        for _ in range(count):
            await send(
                channel, event, queue="provisioning.parking", message_type=event.type_name(), headers=headers
            )
    async with operator_client(system) as operator:

        async def are_parked() -> bool:
            listed = await operator.get("/api/v1/ops/parking", params={"fingerprint": cause})
            return len(listed.json()["items"]) == count

        await eventually(are_parked)
    return cause


async def test_group_is_replayed_few_first_after_a_dry_run(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    cause = await park_repaired(website.system, shop, 4)
    page = await operator_page(await visitors(), website)
    group = urlencode({"causa": cause, "servico": "provisioning", "fila": QUEUE})
    await page.goto(website.gateway.url(f"/ops/mensagens/grupo?{group}"))
    await page.get_by_role("button", name="Reenviar o grupo…").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("4 mensagens seriam reenviadas, e nenhuma outra")).to_be_visible()
    await expect(dialog.get_by_text("Em lotes de 1, 2, 1")).to_be_visible()
    # So far it was a dry run.
    assert {row["status"] for row in await fetch(website.system.admin_url, SETTLED, cause)} == {"parked"}
    await confirm(page, "Reenviar 4 mensagens", "conserto no ar")
    replays = page.get_by_role("region", name="Reenvios")
    await expect(replays.get_by_text("terminou")).to_be_visible()
    await expect(replays.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "4")
    await expect(replays.get_by_text("lote 3 de 3; tamanhos: 1, 2, 1")).to_be_visible()
    rows = await fetch(website.system.admin_url, SETTLED, cause)
    assert [tuple(row) for row in rows] == [("replayed", "conserto no ar")] * 4


async def test_end_by_hand_is_refused_while_reality_says_otherwise(visitors: Visitors, website: Website) -> None:
    system = website.system
    page = await operator_page(await visitors(expects={409}), website)
    async with away(system, "auth"):
        saga_id, subdomain = await sign_up(system)
        await reach(system, saga_id, "SCHEMA_CREATED")
        await lose_schema_created(system, saga_id)
        await give_up(system, saga_id)
        # By link: a page that is loaded anew would need auth.
        await page.get_by_role("link", name=f"Pet {subdomain}").first.click()
        await page.get_by_role("button", name="Dar por encerrado").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Por quê?").fill("apaguei tudo à mão")
        await dialog.get_by_role("button", name="Conferir e encerrar").click()
        refusal = dialog.get_by_role("alert")
        await expect(refusal).to_contain_text("Nada foi feito")
        await expect(refusal.get_by_role("listitem")).to_have_text(
            [
                "o schema ainda existe",
                "a role ainda existe",
                "o schema ainda está na lista de schemas",
                "auth ainda não fechou a porta a este cadastro: desfaça quando auth responder",
                "o endereço não está livre (a loja está em preparo)",
            ]
        )
        await expect(refusal).to_be_in_viewport(ratio=0.5)
        await expect(refusal.locator("xpath=..")).to_be_focused()
        await expect(dialog.get_by_label("Por quê?")).to_have_value("apaguei tudo à mão")
        assert await violations(page) == []
        assert await fetchval(system.admin_url, PRESSED, f"saga:{saga_id}") == 0
        await dialog.get_by_role("button", name="Ver como está agora").click()
        await back(system, "auth")
        await page.get_by_role("button", name="Repetir").click()
        await confirm(page, "Repetir agora", "auth voltou")
    await expect(page.get_by_text("Não sobrou nada.")).to_be_visible()
    assert subdomain in await page.get_by_role("heading", level=1).inner_text()


async def ask_undoing(page: Page, subdomain: str) -> Locator:
    """The dialog of undoing, ready to be pressed; its reason is whatever stands there."""
    await page.get_by_role("button", name="Desfazer").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Para confirmar").fill(subdomain)
    await expect(dialog.get_by_role("button", name="Desfazer este cadastro")).to_be_enabled()
    return dialog


async def assert_nobody_knows(page: Page, dialog: Locator) -> None:
    """It claims neither that it was done nor that it was not, and offers only to look."""
    await expect(dialog.get_by_role("alert")).to_contain_text("Não sabemos se foi feito")
    await expect(dialog.get_by_role("alert")).to_be_in_viewport(ratio=0.5)
    await expect(dialog.get_by_text("Nada foi feito")).to_have_count(0)
    await expect(dialog.get_by_role("button", name="Desfazer este cadastro")).to_have_count(0)
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Ver como está agora").click()
    await expect(dialog).to_be_hidden()


async def test_deed_whose_answer_was_lost_is_not_called_undone(visitors: Visitors, website: Website) -> None:
    system = website.system
    page = await operator_page(await visitors(expects={0}), website)

    async def lose_request(route: Route) -> None:
        await route.abort()

    async def lose_answer(route: Route) -> None:
        assert (await route.fetch()).status == 202
        await route.abort()

    async with away(system, "auth"):
        saga_id, subdomain = await sign_up(system)
        await expect(row_of(page, subdomain)).to_contain_text("criando o acesso")
        await hold(system, saga_id)
        await page.get_by_role("link", name=f"Pet {subdomain}").first.click()
        dialog = await ask_undoing(page, subdomain)
        await dialog.get_by_label("Por quê?").fill("a cliente pediu")
        await page.route("**/compensate", lose_request, times=1)
        await dialog.get_by_role("button", name="Desfazer este cadastro").click()
        await assert_nobody_knows(page, dialog)
        # It was not done, as the page shows; the reason is still there.
        dialog = await ask_undoing(page, subdomain)
        await expect(dialog.get_by_label("Por quê?")).to_have_value("a cliente pediu")
        await page.route("**/compensate", lose_answer, times=1)
        await dialog.get_by_role("button", name="Desfazer este cadastro").click()
        await assert_nobody_knows(page, dialog)
        await expect(page.get_by_text("Está desfazendo")).to_be_visible()
    await expect(page.get_by_text("Não sobrou nada.")).to_be_visible()
    assert await fetchval(system.admin_url, PRESSED, f"saga:{saga_id}") == 1


async def scan_until_found(page: Page, finding: Locator) -> None:
    """Searches; again where the schedule was searching just then."""

    async def is_found() -> bool:
        await page.get_by_role("button", name="Procurar agora").click()
        await expect(page.get_by_role("button", name="Procurar agora")).to_be_enabled()
        await settled(page)
        return bool(await finding.count())

    await eventually(is_found)


async def test_orphan_schema_is_found_and_dropped_after_a_dry_run(visitors: Visitors, website: Website) -> None:
    system, name = website.system, hand_made_name()
    async with connected(system.admin_url) as admin:
        await admin.execute(
            f"CREATE SCHEMA {name}; CREATE TABLE {name}.api_cliente (id int, nome text);"
            f"INSERT INTO {name}.api_cliente VALUES (1, 'João'), (2, NULL)"
        )
    page = await operator_page(await visitors(expects={409}), website)
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Conciliação").click()
    finding = page.get_by_role("checkbox", name=f"Escolher: Schema sem loja, {name}")
    await scan_until_found(page, finding)
    await finding.check()
    await page.get_by_role("button", name="Simular o conserto…").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("Guardar uma cópia de todas as linhas e apagar o schema.")).to_be_visible()
    await expect(dialog.get_by_text(name, exact=True)).to_be_visible()
    # Neither a dry run nor a wrong word does anything.
    await dialog.get_by_label("Por quê?").fill("sobra de um teste")
    await dialog.get_by_label("Para confirmar").fill("apagar")
    await dialog.get_by_role("button", name="Consertar 1 item").click()
    await expect(dialog.get_by_text("Digite exatamente apagar 1.")).to_be_visible()
    assert await fetchval(system.admin_url, SCHEMA_THERE, name)
    await confirm(page, "Consertar 1 item", "sobra de um teste", typed="apagar 1")
    outcome = page.get_by_role("status").filter(has_text="Resultado do conserto")
    await expect(outcome).to_contain_text("feito")
    await expect(outcome).to_contain_text("2 linhas copiadas antes de apagar")
    await expect(finding).to_have_count(0)
    assert not await fetchval(system.admin_url, SCHEMA_THERE, name)
    assert await fetchval(system.admin_url, REASON, f"schema_without_tenant:{name}") == "sobra de um teste"
