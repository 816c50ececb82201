"""What an operator does in most stories: signs in, finds a sign-up in the list, gives a reason and presses."""

from playwright.async_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Website
from tests.browser.looking import fill_sign_in, settled
from tests.browser.visitor import Visitor
from tests.infra.shops import signup_body
from tests.infra.system import System
from tests.infra.waiting import eventually

REASON = "SELECT reason FROM svc_provisioning.audit WHERE target = $1"


async def operator_page(operator: Visitor, website: Website) -> Page:
    """The operator signed in at the apex."""
    page = await operator.open("/entrar")
    await fill_sign_in(page, website.operator_email, website.operator_password)
    await page.wait_for_url("**/ops/sagas")
    await settled(page)
    # The list holds still under a mouse.
    await page.mouse.move(0, 0)
    return page


async def sign_up(system: System, **overrides: object) -> tuple[str, str]:
    """A sign-up by the API: its saga and its subdomain."""
    body = signup_body(**overrides)
    async with system.client() as apex:
        answer = await apex.post("/api/v1/tenants", json=body)
    return answer.json()["saga_id"], body["subdomain"]


async def reach(system: System, saga_id: str, state: str) -> None:
    async with system.client() as apex:

        async def reached() -> bool:
            saga = (await apex.get(f"/api/v1/provisioning/sagas/{saga_id}")).json()
            return bool(saga["state"] == state)

        await eventually(reached)


def row_of(page: Page, subdomain: str) -> Locator:
    """Its row in the list of all sign-ups."""
    everything = page.get_by_role("table", name="Todos os cadastros")
    return everything.get_by_role("row").filter(has_text=subdomain)


async def confirm(page: Page, button: str, reason: str, typed: str | None = None) -> None:
    """Gives the reason in the dialog, and what it wants typed, and presses."""
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name=button)).to_be_enabled()
    await dialog.get_by_label("Por quê?").fill(reason)
    if typed is not None:
        await dialog.get_by_label("Para confirmar").fill(typed)
    assert await violations(page) == []
    await dialog.get_by_role("button", name=button).click()
    await expect(dialog).to_be_hidden()
