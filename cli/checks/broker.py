"""RabbitMQ: whether it answers, and whether every queue has its reader."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import aio_pika
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPException, ChannelClosed

from cli.checks import Finding, fail, ok, warn
from libs.common.messaging import topology

TIMEOUT_S = 2.5
_DECLARE = "`python -m libs.common.messaging declare` with AMQP_URL; any service declares it when it starts, too."


@dataclass(frozen=True)
class Depth:
    messages: int
    consumers: int


async def broker(url: str | None, running: "asyncio.Task[frozenset[str]]") -> Sequence[Finding]:
    """The broker, its topology, and the readers of the services that run."""
    if url is None:
        return [warn("rabbitmq", "not checked", "Set AMQP_URL.")]
    try:
        connection = await aio_pika.connect(url, timeout=TIMEOUT_S)
    except (AMQPException, OSError, ValueError) as error:
        # The text of some errors holds the URL, and that the password.
        then = "`make status`; requests still work, their events wait in the outbox."
        return [fail("rabbitmq", f"cannot be reached ({type(error).__name__})", then)]
    async with connection:
        depths = {name: await _depth(connection, name) for name in queue_names()}
    return [ok("rabbitmq", "answers"), _declared(depths), *_read(depths, await running), *_stray(depths)]


def queue_names() -> Iterator[str]:
    """Every queue that exists from deployment on."""
    yield topology.UNROUTABLE
    yield from (topology.delay_exchange(seconds) for seconds in topology.DELAYS_S)
    yield from (topology.parking_queue(service) for service in topology.CONSUMING_SERVICES)
    for route in topology.TOPOLOGY:
        yield from (topology.queue_name(service, route.routing_key) for service in route.consumers)


async def _depth(connection: AbstractConnection, name: str) -> Depth | None:
    """How full it is and how many read it; None where there is none. A refusal ends only its own channel."""
    try:
        async with connection.channel() as channel:
            # Passive: it looks and makes nothing.
            found = (await channel.declare_queue(name, passive=True)).declaration_result
    except ChannelClosed:
        return None
    return Depth(found.message_count or 0, found.consumer_count or 0)


def _declared(depths: Mapping[str, Depth | None]) -> Finding:
    missing = [name for name, depth in depths.items() if depth is None]
    if missing:
        return fail("topology", f"{len(missing)} of {len(depths)} queues are missing: {_some(missing)}", _DECLARE)
    return ok("topology", f"{len(depths)} queues are declared")


def _read(depths: Mapping[str, Depth | None], running: frozenset[str]) -> Iterator[Finding]:
    """Services that run and read nothing. A queue without reader may be ahead of its service, until it fills."""
    for service in sorted(running & set(topology.CONSUMING_SERVICES)):
        found = {name: depth for name in _queues_of(service) if (depth := depths[name]) is not None}
        unread = [name for name, depth in found.items() if not depth.consumers]
        full = [name for name in unread if found[name].messages]
        what = f"readers of {service}"
        if found and len(unread) == len(found):
            yield fail(
                what, f"nobody reads its {len(found)} queues", f"Is its worker running? `make logs S={service}`."
            )
        elif full:
            then = f"`make logs S={service}`; did it start before this queue was declared?"
            yield fail(what, f"messages wait and nobody reads {_some(full)}", then)
        else:
            yield ok(what, f"{len(found) - len(unread)} of {len(found)} queues are read, the others empty")


def _queues_of(service: str) -> list[str]:
    """What a service reads; provisioning also stores whatever is parked."""
    own = [
        topology.queue_name(service, route.routing_key)
        for route in topology.TOPOLOGY
        if service in route.consumers
    ]
    parking = [topology.parking_queue(name) for name in topology.CONSUMING_SERVICES]
    return own + ([*parking, topology.UNROUTABLE] if service == "provisioning" else [])


def _stray(depths: Mapping[str, Depth | None]) -> list[Finding]:
    found = depths[topology.UNROUTABLE]
    if found is None or not found.messages:
        return []
    then = "No queue was bound for them; provisioning stores them in parking: `petshop parking list`."
    return [warn("unroutable", f"{found.messages} messages had nowhere to go", then)]


def _some(names: Sequence[str]) -> str:
    rest = len(names) - 3
    return ", ".join(names[:3]) + (f" and {rest} more" if rest > 0 else "")
