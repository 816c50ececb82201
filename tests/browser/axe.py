"""axe-core in a page: what it finds against WCAG 2.2 AA."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from playwright.async_api import Page

from deploy.local import paths

SCRIPT = paths.ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# What another colour scheme can change.
COLOURS = ("color-contrast", "link-in-text-block")
RUN = """async (only) => {
  const found = await axe.run(document, {
    runOnly: only, resultTypes: ["violations"], preload: false, iframes: false,
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => ({
    id, target: node.target.join(" "), why: node.failureSummary ?? "",
  })));
}"""


async def violations(page: Page) -> list[str]:
    """Everything that breaks a rule of WCAG 2.2 A or AA, one line each."""
    return await _run(page, {"type": "tag", "values": list(LEVELS)})


async def colour_violations(page: Page) -> list[str]:
    """The same for colours alone."""
    return await _run(page, {"type": "rule", "values": list(COLOURS)})


async def _run(page: Page, only: dict[str, Any]) -> list[str]:
    if not await page.evaluate("() => 'axe' in globalThis"):
        # Through the debugger, which the page's policy does not bind.
        await page.evaluate(_script())
    found: Sequence[dict[str, str]] = await page.evaluate(RUN, only)
    return [f"{each['id']} at {each['target']}: {' '.join(each['why'].split())}" for each in found]


@cache
def _script() -> str:
    return SCRIPT.read_text("utf-8")
