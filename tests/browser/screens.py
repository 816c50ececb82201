"""`python -m tests.browser.screens OUT`: a picture of every screen, on a phone and a desk, light and dark.

Without --gateway it starts a system of its own, as the tests do.
"""

import argparse
import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error, Page, WebError

from deploy.local.keys import OPERATOR_EMAIL
from services.auth.keys import generate_keys
from tests.browser.chromium import DEVICES, SCHEMES, Device, Scheme, open_context, running_browser
from tests.browser.demo import furnish
from tests.browser.gateway import Gateway
from tests.browser.looking import look_at, sign_in_as, switch_scheme
from tests.browser.pages import Scene, View, Who, built_views
from tests.browser.sheet import as_webp, blank_page, contact_sheet
from tests.browser.stage import own_stage
from tests.infra.servers import Servers, running_servers

PATIENCE_MS = 10_000
Taken = dict[tuple[str, Device, Scheme], dict[str, Path]]
# A shop's own screens are as many as all the others: a sheet for each half stays small enough to be looked at.
SHEETS = {Who.OWNER: "shop", Who.VISITOR: "doors", Who.OPERATOR: "doors"}


def main(arguments: Sequence[str]) -> int:
    options = _parse(arguments)
    if options.gateway:
        return asyncio.run(_run(options, None))
    with running_servers() as servers:
        generate_keys(servers.keys.jwt_private_file, servers.keys.jwks_file)
        return asyncio.run(_run(options, servers))


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("out", type=lambda text: Path(text).resolve(), help="folder for the pictures")
    parser.add_argument(
        "--gateway", metavar="URL", help="a system that runs already, such as http://localhost:8080"
    )
    parser.add_argument("--operator-email", default=OPERATOR_EMAIL)
    parser.add_argument("--operator-password", default=os.environ.get("OPERATOR_PASSWORD"))
    parser.add_argument("--only", metavar="TEXT", help="only the screens whose name holds this")
    parser.add_argument("--small", action="store_true", help="also each screen as a small WebP, for documents")
    options = parser.parse_args(arguments)
    if options.gateway and not options.operator_password:
        parser.error("--gateway needs --operator-password")
    return options


async def _run(options: argparse.Namespace, servers: Servers | None) -> int:
    options.out.mkdir(parents=True, exist_ok=True)
    views = [view for view in built_views() if not options.only or options.only in view.name]
    async with _furnished(options, servers) as (gateway, scene), running_browser() as browser:
        album = Album(browser, gateway, scene, options.out)
        for device in DEVICES:
            await album.take_all(device, views)
        await album.write_sheets()
        if options.small:
            await album.write_small()
    sys.stdout.write("".join(f"{complaint}\n" for complaint in album.complaints))
    sys.stdout.write(f"{len(views)} screens in {options.out}; shop {scene.shop}, {scene.owner_email}\n")
    return 1 if album.complaints else 0


@asynccontextmanager
async def _furnished(options: argparse.Namespace, servers: Servers | None) -> AsyncIterator[tuple[Gateway, Scene]]:
    async with AsyncExitStack() as stack:
        if servers is None:
            parts = urlsplit(options.gateway)
            gateway = Gateway(parts.port or 80, parts.hostname or "localhost")
            email, password = options.operator_email, options.operator_password
        else:
            gateway, email, password = await stack.enter_async_context(own_stage(servers))
        yield gateway, await furnish(gateway, email, password)


class Album:
    """The pictures taken so far, and what was odd while they were taken."""

    def __init__(self, browser: Browser, gateway: Gateway, scene: Scene, folder: Path) -> None:
        self.complaints: list[str] = []
        self.taken: Taken = defaultdict(dict)
        self._browser = browser
        self._gateway = gateway
        self._scene = scene
        self._folder = folder

    async def take_all(self, device: Device, views: Sequence[View]) -> None:
        for who in Who:
            seen = [view for view in views if view.who is who and view.is_set(self._scene)]
            if not seen:
                continue
            context = await open_context(self._browser, device)
            context.set_default_timeout(PATIENCE_MS)
            context.on("weberror", self._complain)
            page = await context.new_page()
            with self._complaining(f"{who.value} signs in on the {device.name}"):
                await sign_in_as(page, who, self._gateway, self._scene)
            for view in seen:
                await self._take(page, device, view)
            await context.close()

    def _complain(self, fault: WebError) -> None:
        self.complaints.append(f"{fault.page.url if fault.page else '?'}: {fault.error}")

    @contextmanager
    def _complaining(self, what: str) -> Iterator[None]:
        """Goes on after a fault: the pictures show what is wrong."""
        try:
            yield
        except (Error, AssertionError) as error:
            self.complaints.append(f"{what}: {str(error).splitlines()[0]}")

    async def _take(self, page: Page, device: Device, view: View) -> None:
        with self._complaining(f"{view.name} on the {device.name}"):
            await look_at(page, view, self._gateway, self._scene)
        width = await page.evaluate("() => document.documentElement.scrollWidth")
        if width > device.width:
            self.complaints.append(f"{view.name} on the {device.name} is {width} px wide")
        for scheme in SCHEMES:
            await switch_scheme(page, scheme)
            path = self._folder / f"{view.name}-{device.width}-{scheme}.png"
            await page.screenshot(path=path, full_page=True)
            self.taken[SHEETS[view.who], device, scheme][view.name] = path

    async def write_sheets(self) -> None:
        for (half, device, scheme), pictures in self.taken.items():
            sheet = await contact_sheet(self._browser, device, pictures, self._folder / "sheet.html")
            (self._folder / f"{half}-{device.width}-{scheme}.webp").write_bytes(sheet)
        (self._folder / "sheet.html").unlink()

    async def write_small(self) -> None:
        context, page = await blank_page(self._browser)
        for (_, device, _), pictures in self.taken.items():
            for path in pictures.values():
                width = device.width if device.is_touch else 1000
                small = await as_webp(page, path.read_bytes(), width=width)
                path.with_suffix(".webp").write_bytes(small)
        await context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
