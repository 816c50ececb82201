"""The operator's view: sagas that stop, seen live and moved by hand; messages that nobody understood."""

import asyncio
import json
import re
from uuid import UUID

import pytest
from playwright.async_api import Route, expect

from tests.browser.conftest import Visitors, Website
from tests.browser.failures import away, give_up, hold, lose_schema_created, park_message
from tests.browser.looking import fill_sign_in
from tests.browser.operating import REASON, confirm, operator_page, reach, row_of, sign_up
from tests.infra.operators import operator_client
from tests.infra.shops import Shop, wait_for_saga
from tests.infra.sql import fetchval
from tests.infra.system import System

# What the table shows; the figures and what waits for a person are asked for apart.
THE_LIST = re.compile(r"/api/v1/ops/sagas\?limit=25$")


async def sign_up_left_half_undone(system: System, shop: Shop) -> str:
    """Its subdomain; it asked for an e-mail that the shop's owner has."""
    saga_id, subdomain = await sign_up(system, admin={"email": shop.owner_email})
    await reach(system, saga_id, "ROLLED_BACK")
    await give_up(system, saga_id)
    return subdomain


async def test_stuck_sign_up_is_seen_live_and_completes_after_a_retry(
    visitors: Visitors, website: Website
) -> None:
    page = await operator_page(await visitors(), website)
    system = website.system
    async with away(system, "auth"):
        saga_id, subdomain = await sign_up(system)
        # Nobody reloads from here on.
        await expect(row_of(page, subdomain)).to_contain_text("criando o acesso")
        await lose_schema_created(system, saga_id)
    await page.get_by_role("link", name=f"Pet {subdomain}").first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(subdomain)
    await page.get_by_role("button", name="Repetir").click()
    await confirm(page, "Repetir agora", "auth está de volta")
    await expect(page.get_by_text("Terminou: não há nada para fazer aqui.")).to_be_visible()
    await expect(page.get_by_text("Um operador repetiu")).to_be_visible()
    assert await fetchval(system.admin_url, REASON, f"saga:{saga_id}") == "auth está de volta"
    async with system.client() as apex:
        assert (await wait_for_saga(apex, saga_id))["state"] == "COMPLETED"


async def test_undoing_that_stopped_is_taken_up_again_from_the_list(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    subdomain = await sign_up_left_half_undone(website.system, shop)
    page = await operator_page(await visitors(), website)
    await expect(page.get_by_role("heading", name=re.compile("precisam? de você"))).to_be_visible()
    row = row_of(page, subdomain)
    await expect(row).to_contain_text("parou ao desfazer")
    await row.get_by_role("button", name="Repetir").click()
    await confirm(page, "Repetir agora", "de novo")
    await expect(row).to_contain_text("desfeito por inteiro")


async def test_answer_that_travels_slowly_does_not_bring_the_past_back(
    visitors: Visitors, website: Website, shop: Shop
) -> None:
    subdomain = await sign_up_left_half_undone(website.system, shop)
    async with operator_client(website.system) as operator:
        past = (await operator.get("/api/v1/ops/sagas?limit=25")).json()
    witness = json.loads(json.dumps(past["items"][0]).replace(past["items"][0]["subdomain"], "pergunta-de-antes"))
    past |= {"items": [*past["items"], witness | {"saga_id": str(UUID(int=1))}]}
    page = await operator_page(await visitors(), website)
    row = row_of(page, subdomain)
    await row.get_by_role("button", name="Repetir").click()
    over = asyncio.Event()

    async def hold_back(route: Route) -> None:
        await over.wait()
        await route.fulfill(json=past)

    await page.route(THE_LIST, hold_back, times=1)
    await confirm(page, "Repetir agora", "de novo")
    await expect(row).to_contain_text("desfeito por inteiro")
    over.set()
    await expect(row_of(page, "pergunta-de-antes")).to_be_visible()
    await expect(row).to_contain_text("desfeito por inteiro")


async def test_sign_up_is_undone_at_the_customers_wish(visitors: Visitors, website: Website) -> None:
    system = website.system
    page = await operator_page(await visitors(), website)
    async with away(system, "auth"):
        saga_id, subdomain = await sign_up(system)
        await expect(row_of(page, subdomain)).to_contain_text("criando o acesso")
        await hold(system, saga_id)
        await page.get_by_role("link", name=f"Pet {subdomain}").first.click()
        await page.get_by_role("button", name="Desfazer").click()
        await confirm(page, "Desfazer este cadastro", "a cliente pediu", typed=subdomain)
        await expect(page.get_by_text("Está desfazendo")).to_be_visible()
    await expect(page.get_by_text("Não sobrou nada.")).to_be_visible()
    assert await fetchval(system.admin_url, REASON, f"saga:{saga_id}") == "a cliente pediu"


async def test_two_operators_press_and_the_second_is_told(visitors: Visitors, website: Website) -> None:
    system = website.system
    first, second = [await operator_page(await visitors(expects={409}), website) for _ in range(2)]
    async with away(system, "auth"):
        saga_id, subdomain = await sign_up(system)
        for page in (first, second):
            await expect(row_of(page, subdomain)).to_contain_text("criando o acesso")
            await hold(system, saga_id)
            await page.get_by_role("link", name=f"Pet {subdomain}").first.click()
            await page.get_by_role("button", name="Repetir").click()
            await expect(page.get_by_role("dialog").get_by_role("button", name="Repetir agora")).to_be_enabled()
        await confirm(first, "Repetir agora", "a primeira")
        await second.get_by_role("dialog").get_by_role("button", name="Repetir agora").click()
        await expect(second.get_by_role("dialog").get_by_text("Nada foi feito")).to_be_visible()
    await reach(system, saga_id, "COMPLETED")


async def test_parked_message_is_read_and_discarded_with_a_reason(visitors: Visitors, website: Website) -> None:
    message = (await park_message(website.system))["message"]
    page = await operator_page(await visitors(), website)
    await page.get_by_role("navigation", name="Telas").get_by_role("link", name="Mensagens").click()
    await expect(page.get_by_role("heading", level=1, name="Mensagens paradas")).to_be_visible()
    await page.goto(website.gateway.url(f"/ops/mensagens/{message}"))
    await page.get_by_role("button", name="Descartar").click()
    await confirm(page, "Descartar para sempre", "nunca foi JSON")
    await expect(page.get_by_text("descartada", exact=False).first).to_be_visible()
    assert await fetchval(website.system.admin_url, REASON, f"parked:{message}") == "nunca foi JSON"


@pytest.mark.parametrize("path", ["/ops/sagas", "/ops/saude"])
async def test_owner_sees_nothing_of_operations(visitors: Visitors, shop: Shop, path: str) -> None:
    visitor = await visitors(expects={401, 403, 404})
    page = await visitor.open(path)
    await page.wait_for_url("**/entrar?voltar=*")
    await fill_sign_in(page, shop.owner_email, shop.owner_password)
    await page.wait_for_url(visitor.gateway.url("/inicio", shop.subdomain))
