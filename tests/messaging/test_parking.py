"""What can never work, and what failed too often, ends in the parking queue with its reason."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from aio_pika.abc import AbstractChannel

from libs.common.contracts.base import Event
from libs.common.contracts.events import AdminCreated
from libs.common.database import Database
from libs.common.errors import NotFoundError
from libs.common.messaging.failure import PermanentError
from libs.common.messaging.topology import DELIVERY_LIMIT
from tests.infra.waiting import eventually
from tests.messaging.helpers import (
    CREATED,
    HASH,
    PARKING,
    Admin,
    Failing,
    consuming,
    created,
    effects,
    handlers_of,
    inbox_rows,
    receive,
    record,
    send,
)


async def test_exhausted_retries_are_parked(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    event = created()
    message_id = await send(channel, event, headers={"x-attempt": 3})
    async with consuming(handlers_of(Failing(RuntimeError("for ever"))), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    assert parked.message_id == message_id
    assert parked.headers["x-queue"] == CREATED
    assert parked.headers["x-last-error"] == "RuntimeError"
    # A replay begins with the first level again.
    assert parked.headers["x-attempt"] == 0
    assert parked.headers["x-parked-reason"] == "exhausted"
    assert parked.headers["x-error"] == "RuntimeError: for ever"
    assert parked.headers["x-attempts"] == 1


async def test_parked_message_says_how_often_it_was_tried(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    await send(channel, created(), headers={"x-attempt": 3, "x-attempts": 3})
    async with consuming(handlers_of(Failing(RuntimeError("for ever"))), auth_db, amqp_url):
        assert (await receive(channel, PARKING)).headers["x-attempts"] == 4


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
    async with consuming(handlers_of(record), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    # The client library gives the parked copy an id of its own where there was none.
    assert parked.message_id == (message_id or parked.message_id)
    # Whole: whoever stores it seals its secrets.
    assert parked.body == (event if isinstance(event, bytes) else event.model_dump_json().encode())
    assert (parked.headers["x-last-error"], parked.headers["x-fingerprint"]) == (error, error)
    assert (parked.headers["x-parked-reason"], parked.headers["x-attempts"]) == ("permanent", 1)
    assert str(parked.headers["x-error"]).startswith(f"{error}: ")
    assert parked.headers["x-routing-key"] == "schema.created"
    assert await admin.fetchval("SELECT count(*) FROM svc_auth.inbox") == 0


@pytest.mark.parametrize("error", [PermanentError("never"), _Refused("unknown")], ids=["permanent", "4xx"])
async def test_handler_that_refuses_for_good_is_parked_at_once(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel, error: Exception
) -> None:
    event, handler = created(), Failing(error)
    message_id = await send(channel, event)
    async with consuming(handlers_of(handler), auth_db, amqp_url):
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
    async with consuming(handlers_of(record), auth_db, amqp_url):
        await receive(channel, PARKING)
    assert "event parked" in capture_logs()
    assert HASH not in capture_logs()
    assert "argon2" not in capture_logs()


async def test_unreadable_attempt_header_is_parked_not_lost(
    admin: Admin, auth_db: Database, amqp_url: str, channel: AbstractChannel
) -> None:
    message_id = await send(channel, created(), headers={"x-attempt": "many"})
    async with consuming(handlers_of(Failing(RuntimeError("again"))), auth_db, amqp_url):
        parked = await receive(channel, PARKING)
    assert parked.message_id == message_id


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
