"""Whatever lands in a parking queue becomes a row: once, masked, its original sealed, and never lost."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel

from libs.common import faults
from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.faults import CrashPoint
from libs.common.messaging.topology import CONSUMING_SERVICES, EVENTS, UNROUTABLE
from services.provisioning.parking.collector import RENEW_AFTER
from services.provisioning.parking.metrics import PARKED, sample_parked
from tests.infra.proxy import Proxy, proxied
from tests.infra.sagas import ADMIN
from tests.infra.servers import Servers
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    HASH,
    PARKING,
    Failing,
    consuming,
    created,
    depth,
    handlers_of,
    receive,
    record,
    send,
)
from tests.provisioning.parking.conftest import Parking


async def test_exhausted_message_is_stored_with_its_story(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event = created()
    headers = {"x-attempt": 3, "x-attempts": 3, "cloudEvents_subject": str(event.tenant_id), "token": "hunter2"}
    message_id = await send(channel, event, headers=headers)
    failing = Failing(RuntimeError("for ever"))
    async with consuming(handlers_of(failing), auth_db, amqp_url), parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert row["message_id"] == UUID(message_id)
    assert (row["service"], row["queue"], row["routing_key"]) == ("auth", CREATED, "schema.created")
    assert (row["type"], row["correlation_id"]) == (event.type_name(), str(event.saga_id))
    assert (row["saga_id"], row["tenant_id"]) == (event.saga_id, event.tenant_id)
    assert (row["reason"], row["attempts"], row["error"]) == ("exhausted", 4, "RuntimeError: for ever")
    assert (row["fingerprint"], row["status"], row["times_parked"]) == ("RuntimeError", "parked", 1)
    shown = await parking.show(row["id"])
    assert shown.payload["admin"] == {**event.admin.model_dump(), "password_hash": "[secret]"}
    assert shown.headers["token"] == "[secret]"
    assert shown.headers["x-last-error"] == "RuntimeError"


async def test_secret_rests_sealed_and_shows_nowhere(
    parking: Parking, amqp_url: str, channel: AbstractChannel, capture_logs: Callable[[], str]
) -> None:
    event = created()
    await send(channel, event, queue=PARKING, headers={"x-queue": CREATED, "x-error": f"it was {HASH}"})
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    columns = "p::text, convert_from(body, 'UTF8'), convert_from(sealed, 'UTF8')"
    query = f"SELECT {columns} FROM svc_provisioning.parked_messages p"
    for text in await parking.admin.fetchrow(query) or ():
        assert "argon2" not in text
        assert HASH.encode().hex() not in text
    assert parking.sealer.unseal(row["sealed"]).body == event.model_dump_json().encode()
    assert "argon2" not in (await parking.show(row["id"])).model_dump_json() + capture_logs()


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe\x00", b"{not json", b"", b"[1, NaN]", b'"text"'],
    ids=["bytes", "text", "empty", "NaN", "string"],
)
async def test_body_that_is_no_event_is_kept_byte_for_byte(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel, body: bytes
) -> None:
    await send(channel, body)
    async with consuming(handlers_of(record), auth_db, amqp_url), parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert (row["body"], row["sealed"], row["reason"]) == (body, None, "permanent")
    assert row["error"].startswith("ValidationError: ")
    json.dumps((await parking.show(row["id"])).payload, allow_nan=False)


async def test_message_that_comes_again_is_the_same_row(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    event, headers = created(), {"x-queue": CREATED, "x-fingerprint": "A", "x-error": "first"}
    message_id = await send(channel, event, queue=PARKING, headers=headers)
    async with parking.collecting(amqp_url):
        await parking.stored(1)
        await send(channel, event, queue=PARKING, message_id=message_id, headers=headers | {"x-error": "second"})

        async def counted() -> bool:
            return bool((await parking.row())["times_parked"] == 2)

        await eventually(counted)
        row = await parking.row()
        assert row["error"] == "second"
        assert row["parked_at"] > row["first_parked_at"]
        # Another consumer's copy of the same event is another message.
        await send(channel, event, queue="tenant.parking", message_id=message_id)
        await parking.stored(2)


async def test_message_that_comes_again_after_it_was_settled_is_a_new_row(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    event = created()
    message_id = await send(channel, event, queue=PARKING, headers={"x-queue": CREATED})
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
        await parking.discard(row["id"])
        await send(channel, event, queue=PARKING, message_id=message_id, headers={"x-queue": CREATED})
        first, second = await parking.stored(2)
    assert (first["status"], second["status"]) == ("discarded", "parked")


@pytest.mark.parametrize("message_id", ["", "not-a-uuid"])
async def test_message_without_an_id_gets_one_that_a_repeat_gets_too(
    parking: Parking, amqp_url: str, channel: AbstractChannel, message_id: str
) -> None:
    async with parking.collecting(amqp_url):
        for _ in range(2):
            await send(channel, b"{}", queue=PARKING, message_id=message_id, headers={"x-queue": CREATED})

        async def counted() -> bool:
            rows = await parking.rows()
            return bool(rows) and rows[0]["times_parked"] == 2

        await eventually(counted)
    await parking.row()


async def test_what_the_broker_gave_up_is_stored_with_its_queue(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    await send(channel, created(), headers={"x-attempt": 1, "x-attempts": 1, "x-last-error": "RuntimeError"})
    queue = await channel.get_queue(CREATED, ensure=False)
    await (await eventually(partial(queue.get, fail=False))).reject(requeue=False)
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert (row["queue"], row["routing_key"]) == (CREATED, "schema.created")
    assert (row["reason"], row["fingerprint"], row["attempts"]) == ("rejected", "rejected", 2)


async def test_headers_that_postgresql_would_not_take_are_stored_all_the_same(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    headers: dict[str, Any] = {
        "x-queue": CREATED,
        "x-fingerprint": "f" * 5_000,
        "x-error": "a\0b",
        "nul\0": {"deep": ["\0", 1.5, None, bytearray(b"\xff\0")]},
        "x-attempts": -5,
        "x-replay": "no uuid",
        "x-death": "no list",
        "long": "y" * 30_000,
    }
    await send(channel, b'{"saga_id": "\\u0000", "tenant_id": [1]}', queue=PARKING, headers=headers)
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert (row["attempts"], row["error"], len(row["fingerprint"])) == (0, "a\ufffdb", 500)
    assert (row["saga_id"], row["tenant_id"]) == (None, None)


async def test_unroutable_event_is_stored(parking: Parking, amqp_url: str, channel: AbstractChannel) -> None:
    exchange = await channel.get_exchange(EVENTS, ensure=False)
    await exchange.publish(aio_pika.Message(b'{"a": 1}', message_id=str(new_id()), type="x"), "nobody.listens")
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert (row["service"], row["queue"], row["routing_key"]) == ("unroutable", UNROUTABLE, "nobody.listens")
    assert (row["reason"], row["fingerprint"]) == ("unroutable", "unroutable")


async def test_every_parking_queue_is_emptied_by_any_number_of_replicas(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    for service in CONSUMING_SERVICES:
        for _ in range(10):
            await send(channel, created(), queue=f"{service}.parking")
    async with parking.collecting(amqp_url), parking.collecting(amqp_url):
        rows = await parking.stored(10 * len(CONSUMING_SERVICES))
    assert {row["times_parked"] for row in rows} == {1}
    await sample_parked(parking.database)
    values = {sample.labels["service"]: sample.value for metric in PARKED.collect() for sample in metric.samples}
    assert values == {**dict.fromkeys(CONSUMING_SERVICES, 10), "unroutable": 0}


async def test_while_the_database_is_away_the_message_is_held(
    parking: Parking, servers: Servers, scratch: str, amqp_url: str, channel: AbstractChannel
) -> None:
    async with proxied(servers.database_port) as between:
        database = Database(between.url(servers.service_url("provisioning", scratch)), pool_size=2)
        await send(channel, created(), queue=PARKING)
        async with parking.collecting(amqp_url, database=database):
            await _taken(channel)
            assert await parking.rows() == []
            await between.listen()
            await parking.stored(1)
        await database.close()
    assert await depth(channel, PARKING) == 0


async def test_collector_that_stops_while_it_holds_a_message_leaves_it_in_the_queue(
    parking: Parking, servers: Servers, scratch: str, amqp_url: str, channel: AbstractChannel
) -> None:
    async with proxied(servers.database_port) as between:
        database = Database(between.url(servers.service_url("provisioning", scratch)), pool_size=2)
        await send(channel, created(), queue=PARKING)
        async with parking.collecting(amqp_url, database=database):
            await _taken(channel)
        await database.close()

    async def is_back() -> bool:
        return await depth(channel, PARKING) == 1

    await eventually(is_back)
    assert await parking.rows() == []


async def test_message_that_was_returned_often_is_renewed_before_the_broker_drops_it(
    parking: Parking,
    servers: Servers,
    scratch: str,
    amqp_url: str,
    channel: AbstractChannel,
    capture_logs: Callable[[], str],
) -> None:
    event = created()
    message_id = await send(channel, event, queue=PARKING, headers={"x-queue": CREATED})
    queue = await channel.get_queue(PARKING, ensure=False)
    for _ in range(RENEW_AFTER):
        await (await eventually(partial(queue.get, fail=False))).reject(requeue=True)
    async with proxied(servers.database_port) as between:
        database = Database(between.url(servers.service_url("provisioning", scratch)), pool_size=2)
        async with parking.collecting(amqp_url, database=database):
            await eventually(lambda: "holding it" in capture_logs())
        await database.close()
    left = await receive(channel, PARKING)
    assert (left.message_id, left.body) == (message_id, event.model_dump_json().encode())
    assert left.headers["x-queue"] == CREATED
    assert int(str(left.headers.get("x-delivery-count", 0))) <= 2
    assert await depth(channel, PARKING) == 0


async def test_crash_between_row_and_acknowledgement_stores_it_once(
    parking: Parking, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    await proxy.listen()
    await send(channel, created(), queue=PARKING)
    cuts: list[CrashPoint] = []

    def cut(point: CrashPoint) -> None:
        if point is CrashPoint.PARKING_STORED and not cuts:
            cuts.append(point)
            proxy.cut()

    faults.install(cut)
    try:
        async with parking.collecting(proxy.url(amqp_url)):

            async def counted() -> bool:
                rows = await parking.rows()
                return bool(rows) and rows[0]["times_parked"] == 2

            await eventually(counted)
    finally:
        faults.install(None)
    await parking.row()


@pytest.mark.parametrize(
    ("state", "admin", "sealed"),
    [("SCHEMA_CREATED", ADMIN, True), ("COMPENSATING", "{}", False), ("COMPENSATING", None, False)],
)
async def test_original_is_sealed_only_while_its_saga_has_the_hash(
    parking: Parking, amqp_url: str, channel: AbstractChannel, state: str, admin: str | None, sealed: bool
) -> None:
    event = created()
    await add_saga(parking, event.saga_id, state, admin)
    await send(channel, event, queue=PARKING)
    async with parking.collecting(amqp_url):
        (row,) = await parking.stored(1)
    assert ((row["sealed"] is not None), row["had_secrets"]) == (sealed, True)
    assert (await parking.show(row["id"])).secret_gone is not sealed


async def _taken(channel: AbstractChannel) -> None:
    async def taken() -> bool:
        return await depth(channel, PARKING) == 0

    await eventually(taken)


async def add_saga(parking: Parking, saga_id: UUID, state: str, admin: str | None) -> None:
    await parking.admin.execute(
        "INSERT INTO svc_provisioning.sagas (saga_id, tenant_id, name, subdomain, schema_name, role_name, state,"
        " admin, started_at, deadline_at) VALUES ($1, $1, 'Pet', 'pet', 's', 'r', $2, $3::jsonb,"
        " now(), now())",
        saga_id,
        state,
        admin,
    )
