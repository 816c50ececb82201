"""The rules of sign-up and of a shop's own record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import (
    AdminDraft,
    Contact,
    ProvisioningStarted,
    ProvisioningUndone,
    TenantActivated,
    TenantConfigurationChanged,
    TenantProvisioned,
    TenantReleased,
    TenantRequested,
    UsageChanged,
    UsersChanged,
)
from libs.common.errors import NotFoundError, StaleVersionError
from libs.common.messaging.outbox import Outbox
from libs.common.passwords import hash_password, require_strong
from libs.common.tenancy.tenant import Tenant, TenantStatus, schema_name_for
from services.tenant import repository
from services.tenant.configurations import checked_value, known_key
from services.tenant.errors import SubdomainTakenError
from services.tenant.plans import PLANS, PlanType
from services.tenant.repository import AnyRow
from services.tenant.subdomains import suggestions, why_unusable

outbox = Outbox("tenant")

MAX_RETRY_PAUSE = timedelta(seconds=30)
SWEEP_BATCH = 50
FAILED_SIGNUP_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Signup:
    """What a visitor asked for; the password is in clear only here, in the process that received it."""

    company_name: str
    subdomain: str
    plan_type: PlanType
    email: str
    first_name: str
    last_name: str
    locale: str


@dataclass(frozen=True, slots=True)
class Accepted:
    id: UUID
    saga_id: UUID
    name: str
    subdomain: str
    status: TenantStatus = TenantStatus.PROVISIONING


async def sign_up(
    session: AsyncSession,
    signup: Signup,
    *,
    password: str,
    expires_after: timedelta,
    retry_after: timedelta,
) -> Accepted:
    """Reserves the subdomain and asks for the shop. Raises SubdomainTakenError, ValidationError if too weak."""
    about = (signup.email, signup.first_name, signup.last_name, signup.company_name, signup.subdomain)
    await require_strong(password, field="admin.password", about=about)
    tenant_id, saga_id = new_id(), new_id()
    password_hash = await hash_password(password)
    schema_name = schema_name_for(tenant_id)
    plan = PLANS[signup.plan_type]
    values = {
        "id": tenant_id,
        "saga_id": saga_id,
        "name": signup.company_name,
        "subdomain": signup.subdomain,
        "schema_name": schema_name,
        "role_name": schema_name,
        "plan_type": signup.plan_type,
        "max_users": plan.max_users,
        "max_animals": plan.max_animals,
        "locale": signup.locale,
    }
    if not await repository.insert_tenant(session, values):
        raise SubdomainTakenError(f"'{signup.subdomain}' is already in use.")
    now = utc_now()
    person = {"email": signup.email, "first_name": signup.first_name, "last_name": signup.last_name}
    draft = AdminDraft(**person, password_hash=password_hash)
    await repository.insert_signup(
        session,
        {
            "saga_id": saga_id,
            "tenant_id": tenant_id,
            **person,
            "password_hash": password_hash,
            "next_attempt_at": now + retry_after,
            "expires_at": now + expires_after,
        },
    )
    await outbox.emit(
        session,
        TenantRequested(
            tenant_id=tenant_id,
            saga_id=saga_id,
            name=signup.company_name,
            subdomain=signup.subdomain,
            schema_name=schema_name,
            plan_type=signup.plan_type,
            admin=draft,
            expires_at=now + expires_after,
        ),
    )
    return Accepted(tenant_id, saga_id, signup.company_name, signup.subdomain)


async def ask_again(session: AsyncSession, *, retry_after: timedelta) -> int:
    """Repeats the requests that provisioning has not begun; it is idempotent by saga id.

    Giving up is provisioning's decision alone: a request past its `expires_at` is rolled back there, so that
    a name is never freed while a late message could still build the shop. Returns how many were repeated.
    """
    due = await repository.claim_due_signups(session, limit=SWEEP_BATCH)
    for row in due:
        pause = min(retry_after * 2 ** min(row.attempts, 6), MAX_RETRY_PAUSE)
        await repository.postpone_signup(session, row.saga_id, until=utc_now() + pause)
        await outbox.emit(
            session,
            TenantRequested(
                tenant_id=row.tenant_id,
                saga_id=row.saga_id,
                name=row.name,
                subdomain=row.subdomain,
                schema_name=row.schema_name,
                plan_type=row.plan_type,
                admin=AdminDraft(
                    email=row.email,
                    password_hash=row.password_hash,
                    first_name=row.first_name,
                    last_name=row.last_name,
                ),
                expires_at=row.expires_at,
            ),
        )
    return len(due)


async def forget_contacts(session: AsyncSession) -> None:
    """Deletes the contacts of failed sign-ups after 30 days."""
    await repository.forget_settled_signups(session, older_than=FAILED_SIGNUP_KEPT)


async def hand_over(session: AsyncSession, event: ProvisioningStarted) -> None:
    """Provisioning has the saga row: the password hash is its business now."""
    await repository.settle_signup(session, event.saga_id)


async def activate(session: AsyncSession, event: TenantProvisioned) -> None:
    """Opens the shop. In any other status than provisioning it answers again and changes nothing."""
    opening, active = TenantStatus.PROVISIONING, TenantStatus.ACTIVE
    await repository.move_status(session, event.tenant_id, source=opening, to=active)
    tenant = await repository.find_tenant(session, event.tenant_id)
    await repository.delete_signup(session, event.saga_id)
    await outbox.emit(
        session,
        TenantActivated(
            tenant_id=event.tenant_id,
            saga_id=event.saga_id,
            name=tenant.name,
            subdomain=tenant.subdomain,
            plan_type=tenant.plan_type,
            owner=event.owner,
            locale=tenant.locale,
        ),
    )


async def release(session: AsyncSession, event: ProvisioningUndone) -> None:
    """Everything else is undone: frees the subdomain, last of all. Repeats answer again."""
    await repository.move_status(
        session,
        event.tenant_id,
        source=TenantStatus.PROVISIONING,
        to=TenantStatus.FAILED,
        failure_code=event.code,
    )
    tenant = await repository.find_tenant(session, event.tenant_id)
    signup = await repository.find_signup(session, event.saga_id)
    await repository.settle_signup(session, event.saga_id)
    await outbox.emit(
        session,
        TenantReleased(
            tenant_id=event.tenant_id,
            saga_id=event.saga_id,
            code=event.code,
            name=tenant.name,
            subdomain=tenant.subdomain,
            admin=Contact(email=signup.email if signup else "", first_name=signup.first_name if signup else ""),
            locale=tenant.locale,
        ),
    )


@dataclass(frozen=True, slots=True)
class Availability:
    subdomain: str
    available: bool
    reason: Literal["taken", "reserved", "invalid"] | None
    suggestions: list[str]


async def check_availability(session: AsyncSession, wanted: str) -> Availability:
    """Whether a shop could sign up under this name now, and which near ones are free."""
    subdomain = wanted.strip().lower()
    reason = why_unusable(subdomain)
    candidates = suggestions(subdomain)
    taken = await repository.taken_subdomains(session, [subdomain, *candidates])
    if reason is None and subdomain not in taken:
        return Availability(subdomain, True, None, [])
    free = [name for name in candidates if name not in taken][:3]
    return Availability(subdomain, False, reason or "taken", free)


async def show_tenant(session: AsyncSession, tenant: Tenant) -> AnyRow:
    return await repository.find_tenant(session, tenant.id)


async def change_tenant(session: AsyncSession, tenant: Tenant, *, version: int, name: str | None) -> AnyRow:
    """Raises StaleVersionError when somebody else changed the shop first."""
    values = {"name": name} if name is not None else {}
    row = await repository.rename_tenant(session, tenant.id, version=version, values=values)
    if row is None:
        raise StaleVersionError
    return row


async def keep_usage(session: AsyncSession, event: UsageChanged) -> None:
    """What the owning service counted; what is older than that known changes nothing."""
    await repository.put_usage(session, event.tenant_id, "animals", event.animals, sequence=event.sequence)


async def keep_users(session: AsyncSession, event: UsersChanged) -> None:
    """As `keep_usage`."""
    await repository.put_usage(session, event.tenant_id, "users", event.users, sequence=event.sequence)


async def list_configurations(session: AsyncSession, tenant: Tenant) -> Sequence[AnyRow]:
    return await repository.list_configurations(session, tenant.id)


async def find_configuration(session: AsyncSession, tenant: Tenant, key: str) -> AnyRow:
    """Raises NotFoundError for an unknown key and for one that was never set."""
    for row in await repository.list_configurations(session, tenant.id):
        if row.config_key == known_key(key):
            return row
    raise NotFoundError("This configuration was never set.")


async def set_configuration(session: AsyncSession, tenant: Tenant, key: str, value: str) -> AnyRow:
    """Raises NotFoundError for an unknown key, ValidationError for a value of the wrong type."""
    row = await repository.put_configuration(session, tenant.id, key, checked_value(key, value))
    await outbox.emit(session, TenantConfigurationChanged(tenant_id=tenant.id, config_key=key))
    return row


async def unset_configuration(session: AsyncSession, tenant: Tenant, key: str) -> None:
    """Back to the default. Raises NotFoundError when there is nothing to remove."""
    if not await repository.delete_configuration(session, known_key(key)):
        raise NotFoundError("This configuration was never set.")
    await outbox.emit(session, TenantConfigurationChanged(tenant_id=tenant.id, config_key=key))
