"""The browser: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import Browser, BrowserContext, async_playwright

# The sandbox needs rights that containers and root do not have; the pages are our own.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine."""


@dataclass(frozen=True)
class Device:
    """What somebody holds in their hands."""

    name: str
    width: int
    height: int
    is_touch: bool


PHONE = Device("phone", 360, 780, is_touch=True)
DESKTOP = Device("desktop", 1440, 900, is_touch=False)
DEVICES = (PHONE, DESKTOP)


def executable() -> str:
    """Where Chromium is. Raises NoBrowser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise NoBrowser("Chromium is not installed here: apt-get install chromium")
    return found


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def open_context(browser: Browser, device: Device, scheme: Scheme = "light") -> BrowserContext:
    """A person of their own: no cookies, no storage, a Brazilian browser without animations."""
    return await browser.new_context(
        viewport={"width": device.width, "height": device.height},
        is_mobile=device.is_touch,
        has_touch=device.is_touch,
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="pt-BR",
        timezone_id="America/Sao_Paulo",
    )
