"""What somebody at a browser does on every page: come in, sign in, wait until it stands still."""

import re

from playwright.async_api import Page, expect

from tests.browser.chromium import Scheme
from tests.browser.gateway import Gateway
from tests.browser.pages import NOBODYS, Scene, View, Where, Who

LOADING = re.compile("^(Carregando|Loading)…")
HYDRATED = """() => {
  const first = document.getElementById("__next")?.firstElementChild;
  return Boolean(first) && Object.keys(first).some((key) => key.startsWith("__reactFiber"));
}"""


async def settled(page: Page, *, still_loading: int = 0) -> None:
    """The page answers the mouse, has its heading and its letters, and only shows what loads."""
    await page.wait_for_function(HYDRATED)
    await page.locator("h1").first.wait_for(state="attached")
    await expect(page.get_by_role("status").filter(has_text=LOADING)).to_have_count(still_loading)
    await page.evaluate("() => document.fonts.ready.then(() => null)")


async def switch_scheme(page: Page, scheme: Scheme) -> None:
    """As the system's setting would; back when every colour has arrived."""
    await page.emulate_media(color_scheme=scheme)
    await page.wait_for_function(
        "() => document.getAnimations().every((each) => !(each instanceof CSSTransition))"
    )


async def sign_in(page: Page, gateway: Gateway, email: str, password: str, *, shop: str | None = None) -> None:
    """Signs in by hand and arrives."""
    await page.goto(gateway.url("/entrar", shop))
    await fill_sign_in(page, email, password)
    await page.wait_for_url(lambda url: "/entrar" not in url)
    await settled(page)


async def fill_sign_in(page: Page, email: str, password: str) -> None:
    """Types the account and presses the button."""
    await settled(page)
    await page.get_by_label("E-mail", exact=True).fill(email)
    await page.get_by_label("Senha", exact=True).fill(password)
    await page.locator("main").get_by_role("button", name="Entrar", exact=True).click()


async def sign_in_as(page: Page, who: Who, gateway: Gateway, scene: Scene) -> None:
    """The people of a scene; a visitor signs in nowhere."""
    if who is Who.OWNER:
        await sign_in(page, gateway, scene.owner_email, scene.owner_password, shop=scene.shop)
    elif who is Who.OPERATOR:
        await sign_in(page, gateway, scene.operator_email, scene.operator_password)


def address(view: View, gateway: Gateway, scene: Scene, prefix: str = "") -> str:
    """Where a view is found; `prefix` is a language's."""
    shop = {Where.APEX: None, Where.SHOP: scene.shop, Where.NOBODYS: NOBODYS}[view.where]
    return gateway.url(prefix + view.path.format(**scene.ids), shop)


async def look_at(page: Page, view: View, gateway: Gateway, scene: Scene, prefix: str = "") -> str:
    """Opens a view and waits for it; its title. Another page in its place is a failure."""
    answer = await page.goto(address(view, gateway, scene, prefix))
    assert answer is not None
    assert answer.status == view.status, f"{answer.url} answers {answer.status}"
    await settled(page, still_loading=view.still_loading)
    return await page.title()
