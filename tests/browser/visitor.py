"""People at browsers who notice everything that is wrong with a page: faults of scripts, of policy, of address."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from deploy.local import paths
from tests.browser.chromium import Device, Scheme, open_context
from tests.browser.gateway import Gateway

EVIDENCE = paths.DATA / "browser"
# Far below pytest's own limit, so that a missing button is reported as one.
PATIENCE_MS = 30_000
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""
# Chromium reports every answer of 400 and above on the console.
ANSWER = re.compile(r"the server responded with a status of (\d{3})")
NETWORK_LOST = "net::ERR_"


@dataclass
class Visitor:
    """A browser of one's own. `expects`: the refusals that the test provokes, by status; 0 is a lost network."""

    context: BrowserContext
    gateway: Gateway
    expects: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    async def page(self) -> Page:
        return await self.context.new_page()

    async def open(self, path: str, shop: str | None = None) -> Page:
        """A new tab at that address."""
        page = await self.page()
        await page.goto(self.gateway.url(path, shop))
        return page

    def count(self, call: str) -> int:
        """How often that call, such as `POST /api/v1/auth/refresh`, was made so far."""
        return self.requests.count(call)

    async def listen(self) -> None:
        self.context.set_default_timeout(PATIENCE_MS)
        await self.context.add_init_script(TELL_VIOLATIONS)
        self.context.on("weberror", self._on_web_error)
        self.context.on("console", self._on_console)
        self.context.on("request", self._on_request)

    async def save_evidence(self, name: str) -> list[Path]:
        """The trace and a picture of each tab; where they lie."""
        trace = EVIDENCE / f"{name}.zip"
        await self.context.tracing.stop(path=trace)
        pictures = [EVIDENCE / f"{name}-{number}.png" for number, _ in enumerate(self.context.pages)]
        for page, picture in zip(self.context.pages, pictures, strict=True):
            await page.screenshot(path=picture)
        return [trace, *pictures]

    def _on_web_error(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._is_expected(message.text):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _is_expected(self, text: str) -> bool:
        answer = ANSWER.search(text)
        status = int(answer.group(1)) if answer else 0
        return status in self.expects and (answer is not None or NETWORK_LOST in text)

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.requests.append(f"{request.method} {parts.path}")
        host = parts.netloc
        is_ours = host == self.gateway.host() or host.endswith(f".{self.gateway.host()}")
        if parts.scheme in ("http", "https", "ws", "wss") and not is_ours:
            self.faults.append(f"foreign host: {request.url}")


async def new_visitor(
    browser: Browser, gateway: Gateway, device: Device, scheme: Scheme, expects: set[int]
) -> Visitor:
    """A visitor whose every step is recorded until it is known whether that was needed."""
    context = await open_context(browser, device, scheme)
    visitor = Visitor(context, gateway, expects)
    await visitor.listen()
    await context.tracing.start(snapshots=True)
    return visitor
