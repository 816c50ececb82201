"""From a queue to a handler's committed effect, or to the place where a failure belongs."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from aio_pika.abc import AbstractChannel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.contracts.base import Envelope, Event
from libs.common.contracts.events import AdminCreated, SchemaCreated
from libs.common.database import Database
from libs.common.errors import NotFoundError
from libs.common.messaging.consumer import EventHandlers, Handler, PermanentError
from libs.common.messaging.outbox import Outbox
from libs.common.messaging.topology import DELIVERY_LIMIT
from tests.infra.proxy import Proxy
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    HASH,
    PARKING,
    Admin,
    consuming,
    created,
    depth,
    effects,
    inbox_rows,
    receive,
    record,
    send,
)


class Failing:
    """A handler that leaves its effect and then raises, as often as it is told to."""

    def __init__(self, error: Exception, times: int = 1_000) -> None:
        self.envelopes: list[Envelope] = []
        self._error, self._times = error, times

    async def __call__(self, session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        self.envelopes.append(envelope)
        await record(session, event, envelope)
        if len(self.envelopes) <= self._times:
            raise self._error


def _handlers(handle: Handler[SchemaCreated], **options: Any) -> EventHandlers:
    handlers = EventHandlers("auth")
    handlers.on(SchemaCreated, handle, **options)
    return handlers


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
    await _settled(channel, auth_db, _handlers(handle), amqp_url)
    assert [str(call.id) for call in calls].count(message_id) == 1
    assert (await effects(auth_db, event.saga_id), await inbox_rows(auth_db, message_id)) == (1, 1)
    assert await depth(channel, PARKING) == 0


async def test_handler_gets_the_envelope(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    handler, event = Failing(PermanentError("no")), created()
    message_id = await send(channel, event)
    async with consuming(_handlers(handler), auth_db, amqp_url):
        await receive(channel, PARKING)
    envelope = handler.envelopes[0]
    assert (str(envelope.id), envelope.type) == (message_id, "petshop.schema.created.v1")
    assert envelope.correlation_id == str(event.saga_id)


async def test_handler_that_fails_once_is_tried_again_and_takes_effect_once(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    handler, event = Failing(RuntimeError("for a moment"), times=1), created()
    message_id = await send(channel, event)
    async with consuming(_handlers(handler), auth_db, amqp_url):
        await eventually(lambda: effects(auth_db, event.saga_id))
    assert [str(envelope.id) for envelope in handler.envelopes] == [message_id] * 2
    assert await inbox_rows(auth_db, message_id) == 1


@pytest.mark.parametrize(("attempt", "delay_queue"), [(1, "petshop.delay.5s"), (2, "petshop.delay.30s")])
async def test_failed_attempt_waits_on_the_next_level(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, attempt: int, delay_queue: str
) -> None:
    event = created()
    message_id = await send(channel, event, headers={"x-attempt": attempt, "traceparent": "00-a-b-01"})
    async with consuming(_handlers(Failing(RuntimeError("again"))), auth_db, amqp_url):
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
    async with consuming(_handlers(handle), auth_db, proxy.url(amqp_url)):
        await eventually(lambda: effects(auth_db, event.saga_id))
    assert set(handled) == {UUID(message_id)}
    assert await depth(channel, PARKING) == 0


async def test_exhausted_retries_are_parked(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event = created()
    message_id = await send(channel, event, headers={"x-attempt": 3})
    async with consuming(_handlers(Failing(RuntimeError("for ever"))), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    assert parked.message_id == message_id
    assert parked.headers["x-queue"] == CREATED
    assert parked.headers["x-last-error"] == "RuntimeError"
    # A replay begins with the first level again.
    assert parked.headers["x-attempt"] == 0


class _Refused(NotFoundError):
    """Any 4xx of a service."""


def _without(field: str) -> bytes:
    data = json.loads(created().model_dump_json())
    del data[field]
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"event": b"{not json"}, "ValidationError"),
        ({"event": b"\xff\xfe"}, "ValidationError"),
        ({"event": b""}, "ValidationError"),
        ({"event": b"[]"}, "ValidationError"),
        ({"event": _without("schema_name")}, "ValidationError"),
        ({"message_type": AdminCreated.type_name()}, "PermanentError"),
        ({"message_type": "petshop.schema.created.v2"}, "PermanentError"),
        ({"message_id": ""}, "PermanentError"),
        ({"message_id": "not-a-uuid"}, "PermanentError"),
    ],
    ids=["json", "utf-8", "empty", "list", "field", "type", "version", "no id", "bad id"],
)
async def test_message_that_can_never_work_is_parked_at_once(
    admin: Admin,
    auth_db: Database,
    amqp_url: str,
    channel: AbstractChannel,
    message: dict[str, Any],
    error: str,
) -> None:
    sent: dict[str, Any] = {"event": created()} | message
    event: Event | bytes = sent.pop("event")
    message_id = await send(channel, event, **sent)
    async with consuming(_handlers(record), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    # The client library gives the parked copy an id of its own where there was none.
    assert parked.message_id == (message_id or parked.message_id)
    whole = event if isinstance(event, bytes) else event.model_dump_json().encode()
    assert b"$argon2" not in parked.body
    assert parked.body == re.sub(rb'("password_hash": ?)"[^"]*"', rb'"password_hash":""', whole)
    assert (parked.headers["x-last-error"], parked.headers["x-fingerprint"]) == (error, error)
    assert await admin.fetchval("SELECT count(*) FROM svc_auth.inbox") == 0


@pytest.mark.parametrize("error", [PermanentError("never"), _Refused("unknown")], ids=["permanent", "4xx"])
async def test_handler_that_refuses_for_good_is_parked_at_once(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, error: Exception
) -> None:
    event, handler = created(), Failing(error)
    message_id = await send(channel, event)
    async with consuming(_handlers(handler), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    assert (parked.message_id, parked.headers["x-last-error"]) == (message_id, type(error).__name__)
    assert len(handler.envelopes) == 1
    assert (await effects(auth_db, event.saga_id), await inbox_rows(auth_db, message_id)) == (0, 0)


async def test_parked_error_log_holds_no_secret(
    admin: Admin,
    auth_db: Database,
    amqp_url: str,
    channel: AbstractChannel,
    capture_logs: Callable[[], str],
) -> None:
    await send(channel, _without("schema_version"))
    async with consuming(_handlers(record), auth_db, amqp_url):
        await receive(channel, PARKING)
    assert "event parked" in capture_logs()
    assert HASH not in capture_logs()
    assert "argon2" not in capture_logs()


async def test_log_of_a_handled_event_names_saga_and_shop(
    admin: Admin,
    auth_db: Database,
    amqp_url: str,
    channel: AbstractChannel,
    capture_logs: Callable[[], str],
) -> None:
    event = created()
    await send(channel, event)
    async with consuming(_handlers(record), auth_db, amqp_url):
        await eventually(lambda: "event handled" in capture_logs())
    lines = [json.loads(line) for line in capture_logs().splitlines()]
    handled = next(line for line in lines if line["message"] == "event handled")
    assert (handled["saga_id"], handled["tenant_id"]) == (str(event.saga_id), str(event.tenant_id))
    assert "argon2" not in capture_logs()


async def test_unreadable_attempt_header_is_parked_not_lost(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    message_id = await send(channel, created(), headers={"x-attempt": "many"})
    async with consuming(_handlers(Failing(RuntimeError("again"))), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    assert parked.message_id == message_id


async def test_message_that_died_before_is_still_tried_again(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    # RabbitMQ drops a dead-lettered message whose record says that it was in the target queue before.
    death = {"queue": CREATED, "reason": "delivery_limit", "exchange": "", "routing-keys": [CREATED], "count": 1}
    handler, event = Failing(RuntimeError("for a moment"), times=1), created()
    await send(channel, event, headers={"x-death": [death], "x-first-death-reason": "delivery_limit"})
    async with consuming(_handlers(handler), auth_db, amqp_url):
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
    async with consuming(_handlers(handle), auth_db, amqp_url):
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
    async with consuming(_handlers(record, after_commit=after_commit), auth_db, amqp_url):
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
    async with consuming(_handlers(record, after_commit=after_commit), auth_db, amqp_url):
        await eventually(lambda: len(calls) == 2)
    assert await effects(auth_db, event.saga_id) == 1


async def test_rejected_message_goes_to_parking(amqp_url: str, channel: AbstractChannel) -> None:
    message_id = await send(channel, created())
    queue = await channel.get_queue(CREATED, ensure=False)
    message = await eventually(partial(queue.get, fail=False))
    await message.reject(requeue=False)
    assert (await receive(channel, PARKING)).message_id == message_id


async def test_message_delivered_too_often_goes_to_parking(amqp_url: str, channel: AbstractChannel) -> None:
    message_id = await send(channel, created())
    queue = await channel.get_queue(CREATED, ensure=False)
    for _ in range(DELIVERY_LIMIT + 1):
        message = await eventually(partial(queue.get, fail=False))
        await message.reject(requeue=True)
    parked = await receive(channel, PARKING)
    assert parked.message_id == message_id
    assert parked.headers["x-first-death-reason"] == "delivery_limit"
