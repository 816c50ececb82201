"""Auth is away while people sign up: the stream shows the wait and each new attempt, and both ways it ends."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.e2e.streams import read_events, stream_path
from tests.infra.servers import Servers
from tests.infra.shops import sign_in, signup_body, wait_for_saga
from tests.infra.sql import fetchval
from tests.infra.system import System, running_system

pytestmark = pytest.mark.serial

# Steps are asked for again sooner than in production, so that nobody waits for the sake of waiting.
HURRIED = {"STEP_RETRY_AFTER_S": "0.3", "SWEEP_INTERVAL_S": "0.2"}


@pytest_asyncio.fixture
async def patient(servers: Servers) -> AsyncIterator[System]:
    async with running_system(servers, name="system_patient", number=42, env=HURRIED) as running:
        yield running


@pytest_asyncio.fixture
async def impatient(servers: Servers) -> AsyncIterator[System]:
    env = HURRIED | {"SAGA_DEADLINE_S": "2"}
    async with running_system(servers, name="system_impatient", number=43, env=env) as running:
        yield running


async def sign_up(apex: httpx.AsyncClient) -> tuple[dict[str, Any], str]:
    body = signup_body()
    accepted = await apex.post("/api/v1/tenants", json=body)
    assert accepted.status_code == 202, accepted.text
    return body, accepted.json()["saga_id"]


def step_of(saga: dict[str, Any], name: str) -> dict[str, Any]:
    return next(step for step in saga["steps"] if step["name"] == name)


async def test_sign_ups_wait_for_auth_and_complete_after_its_return(patient: System) -> None:
    patient.stop_service("auth")
    async with patient.client() as apex:
        signed = [await sign_up(apex) for _ in range(5)]
        seen: list[tuple[str, int]] = []
        async with apex.stream("GET", stream_path(signed[0][1])) as answer:
            async for event in read_events(answer):
                step = step_of(event.data, "create_admin")
                seen.append((event.data["state"], step["attempts"]))
                if step["attempts"] == 3 and "auth" not in patient.children:
                    assert (event.data["state"], step["status"]) == ("SCHEMA_CREATED", "running")
                    patient.start_service("auth")
        assert seen[-1][0] == "COMPLETED"
        # Every attempt was seen, none twice.
        waits = [attempts for state, attempts in seen if state == "SCHEMA_CREATED"]
        assert waits == sorted(set(waits))
        assert {1, 2, 3} <= set(waits)
        for body, saga_id in signed:
            assert (await wait_for_saga(apex, saga_id))["state"] == "COMPLETED"
            async with patient.client(body["subdomain"]) as shop:
                await sign_in(shop, body["admin"]["email"], body["admin"]["password"])


async def test_sign_ups_are_rolled_back_at_a_short_deadline_and_nothing_is_left(impatient: System) -> None:
    impatient.stop_service("auth")
    async with impatient.client() as apex:
        signed = [await sign_up(apex) for _ in range(3)]
        states: list[str] = []
        async with apex.stream("GET", stream_path(signed[0][1])) as answer:
            async for event in read_events(answer):
                states.append(event.data["state"])
                if event.data["state"] == "COMPENSATING" and "auth" not in impatient.children:
                    # Nothing is undone before auth has said that there will be no owner.
                    assert event.data["failure_code"] == "TIMED_OUT"
                    impatient.start_service("auth")
        # The first may be over before anybody looks.
        assert list(dict.fromkeys(states))[-3:] == ["SCHEMA_CREATED", "COMPENSATING", "ROLLED_BACK"]
        for body, saga_id in signed:
            saga = await wait_for_saga(apex, saga_id)
            assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "TIMED_OUT")
            free = await apex.get("/api/v1/tenants/availability", params={"subdomain": body["subdomain"]})
            assert free.json()["available"] is True
    left = "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^tenant_[0-9a-f]{12}$'"
    assert await fetchval(impatient.admin_url, left) == 0
    assert await fetchval(impatient.admin_url, "SELECT count(*) FROM shared.tenant_users") == 0
