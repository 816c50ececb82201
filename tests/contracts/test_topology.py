"""The declared topology against the contract, the code, and what a broker really has."""

import ast
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel
from aio_pika.exceptions import ChannelPreconditionFailed

from libs.common.contracts.events import (
    ProvisioningUndone,
    SchemaCreated,
    TenantProvisioned,
    TenantRequested,
)
from libs.common.files import FileStore
from libs.common.messaging.consumer import EventHandlers
from libs.common.messaging.topology import (
    BROADCAST,
    BY_KEY,
    CONSUMING_SERVICES,
    DEAD,
    TOPOLOGY,
    Route,
    event_queue,
    parking_queue,
    queue_name,
)
from libs.common.messaging.topology import (
    EVENTS as EXCHANGE,
)
from services.auth.accounts.letters import Letters
from services.auth.handlers import build_handlers as auth_handlers
from services.business.handlers import build_handlers as business_handlers
from services.notifications.handlers import build_handlers as notifications_handlers
from services.provisioning import saga
from services.provisioning.events import build_event
from services.provisioning.handlers import build_handlers as provisioning_handlers
from services.provisioning.models import SagaRow
from services.provisioning.service import ProvisioningService
from services.tenant.handlers import build_handlers as tenant_handlers
from tests.contracts.events import BY_ROUTING_KEY, EVENTS, golden, golden_text
from tests.infra.waiting import eventually

ROOT = Path(__file__).parents[2]
RUNNING = ("tenant", "auth", "provisioning", "business", "notifications")
# Declared before anybody makes them.
NOT_MADE_YET: set[str] = set()

# contracts.md §5: routing key, publisher, consumers, ◉. We added `provisioning.started`, `user.removal_requested`.
CONTRACT: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "tenant.requested": ("tenant", ("provisioning",), False),
    "provisioning.started": ("provisioning", ("tenant",), False),
    "schema.created": ("provisioning", ("auth",), False),
    "admin.created": ("auth", ("provisioning",), False),
    "admin.rejected": ("auth", ("provisioning",), False),
    "tenant.provisioned": ("provisioning", ("tenant",), False),
    "tenant.activated": ("tenant", ("auth", "billing", "notifications", "provisioning"), True),
    "provisioning.aborted": ("provisioning", ("auth",), False),
    "admin.removed": ("auth", ("provisioning",), False),
    "schema.dropped": ("provisioning", ("business",), True),
    "provisioning.undone": ("provisioning", ("tenant",), False),
    "tenant.released": ("tenant", ("notifications", "provisioning"), False),
    "tenant.suspended": ("tenant", ("billing",), True),
    "tenant.reactivated": ("tenant", ("billing",), True),
    "tenant.plan_changed": ("tenant", ("billing",), True),
    "tenant.configuration_changed": ("tenant", ("notifications",), True),
    "session.revoked": ("auth", (), True),
    "usage.changed": ("business", ("billing", "tenant"), False),
    "users.changed": ("auth", ("billing", "tenant"), False),
    "user.invited": ("auth", ("notifications",), False),
    "user.password_reset_requested": ("auth", ("notifications",), False),
    "user.email_verification_requested": ("auth", ("notifications",), False),
    "user.removal_requested": ("provisioning", ("auth",), False),
    "agendamento.criado": ("business", ("notifications",), False),
    "agendamento.alterado": ("business", ("notifications",), False),
    "agendamento.cancelado": ("business", ("notifications",), False),
    "agendamento.pronto": ("business", ("notifications",), False),
}
every_route = pytest.mark.parametrize("route", TOPOLOGY, ids=lambda route: route.routing_key)


def _subscriptions() -> list[EventHandlers]:
    saga_service, letters = cast(ProvisioningService, None), cast(Letters, None)
    return [
        tenant_handlers(),
        auth_handlers(letters),
        provisioning_handlers(saga_service),
        notifications_handlers(booking_letters_wait=timedelta()),
        business_handlers(FileStore(Path("nowhere"))),
    ]


