"""A sign-up watched live: Server-Sent Events through the gateway.

A lock held by the administrator keeps the saga where the test wants it; no test depends on being fast.
"""

from uuid import uuid4

import httpx

from tests.e2e.problems import assert_problem
from tests.e2e.rows import Connection
from tests.e2e.streams import read_events, read_stream, stream_path
from tests.infra.shops import Shop, signup_body

# Shop owners are made only once this is released.
HOLD_ADMINS = "LOCK TABLE shared.tenant_users IN SHARE MODE"
# Sagas begin only once this is released.
HOLD_SAGAS = "LOCK TABLE svc_provisioning.sagas IN SHARE MODE"


async def _sign_up(client: httpx.AsyncClient) -> str:
    answer = await client.post("/api/v1/tenants", json=signup_body())
    assert answer.status_code == 202, answer.text
    saga_id: str = answer.json()["saga_id"]
    return saga_id


async def test_stream_shows_each_state_as_it_comes_and_ends_at_completed(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    hold = admin.transaction()
    await hold.start()
    await admin.execute(HOLD_ADMINS)
    saga_id = await _sign_up(anonymous)
    seen = []
    async with anonymous.stream("GET", stream_path(saga_id)) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        async for event in read_events(answer):
            seen.append(event)
            # Nothing can have ended yet: had the gateway buffered, this line would not be reached.
            if event.data["state"] == "SCHEMA_CREATED" and admin.is_in_transaction():
                await hold.rollback()
    assert {event.event for event in seen} == {"saga"}
    ids = [event.id for event in seen]
    assert ids == sorted(set(ids))
    assert [event.data["state"] for event in seen][-1] == "COMPLETED"
    assert "SCHEMA_CREATED" in [event.data["state"] for event in seen]
    assert seen[-1].data == (await anonymous.get(f"/api/v1/provisioning/sagas/{saga_id}")).json()


async def test_stream_opened_before_the_sign_up_is_picked_up_follows_it(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    hold = admin.transaction()
    await hold.start()
    await admin.execute(HOLD_SAGAS)
    saga_id = await _sign_up(anonymous)
    plain = (await anonymous.get(f"/api/v1/provisioning/sagas/{saga_id}")).json()
    assert (plain["state"], plain["finished_at"]) == ("REQUESTED", None)
    assert [step["status"] for step in plain["steps"]] == ["pending"] * 4
    states: list[str] = []
    async with anonymous.stream("GET", stream_path(saga_id)) as answer:
        async for event in read_events(answer):
            if not states:
                assert [step["status"] for step in event.data["steps"]] == ["pending"] * 4
                await hold.rollback()
            states.append(event.data["state"])
    assert (states[0], states[-1]) == ("REQUESTED", "COMPLETED")


async def test_stream_resumed_with_last_event_id_repeats_nothing_older(
    anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    hold = admin.transaction()
    await hold.start()
    await admin.execute(HOLD_ADMINS)
    saga_id = await _sign_up(anonymous)
    async with anonymous.stream("GET", stream_path(saga_id)) as answer:
        async for event in read_events(answer):
            if event.data["state"] == "SCHEMA_CREATED":
                break
    await hold.rollback()
    rest = await read_stream(anonymous, saga_id, **{"Last-Event-ID": str(event.id)})
    assert all(later.id > event.id for later in rest)
    assert rest[-1].data["state"] == "COMPLETED"


async def test_stream_of_a_finished_saga_tells_its_end_and_ends(
    anonymous: httpx.AsyncClient, lasting_shop: Shop
) -> None:
    saga_id = str(lasting_shop.saga_id)
    (only,) = await read_stream(anonymous, saga_id)
    assert only.data["state"] == "COMPLETED"
    for last_seen in (str(only.id), str(only.id + 1), "no number", "9" * 5000, "-1", "1e3"):
        (again,) = await read_stream(anonymous, saga_id, **{"Last-Event-ID": last_seen})
        assert again == only


async def test_stream_of_an_id_that_nobody_issued_is_a_404_before_it_begins(anonymous: httpx.AsyncClient) -> None:
    assert_problem(await anonymous.get(stream_path(str(uuid4()))), 404, "NOT_FOUND")
    assert_problem(await anonymous.get(stream_path("no-uuid")), 422, "VALIDATION_ERROR")
