"""The visitor's own eyes: what they are there to notice, they notice."""

import pytest
from playwright.async_api import Route

from tests.browser.axe import violations
from tests.browser.conftest import Visitors
from tests.browser.looking import settled
from tests.infra.waiting import eventually

FAULTS = {
    "uncaught: ": "() => setTimeout(() => { throw new Error('on purpose'); })",
    "console: on purpose": "() => console.error('on purpose')",
    "console: policy violated: style-src": "() => { document.body.innerHTML += '<p style=\"color:red\">'; }",
    "console: policy violated: connect-src": "() => { void fetch('https://example.com/').catch(() => null); }",
    "status of 404": "() => { void fetch('/api/v1/nothing'); }",
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_fault_of_a_page_is_noticed(visitors: Visitors, fault: str) -> None:
    visitor = await visitors()
    page = await visitor.open("/entrar")
    await settled(page)
    assert visitor.faults == []
    await page.evaluate(FAULTS[fault])
    await eventually(lambda: any(fault in found for found in visitor.faults))
    # Nothing more is heard of it afterwards.
    await page.close()
    visitor.faults.clear()


async def test_other_host_is_noticed(visitors: Visitors) -> None:
    visitor = await visitors()
    page = await visitor.page()

    async def answer(route: Route) -> None:
        await route.fulfill(body="<h1>Elsewhere</h1>")

    await page.route("http://elsewhere.example/**", answer)
    await page.goto("http://elsewhere.example/")
    assert visitor.faults == ["foreign host: http://elsewhere.example/"]
    visitor.faults.clear()


async def test_axe_finds_a_field_without_a_name(visitors: Visitors) -> None:
    page = await (await visitors()).open("/entrar")
    await settled(page)
    await page.evaluate("() => document.querySelector('main').append(document.createElement('input'))")
    assert any(found.startswith("label at ") for found in await violations(page))
