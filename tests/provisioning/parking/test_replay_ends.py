"""What ends a replay early, and what it need not send."""

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel
from cryptography.fernet import Fernet

from libs.common.database import Database
from libs.common.errors import StaleVersionError, WrongStateError
from libs.common.messaging.topology import UNROUTABLE
from services.provisioning.parking import repository
from services.provisioning.parking.sealing import Sealer
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    HASH,
    PARKING,
    consuming,
    created,
    depth,
    effects,
    handlers_of,
    inbox_rows,
    send,
)
from tests.provisioning.parking.conftest import Parking
from tests.provisioning.parking.replaying import HEADERS, PRINT, Handler, park, replaying, stored_by_collectors


async def test_message_that_was_handled_meanwhile_counts_as_done_and_is_not_sent(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await park(channel, parking, amqp_url, 1)
    row = await parking.row()
    insert = "INSERT INTO svc_auth.inbox (consumer, message_id) VALUES ($1, $2)"
    await parking.admin.execute(insert, CREATED, row["message_id"])
    replay = await parking.replay_one(row["id"])
    async with parking.collecting(amqp_url) as broker:
        await parking.runner(broker).run()
    assert (await parking.replay(replay.id)).done == 1
    assert await depth(channel, CREATED) == 0
    assert await inbox_rows(auth_db, str(row["message_id"])) == 1


async def test_batch_without_an_answer_stops_the_replay(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    await park(channel, parking, amqp_url, 2)
    replay = await parking.replay_group(PRINT)
    async with parking.collecting(amqp_url) as broker:
        await parking.runner(broker, timeout_s=0.2).run()
    ended = await parking.replay(replay.id)
    first = (await parking.rows())[0]
    assert (ended.status, ended.remaining) == ("stopped", 2)
    assert ended.stopped_reason == f"message {first['id']} gave no answer within 0.2 s"
    assert {row["status"] for row in await parking.rows()} == {"parked"}


async def test_old_copy_that_is_parked_during_a_replay_is_no_answer(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    (event,) = await park(channel, parking, amqp_url, 1)
    row, handler = await parking.row(), Handler()
    handler.open.clear()
    replay = await parking.replay_one(row["id"])
    async with (
        consuming(handlers_of(handler), auth_db, amqp_url),
        parking.collecting(amqp_url) as broker,
        replaying(parking, broker),
    ):
        await eventually(lambda: handler.seen)
        before = stored_by_collectors("auth")
        await send(channel, event, queue=PARKING, message_id=str(row["message_id"]), headers=HEADERS)
        await eventually(lambda: stored_by_collectors("auth") > before)
        handler.open.set()
        assert (await parking.ended(replay.id)).status == "finished"
    assert (await parking.row())["times_parked"] == 1


async def test_secret_that_was_forgotten_cannot_be_replayed_only_discarded(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    gone, kept = await park(channel, parking, amqp_url, 2)
    seen = await parking.dry_run(PRINT)
    async with parking.database.transaction() as session:
        await repository.forget_secrets(session, gone.saga_id)
    row, other = await parking.rows()
    assert (row["sealed"], other["saga_id"]) == (None, kept.saga_id)
    with pytest.raises(WrongStateError, match="forgotten"):
        await parking.replay_one(row["id"])
    with pytest.raises(StaleVersionError):
        await parking.replay_group(PRINT, seen.set_digest)
    after = await parking.dry_run(PRINT)
    assert (after.ids, after.left_out) == ([other["id"]], 1)
    assert (await parking.discard(row["id"])).status == "discarded"


async def test_secret_that_is_forgotten_under_way_stops_the_replay(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    (event,) = await park(channel, parking, amqp_url, 1)
    replay = await parking.replay_one((await parking.row())["id"])
    async with parking.database.transaction() as session:
        await repository.forget_secrets(session, event.saga_id)
    async with parking.collecting(amqp_url) as broker:
        await parking.runner(broker).run()
    ended = await parking.replay(replay.id)
    assert (ended.status, ended.stopped_reason) == (
        "stopped",
        f"message {(await parking.row())['id']} held a secret that was forgotten with its saga",
    )
    assert await depth(channel, CREATED) == 0


async def test_original_that_no_key_opens_stops_the_replay_and_stays(
    parking: Parking, amqp_url: str, channel: AbstractChannel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await park(channel, parking, amqp_url, 1)
    replay = await parking.replay_one((await parking.row())["id"])
    key_file = tmp_path_factory.mktemp("keys") / "other.key"
    key_file.write_bytes(Fernet.generate_key())
    async with parking.collecting(amqp_url) as broker:
        await parking.runner(broker, sealer=Sealer(key_file)).run()
    assert "no key opens" in str((await parking.replay(replay.id)).stopped_reason)
    row = await parking.row()
    assert (row["status"], row["sealed"] is not None) == ("parked", True)


async def test_message_of_a_queue_that_is_gone_stops_the_replay(
    parking: Parking, amqp_url: str, channel: AbstractChannel
) -> None:
    await send(channel, b"{}", queue=PARKING, headers={"x-queue": "auth.of.yesterday"})
    async with parking.collecting(amqp_url) as broker:
        (row,) = await parking.stored(1)
        replay = await parking.replay_one(row["id"])
        await parking.runner(broker).run()
    assert (await parking.replay(replay.id)).stopped_reason == f"the broker refused message {row['id']}"


async def test_unroutable_event_is_replayed_once_somebody_is_bound(
    parking: Parking, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    unroutable = await channel.get_exchange(UNROUTABLE, ensure=False)
    event = created()
    message = aio_pika.Message(
        event.model_dump_json().encode(), message_id=str(event.tenant_id), type=event.type_name()
    )
    await unroutable.publish(message, "nobody.listens")
    handler = Handler()
    async with consuming(handlers_of(handler), auth_db, amqp_url), parking.collecting(amqp_url) as broker:
        (row,) = await parking.stored(1)
        with pytest.raises(WrongStateError, match="No queue is bound"):
            await parking.replay_one(row["id"])
        assert (await parking.dry_run("unroutable")).left_out == 1
        # A later release declares its queue.
        update = "UPDATE svc_provisioning.parked_messages SET routing_key = $2 WHERE id = $1"
        await parking.admin.execute(update, row["id"], event.routing_key)
        replay = await parking.replay_one(row["id"])
        await parking.runner(broker).run()
    assert (await parking.replay(replay.id)).status == "finished"
    assert (await effects(auth_db, event.saga_id), handler.hashes) == (1, {HASH})