def events_built_in(source: str) -> set[str]:
    """Routing keys of the contract's events that the source makes."""
    tree = ast.parse(source)
    names = {event.__name__: event.routing_key for event in EVENTS}
    imported = {
        alias.asname or alias.name: names[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "libs.common.contracts.events"
        for alias in node.names
        if alias.name in names
    }
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {imported[call.id] for call in calls if isinstance(call, ast.Name) and call.id in imported}


def _built_by(service: str) -> set[str]:
    sources = (ROOT / "services" / service).rglob("*.py")
    return set().union(*(events_built_in(path.read_text()) for path in sources))


def test_topology_is_the_contract() -> None:
    declared = {
        route.routing_key: (route.publisher, tuple(sorted(route.consumers)), route.broadcast) for route in TOPOLOGY
    }
    assert declared == CONTRACT
    assert len(TOPOLOGY) == len(BY_KEY)


def test_every_event_has_a_route_and_only_its_publisher_makes_it() -> None:
    made = {(service, key) for service in RUNNING for key in _built_by(service)}
    declared = {(BY_KEY[event.routing_key].publisher, event.routing_key) for event in EVENTS}
    assert made == {(publisher, key) for publisher, key in declared if key not in NOT_MADE_YET}


def test_check_of_publishers_sees_what_is_made_and_not_what_is_only_read() -> None:
    imports = "from libs.common.contracts.events import AdminCreated as Made, AdminRemoved\n"
    assert events_built_in(imports + "Made(user_id=1)\nAdminRemoved") == {"admin.created"}


def test_provisioning_can_build_every_event_of_the_sagas_table() -> None:
    drafted, provisioned = golden(SchemaCreated), golden(TenantProvisioned)
    row = SagaRow(
        tenant_id=UUID(drafted["tenant_id"]),
        saga_id=UUID(drafted["saga_id"]),
        schema_name=drafted["schema_name"],
        role_name=provisioned["role_name"],
        schema_version=drafted["schema_version"],
        failure_code=golden(ProvisioningUndone)["code"],
        admin=drafted["admin"],
        owner=provisioned["owner"],
    )
    for event in {event for move in saga.TABLE.values() for event in move.emits} | set(saga.REPEATS.values()):
        assert build_event(event, row).model_dump(mode="json") == golden(event)


def test_handlers_and_declared_consumers_are_the_same() -> None:
    handled = [
        (handlers.service, subscription.event.routing_key)
        for handlers in _subscriptions()
        for subscription in handlers.subscriptions
    ]
    declared = {
        (service, route.routing_key) for route in TOPOLOGY for service in route.consumers if service in RUNNING
    }
    assert len(handled) == len(set(handled))
    assert set(handled) == declared


def test_every_consumer_accepts_the_golden_event() -> None:
    for handlers in _subscriptions():
        for subscription in handlers.subscriptions:
            subscription.event.model_validate_json(golden_text(subscription.event))


def test_saga_events_stop_retrying_where_the_saga_decides() -> None:
    for route in TOPOLOGY:
        carries_saga = "saga_id" in getattr(BY_ROUTING_KEY.get(route.routing_key), "model_fields", {})
        assert not carries_saga or (route.saga and max(route.delays_s) == 30)


def test_undeclared_consumer_gets_no_queue() -> None:
    with pytest.raises(KeyError, match="business"):
        event_queue("business", TenantRequested.routing_key)


async def _refuses(declared_url: str, name: str, arguments: dict[str, Any]) -> bool:
    """Whether the broker's queue differs from this declaration."""
    async with await aio_pika.connect(declared_url) as connection:
        try:
            await (await connection.channel()).declare_queue(name, durable=True, arguments=arguments)
        except ChannelPreconditionFailed:
            return True
        return False


@every_route
async def test_consumer_queues_are_quorum_with_a_dead_letter_chain(declared_url: str, route: Route) -> None:
    for service in route.consumers:
        name = queue_name(service, route.routing_key)
        arguments = {
            "x-queue-type": "quorum",
            "x-delivery-limit": 20,
            "x-dead-letter-exchange": DEAD,
            "x-dead-letter-routing-key": name,
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }
        assert not await _refuses(declared_url, name, arguments)
        assert await _refuses(declared_url, name, arguments | {"x-dead-letter-exchange": "elsewhere"})
        subscribed = event_queue(service, route.routing_key)
        assert dict(subscribed.arguments or {}) == arguments


async def test_parking_queues_are_quorum(declared_url: str) -> None:
    for service in CONSUMING_SERVICES:
        assert not await _refuses(declared_url, parking_queue(service), {"x-queue-type": "quorum"})


@every_route
async def test_published_event_arrives_in_each_consumers_queue_alone(
    amqp_url: str, channel: AbstractChannel, route: Route
) -> None:
    broadcast = await channel.declare_queue(exclusive=True)
    await broadcast.bind(BROADCAST)
    exchange = await channel.get_exchange(EXCHANGE, ensure=False)
    await exchange.publish(aio_pika.Message(b"{}", message_id=route.routing_key), route.routing_key)
    for service in route.consumers:
        queue = await channel.get_queue(queue_name(service, route.routing_key), ensure=False)
        message = await eventually(partial(queue.get, fail=False))
        assert message.message_id == route.routing_key
    if route.broadcast:
        heard = await eventually(partial(broadcast.get, fail=False))
        assert heard.message_id == route.routing_key
    others = [other for other in TOPOLOGY if other is not route]
    names = {queue_name(service, other.routing_key) for other in others for service in other.consumers}
    for name in names:
        declared = await channel.declare_queue(name, passive=True)
        assert declared.declaration_result.message_count == 0
    if not route.broadcast:
        assert (await channel.declare_queue(broadcast.name, passive=True)).declaration_result.message_count == 0


async def test_dead_letter_of_each_queue_arrives_in_its_services_parking(
    amqp_url: str, channel: AbstractChannel
) -> None:
    dead = await channel.get_exchange(DEAD, ensure=False)
    for service in CONSUMING_SERVICES:
        parking = await channel.get_queue(parking_queue(service), ensure=False)
        for route in TOPOLOGY:
            if service not in route.consumers:
                continue
            name = queue_name(service, route.routing_key)
            await dead.publish(aio_pika.Message(b"{}", message_id=name), name)
            parked = await eventually(partial(parking.get, fail=False))
            assert parked.message_id == name
            await parked.ack()
