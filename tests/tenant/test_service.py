"""Sign-up's rules on a real database, without the other services."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from libs.common.clock import new_id
from libs.common.contracts.events import (
    Owner,
    ProvisioningStarted,
    ProvisioningUndone,
    TenantProvisioned,
)
from libs.common.database import Database
from libs.common.errors import ValidationError
from services.tenant import service
from services.tenant.errors import SubdomainTakenError
from services.tenant.service import Accepted, Signup
from tests.infra.sql import fetch, fetchval

PASSWORD = "a password nobody has"
SOON, LATER = timedelta(seconds=15), timedelta(minutes=10)


def signup(**overrides: Any) -> Signup:
    name = f"shop-{new_id().hex[-12:]}"
    values: dict[str, Any] = {
        "company_name": "Pet Feliz",
        "subdomain": name,
        "plan_type": "basic",
        "email": f"{name}@example.com",
        "first_name": "Ana",
        "last_name": "Souza",
        "locale": "pt-BR",
    }
    return Signup(**(values | overrides))


async def sign_up(
    database: Database, wanted: Signup, *, password: str = PASSWORD, retry_after: timedelta = SOON
) -> Accepted:
    async with database.transaction() as session:
        return await service.sign_up(
            session, wanted, password=password, expires_after=LATER, retry_after=retry_after
        )


async def status_of(url: str, tenant_id: UUID) -> str:
    status: str = await fetchval(url, "SELECT status FROM shared.tenants WHERE id = $1", tenant_id)
    return status


async def outbox_of(url: str, tenant_id: UUID) -> list[str]:
    query = "SELECT routing_key FROM svc_tenant.outbox WHERE subject = $1 ORDER BY id"
    return [row["routing_key"] for row in await fetch(url, query, tenant_id)]


def provisioned(accepted: Accepted) -> TenantProvisioned:
    return TenantProvisioned(
        tenant_id=accepted.id,
        saga_id=accepted.saga_id,
        schema_name="tenant_0123456789ab",
        role_name="tenant_0123456789ab",
        schema_version="0001",
        owner=Owner(user_id=new_id(), email="ana@example.com", first_name="Ana"),
    )


def undone(accepted: Accepted) -> ProvisioningUndone:
    return ProvisioningUndone(tenant_id=accepted.id, saga_id=accepted.saga_id, code="EMAIL_TAKEN")


async def test_sign_up_reserves_the_name_and_asks_for_the_shop(tenant_db: Database, admin_url: str) -> None:
    accepted = await sign_up(tenant_db, signup())
    assert await status_of(admin_url, accepted.id) == "provisioning"
    assert await outbox_of(admin_url, accepted.id) == ["tenant.requested"]
    row = (await fetch(admin_url, "SELECT * FROM shared.tenants WHERE id = $1", accepted.id))[0]
    assert row["schema_name"] == row["role_name"] == f"tenant_{accepted.id.hex[-12:]}"
    stored = await fetchval(admin_url, "SELECT payload FROM svc_tenant.outbox WHERE subject = $1", accepted.id)
    assert PASSWORD not in stored
    assert "$argon2id$" in stored


async def test_sign_up_with_a_living_name_is_refused(tenant_db: Database) -> None:
    wanted = signup()
    await sign_up(tenant_db, wanted)
    with pytest.raises(SubdomainTakenError):
        await sign_up(tenant_db, wanted)


async def test_provisioning_started_forgets_the_hash_and_stops_asking(tenant_db: Database, admin_url: str) -> None:
    accepted = await sign_up(tenant_db, signup(), retry_after=timedelta(0))
    async with tenant_db.transaction() as session:
        await service.hand_over(session, ProvisioningStarted(tenant_id=accepted.id, saga_id=accepted.saga_id))
    row = (await fetch(admin_url, "SELECT * FROM svc_tenant.signups WHERE saga_id = $1", accepted.saga_id))[0]
    assert row["password_hash"] is None
    assert row["next_attempt_at"] is None
    async with tenant_db.transaction() as session:
        await service.ask_again(session, retry_after=SOON)
    assert await outbox_of(admin_url, accepted.id) == ["tenant.requested"]


async def test_sign_up_nobody_picked_up_is_asked_for_again_with_a_new_event(
    tenant_db: Database, admin_url: str
) -> None:
    accepted = await sign_up(tenant_db, signup(), retry_after=timedelta(0))
    for _ in range(2):
        async with tenant_db.transaction() as session:
            await service.ask_again(session, retry_after=SOON)
    assert await outbox_of(admin_url, accepted.id) == ["tenant.requested"] * 2
    ids = "SELECT count(DISTINCT event_id) FROM svc_tenant.outbox WHERE subject = $1"
    assert await fetchval(admin_url, ids, accepted.id) == 2


async def test_provisioned_shop_opens_and_repeats_answer_again(tenant_db: Database, admin_url: str) -> None:
    accepted = await sign_up(tenant_db, signup())
    for _ in range(2):
        async with tenant_db.transaction() as session:
            await service.activate(session, provisioned(accepted))
    assert await status_of(admin_url, accepted.id) == "active"
    assert await outbox_of(admin_url, accepted.id) == ["tenant.requested", "tenant.activated", "tenant.activated"]
    assert await fetchval(admin_url, "SELECT version FROM shared.tenants WHERE id = $1", accepted.id) == 2


async def test_undone_shop_frees_its_name_and_repeats_answer_again(tenant_db: Database, admin_url: str) -> None:
    wanted = signup()
    accepted = await sign_up(tenant_db, wanted)
    for _ in range(2):
        async with tenant_db.transaction() as session:
            await service.release(session, undone(accepted))
    assert await status_of(admin_url, accepted.id) == "failed"
    assert (await outbox_of(admin_url, accepted.id))[1:] == ["tenant.released"] * 2
    second = await sign_up(tenant_db, wanted)
    assert second.id != accepted.id


@pytest.mark.parametrize("status", ["suspended", "failed", "deleting"])
async def test_a_repeat_never_wakes_a_shop(tenant_db: Database, admin_url: str, status: str) -> None:
    accepted = await sign_up(tenant_db, signup())
    await fetch(admin_url, "UPDATE shared.tenants SET status = $2 WHERE id = $1", accepted.id, status)
    async with tenant_db.transaction() as session:
        await service.activate(session, provisioned(accepted))
    assert await status_of(admin_url, accepted.id) == status


async def test_an_active_shop_is_never_released(tenant_db: Database, admin_url: str) -> None:
    accepted = await sign_up(tenant_db, signup())
    async with tenant_db.transaction() as session:
        await service.activate(session, provisioned(accepted))
    async with tenant_db.transaction() as session:
        await service.release(session, undone(accepted))
    assert await status_of(admin_url, accepted.id) == "active"


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [("ab", "invalid"), ("xn--caf-dma", "invalid"), ("WWW", "reserved"), ("-pet", "invalid"), ("pé", "invalid")],
)
async def test_unusable_names_say_why_and_suggest(tenant_db: Database, wanted: str, reason: str) -> None:
    async with tenant_db.transaction() as session:
        found = await service.check_availability(session, wanted)
    assert (found.available, found.reason) == (False, reason)


async def test_taken_name_suggests_free_ones(tenant_db: Database) -> None:
    wanted = signup()
    await sign_up(tenant_db, wanted)
    async with tenant_db.transaction() as session:
        found = await service.check_availability(session, f" {wanted.subdomain.upper()} ")
        assert (found.subdomain, found.reason) == (wanted.subdomain, "taken")
        assert found.suggestions
        assert wanted.subdomain not in found.suggestions
        again = await service.check_availability(session, found.suggestions[0])
    assert again.available


async def test_sign_up_with_a_password_that_is_easy_to_guess_is_refused(tenant_db: Database) -> None:
    wanted = signup()
    for weak in ("password123", wanted.subdomain):
        with pytest.raises(ValidationError) as refused:
            await sign_up(tenant_db, wanted, password=weak)
        assert [error["field"] for error in refused.value.errors] == ["admin.password"]
    assert (await sign_up(tenant_db, wanted)).subdomain == wanted.subdomain
