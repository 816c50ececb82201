"""Users whom the reconciler found without a living shop: removed, and nobody else."""

import pytest

from libs.common.clock import new_id
from libs.common.contracts.base import new_envelope
from libs.common.contracts.events import UserRemovalRequested
from libs.common.database import Database, registry_scope
from services.auth.handlers import on_user_removal_requested
from tests.auth.helpers import Registered, aborted, count_users, deliver, schema_created
from tests.infra.sql import fetch, fetchval


async def request_removal(database: Database, event: UserRemovalRequested) -> None:
    async with database.transaction(registry_scope(event.tenant_id)) as session:
        await on_user_removal_requested(session, event, new_envelope(event))


async def with_owner(auth_db: Database, admin_url: str, shop: Registered) -> UserRemovalRequested:
    """The removal of the shop's owner, who is signed in."""
    query = "SELECT id FROM shared.tenant_users WHERE email = $1"
    user_id = await fetchval(admin_url, query, shop.owner_email)
    await fetch(
        admin_url,
        "INSERT INTO svc_auth.sessions (id, user_id, tenant_id, expires_at)"
        " VALUES ($1, $2, $3, now() + interval '1 hour')",
        new_id(),
        user_id,
        shop.tenant_id,
    )
    return UserRemovalRequested(tenant_id=shop.tenant_id, user_id=user_id, reason="left behind")


async def set_status(admin_url: str, shop: Registered, status: str) -> None:
    await fetch(admin_url, "UPDATE shared.tenants SET status = $1 WHERE id = $2", status, shop.tenant_id)


LIVE_SESSIONS = "SELECT count(*) FROM svc_auth.sessions WHERE user_id = $1 AND revoked_at IS NULL"


@pytest.mark.parametrize("status", ["failed", "deleted"])
async def test_user_of_a_shop_that_is_gone_is_removed_with_his_sessions(
    auth_db: Database, admin_url: str, registered: Registered, status: str
) -> None:
    event = await with_owner(auth_db, admin_url, registered)
    await set_status(admin_url, registered, status)
    for _ in range(2):
        await request_removal(auth_db, event)
    assert await count_users(auth_db, registered.tenant_id, registered.owner_email) == 0
    assert await fetchval(admin_url, LIVE_SESSIONS, event.user_id) == 0
    query = "SELECT count(*) FROM svc_auth.saga_admins WHERE user_id = $1 OR email = $2"
    assert await fetchval(admin_url, query, event.user_id, registered.owner_email) == 0


@pytest.mark.parametrize("status", ["provisioning", "active", "suspended", "deleting"])
async def test_user_of_a_shop_that_lives_stays(
    auth_db: Database, admin_url: str, registered: Registered, status: str
) -> None:
    event = await with_owner(auth_db, admin_url, registered)
    await set_status(admin_url, registered, status)
    await request_removal(auth_db, event)
    assert await count_users(auth_db, registered.tenant_id, registered.owner_email) == 1
    assert await fetchval(admin_url, LIVE_SESSIONS, event.user_id) == 1


async def test_user_of_another_shop_stays_whatever_the_event_says(
    auth_db: Database, admin_url: str, registered: Registered, neighbour: Registered
) -> None:
    event = await with_owner(auth_db, admin_url, neighbour)
    await set_status(admin_url, registered, "failed")
    await request_removal(auth_db, event.model_copy(update={"tenant_id": registered.tenant_id}))
    assert await count_users(auth_db, neighbour.tenant_id, neighbour.owner_email) == 1
    assert await fetchval(admin_url, LIVE_SESSIONS, event.user_id) == 1


async def test_removed_owner_is_not_made_again_by_a_late_message(
    auth_db: Database, admin_url: str, registered: Registered
) -> None:
    created = schema_created(registered.tenant_id)
    answer = await deliver(auth_db, created)
    await set_status(admin_url, registered, "failed")
    removal = UserRemovalRequested(tenant_id=registered.tenant_id, user_id=answer["user_id"], reason="left behind")
    await request_removal(auth_db, removal)
    assert (await deliver(auth_db, created))["type"] == "admin.removed"
    assert (await deliver(auth_db, aborted(created)))["type"] == "admin.removed"
    assert await count_users(auth_db, registered.tenant_id, created.admin.email) == 0
