"""A sign-up with a taken e-mail is undone, strictly in reverse, and nothing of it stays in the way."""

import json
from typing import Any
from uuid import UUID

import httpx
import pytest_asyncio

from tests.e2e.rows import Connection, remains_of, tables_that_hold
from tests.e2e.wire import Wire
from tests.infra.shops import Shop, sign_in, signup_body, wait_for_saga
from tests.infra.system import System
from tests.infra.waiting import eventually


@pytest_asyncio.fixture
async def refused(anonymous: httpx.AsyncClient, wire: Wire, shop: Shop) -> dict[str, Any]:
    """A sign-up with the e-mail of `shop`'s owner, rolled back; as its saga answers it."""
    answer = await anonymous.post("/api/v1/tenants", json=signup_body(admin={"email": shop.owner_email}))
    # The address might be anybody's: sign-up itself does not tell.
    assert answer.status_code == 202, answer.text
    return await wait_for_saga(anonymous, answer.json()["saga_id"])


async def test_taken_email_ends_rolled_back_and_says_why(refused: dict[str, Any]) -> None:
    assert (refused["state"], refused["failure_code"]) == ("ROLLED_BACK", "EMAIL_TAKEN")
    assert [(step["name"], step["status"], step["error_code"]) for step in refused["steps"]] == [
        ("create_schema", "compensated", None),
        ("initialize_data", "compensated", None),
        ("create_admin", "failed", "EMAIL_TAKEN"),
        ("activate_tenant", "skipped", None),
    ]
    assert refused["finished_at"] is not None
    stamps = [(step["started_at"], step["finished_at"]) for step in refused["steps"]]
    assert len(set(stamps)) == len(stamps), "two steps share both stamps"


async def test_rollback_leaves_only_the_record_of_the_failure(refused: dict[str, Any], admin: Connection) -> None:
    tenant_id = UUID(refused["tenant_id"])
    assert await remains_of(admin, tenant_id) == {}
    row = await admin.fetchrow("SELECT * FROM shared.tenants WHERE id = $1", tenant_id)
    assert row is not None
    assert (row["status"], row["failure_code"], row["is_active"]) == ("failed", "EMAIL_TAKEN", False)


async def test_rollback_forgets_the_password_hash_everywhere(refused: dict[str, Any], admin: Connection) -> None:
    saga_id = UUID(refused["saga_id"])
    draft = await admin.fetchval("SELECT admin FROM svc_provisioning.sagas WHERE saga_id = $1", saga_id)
    assert json.loads(draft).keys() == {"email", "first_name", "last_name"}

    async def rests_in_one() -> bool:
        return await tables_that_hold(admin, "$argon2") == ["shared.tenant_users"]

    # Other sign-ups of this worker may still be on their way.
    await eventually(rests_in_one)


async def test_rollback_goes_strictly_in_reverse(refused: dict[str, Any], admin: Connection, wire: Wire) -> None:
    rows = await admin.fetch(
        "SELECT trigger, state_before, state_after, events_out FROM svc_provisioning.saga_transitions"
        " WHERE saga_id = $1 ORDER BY id",
        UUID(refused["saga_id"]),
    )
    assert [tuple(row) for row in rows] == [
        ("tenant.requested", None, "REQUESTED", ["provisioning.started"]),
        ("schema_built", "REQUESTED", "SCHEMA_CREATED", ["schema.created"]),
        ("admin_rejected", "SCHEMA_CREATED", "COMPENSATING", ["provisioning.aborted"]),
        ("admin_removed", "COMPENSATING", "RELEASING", ["schema.dropped", "provisioning.undone"]),
        ("tenant_released", "RELEASING", "ROLLED_BACK", []),
    ]
    events = await wire.saga_events(refused["saga_id"], last="tenant.released")
    keys = [event.routing_key for event in events]
    undoing = ["admin.rejected", "provisioning.aborted", "admin.removed", "provisioning.undone", "tenant.released"]
    assert [key for key in keys if key in undoing] == undoing


async def test_rollback_frees_the_subdomain_for_another_try(
    refused: dict[str, Any], anonymous: httpx.AsyncClient, admin: Connection
) -> None:
    subdomain = refused["subdomain"]
    free = (await anonymous.get("/api/v1/tenants/availability", params={"subdomain": subdomain})).json()
    assert free["available"], free
    again = await anonymous.post("/api/v1/tenants", json=signup_body(subdomain=subdomain))
    assert again.status_code == 202, again.text
    assert (await wait_for_saga(anonymous, again.json()["saga_id"]))["state"] == "COMPLETED"
    rows = await admin.fetch(
        "SELECT status FROM shared.tenants WHERE subdomain = $1 ORDER BY created_at", subdomain
    )
    assert [row["status"] for row in rows] == ["failed", "active"]


async def test_rollback_leaves_the_first_owner_as_she_was(
    system: System, shop: Shop, refused: dict[str, Any]
) -> None:
    async with system.client(shop.subdomain) as client:
        session = await sign_in(client, shop.owner_email, shop.owner_password)
    assert session["tenant"]["id"] == str(shop.tenant_id) != refused["tenant_id"]
    assert (await shop.client.get("/api/v1/clientes")).status_code == 200


async def test_failed_shop_answers_like_one_that_never_was(system: System, refused: dict[str, Any]) -> None:
    async with system.client(refused["subdomain"]) as client:
        answer = await client.post("/api/v1/auth/login", json={"email": "a@b.example", "password": "x" * 12})
    assert (answer.status_code, answer.json()["code"]) == (404, "TENANT_NOT_FOUND")
