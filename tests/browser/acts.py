"""What people do more than once in these stories: fill in a sign-up, hold an answer back, walk by keyboard."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Locator, Page, Route, expect

from tests.browser.looking import settled
from tests.infra.shops import PASSWORD

# More keys than any page has places to stop at before its content.
MOST_TABS = 40


def _newcomer() -> str:
    return f"caoecia-{secrets.token_hex(4)}"


@dataclass
class SignUp:
    """What somebody types into the sign-up."""

    subdomain: str = field(default_factory=_newcomer)
    email: str = ""
    password: str = PASSWORD

    def __post_init__(self) -> None:
        self.email = self.email or f"{self.subdomain}@example.com"

    @property
    def shop(self) -> str:
        """The shop's name, of which the subdomain is made."""
        return self.subdomain.replace("caoecia", "CãoeCia").replace("-", " ")


async def fill_sign_up(page: Page, sign_up: SignUp) -> None:
    """Types everything; the address follows from the shop's name."""
    await settled(page)
    await page.get_by_label("Nome da loja").fill(sign_up.shop)
    await expect(page.get_by_label("Endereço da loja")).to_have_value(sign_up.subdomain)
    await page.get_by_label("Seu nome").fill("Ana")
    await page.get_by_label("Sobrenome").fill("Souza")
    await page.get_by_label("E-mail", exact=True).fill(sign_up.email)
    await page.get_by_label("Senha", exact=True).fill(sign_up.password)


async def press_sign_up(page: Page) -> str:
    """Sends the form; the saga's id."""
    await page.get_by_role("button", name="Criar minha loja").click()
    await page.wait_for_url("**/cadastro/andamento?saga=*")
    return page.url.rpartition("=")[2]


async def arrive_in_shop(page: Page, subdomain: str) -> None:
    """At home in the shop, signed in."""
    await page.wait_for_url(lambda url: f"//{subdomain}." in url and url.endswith("/inicio"))
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Ana")


@asynccontextmanager
async def held(page: Page, pattern: str) -> AsyncIterator[None]:
    """Requests to that address wait until the block ends."""
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await page.route(pattern, hold)
    try:
        yield
    finally:
        released.set()


async def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if await target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by {MOST_TABS} tabs")


async def tick(
    where: Page | Locator, role: Literal["checkbox", "radio"], name: str, *, exact: bool = False
) -> None:
    """As a finger does: on the words, for the box is out of sight, and once nothing moves any more."""
    page = where if isinstance(where, Page) else where.page
    await where.locator("label").filter(has=page.get_by_role(role, name=name, exact=exact)).click()
    await expect(where.get_by_role(role, name=name, exact=exact)).to_be_checked()
