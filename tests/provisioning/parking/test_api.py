"""Parking through the front door of the running system, by operators and by those who are none."""

from collections.abc import AsyncIterator
from typing import Any

import aio_pika
import httpx
import pytest
import pytest_asyncio

from libs.common.clock import new_id
from libs.common.contracts.events import TenantActivated
from tests.e2e.hostile import CURSORS, LIMITS, NEVER_A_VALUE, PATH_IDS, UUIDS
from tests.e2e.problems import assert_problem, faults_of
from tests.infra.metrics import scrape
from tests.infra.operators import operator_client
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.messaging.helpers import CREATED, HASH, created, send

PATH = "/api/v1/ops/parking"
ROUTES = [
    ("GET", PATH),
    ("GET", f"{PATH}/groups"),
    ("GET", f"{PATH}/replays"),
    ("POST", f"{PATH}/replays"),
    ("GET", f"{PATH}/replays/00000000-0000-7000-8000-000000000000"),
    ("GET", f"{PATH}/1"),
    ("POST", f"{PATH}/1/replay"),
    ("POST", f"{PATH}/1/discard"),
]


@pytest_asyncio.fixture
async def operator(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with operator_client(system) as client:
        yield client


async def find(operator: httpx.AsyncClient, message_id: str, status: str = "parked") -> dict[str, Any]:
    """The message with this id, once it is listed with this status."""

    async def look() -> dict[str, Any] | None:
        answer = await operator.get(PATH, params={"q": message_id, "status": status})
        assert answer.status_code == 200, answer.text
        items = answer.json()["items"]
        return items[0] if items else None

    return await eventually(look)


async def put(system: System, body: bytes, queue: str, **options: Any) -> str:
    async with await aio_pika.connect(system.amqp_url) as connection:
        return await send(await connection.channel(), body, queue=queue, **options)


async def test_poison_message_is_seen_masked_and_discarded(system: System, operator: httpx.AsyncClient) -> None:
    poison = created().model_dump_json().replace('"schema_version"', '"schema_vers"').encode()
    message_id = await put(system, poison, CREATED)
    found = await find(operator, message_id)
    assert (found["service"], found["queue"], found["reason"], found["attempts"]) == (
        "auth",
        CREATED,
        "permanent",
        1,
    )
    assert found["error"] == "ValidationError: schema_version missing"
    shown = await operator.get(f"{PATH}/{found['id']}")
    assert shown.json()["payload"]["admin"]["password_hash"] == "[secret]"
    assert shown.json()["payload"]["schema_vers"] == "0001"
    groups = (await operator.get(f"{PATH}/groups")).json()["items"]
    assert {"ValidationError"} & {group["fingerprint"] for group in groups if group["queue"] == CREATED}
    for name in ("auth", "provisioning"):
        assert HASH not in system.log_of(name)
    async with system.service("provisioning") as client:
        assert (await scrape(client)).value("parked_messages", service="auth") >= 1
    answer = await operator.post(f"{PATH}/{found['id']}/discard", json={"reason": "a test's poison"})
    assert (answer.status_code, answer.json()["status"]) == (200, "discarded")
    again = await operator.post(f"{PATH}/{found['id']}/discard", json={"reason": "a test's poison"})
    assert_problem(again, 409, "WRONG_STATE")


async def test_replays_through_the_running_workers(
    system: System, operator: httpx.AsyncClient, shop: Shop
) -> None:
    event = TenantActivated.model_validate(
        {
            "tenant_id": shop.tenant_id,
            "saga_id": shop.saga_id,
            "name": "Pet",
            "subdomain": shop.subdomain,
            "plan_type": "basic",
            "owner": {"user_id": new_id(), "email": shop.owner_email, "first_name": "Ana"},
            "locale": "pt-BR",
        }
    )
    body, fingerprint = event.model_dump_json().encode(), f"test-{new_id()}"
    headers = {"x-queue": "provisioning.tenant.activated", "x-fingerprint": fingerprint}
    options = {"message_type": event.type_name(), "headers": headers}
    ids = [await put(system, body, "provisioning.parking", **options) for _ in range(3)]
    for message_id in ids:
        await find(operator, message_id)
    wish = {"fingerprint": fingerprint, "service": "provisioning", "reason": "repaired"}
    dry = await operator.post(f"{PATH}/replays", json=wish | {"dry_run": True})
    assert (dry.status_code, dry.json()["count"], dry.json()["ramp"]) == (200, 3, [1, 2])
    stale = await operator.post(f"{PATH}/replays", json=wish | {"set_digest": "0" * 64})
    assert_problem(stale, 409, "STALE_VERSION")
    begun = await operator.post(f"{PATH}/replays", json=wish | {"set_digest": dry.json()["set_digest"]})
    assert (begun.status_code, begun.json()["total"], begun.json()["status"]) == (202, 3, "running")

    async def ended() -> dict[str, Any] | None:
        shown: dict[str, Any] = (await operator.get(begun.headers["location"])).json()
        return None if shown["status"] == "running" else shown

    replay = await eventually(ended)
    assert (replay["status"], replay["done"], replay["failed"], replay["remaining"]) == ("finished", 3, 0, 0)
    for message_id in ids:
        settled = await find(operator, message_id, "replayed")
        assert settled["settle_reason"] == "repaired"
    listed = (await operator.get(f"{PATH}/replays", params={"status": "finished"})).json()["items"]
    assert replay["id"] in {item["id"] for item in listed}


async def test_message_that_fails_again_stops_its_replay(system: System, operator: httpx.AsyncClient) -> None:
    # Of a shop that nobody knows: auth cannot give it an owner.
    message_id = await put(
        system, created().model_dump_json().encode(), "auth.parking", headers={"x-queue": CREATED}
    )
    found = await find(operator, message_id)
    begun = await operator.post(f"{PATH}/{found['id']}/replay")
    assert (begun.status_code, begun.json()["message"], begun.json()["ramp"]) == (202, found["id"], [1])

    async def stopped() -> bool:
        return bool((await operator.get(begun.headers["location"])).json()["status"] == "stopped")

    await eventually(stopped)
    again = await find(operator, message_id)
    assert (again["times_parked"], again["reason"], again["replay_id"]) == (2, "exhausted", None)
    assert "argon2" not in again["error"]
    await operator.post(f"{PATH}/{found['id']}/discard", json={"reason": "a test's poison"})


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_nobody_but_an_operator_gets_in(
    anonymous: httpx.AsyncClient, shop: Shop, method: str, path: str
) -> None:
    body = {"reason": "because", "fingerprint": "A"} if method == "POST" else None
    assert_problem(await anonymous.request(method, path, json=body), 401, "TOKEN_MISSING")
    bad = await anonymous.request(method, path, headers={"Authorization": "Bearer a.b.c"}, json=body)
    assert_problem(bad, 401, "TOKEN_INVALID")
    assert_problem(await shop.client.request(method, path, json=body), 403, "FORBIDDEN")


@pytest.mark.parametrize("raw", [*NEVER_A_VALUE.values(), '""', '"ab"', "1"])
async def test_bad_reason_is_refused(operator: httpx.AsyncClient, raw: str) -> None:
    headers = {"Content-Type": "application/json"}
    for path in (f"{PATH}/1/discard", f"{PATH}/1/replay"):
        answer = await operator.post(path, content=f'{{"reason": {raw}}}'.encode(), headers=headers)
        assert (answer.status_code in (400, 422), faults_of(answer)) == (True, []), answer.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"fingerprint": ""},
        {"fingerprint": "a\nb"},
        {"fingerprint": "A", "set_digest": "x"},
        {"fingerprint": "A", "set_digest": "0" * 64},
        {"fingerprint": "A", "reason": "because"},
        {"fingerprint": "A", "dry_run": "perhaps"},
        {"fingerprint": "A", "dry_run": True, "unknown": 1},
    ],
)
async def test_bad_wish_is_refused(operator: httpx.AsyncClient, body: dict[str, Any]) -> None:
    assert_problem(await operator.post(f"{PATH}/replays", json=body), 422, "VALIDATION_ERROR")


