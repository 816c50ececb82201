"""A replay sends originals, few first, and waits for each batch; whoever dies on the way, it goes on."""

import asyncio

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel

from libs.common import faults
from libs.common.database import Database
from libs.common.faults import CrashPoint
from libs.common.messaging.consumer import own_headers
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    HASH,
    PARKING,
    consuming,
    created,
    effects,
    handlers_of,
    send,
)
from tests.provisioning.parking.conftest import ACTOR, Parking
from tests.provisioning.parking.replaying import HEADERS, PRINT, Handler, park, replaying


async def test_replay_of_one_takes_effect_with_its_secret_intact(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    (event,) = await park(channel, parking, amqp_url, 1)
    row = await parking.row()
    replay = await parking.replay_one(row["id"])
    assert (replay.status, replay.total, replay.remaining, replay.ramp) == ("running", 1, 1, [1])
    handler = Handler()
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        await parking.runner(broker).run()
    assert handler.hashes == {HASH}
    assert await effects(auth_db, event.saga_id) == 1
    ended = await parking.replay(replay.id)
    assert (ended.status, ended.done, ended.failed, ended.remaining) == ("finished", 1, 0, 0)
    settled = await parking.row()
    assert (settled["status"], settled["sealed"], settled["settled_by"]) == ("replayed", None, ACTOR)
    (audited,) = await parking.audited(f"replay:{replay.id}")
    assert (audited["actor"], audited["action"], audited["reason"]) == (ACTOR, "parking.replay", "fixed")


async def test_replayed_message_keeps_its_envelope(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    event = created()
    headers = HEADERS | {"cloudEvents_subject": str(event.tenant_id), "x-error": "KeyError", "traceparent": "00-1"}
    message_id = await send(channel, event, queue=PARKING, headers=headers)
    async with parking.collecting(amqp_url) as broker:
        (row,) = await parking.stored(1)
        replay = await parking.replay_one(row["id"])
        async with replaying(parking, broker):
            queue = await channel.get_queue(CREATED, ensure=False)
            sent = await eventually(lambda: queue.get(fail=False))
    assert (sent.message_id, sent.type, sent.correlation_id) == (message_id, event.type_name(), str(event.saga_id))
    assert sent.body == event.model_dump_json().encode()
    assert sent.delivery_mode is aio_pika.DeliveryMode.PERSISTENT
    assert own_headers(sent.headers) == {
        "cloudEvents_subject": str(event.tenant_id),
        "traceparent": "00-1",
        "x-attempts": 4,
        "x-attempt": 3,
        "x-replay": str(replay.id),
    }


async def test_replay_that_fails_again_parks_at_once_and_stops_with_the_rest_untouched(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    events = await park(channel, parking, amqp_url, 9)
    handler = Handler()
    handler.broken = {events[2].saga_id}
    replay = await parking.replay_group(PRINT)
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        await parking.runner(broker).run()
    rows = await parking.rows()
    assert [row["status"] for row in rows] == ["replayed", "replayed", *["parked"] * 7]
    assert [row["times_parked"] for row in rows] == [1, 1, 2, *[1] * 6]
    assert (rows[2]["attempts"], rows[2]["error"]) == (5, "RuntimeError: still broken")
    assert {row["replay_id"] for row in rows[2:]} == {None}
    ended = await parking.replay(replay.id)
    assert (ended.status, ended.done, ended.failed, ended.remaining) == ("stopped", 2, 1, 6)
    assert ended.stopped_reason == f"message {rows[2]['id']} failed again: RuntimeError: still broken"
    assert len(handler.seen) == 3
    # Repaired, the rest goes through.
    handler.broken.clear()
    again = await parking.replay_group(PRINT)
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        await parking.runner(broker).run()
    assert (await parking.replay(again.id)).status == "finished"


async def test_group_is_replayed_1_2_5_and_each_batch_waits_for_the_one_before(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await park(channel, parking, amqp_url, 9)
    ids = [row["message_id"] for row in await parking.rows()]
    seen = await parking.dry_run(PRINT)
    assert (seen.count, seen.ramp, seen.left_out) == (9, [1, 2, 5, 1], 0)
    assert seen.ids == [row["id"] for row in await parking.rows()]
    handler = Handler()
    handler.open.clear()
    replay = await parking.replay_group(PRINT, seen.set_digest)
    async with (
        consuming(handlers_of(handler), auth_db, amqp_url),
        parking.collecting(amqp_url) as broker,
        replaying(parking, broker),
    ):
        await eventually(lambda: handler.seen)
        # However often it looks meanwhile.
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(parking.runner(broker).run(), 0.5)
        held = await parking.replay(replay.id)
        assert (held.batch, held.done, len(handler.seen)) == (1, 0, 1)
        sent = "SELECT count(*) FROM svc_provisioning.parked_messages WHERE sent_at IS NOT NULL"
        assert await parking.admin.fetchval(sent) == 1
        handler.open.set()
        ended = await parking.ended(replay.id)
    assert (ended.status, ended.done, ended.batch) == ("finished", 9, 4)
    batches = [handler.seen[0:1], handler.seen[1:3], handler.seen[3:8], handler.seen[8:9]]
    assert [set(batch) for batch in batches] == [set(ids[0:1]), set(ids[1:3]), set(ids[3:8]), set(ids[8:9])]


class Died(BaseException):
    """What the runner's process does to it."""


async def test_replay_resumes_after_a_crash_in_the_middle(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    events = await park(channel, parking, amqp_url, 5)
    replay = await parking.replay_group(PRINT)
    batches: list[CrashPoint] = []

    def die_at_the_second(point: CrashPoint) -> None:
        if point is CrashPoint.REPLAY_PUBLISHED:
            batches.append(point)
            if len(batches) == 2:
                raise Died

    handler = Handler()
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        faults.install(die_at_the_second)
        try:
            with pytest.raises(Died):
                await parking.runner(broker).run()
        finally:
            faults.install(None)
        left = await parking.replay(replay.id)
        # Nothing of the broken step counts, though its messages are out.
        assert (left.status, left.done, left.batch) == ("running", 0, 1)
        await parking.runner(broker).run()
    ended = await parking.replay(replay.id)
    assert (ended.status, ended.done, ended.failed) == ("finished", 5, 0)
    assert [await effects(auth_db, event.saga_id) for event in events] == [1] * 5


async def test_two_runners_move_a_replay_once(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await park(channel, parking, amqp_url, 8)
    replay, handler = await parking.replay_group(PRINT), Handler()
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        await asyncio.gather(*(parking.runner(broker).run() for _ in range(3)))
        ended = await parking.ended(replay.id)
    assert (ended.status, ended.done, ended.batch) == ("finished", 8, 3)
    assert len(handler.seen) == len(set(handler.seen)) == 8


async def test_broker_that_is_away_only_delays_a_replay(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    await park(channel, parking, amqp_url, 3)
    replay, handler = await parking.replay_group(PRINT), Handler()
    await proxy.listen()
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        async with parking.collecting(proxy.url(amqp_url)) as cut_off:
            proxy.take_away()
            with pytest.raises(Exception, match="not confirmed"):
                await parking.runner(cut_off).run()
        assert ((await parking.replay(replay.id)).done, handler.seen) == (0, [])
        await parking.runner(broker).run()
    assert (await parking.replay(replay.id)).status == "finished"
