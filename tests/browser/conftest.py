"""A browser, a system with its front end, and people who use it."""

import re
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass, replace
from typing import Protocol

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.chromium import DESKTOP, Device, Scheme, running_browser
from tests.browser.day import Day, working_day
from tests.browser.demo import furnish
from tests.browser.failures import park_message, refuse_letter
from tests.browser.gateway import Gateway
from tests.browser.leaving import leave_key
from tests.browser.pages import Scene
from tests.browser.stage import gateway_of
from tests.browser.visitor import EVIDENCE, PATIENCE_MS, Visitor, new_visitor
from tests.infra.operators import add_operator
from tests.infra.servers import Servers
from tests.infra.shops import Shop
from tests.infra.system import System, running_system

FAILED = pytest.StashKey[bool]()
FIRST_VHOST = 64


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers a failure for the fixtures, which then keep what they saw."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest_asyncio.fixture(scope="session")
async def system(servers: Servers, worker: int) -> AsyncIterator[System]:
    """A system beside the worker's other one: what people leave undone here would never settle there."""
    # Unmeasured: what they cover others cover too, and pages come faster.
    env = {"COVERAGE_PROCESS_START": ""}
    async with running_system(servers, name=f"browser_{worker}", number=FIRST_VHOST + worker, env=env) as running:
        await running.start_mail()
        yield running


@dataclass(frozen=True)
class Website:
    """The worker's system with its front end, and the account of its operator."""

    system: System
    gateway: Gateway
    operator_email: str
    operator_password: str


class Visitors(Protocol):
    """Makes people: each with a device and storage of their own."""

    async def __call__(
        self, device: Device = DESKTOP, *, scheme: Scheme = "light", expects: set[int] | None = None
    ) -> Visitor: ...


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with running_browser() as started:
        yield started


@pytest_asyncio.fixture(scope="session")
async def website(system: System) -> Website:
    await system.start_web()
    email = "operadora@petshop.example.com"
    return Website(system, gateway_of(system), email, await add_operator(system, email))


@pytest_asyncio.fixture(scope="session")
async def scene(website: Website) -> Scene:
    """A shop full of data, a message that nobody understood and a letter that no server takes: only to look at."""
    scene = await furnish(website.gateway, website.operator_email, website.operator_password)
    broken = await park_message(website.system) | await refuse_letter(website.system)
    leaving = {"leave_key": await leave_key(website.system, scene.shop, "maria.oliveira@example.com")}
    return replace(scene, ids=scene.ids | broken | leaving)


@pytest_asyncio.fixture
async def visitors(browser: Browser, website: Website, request: pytest.FixtureRequest) -> AsyncIterator[Visitors]:
    """Makes visitors; fails in the end when one of them met a fault that the test did not expect."""
    made: list[Visitor] = []

    async def make(
        device: Device = DESKTOP, *, scheme: Scheme = "light", expects: set[int] | None = None
    ) -> Visitor:
        made.append(await new_visitor(browser, website.gateway, device, scheme, expects or set()))
        return made[-1]

    yield make
    faults = [fault for visitor in made for fault in visitor.faults]
    if faults or request.node.stash.get(FAILED, False):
        await _keep_evidence(made, request.node.nodeid)
    for visitor in made:
        await visitor.context.close()
    assert faults == []


async def _keep_evidence(visitors: list[Visitor], test: str) -> None:
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", test.rpartition("/")[2].lower()).strip("-")
    for number, visitor in enumerate(visitors):
        kept = await visitor.save_evidence(f"{name}-{number}")
        print("seen at the end:", *kept, sep="\n  ")  # noqa: T201 - pytest shows it beside the failure


@pytest_asyncio.fixture
async def day(shop: Shop) -> Day:
    """A shop in which two people work around the clock, so that it does not matter when the tests run."""
    return await working_day(shop)
