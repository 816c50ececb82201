"""From a queue to a handler's committed effect, at the first attempt or a later one."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from aio_pika.abc import AbstractChannel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.contracts.base import Envelope, Event
from libs.common.contracts.events import AdminCreated, SchemaCreated
from libs.common.database import Database
from libs.common.messaging.consumer import SETTLED, EventHandlers, Settled
from libs.common.messaging.failure import PermanentError
from libs.common.messaging.outbox import Outbox
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    PARKING,
    Admin,
    Failing,
    consuming,
    created,
    depth,
    effects,
    handlers_of,
    inbox_rows,
    receive,
    record,
    send,
)


async def _settled(channel: AbstractChannel, auth_db: Database, handlers: EventHandlers, url: str) -> None:
    """Returns when every message that was in the queue has been dealt with: one more has passed through."""
    last = created()
    async with consuming(handlers, auth_db, url):
        await send(channel, last)
        await eventually(lambda: effects(auth_db, last.saga_id))


async def test_repeated_message_id_runs_the_handler_once(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event, calls = created(), list[Envelope]()

    async def handle(session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        calls.append(envelope)
        await record(session, event, envelope)

    message_id = await send(channel, event)
    await send(channel, event, message_id=message_id)
    await _settled(channel, auth_db, handlers_of(handle), amqp_url)
    assert [str(call.id) for call in calls].count(message_id) == 1
    assert (await effects(auth_db, event.saga_id), await inbox_rows(auth_db, message_id)) == (1, 1)
    assert await depth(channel, PARKING) == 0


async def test_handler_gets_the_envelope(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    handler, event = Failing(PermanentError("no")), created()
    message_id = await send(channel, event)
    async with consuming(handlers_of(handler), auth_db, amqp_url):
        await receive(channel, PARKING)
    envelope = handler.envelopes[0]
    assert (str(envelope.id), envelope.type) == (message_id, "petshop.schema.created.v1")
    assert envelope.correlation_id == str(event.saga_id)


async def test_handler_that_fails_once_is_tried_again_and_takes_effect_once(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    handler, event = Failing(RuntimeError("for a moment"), times=1), created()
    message_id = await send(channel, event)
    async with consuming(handlers_of(handler), auth_db, amqp_url):
        await eventually(lambda: effects(auth_db, event.saga_id))
    assert [str(envelope.id) for envelope in handler.envelopes] == [message_id] * 2
    assert await inbox_rows(auth_db, message_id) == 1


@pytest.mark.parametrize(("attempt", "delay_queue"), [(1, "petshop.delay.5s"), (2, "petshop.delay.30s")])
async def test_failed_attempt_waits_on_the_next_level(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, attempt: int, delay_queue: str
) -> None:
    event = created()
    message_id = await send(channel, event, headers={"x-attempt": attempt, "traceparent": "00-a-b-01"})
    async with consuming(handlers_of(Failing(RuntimeError("again"))), auth_db, amqp_url):
        waiting = await receive(channel, delay_queue)
    assert (waiting.message_id, waiting.routing_key) == (message_id, CREATED)
    assert (waiting.type, waiting.correlation_id) == (SchemaCreated.type_name(), str(event.saga_id))
    assert waiting.headers["x-attempt"] == attempt + 1
    assert waiting.headers["traceparent"] == "00-a-b-01"
    assert SchemaCreated.model_validate_json(waiting.body) == event


async def test_message_whose_handler_fails_as_the_broker_goes_is_delivered_again(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, proxy: Proxy
) -> None:
    event, handled = created(), list[UUID]()

    async def handle(session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        await record(session, event, envelope)
        handled.append(envelope.id)
        if len(handled) == 1:
            proxy.cut()
            raise RuntimeError("and nobody takes the message back")

    await proxy.listen()
    message_id = await send(channel, event)
    async with consuming(handlers_of(handle), auth_db, proxy.url(amqp_url)):
        await eventually(lambda: effects(auth_db, event.saga_id))
    assert set(handled) == {UUID(message_id)}
    assert await depth(channel, PARKING) == 0


async def test_log_of_a_handled_event_names_saga_and_shop(
    admin: Admin,
    auth_db: Database,
    amqp_url: str,
    channel: AbstractChannel,
    capture_logs: Callable[[], str],
) -> None:
    event = created()
    await send(channel, event)
    async with consuming(handlers_of(record), auth_db, amqp_url):
        await eventually(lambda: "event handled" in capture_logs())
    lines = [json.loads(line) for line in capture_logs().splitlines()]
    handled = next(line for line in lines if line["message"] == "event handled")
    assert (handled["saga_id"], handled["tenant_id"]) == (str(event.saga_id), str(event.tenant_id))
    assert "argon2" not in capture_logs()


async def test_message_that_died_before_is_still_tried_again(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    # RabbitMQ drops a dead-lettered message whose record says that it was in the target queue before.
    death = {"queue": CREATED, "reason": "delivery_limit", "exchange": "", "routing-keys": [CREATED], "count": 1}
    handler, event = Failing(RuntimeError("for a moment"), times=1), created()
    await send(channel, event, headers={"x-death": [death], "x-first-death-reason": "delivery_limit"})
    async with consuming(handlers_of(handler), auth_db, amqp_url):
        await eventually(lambda: effects(auth_db, event.saga_id))


async def test_effect_inbox_and_outbox_are_one_transaction(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    outbox, event, attempts = Outbox("auth"), created(), list[int]()

    async def handle(session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        await record(session, event, envelope)
        await outbox.emit(
            session,
            AdminCreated(
                tenant_id=event.tenant_id, saga_id=event.saga_id, user_id=new_id(), email="ana@example.com"
            ),
        )
        attempts.append(await _rows_of_all(admin))
        if len(attempts) == 1:
            await session.execute(text("SELECT 1/0"))

    await send(channel, event)
    async with consuming(handlers_of(handle), auth_db, amqp_url):
        await eventually(lambda: effects(auth_db, event.saga_id))
    # Nothing of the failed attempt was there when the second began, nor anything before its commit.
    assert attempts == [0, 0]
    assert await _rows_of_all(admin) == 3


async def _rows_of_all(admin: Admin) -> int:
    tables = ("saga_admins", "inbox", "outbox")
    counts = " + ".join(f"(SELECT count(*) FROM svc_auth.{table})" for table in tables)
    return int(await admin.fetchval(f"SELECT {counts}"))


async def test_after_commit_sees_the_effect_and_runs_for_a_repeat_too(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event, seen = created(), list[int]()

    async def after_commit(event: SchemaCreated) -> None:
        seen.append(await effects(auth_db, event.saga_id))

    message_id = await send(channel, event)
    await send(channel, event, message_id=message_id)
    async with consuming(handlers_of(record, after_commit=after_commit), auth_db, amqp_url):
        await eventually(lambda: len(seen) == 2)
    assert seen == [1, 1]


async def test_after_commit_that_fails_is_tried_again_without_the_handler(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event, calls = created(), list[Event]()

    async def after_commit(event: SchemaCreated) -> None:
        calls.append(event)
        if len(calls) == 1:
            raise RuntimeError("for a moment")

    await send(channel, event)
    async with consuming(handlers_of(record, after_commit=after_commit), auth_db, amqp_url):
        await eventually(lambda: len(calls) == 2)
    assert await effects(auth_db, event.saga_id) == 1


async def test_nothing_follows_the_commit_of_what_is_settled_but_for_a_repeat(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    """Whether the first was settled a repeat cannot know: it does what follows, which is idempotent."""
    event, last, followed = created(), created(), list[UUID]()

    async def settle(session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> Settled:
        await record(session, event, envelope)
        return SETTLED

    async def after_commit(event: SchemaCreated) -> None:
        followed.append(event.saga_id)

    message_id = await send(channel, event)
    async with consuming(handlers_of(settle, after_commit=after_commit), auth_db, amqp_url):
        await eventually(lambda: effects(auth_db, event.saga_id))
        await send(channel, event, message_id=message_id)
        await send(channel, last)
        await eventually(lambda: followed)
        await eventually(lambda: effects(auth_db, last.saga_id))
    assert followed == [event.saga_id]
