"""What a full day costs the browser that draws it, and the system that is asked for it again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Page, expect

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from deploy.local.system import TESTING, ensure_system_packages
from tests.browser.chromium import DESKTOP, PHONE, open_context, running_browser
from tests.browser.day import ALWAYS, ZONE
from tests.browser.looking import settled, sign_in
from tests.browser.owning import create
from tests.browser.stage import gateway_of
from tests.infra.shops import Shop, create_shop

PEOPLE, BOOKINGS, MINUTES = 8, 120, 30
OPENS_AT = 9
DRAWN, POLLS = 9, 400
# A thousandth of the screen: what a date field does inside itself.
DRAW_MS, SHIFT = 100, 0.001
# Every shift since the page began, whoever caused it: nobody touches the page meanwhile.
WATCH_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
}"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of the page's main thread."""

    script: float
    layout: float


async def measure(world: World) -> list[Figure]:
    """Milliseconds of the main thread, layout shift, and what an unchanged day costs when asked for again."""
    ensure_system_packages(TESTING)
    async with world.system() as system, running_browser() as browser:
        await system.start_web()
        shop = await create_shop(system)
        figures: list[Figure] = []
        await _fill(shop)
        context = await open_context(browser, DESKTOP)
        page = await context.new_page()
        gateway = gateway_of(system)
        await sign_in(page, gateway, shop.owner_email, shop.owner_password, shop=shop.subdomain)
        figures += await _draw(page, lambda path: gateway.url(path, shop.subdomain))
        for device in (DESKTOP, PHONE):
            visit = await browser.new_context(
                viewport={"width": device.width, "height": device.height},
                storage_state=await context.storage_state(),
                locale="pt-BR",
            )
            for path in ("/hoje", "/agenda"):
                shift = await _shift(visit, gateway.url(path, shop.subdomain))
                figures.append(Figure(f"screens: layout shift of {path}, {device.name}", shift, "", at_most=SHIFT))
        return figures + await _poll(world, shop, world.pids(system))


async def _fill(shop: Shop) -> None:
    """Eight people with fifteen visits each, today."""
    tutor = await create(shop, "clientes", nome="Rita Lima", telefone="(11) 98765-4321")
    servico = await create(shop, "servicos", nome="Ofurô", preco="60.00", duracao=MINUTES)
    begin = datetime.now(ZONE).replace(hour=OPENS_AT, minute=0, second=0, microsecond=0)
    for n in range(PEOPLE):
        person = await create(shop, "profissionais", nome=f"Pessoa {n + 1}", horarios=ALWAYS)
        for m in range(BOOKINGS // PEOPLE):
            pet = await create(shop, "animais", nome=f"Thor {n}-{m}", especie="cão", cliente_id=tutor["id"])
            await create(
                shop,
                "agendamentos",
                animal_id=pet["id"],
                servico_id=servico["id"],
                profissional_id=person["id"],
                inicio=(begin + timedelta(minutes=MINUTES * m)).isoformat(),
                encaixe=True,
            )


async def _draw(page: Page, url: Callable[[str], str]) -> list[Figure]:
    """From an empty day to the full one, again and again: what it costs until every booking stands."""
    tomorrow = (datetime.now(ZONE) + timedelta(days=1)).date()
    await page.goto(url(f"/agenda?dia={tomorrow}"))
    await settled(page)
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    boxes = page.locator("[data-agendamento]")
    spent: list[Spent] = []
    for _ in range(DRAWN):
        before = await _spent(session)
        await page.get_by_role("link", name="Dia anterior").click()
        await expect(boxes).to_have_count(BOOKINGS)
        after = await _spent(session)
        spent.append(Spent(after.script - before.script, after.layout - before.layout))
        await page.get_by_role("link", name="Próximo dia").click()
        await expect(boxes).to_have_count(0)
    # The first one fetches and compiles.
    scripts, layouts = [each.script for each in spent[1:]], [each.layout for each in spent[1:]]
    what = f"a day of {PEOPLE} people and {BOOKINGS} visits"
    return [
        Figure(f"screens: {what} is drawn, script, p50", percentile(scripts, 50), "ms", at_most=DRAW_MS),
        Figure(f"screens: {what} is drawn, script, worst", max(scripts), "ms"),
        Figure(f"screens: {what} is drawn, script, the first time", spent[0].script, "ms"),
        Figure(f"screens: {what} is drawn, style and layout, p50", percentile(layouts, 50), "ms"),
    ]


async def _spent(session: CDPSession) -> Spent:
    answer: dict[str, Any] = await session.send("Performance.getMetrics")
    by_name = {each["name"]: each["value"] * 1000 for each in answer["metrics"]}
    return Spent(by_name["ScriptDuration"], by_name["LayoutDuration"] + by_name["RecalcStyleDuration"])


async def _shift(context: BrowserContext, url: str) -> float:
    page = await context.new_page()
    await page.goto(url)
    await page.evaluate(WATCH_SHIFTS)
    await settled(page)
    await page.locator("[data-agendamento]").first.wait_for()
    # Two frames later everything that the answer moved has been drawn.
    await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shift: float = await page.evaluate("() => window.shifts")
    await page.close()
    return shift


async def _poll(world: World, shop: Shop, pids: dict[str, int]) -> list[Figure]:
    """What one screen that looks every five seconds costs, when nothing happened and if everything were sent."""
    full = await shop.client.get("/api/v1/agenda")
    known = {"If-None-Match": full.headers["ETag"]}
    figures = [Figure("screens: the day as JSON", len(full.content) / 1000, "kB")]
    for name, headers, status in (("unchanged", known, 304), ("in full", {}, 200)):
        before = cpu_seconds(pids)
        for _ in range(POLLS):
            answer = await shop.client.get("/api/v1/agenda", headers=headers)
            if answer.status_code != status:
                raise RuntimeError(f"{answer.status_code} where {status} was due")
        used = sum(used_since(before, pids).values())
        figures.append(Figure(f"screens: a look at the day, {name}, CPU of all parts", used / POLLS * 1000, "ms"))
    return figures
