"""`petshop parking`, through the running workers."""

from typing import Any

import aio_pika
import pytest

from libs.common.clock import new_id
from libs.common.contracts.events import TenantActivated
from tests.cli.conftest import UNKNOWN_ID, Petshop
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.messaging.helpers import CREATED, HASH, created, send

ACTIVATED = "provisioning.tenant.activated"


async def park(system: System, body: bytes, kind: str, *, queue: str, fingerprint: str) -> None:
    """As a service would, whose every attempt at its queue's message failed."""
    headers = {"x-queue": queue, "x-fingerprint": fingerprint}
    parking = f"{queue.partition('.')[0]}.parking"
    async with await aio_pika.connect(system.amqp_url) as connection:
        await send(await connection.channel(), body, queue=parking, message_type=kind, headers=headers)


async def parked(petshop: Petshop, fingerprint: str, count: int = 1) -> list[dict[str, Any]]:
    """The messages of a failure, once all are listed."""

    async def look() -> list[dict[str, Any]] | None:
        listed = await petshop("parking", "list", "--status", "parked", "--fingerprint", fingerprint, "--json")
        assert listed.code == 0, listed.err
        items: list[dict[str, Any]] = listed.json["items"]
        return items if len(items) == count else None

    return await eventually(look)


async def harmless(system: System, petshop: Petshop, shop: Shop, count: int) -> str:
    """Messages that were handled long ago: a replay of them succeeds. Answers their fingerprint."""
    owner = {"user_id": new_id(), "email": shop.owner_email, "first_name": "Ana"}
    event = TenantActivated.model_validate(
        {
            "tenant_id": shop.tenant_id,
            "saga_id": shop.saga_id,
            "name": "Pet",
            "subdomain": shop.subdomain,
            "plan_type": "basic",
            "owner": owner,
            "locale": "pt-BR",
        }
    )
    fingerprint = f"cli-{new_id()}"
    body = event.model_dump_json().encode()
    for _ in range(count):
        await park(system, body, event.type_name(), queue=ACTIVATED, fingerprint=fingerprint)
    await parked(petshop, fingerprint, count)
    return fingerprint


async def poison(system: System, petshop: Petshop) -> dict[str, Any]:
    """A message of a shop that nobody knows: it fails again whenever it is replayed."""
    fingerprint = f"cli-{new_id()}"
    event = created()
    await park(system, event.model_dump_json().encode(), event.type_name(), queue=CREATED, fingerprint=fingerprint)
    return (await parked(petshop, fingerprint))[0]


async def test_parked_message_is_listed_grouped_shown_and_discarded(petshop: Petshop, system: System) -> None:
    message = await poison(system, petshop)
    listed = await petshop("parking", "list", "--fingerprint", message["fingerprint"])
    assert CREATED in listed.out
    groups = (await petshop("parking", "groups", "--json")).json["items"]
    assert [group["count"] for group in groups if group["fingerprint"] == message["fingerprint"]] == [1]
    assert message["fingerprint"] in (await petshop("parking", "groups")).out
    shown = await petshop("parking", "show", message["id"])
    assert "[secret]" in shown.out
    assert HASH not in shown.out
    refused = await petshop("parking", "discard", message["id"], "--reason", "a test's", stdin="y\n")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    gone = await petshop("parking", "discard", message["id"], "--reason", "a test's", "--yes", "--json")
    assert (gone.code, gone.json["status"]) == (0, "discarded")
    again = await petshop("parking", "discard", message["id"], "--reason", "a test's", "--yes", "--json")
    assert (again.code, again.problem["code"]) == (5, "WRONG_STATE")


async def test_group_is_shown_then_replayed_few_first(petshop: Petshop, system: System, shop: Shop) -> None:
    fingerprint = await harmless(system, petshop, shop, 3)
    command = ("parking", "replay-group", fingerprint, "--reason", "repaired")
    dry = await petshop(*command, "--dry-run", "--json")
    assert (dry.code, dry.json["count"], dry.json["ramp"]) == (0, 3, [1, 2])
    refused = await petshop(*command, stdin="y\n")
    assert refused.code == 2
    assert refused.out.startswith("3 messages: ")
    assert len(await parked(petshop, fingerprint, 3)) == 3
    done = await petshop(*command, "--yes")
    assert done.code == 0, done.err
    assert "is finished: 3 of 3 done, 0 failed, 0 remaining" in done.out
    nothing = await petshop(*command, "--yes", "--json")
    assert (nothing.code, nothing.json["count"]) == (0, 0)


async def test_replay_of_one_is_followed_and_listed(petshop: Petshop, system: System, shop: Shop) -> None:
    message = (await parked(petshop, await harmless(system, petshop, shop, 1)))[0]
    done = await petshop("parking", "replay", message["id"], "--reason", "repaired", "--wait", "--json")
    assert (done.code, done.json["status"], done.json["done"]) == (0, "finished", 1)
    one = await petshop("parking", "replays", done.json["id"])
    assert "is finished" in one.out
    every = await petshop("parking", "replays", "--status", "finished", "--json")
    assert done.json["id"] in {item["id"] for item in every.json["items"]}
    assert done.json["id"] in (await petshop("parking", "replays")).out


async def test_replay_that_stops_fails_the_command(petshop: Petshop, system: System) -> None:
    message = await poison(system, petshop)
    stopped = await petshop(
        "parking", "replay-group", message["fingerprint"], "--reason", "a test's", "--yes", "--json"
    )
    assert (stopped.code, stopped.json["status"]) == (1, "stopped")


@pytest.mark.parametrize(
    "command", [("show", "999999999"), ("replay", "999999999"), ("replays", UNKNOWN_ID)], ids=str
)
async def test_unknown_message_is_not_found(petshop: Petshop, command: tuple[object, ...]) -> None:
    assert (await petshop("parking", *command)).code == 4


async def test_unknown_status_is_wrong_usage(petshop: Petshop) -> None:
    refused = await petshop("parking", "list", "--status", "lost")
    assert (refused.code, "status" in refused.err) == (2, True)
