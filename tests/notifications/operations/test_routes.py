"""The operations API as an operator's console uses it, through the gateway, with the sender at work."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio

from services.notifications.models import Kind, State
from tests.e2e.problems import assert_problem
from tests.infra.operators import operator_client
from tests.infra.shops import Shop, new_email
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.notifications.operations.letters import Planted, plant, suppress

OPS = "/api/v1/ops/notifications"
WHY = {"reason": "she asked by phone"}


@pytest_asyncio.fixture
async def operator(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with operator_client(system) as client:
        yield client


async def get(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    answer = await client.get(f"{OPS}/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def in_state(operator: httpx.AsyncClient, delivery_id: UUID, state: State) -> Any:
    """The letter, once it is in that state."""

    async def look() -> Any:
        found = await get(operator, f"deliveries/{delivery_id}")
        return found if found["state"] == state else None

    return await eventually(look)


async def test_welcome_of_a_sign_up_is_listed_under_its_shop(operator: httpx.AsyncClient, shop: Shop) -> None:
    async def look() -> Any:
        items = (await get(operator, "deliveries", tenant=shop.subdomain))["items"]
        return [item for item in items if item["kind"] == "welcome"]

    (item,) = await eventually(look)
    assert item["recipient"] == shop.owner_email
    assert item["subdomain"] == shop.subdomain
    page = await get(operator, "deliveries", limit=1)
    assert set(page["counts"]) == {state.value for state in State}
    assert set(page["by_kind"]) == {kind.value for kind in Kind}


async def test_resent_letter_arrives_as_another_one(operator: httpx.AsyncClient, system: System) -> None:
    mailbox = await system.start_mail()
    address = new_email()
    planted = await plant(system.admin_url, Planted(state=State.SENT, recipient=address))
    answer = await operator.post(f"{OPS}/deliveries/{planted}/resend", json=WHY)
    assert (answer.status_code, answer.json()["round"]) == (202, 2)
    letter = await mailbox.letter(address)
    found = await in_state(operator, planted, State.SENT)
    assert letter.message_id in found["message_id"]
    assert f"{planted}.2@" in found["message_id"]
    assert [line["code"] for line in found["history"]] == ["RESENT", None]
    assert (found["history"][0]["reason"], found["actions"]) == (WHY["reason"], ["resend"])


async def test_suppression_is_lifted_with_a_reason(operator: httpx.AsyncClient, system: System) -> None:
    address = new_email()
    suppression = await suppress(system.admin_url, address)
    path = f"{OPS}/suppressions/{suppression}/lift"
    assert [item["id"] for item in (await get(operator, "suppressions", q=address))["items"]] == [suppression]
    answer = await operator.post(path, json=WHY)
    assert (answer.status_code, answer.json()["lift_reason"]) == (200, WHY["reason"])
    assert_problem(await operator.post(path, json=WHY), 409, "WRONG_STATE")
    lifted = (await get(operator, "suppressions", q=address, lifted="true"))["items"]
    assert [item["id"] for item in lifted] == [suppression]


@pytest.mark.parametrize(
    "params",
    [
        {"state": "nonsense"},
        {"kind": "nonsense"},
        {"channel": "pigeon"},
        {"limit": 0},
        {"limit": 201},
        {"cursor": "x"},
        {"cursor": "WyJ4IiwgMF0"},
        {"q": "a\x00"},
        {"tenant": "x" * 201},
    ],
    ids=str,
)
async def test_bad_filter_is_refused_at_its_field(operator: httpx.AsyncClient, params: dict[str, Any]) -> None:
    answer = await operator.get(f"{OPS}/deliveries", params=params)
    problem = assert_problem(answer, 422, "VALIDATION_ERROR")
    assert problem["errors"][0]["field"].startswith(next(iter(params)))


@pytest.mark.parametrize(
    "body", [{}, {"reason": "x"}, {"reason": "why\x00"}, {**WHY, "version": -1}, {**WHY, "more": 1}], ids=str
)
async def test_bad_body_changes_nothing(operator: httpx.AsyncClient, system: System, body: dict[str, Any]) -> None:
    planted = await plant(system.admin_url, Planted())
    answer = await operator.post(f"{OPS}/deliveries/{planted}/resend", json=body)
    assert_problem(answer, 422, "VALIDATION_ERROR")
    assert (await get(operator, f"deliveries/{planted}"))["version"] == 1


async def test_refusals_are_those_of_the_contract(operator: httpx.AsyncClient, system: System) -> None:
    paused = Planted(state=State.QUEUED, due_in=timedelta(hours=1))
    planted = await plant(system.admin_url, paused)
    resend = f"{OPS}/deliveries/{planted}/resend"
    assert_problem(await operator.post(resend, json={**WHY, "version": 9}), 409, "STALE_VERSION")
    gone = await plant(system.admin_url, Planted(kind=Kind.PASSWORD_RESET))
    problem = assert_problem(await operator.post(f"{OPS}/deliveries/{gone}/resend", json=WHY), 409, "WRONG_STATE")
    assert problem["title"] == "The letter's link is gone"
    for method, path in (
        ("GET", f"deliveries/{uuid4()}"),
        ("POST", f"deliveries/{uuid4()}/resend"),
        ("POST", f"suppressions/{2**62}/lift"),
    ):
        body = WHY if method == "POST" else None
        assert_problem(await operator.request(method, f"{OPS}/{path}", json=body), 404, "NOT_FOUND")
    assert_problem(await operator.get(f"{OPS}/deliveries/x"), 422, "VALIDATION_ERROR")
    assert (await operator.post(resend, json=WHY)).status_code == 202


@pytest.mark.parametrize("path", ["deliveries", "suppressions"])
async def test_nobody_else_may_look(shop: Shop, anonymous: httpx.AsyncClient, path: str) -> None:
    assert_problem(await anonymous.get(f"{OPS}/{path}"), 401, "TOKEN_MISSING")
    refused = await shop.client.get(f"{OPS}/{path}")
    assert refused.status_code in (403, 404), refused.text
