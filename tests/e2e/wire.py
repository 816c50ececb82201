"""A copy of everything published, and a hand to publish it again."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from libs.common.clock import new_id
from libs.common.messaging.topology import EVENTS
from tests.infra.system import System
from tests.infra.waiting import eventually


@dataclass(slots=True)
class Wire:
    """Sees every event from the moment it was opened."""

    channel: AbstractChannel
    messages: list[AbstractIncomingMessage] = field(default_factory=list)

    def of_saga(self, saga_id: UUID | str) -> list[AbstractIncomingMessage]:
        return [message for message in self.messages if json.loads(message.body).get("saga_id") == str(saga_id)]

    async def saga_events(self, saga_id: UUID | str, *, last: str) -> list[AbstractIncomingMessage]:
        """The saga's events, once the one with this routing key has been seen."""

        def seen() -> list[AbstractIncomingMessage]:
            found = self.of_saga(saga_id)
            return found if any(message.routing_key == last for message in found) else []

        return await eventually(seen)

    async def publish_again(self, messages: Sequence[AbstractIncomingMessage], *, new_ids: bool) -> None:
        exchange = await self.channel.get_exchange(EVENTS)
        for message in messages:
            copy = aio_pika.Message(
                message.body,
                message_id=str(new_id()) if new_ids else message.message_id,
                type=message.type,
                correlation_id=message.correlation_id,
                headers=message.headers,
                content_type=message.content_type,
                delivery_mode=message.delivery_mode,
            )
            await exchange.publish(copy, message.routing_key or "")


@asynccontextmanager
async def open_wire(system: System) -> AsyncIterator[Wire]:
    """A queue of the test's own beside those of the services."""
    connection = await aio_pika.connect(system.amqp_url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(EVENTS, routing_key="#")
        wire = Wire(channel)

        async def keep(message: AbstractIncomingMessage) -> None:
            wire.messages.append(message)

        await queue.consume(keep, no_ack=True)
        yield wire


async def handled(system: System, services: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many events were handled so far, by (event, outcome), over the given services."""
    totals: dict[tuple[str, str], int] = {}
    for text in await asyncio.gather(*(_metrics(system, name) for name in services)):
        for line in text.splitlines():
            if line.startswith("events_handled_total{"):
                labels, _, value = line.removeprefix("events_handled_total{").partition("} ")
                pairs: dict[str, Any] = dict(part.split("=") for part in labels.split(","))
                key = (pairs["event"].strip('"'), pairs["outcome"].strip('"'))
                totals[key] = totals.get(key, 0) + int(float(value))
    return totals


async def _metrics(system: System, name: str) -> str:
    async with system.service(name) as client:
        return (await client.get("/metrics")).text
