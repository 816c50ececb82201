"""The whole message topology as one list: who publishes what, who consumes it, and what happens on failure.

Every queue exists from deployment on, whether or not its consumer runs yet, so nothing published is ever lost.

    petshop.events (topic) ──▶ <service>.<routing key>        quorum, one per consumer and event
        │    └─▶ petshop.broadcast (fanout) ──▶ one queue per running process
        │ unroutable                │ rejected, or delivered too often
        ▼                           ▼
    petshop.unroutable         petshop.dead (direct) ──▶ <service>.parking
                                    retry: petshop.delay.<n>s (fanout) ──TTL──▶ back to the queue it names
"""

from dataclasses import dataclass
from typing import Any

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel
from faststream.rabbit import Channel, QueueType, RabbitExchange, RabbitQueue
from faststream.rabbit import ExchangeType as StreamExchangeType

EVENTS = "petshop.events"
BROADCAST = "petshop.broadcast"
DEAD = "petshop.dead"
UNROUTABLE = "petshop.unroutable"

# Delays in seconds. Saga events stop at 30 s: beyond that the saga's own deadline decides.
SAGA_DELAYS_S = (1, 5, 30)
PATIENT_DELAYS_S = (1, 5, 30, 120, 600)
DELIVERY_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Route:
    """One event's way: publisher, consuming services, and whether every process hears it too."""

    routing_key: str
    publisher: str
    consumers: tuple[str, ...] = ()
    broadcast: bool = False
    saga: bool = False

    @property
    def delays_s(self) -> tuple[int, ...]:
        return SAGA_DELAYS_S if self.saga else PATIENT_DELAYS_S


def _saga(key: str, publisher: str, *consumers: str, broadcast: bool = False) -> Route:
    return Route(key, publisher, consumers, broadcast, saga=True)


TOPOLOGY: tuple[Route, ...] = (
    _saga("tenant.requested", "tenant", "provisioning"),
    _saga("provisioning.started", "provisioning", "tenant"),
    _saga("schema.created", "provisioning", "auth"),
    _saga("admin.created", "auth", "provisioning"),
    _saga("admin.rejected", "auth", "provisioning"),
    _saga("tenant.provisioned", "provisioning", "tenant"),
    _saga("tenant.activated", "tenant", "provisioning", "auth", "notifications", "billing", broadcast=True),
    _saga("provisioning.aborted", "provisioning", "auth"),
    _saga("admin.removed", "auth", "provisioning"),
    _saga("schema.dropped", "provisioning", "business", broadcast=True),
    _saga("provisioning.undone", "provisioning", "tenant"),
    _saga("tenant.released", "tenant", "provisioning", "notifications"),
    Route("tenant.suspended", "tenant", ("billing",), broadcast=True),
    Route("tenant.reactivated", "tenant", ("billing",), broadcast=True),
    Route("tenant.plan_changed", "tenant", ("billing",), broadcast=True),
    Route("tenant.configuration_changed", "tenant", ("notifications",), broadcast=True),
    Route("session.revoked", "auth", broadcast=True),
    Route("usage.changed", "business", ("tenant", "billing")),
    Route("users.changed", "auth", ("tenant", "billing")),
    Route("user.invited", "auth", ("notifications",)),
    Route("user.password_reset_requested", "auth", ("notifications",)),
    Route("user.email_verification_requested", "auth", ("notifications",)),
    Route("user.removal_requested", "provisioning", ("auth",)),
    Route("agendamento.criado", "business", ("notifications",)),
    Route("agendamento.alterado", "business", ("notifications",)),
    Route("agendamento.cancelado", "business", ("notifications",)),
    Route("agendamento.pronto", "business", ("notifications",)),
)

BY_KEY = {route.routing_key: route for route in TOPOLOGY}
BROADCAST_KEYS = tuple(route.routing_key for route in TOPOLOGY if route.broadcast)
CONSUMING_SERVICES = tuple(sorted({service for route in TOPOLOGY for service in route.consumers}))
# Queues of consumers that were given up: taken away, or they would fill for ever with nobody to read them.
GIVEN_UP = tuple(f"notifications.tenant.{change}" for change in ("suspended", "reactivated", "plan_changed"))
DELAYS_S = tuple(sorted({delay for route in TOPOLOGY for delay in route.delays_s}))


def queue_name(service: str, routing_key: str) -> str:
    return f"{service}.{routing_key}"