@pytest.mark.parametrize("path", [PATH, f"{PATH}/replays"])
async def test_bad_queries_are_refused(operator: httpx.AsyncClient, path: str) -> None:
    queries = [f"limit={value}" for value in LIMITS] + [f"cursor={value}" for value in CURSORS]
    queries += ["status=lost", "status="] + (["q=%00", "service=%0a", "fingerprint="] if path == PATH else [])
    for query in queries:
        answer = await operator.get(f"{path}?{query}")
        assert (answer.status_code, faults_of(answer)) == (422, []), query


async def test_bad_ids_are_refused(operator: httpx.AsyncClient) -> None:
    for value in PATH_IDS:
        answer = await operator.get(f"{PATH}/{value}")
        assert (answer.status_code in (400, 404, 422), faults_of(answer)) == (True, []), value
    for value in UUIDS:
        answer = await operator.get(f"{PATH}/replays/{value}")
        assert (answer.status_code in (400, 404, 422), faults_of(answer)) == (True, []), value
    assert_problem(await operator.get(f"{PATH}/999999999"), 404, "NOT_FOUND")
    assert_problem(await operator.get(f"{PATH}/replays/{new_id()}"), 404, "NOT_FOUND")
    missing = await operator.post(f"{PATH}/999999999/discard", json={"reason": "because"})
    assert_problem(missing, 404, "NOT_FOUND")
    assert_problem(await operator.post(f"{PATH}/999999999/replay"), 404, "NOT_FOUND")
