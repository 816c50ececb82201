"""Many screens on one picture, drawn and written as WebP by the browser itself."""

import base64
import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.chromium import Device

LARGEST_BYTES = 300_000
QUALITIES = (0.82, 0.7, 0.6, 0.5, 0.4, 0.3)
STYLE = """
  body { margin: 0; padding: 24px; background: #e9e4da; font: 600 13px system-ui, sans-serif; color: #2b2620; }
  main { display: grid; grid-template-columns: repeat(%(columns)d, %(width)dpx); gap: 22px 18px; }
  figure { margin: 0; }
  img { display: block; width: 100%%; height: %(height)dpx; object-fit: cover; object-position: top;
        border-radius: 8px; box-shadow: 0 2px 10px #0003; }
  figcaption { padding: 7px 2px 0; }
"""
# From a picture file to the bytes of a WebP no wider than asked, as base64.
TO_WEBP = """async ([source, width, quality]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const scale = Math.min(1, width / image.naturalWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


async def contact_sheet(browser: Browser, device: Device, pictures: Mapping[str, Path], draft: Path) -> bytes:
    """Pictures that were taken with that device, by their titles; `draft` is a file beside them, written over."""
    columns, width = (6, 230) if device.is_touch else (4, 400)
    context = await browser.new_context(viewport={"width": columns * (width + 18) + 30, "height": 800})
    page = await context.new_page()
    # A page of its own folder may show the files beside it.
    await page.goto(_written(draft, _page(pictures, columns, width, round(width * device.height / device.width))))
    picture = await page.screenshot(full_page=True)
    small = await as_webp(page, picture)
    await context.close()
    return small


async def as_webp(page: Page, picture: bytes, *, width: int = 10_000) -> bytes:
    """The picture as WebP, in the best quality that stays small. Raises ValueError."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    for quality in QUALITIES:
        encoded = base64.b64decode(await page.evaluate(TO_WEBP, [source, width, quality]))
        if len(encoded) <= LARGEST_BYTES:
            return encoded
    raise ValueError(f"the picture stays over {LARGEST_BYTES} bytes")


async def blank_page(browser: Browser) -> tuple[BrowserContext, Page]:
    """A page to draw on."""
    context = await browser.new_context()
    return context, await context.new_page()


def _written(draft: Path, text: str) -> str:
    draft.write_text(text, "utf-8")
    return draft.as_uri()


def _page(pictures: Mapping[str, Path], columns: int, width: int, height: int) -> str:
    style = STYLE % {"columns": columns, "width": width, "height": height}
    figures: Sequence[str] = [
        f'<figure><img src="{path.resolve().as_uri()}"><figcaption>{html.escape(title)}</figcaption></figure>'
        for title, path in pictures.items()
    ]
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><main>{''.join(figures)}</main>"