def parking_queue(service: str) -> str:
    return f"{service}.parking"


def delay_exchange(seconds: int) -> str:
    return f"petshop.delay.{seconds}s"


def _dead_letter_to(queue: str) -> dict[str, Any]:
    return {
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": queue,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def event_queue(service: str, routing_key: str) -> RabbitQueue:
    """The one way a consumer gets its queue: quorum, with its dead-letter chain. Raises KeyError if undeclared."""
    if service not in BY_KEY[routing_key].consumers:
        raise KeyError(f"{service} is not declared as a consumer of {routing_key}")
    name = queue_name(service, routing_key)
    arguments: Any = _dead_letter_to(name)
    return RabbitQueue(
        name, queue_type=QueueType.QUORUM, durable=True, routing_key=routing_key, arguments=arguments
    )


def parking_source(service: str) -> RabbitQueue:
    """Where a service's parked messages wait to be stored. Nothing stands behind it: a reject would lose them."""
    return RabbitQueue(parking_queue(service), queue_type=QueueType.QUORUM, durable=True)


def unroutable_source() -> RabbitQueue:
    """Where events lie that no queue was bound for; a reject would lose them too."""
    return RabbitQueue(UNROUTABLE, queue_type=QueueType.QUORUM, durable=True)


def unroutable_exchange() -> RabbitExchange:
    """What leads there, routing keys kept."""
    return RabbitExchange(UNROUTABLE, type=StreamExchangeType.FANOUT, durable=True)


def broadcast_queue(process_name: str) -> RabbitQueue:
    """A process's own queue of broadcast events; it goes when the process goes."""
    return RabbitQueue(process_name, durable=False, exclusive=True, auto_delete=True)


def broadcast_exchange() -> RabbitExchange:
    return RabbitExchange(BROADCAST, type=StreamExchangeType.FANOUT, durable=True)


def events_exchange() -> RabbitExchange:
    """Where every event is published; what it cannot route goes to the alternate exchange."""
    return RabbitExchange(
        EVENTS,
        type=StreamExchangeType.TOPIC,
        durable=True,
        arguments={"alternate-exchange": UNROUTABLE},
    )


def consumer_channel(prefetch_count: int) -> Channel:
    """A channel of a subscriber's own, so that a publisher's error never stalls it."""
    return Channel(prefetch_count=prefetch_count)


async def declare_topology(channel: AbstractChannel) -> None:
    """Declares every exchange, queue and binding; repeating it changes nothing."""
    events = await channel.declare_exchange(
        EVENTS, ExchangeType.TOPIC, durable=True, arguments={"alternate-exchange": UNROUTABLE}
    )
    dead = await channel.declare_exchange(DEAD, ExchangeType.DIRECT, durable=True)
    unroutable = await channel.declare_exchange(UNROUTABLE, ExchangeType.FANOUT, durable=True)
    await (await _quorum(channel, UNROUTABLE, {})).bind(unroutable)
    broadcast = await channel.declare_exchange(BROADCAST, ExchangeType.FANOUT, durable=True)
    for key in BROADCAST_KEYS:
        await broadcast.bind(events, routing_key=key)
    for seconds in DELAYS_S:
        await _declare_delay(channel, seconds)
    for service in CONSUMING_SERVICES:
        await _quorum(channel, parking_queue(service), {})
    for route in TOPOLOGY:
        for service in route.consumers:
            name = queue_name(service, route.routing_key)
            queue = await _quorum(channel, name, _dead_letter_to(name))
            await queue.bind(events, routing_key=route.routing_key)
            parking = await channel.get_queue(parking_queue(service), ensure=False)
            await parking.bind(dead, routing_key=name)
    for name in GIVEN_UP:
        await channel.queue_delete(name)


async def _declare_delay(channel: AbstractChannel, seconds: int) -> None:
    name = delay_exchange(seconds)
    exchange = await channel.declare_exchange(name, ExchangeType.FANOUT, durable=True)
    # No dead-letter routing key: the message keeps its own, which names the queue to return to.
    queue = await _quorum(
        channel,
        name,
        {
            "x-message-ttl": seconds * 1000,
            "x-dead-letter-exchange": "",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )
    await queue.bind(exchange)


async def _quorum(channel: AbstractChannel, name: str, arguments: dict[str, Any]) -> Any:
    return await channel.declare_queue(name, durable=True, arguments={"x-queue-type": "quorum"} | arguments)
