"""`python -m tests.browser.letters OUT`: each letter, on phone and desk, light and dark, and a sheet."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser

from services.notifications.preview import write_previews
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, SCHEMES, Device, Scheme, open_context, running_browser
from tests.browser.sheet import contact_sheet

# Letters are longer than a screen; the smallest phone is only measured.
PHONE = Device("phone", 360, 900, is_touch=True)
SMALLEST = Device("smallest phone", 320, 900, is_touch=True)
ON_SHEET = ".pt-BR"


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.browser.letters OUT\n")
        return 2
    return asyncio.run(_run(Path(arguments[0])))


async def _run(folder: Path) -> int:
    names = write_previews(folder)
    on_sheet: dict[str, Path] = {}
    complaints: list[str] = []
    async with running_browser() as browser:
        for device in (SMALLEST, PHONE, DESKTOP):
            for scheme in SCHEMES:
                taken = await _take(browser, device, scheme, folder, names, complaints)
                if device is PHONE:
                    on_sheet |= {name: path for name, path in taken.items() if ON_SHEET in name}
        sheet = await contact_sheet(browser, PHONE, on_sheet, folder / "sheet.html")
    (folder / "sheet.html").unlink()
    (folder / "mail.webp").write_bytes(sheet)
    sys.stdout.write("".join(f"{complaint}\n" for complaint in complaints))
    sys.stdout.write(f"{len(names)} letters; the sheet: {folder / 'mail.webp'}\n")
    return 1 if complaints else 0


async def _take(
    browser: Browser, device: Device, scheme: Scheme, folder: Path, names: Sequence[str], complaints: list[str]
) -> dict[str, Path]:
    """Pictures by what they are called on the sheet."""
    context = await open_context(browser, device, scheme)
    page = await context.new_page()
    taken = {}
    for name in names:
        await page.goto((folder / f"{name}.html").resolve().as_uri())
        if await page.evaluate("() => document.documentElement.scrollWidth") > device.width:
            complaints.append(f"{name} is wider than the {device.name}")
        complaints += [f"{name} {scheme}: {fault}" for fault in await violations(page)]
        taken[f"{name} {scheme}"] = folder / f"{name}-{device.width}-{scheme}.png"
        await page.screenshot(path=taken[f"{name} {scheme}"], full_page=True)
    await context.close()
    return taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
