"""Events delivered twice, under their own id or a new one, change nothing."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from aio_pika.abc import AbstractIncomingMessage

from libs.common.messaging.topology import BY_KEY
from tests.e2e.rows import Connection, everything
from tests.e2e.wire import Wire, handled
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.system import SMALL_STOCK, System
from tests.infra.waiting import eventually

LIVE = ("tenant", "auth", "provisioning", "notifications")
# What the participants answer to a repeated event, down to the last one that nobody answers.
ANSWERS = {
    "completed": {
        "tenant.requested": "provisioning.started",
        "schema.created": "admin.created",
        "tenant.provisioned": "tenant.activated",
    },
    "rolled back": {
        "tenant.requested": "provisioning.started",
        # The saga was aborted: whoever asks again for an admin learns that there is none.
        "schema.created": "admin.removed",
        "provisioning.aborted": "admin.removed",
        "provisioning.undone": "tenant.released",
    },
}
TIMELINE = "svc_provisioning.saga_transitions"
LAST = {"completed": "tenant.activated", "rolled back": "tenant.released"}


@pytest.mark.parametrize("end", ["completed", "rolled back"])
async def test_every_event_of_a_saga_delivered_again_changes_nothing(
    system: System, anonymous: httpx.AsyncClient, wire: Wire, admin: Connection, lasting_shop: Shop, end: str
) -> None:
    # A letter that cannot leave would never come to rest.
    await system.start_mail()
    taken: dict[str, Any] = {"admin": {"email": lasting_shop.owner_email}} if end == "rolled back" else {}
    accepted = (await anonymous.post("/api/v1/tenants", json=signup_body(**taken))).json()
    saga = await wait_for_saga(anonymous, accepted["saga_id"])
    events = await wire.saga_events(saga["saga_id"], last=LAST[end])
    await _handled_once(admin, events)
    before = await _settled(admin)

    await _again_under_the_same_ids(system, wire, events)
    assert await _settled(admin) == before

    await wire.publish_again(events, new_ids=True)
    await _handled_with_answers(admin, wire, events, ANSWERS[end])
    after = await _settled(admin)
    notes = [json.loads(line) for line in set(after[TIMELINE]) - set(before[TIMELINE])]
    after[TIMELINE] = before[TIMELINE]
    assert after == before
    # The timeline notes that something came in vain, and nothing else happens.
    assert notes
    for note in notes:
        assert (note["saga_id"], note["moved"], note["events_out"]) == (saga["saga_id"], False, [])
        assert note["state_before"] == note["state_after"] == saga["state"]
    again = (await anonymous.get(f"/api/v1/provisioning/sagas/{saga['saga_id']}")).json()
    assert again == saga


def _live_consumers(routing_key: str | None) -> list[str]:
    return [name for name in BY_KEY[routing_key or ""].consumers if name in LIVE]


async def _again_under_the_same_ids(system: System, wire: Wire, events: Sequence[AbstractIncomingMessage]) -> None:
    """Only these deliveries are duplicates, so the services' own counters say when all were seen."""
    wanted = Counter(event.routing_key or "" for event in events for _ in _live_consumers(event.routing_key))
    before = await handled(system, LIVE)
    await wire.publish_again(events, new_ids=False)

    async def all_seen() -> bool:
        now = await handled(system, LIVE)
        more = {key: now.get((key, "duplicate"), 0) - before.get((key, "duplicate"), 0) for key in wanted}
        return more == dict(wanted)

    await eventually(all_seen)


async def _handled_with_answers(
    admin: Connection, wire: Wire, events: Sequence[AbstractIncomingMessage], answers: dict[str, str]
) -> None:
    """Once every new delivery, and every answer that a participant gives to one, is handled."""
    known = {event.message_id for event in events}
    saga_id = events[0].correlation_id or ""
    wanted = [key for event in events for key in _chain(event.routing_key or "", answers)]

    def fresh() -> list[AbstractIncomingMessage]:
        found = [message for message in wire.of_saga(saga_id) if message.message_id not in known]
        return found if len(found) >= len(wanted) else []

    found = await eventually(fresh)
    assert sorted(message.routing_key or "" for message in found) == sorted(wanted)
    await _handled_once(admin, found)


def _chain(key: str, answers: dict[str, str]) -> list[str]:
    """The event, its answer, the answer to that."""
    return [key, *(_chain(answers[key], answers) if key in answers else [])]


async def _handled_once(admin: Connection, events: Sequence[AbstractIncomingMessage]) -> None:
    """Once every consumer has committed what it does on these events."""
    wanted = sorted(
        (f"{name}.{event.routing_key}", str(event.message_id))
        for event in events
        for name in _live_consumers(event.routing_key)
    )
    ids = [event.message_id for event in events]
    inboxes = " UNION ALL ".join(f"SELECT * FROM svc_{name}.inbox" for name in LIVE)
    query = f"SELECT consumer, message_id::text AS id FROM ({inboxes}) AS i WHERE message_id = ANY($1::uuid[])"

    async def all_committed() -> bool:
        return sorted((row["consumer"], row["id"]) for row in await admin.fetch(query, ids)) == wanted

    await eventually(all_committed)


async def _settled(admin: Connection) -> dict[str, list[str]]:
    """All rows, once no sign-up and no letter of this worker is under way."""
    under_way = " UNION ALL ".join(
        [
            *(f"SELECT event_id FROM svc_{name}.outbox" for name in LIVE),
            "SELECT id FROM shared.tenants WHERE status = 'provisioning'",
            "SELECT saga_id FROM svc_provisioning.sagas WHERE finished_at IS NULL",
            "SELECT id FROM svc_notifications.deliveries WHERE finished_at IS NULL",
        ]
    )

    async def nothing_moves() -> bool:
        # The stock is filled behind the sign-ups, whatever they heard.
        ready = await admin.fetchval("SELECT count(*) FROM svc_provisioning.ready_schemas WHERE spoilt_at IS NULL")
        return ready == int(SMALL_STOCK["READY_SCHEMAS"]) and not await admin.fetch(under_way)

    await eventually(nothing_moves)
    return await everything(admin)
