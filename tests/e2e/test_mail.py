"""What people find in their mailboxes after they signed up, and that nobody waits for the mail."""

from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.infra.mail import Mailbox
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually

WELCOME, VERIFY = "Sua loja no Focinho já está no ar", "Confirme seu e-mail no Focinho"


@pytest_asyncio.fixture
async def mailbox(system: System) -> Mailbox:
    return await system.start_mail()


@pytest.fixture
def no_mail_server(system: System) -> None:
    """Nobody listens where letters go."""
    if "mail" in system.children:
        system.stop_service("mail")


async def _sign_up(anonymous: httpx.AsyncClient, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    body = signup_body()
    body["admin"] |= changes
    accepted = (await anonymous.post("/api/v1/tenants", json=body)).json()
    return body, await wait_for_saga(anonymous, accepted["saga_id"])


async def test_owner_finds_a_welcome_whose_link_leads_to_her_shop(
    anonymous: httpx.AsyncClient, system: System, mailbox: Mailbox
) -> None:
    body, saga = await _sign_up(anonymous)
    letter = await mailbox.letter(body["admin"]["email"], subject=WELCOME)
    address = f"http://{body['subdomain']}.localhost:{system.gateway_port}/"
    assert saga["state"] == "COMPLETED"
    assert body["company_name"] in letter.text
    assert address in letter.text
    assert address in letter.links
    async with system.client(body["subdomain"]) as visitor:
        here = await visitor.get("/api/v1/tenants/here")
    assert here.json()["name"] == body["company_name"]


async def test_who_signed_up_with_a_taken_address_is_told_why(
    anonymous: httpx.AsyncClient, system: System, mailbox: Mailbox, shop: Shop
) -> None:
    await mailbox.letter(shop.owner_email, subject=WELCOME)
    _, saga = await _sign_up(anonymous, email=shop.owner_email)
    letter = await mailbox.letter(shop.owner_email, subject="já tem uma conta")
    assert saga["state"] == "ROLLED_BACK"
    assert f"http://localhost:{system.gateway_port}/entrar" in letter.links
    subjects = [letter.subject for letter in await mailbox.letters(shop.owner_email)]
    assert sorted(subject for subject in subjects if VERIFY not in subject) == [letter.subject, WELCOME]


@pytest.mark.usefixtures("no_mail_server")
async def test_sign_up_is_not_held_up_by_a_mail_server_that_is_away_and_its_letter_comes_later(
    anonymous: httpx.AsyncClient, system: System
) -> None:
    body, saga = await _sign_up(anonymous)
    assert saga["state"] == "COMPLETED"
    states = "SELECT state FROM svc_notifications.deliveries WHERE recipient = $1 AND error_code IS NOT NULL"
    await eventually(lambda: fetch(system.admin_url, states, body["admin"]["email"]))
    async with system.service("notifications") as notifications:
        assert (await notifications.get("/health/ready")).status_code == 200
    mailbox = await system.start_mail()
    for subject in (WELCOME, VERIFY):
        await mailbox.letter(body["admin"]["email"], subject=subject, timeout_s=60)
    assert len(await mailbox.letters(body["admin"]["email"])) == 2
