"""Messages that were parked, and the handler and runner that they are replayed with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from aio_pika.abc import AbstractChannel
from faststream.rabbit import RabbitBroker
from prometheus_client import REGISTRY
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import SchemaCreated
from tests.messaging.helpers import (
    CREATED,
    PARKING,
    created,
    record,
    send,
)
from tests.provisioning.parking.conftest import Parking

PRINT = "KeyError@auth/service.py:create"
HEADERS = {"x-queue": CREATED, "x-fingerprint": PRINT, "x-parked-reason": "exhausted", "x-attempts": 4}


class Handler:
    """Takes effect like any, remembers what came, and fails for the sagas it is told to."""

    def __init__(self) -> None:
        self.seen: list[UUID] = []
        self.hashes: set[str] = set()
        self.broken: set[UUID] = set()
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, session: AsyncSession, event: SchemaCreated, envelope: Envelope) -> None:
        self.seen.append(envelope.id)
        self.hashes.add(event.admin.password_hash)
        async with asyncio.timeout(20):
            await self.open.wait()
        if event.saga_id in self.broken:
            raise RuntimeError("still broken")
        await record(session, event, envelope)


async def park(channel: AbstractChannel, parking: Parking, url: str, count: int) -> list[SchemaCreated]:
    """So many messages of one group, stored."""
    events = [created() for _ in range(count)]
    # One after the other: their rows' order is theirs.
    async with parking.collecting(url):
        for number, event in enumerate(events, start=1):
            await send(channel, event, queue=PARKING, headers=HEADERS)
            await parking.stored(number)
    return events


@asynccontextmanager
async def replaying(parking: Parking, broker: RabbitBroker, *, timeout_s: float = 30) -> AsyncIterator[None]:
    task = asyncio.create_task(parking.runner(broker, timeout_s=timeout_s).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def stored_by_collectors(service: str) -> float:
    """How many messages this process's collectors took so far."""
    return REGISTRY.get_sample_value("parked_messages_stored_total", {"service": service}) or 0.0
