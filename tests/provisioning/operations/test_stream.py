"""Every saga's changes, live, to an operator's console."""

import time
from uuid import UUID

import httpx

from tests.e2e.streams import StreamEvent, read_events
from tests.e2e.tokens import forged_token
from tests.infra.operators import operator_client
from tests.infra.shops import create_shop
from tests.infra.system import System

PATH = "/api/v1/ops/sagas/stream"


async def test_sign_up_is_seen_to_its_end_and_in_order(operator: httpx.AsyncClient, system: System) -> None:
    seen: list[StreamEvent] = []
    async with operator.stream("GET", PATH) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        shop = await create_shop(system)
        async for event in read_events(answer):
            if event.data["saga_id"] == str(shop.saga_id):
                seen.append(event)
                if event.data["state"] == "COMPLETED":
                    break
    ids = [event.id for event in seen]
    assert ids == sorted(ids)
    assert {event.event for event in seen} == {"saga"}
    await shop.client.aclose()


async def test_resumed_stream_tells_what_happened_meanwhile(operator: httpx.AsyncClient, system: System) -> None:
    first = await create_shop(system)
    last = await _last_id(operator, system)
    second = await create_shop(system)
    async with operator.stream("GET", PATH, headers={"Last-Event-ID": str(last)}) as answer:
        async for event in read_events(answer):
            if event.data["saga_id"] == str(second.saga_id):
                break
    assert event.data["state"] == "COMPLETED"
    for shop in (first, second):
        await shop.client.aclose()


async def _last_id(operator: httpx.AsyncClient, system: System) -> int:
    async with operator.stream("GET", PATH) as answer:
        shop = await create_shop(system)
        async for event in read_events(answer):
            if event.data["saga_id"] == str(shop.saga_id) and event.data["state"] == "COMPLETED":
                break
    await shop.client.aclose()
    return event.id


async def test_stream_ends_with_its_token(system: System) -> None:
    expires_at = int(time.time()) + 2
    token = forged_token(system, role="operator", scope="account platform", exp=expires_at)
    async with (
        system.client(Authorization=f"Bearer {token}") as client,
        client.stream("GET", PATH) as answer,
    ):
        assert answer.status_code == 200
        await answer.aread()
    assert time.time() >= expires_at - 1


async def test_stream_outlives_what_it_does_not_know(system: System) -> None:
    """An id of no stream of ours is as good as none."""
    async with operator_client(system, UUID(int=7)) as client:
        for strange in ("x", "-1", "9" * 18):
            async with client.stream("GET", PATH, headers={"Last-Event-ID": strange}) as answer:
                assert answer.status_code == 200
                shop = await create_shop(system)
                async for event in read_events(answer):
                    if event.data["saga_id"] == str(shop.saga_id):
                        break
                await shop.client.aclose()


async def test_stream_that_breaks_off_before_the_first_event_can_be_resumed(
    operator: httpx.AsyncClient, system: System
) -> None:
    async with operator.stream("GET", PATH) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("id: "):
                break
    shop = await create_shop(system)
    headers = {"Last-Event-ID": line.removeprefix("id: ")}
    async with operator.stream("GET", PATH, headers=headers) as answer:
        async for event in read_events(answer):
            if event.data["saga_id"] == str(shop.saga_id):
                break
    assert event.data["state"] == "COMPLETED"
    await shop.client.aclose()
