"""PostgreSQL and RabbitMQ go away under constant writes; what was accepted equals what is stored and delivered."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import pytest

from deploy.gateway.config import SERVICES
from tests.infra.servers import ServerPair
from tests.infra.shops import PASSWORD, Shop, create_shop
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.outage.books import (
    LOST,
    UNDER_WAY,
    delivered_shops,
    parked_messages,
    shops_by_status,
    stored_names,
    unsent_events,
    waiting_messages,
    welcomes,
)
from tests.outage.conftest import bring_back, take_away
from tests.outage.writers import (
    Clientes,
    Configurations,
    Logins,
    PatientClientes,
    Phase,
    Refreshes,
    SignUps,
    Writer,
)

pytestmark = pytest.mark.serial

# The scenario: for how long each server is away.
OUTAGE_S = float(os.environ.get("OUTAGE_S", "20"))
# Until everything accepted has become true.
SETTLE_S = 180


async def test_outages_under_constant_writes_lose_nothing_and_invent_nothing(
    pair: ServerPair, frail_system: System
) -> None:
    system, phase = frail_system, Phase()
    shop = await create_shop(system)
    writers = _writers(system, phase, shop)
    pids = {name: system.children[name].pid for name in SERVICES}
    async with _writing(writers):
        await _everybody_writes(writers, phase, "before")
        for server in ("postgres", "rabbitmq"):
            phase.name = f"{server} away"
            await take_away(pair, server)
            await asyncio.sleep(OUTAGE_S)
            await bring_back(pair, server)
            await _everybody_writes(writers, phase, f"{server} back")
    assert [fault for writer in writers for fault in writer.book.faults] == []
    # Nobody had to be started again.
    assert {name: system.children[name].pid for name in SERVICES if system.children[name].poll() is None} == pids
    _assert_broker_is_not_needed_to_accept(writers)
    _assert_no_secret_was_logged(system)
    await _assert_all_ready(system)
    await _assert_sign_ups_came_true(system, writers[0], shop)
    await _assert_nothing_is_left_on_the_way(system)
    await _assert_rows_equal_the_books(system, shop, writers)
    await shop.client.aclose()


def _writers(system: System, phase: Phase, shop: Shop) -> list[Writer]:
    """Every service is written to. The gateway gives up after 60 s, so nobody has to sooner."""

    def client(subdomain: str | None = shop.subdomain, **headers: str) -> httpx.AsyncClient:
        made = system.client(subdomain, **headers)
        made.timeout = httpx.Timeout(75)
        return made

    def owner() -> httpx.AsyncClient:
        return client(Authorization=f"Bearer {shop.token}")

    return [
        SignUps(client(None), phase),
        Clientes(owner(), phase),
        PatientClientes(owner(), phase),
        Configurations(owner(), phase),
        Logins(client(), phase, shop),
        Refreshes(client(), phase, shop),
    ]


@asynccontextmanager
async def _writing(writers: Sequence[Writer]) -> AsyncIterator[None]:
    """All write at once while the block runs; each finishes the request it is in."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for writer in writers:
            group.create_task(writer.run(stop))
        try:
            yield
        finally:
            stop.set()
    for writer in writers:
        await writer.client.aclose()


async def _everybody_writes(writers: Sequence[Writer], phase: Phase, name: str) -> None:
    """Until each has been accepted three times in this phase: it comes back by itself."""
    phase.name = name

    def accepted() -> bool:
        return all(writer.book.answers[name, writer.accepts] >= 3 for writer in writers)

    await eventually(accepted, timeout_s=60)


def _assert_broker_is_not_needed_to_accept(writers: Sequence[Writer]) -> None:
    for writer in writers:
        answers = {status for phase, status in writer.book.answers if phase == "rabbitmq away"}
        assert answers == {writer.accepts}, writer.name


def _assert_no_secret_was_logged(system: System) -> None:
    """Errors of the database quote what was sent to it, unless they are told not to."""
    for name in system.processes:
        log = system.log_of(name)
        assert [word for word in (PASSWORD, "$argon2") if word in log] == [], name


async def _assert_all_ready(system: System) -> None:
    async def ready() -> bool:
        async with system.client() as client:
            answer = await client.get("/health")
        return answer.status_code == 200 and set(answer.json().values()) == {"ready"}

    await eventually(ready, timeout_s=60)
    for name in SERVICES:
        async with system.service(name) as client:
            assert (await client.get("/health/ready")).status_code == 200


async def _assert_sign_ups_came_true(system: System, sign_ups: Writer, shop: Shop) -> None:
    """Every accepted one, and whoever was not told: nobody stays in between."""

    async def all_active() -> bool:
        return (await shops_by_status(system)).keys() == {"active"}

    await eventually(all_active, timeout_s=SETTLE_S)
    accepted = {UUID(answer.json()["id"]) for answer in sign_ups.book.accepted.values()}
    active = (await shops_by_status(system))["active"] - {shop.tenant_id}
    assert accepted <= active
    assert len(active - accepted) <= len(sign_ups.book.unknown)
    async with system.client() as apex:
        for answer in sign_ups.book.accepted.values():
            saga = (await apex.get(answer.headers["location"])).json()
            assert (saga["state"], {step["status"] for step in saga["steps"]}) == ("COMPLETED", {"done"})
    delivered = await delivered_shops(system, "billing.tenant.activated")
    assert delivered == active | {shop.tenant_id}

    async def all_welcomed() -> bool:
        return await welcomes(system) == Counter(active | {shop.tenant_id})

    await eventually(all_welcomed, timeout_s=SETTLE_S)


async def _assert_nothing_is_left_on_the_way(system: System) -> None:
    async def all_sent() -> bool:
        return not await unsent_events(system) and not await waiting_messages(system, UNDER_WAY)

    await eventually(all_sent, timeout_s=SETTLE_S)
    assert await waiting_messages(system, LOST) == {}
    assert await parked_messages(system) == {}


async def _assert_rows_equal_the_books(system: System, shop: Shop, writers: Sequence[Writer]) -> None:
    stored = await stored_names(system, shop.schema)
    assert set(stored.values()) == {1}
    for writer in writers[1:3]:
        book = writer.book
        assert book.accepted.keys() <= stored.keys(), writer.name
    known = {name for writer in writers[1:3] for name in (*writer.book.accepted, *writer.book.unknown)}
    assert stored.keys() <= known
    configurations = writers[3].book
    last = max(int(number) for number in configurations.accepted)
    answer = await shop.client.get("/api/v1/tenant/configurations/slot_minutes")
    # The last phase ended well, so the last word was heard.
    assert answer.json()["config_value"] == Configurations.value_of(last)
