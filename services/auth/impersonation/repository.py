"""The queries of operators inside shops; what was recorded is seen through the scope's row-level security."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.permissions import Role
from libs.common.tenancy.tenant import Tenant, TenantStatus
from services.auth.models import Account, Impersonation, Session, User, impersonations, sessions, tenants

_TENANT = (
    tenants.c.id,
    tenants.c.name,
    tenants.c.subdomain,
    tenants.c.status,
    tenants.c.schema_name,
    tenants.c.role_name,
    tenants.c.plan_type,
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One entry of an operator into a shop; `ended_at` is None where it was left to expire."""

    id: UUID
    operator_id: UUID
    operator_email: str
    tenant_id: UUID
    tenant_name: str
    subdomain: str
    reason: str
    entered_at: datetime
    expires_at: datetime
    ended_at: datetime | None


async def find_tenant(session: AsyncSession, tenant_id: UUID) -> Tenant | None:
    row = (await session.execute(select(*_TENANT).where(tenants.c.id == tenant_id))).one_or_none()
    return None if row is None else _tenant(row)


async def find_support(session: AsyncSession, stored: Session, operator: Account) -> Account | None:
    """The operator of such a session as `support` of its shop, as it is now; needs the platform's scope."""
    shop = await find_tenant(session, stored.tenant_id) if stored.tenant_id else None
    if operator.user.role != Role.OPERATOR or shop is None or stored.impersonation is None:
        return None
    user = replace(operator.user, tenant_id=shop.id, role=Role.SUPPORT)
    return Account(user, shop, Impersonation(stored.impersonation, stored.expires_at))


async def find_visitor(session: AsyncSession, session_id: UUID) -> Account | None:
    """The operator of such a session as he was when he entered: all that the shop's own scope shows of him."""
    i = impersonations.c
    statement = select(
        i.operator_id,
        i.operator_email,
        i.operator_first_name,
        i.operator_last_name,
        i.reason,
        i.expires_at,
        *_TENANT,
    ).join_from(impersonations, tenants, tenants.c.id == i.tenant_id)
    row = (await session.execute(statement.where(i.session_id == session_id))).one_or_none()
    if row is None:
        return None
    user = User(
        id=row.operator_id,
        tenant_id=row.id,
        email=row.operator_email,
        first_name=row.operator_first_name,
        last_name=row.operator_last_name,
        role=Role.SUPPORT,
        is_active=True,
    )
    return Account(user, _tenant(row), Impersonation(row.reason, row.expires_at))


async def add_visit(session: AsyncSession, entered: Session, operator: Account, now: datetime) -> None:
    await session.execute(
        insert(impersonations).values(
            session_id=entered.id,
            tenant_id=entered.tenant_id,
            operator_id=entered.user_id,
            operator_email=operator.user.email,
            operator_first_name=operator.user.first_name,
            operator_last_name=operator.user.last_name,
            reason=entered.impersonation,
            entered_at=now,
            expires_at=entered.expires_at,
        )
    )


async def list_visits(session: AsyncSession, *, before: UUID | None, limit: int) -> Sequence[Visit]:
    """By the id of their sessions, which are in order of time; ended when the session was."""
    i = impersonations.c
    statement = (
        select(
            i.session_id.label("id"),
            i.operator_id,
            i.operator_email,
            i.tenant_id,
            tenants.c.name.label("tenant_name"),
            tenants.c.subdomain,
            i.reason,
            i.entered_at,
            i.expires_at,
            sessions.c.revoked_at.label("ended_at"),
        )
        .join_from(impersonations, tenants, tenants.c.id == i.tenant_id)
        .join(sessions, sessions.c.id == i.session_id, isouter=True)
        .order_by(i.session_id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(i.session_id < before)
    return [Visit(**row._mapping) for row in await session.execute(statement)]


async def revoke_opened_from(session: AsyncSession, origin_id: UUID, now: datetime) -> list[tuple[UUID, UUID]]:
    """Ids and shops of the live sessions that an operator opened from this one."""
    statement = (
        update(sessions)
        .where(sessions.c.origin_id == origin_id, sessions.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(sessions.c.id, sessions.c.tenant_id)
    )
    return [(row.id, row.tenant_id) for row in await session.execute(statement)]


def _tenant(row: Any) -> Tenant:
    return Tenant(
        id=row.id,
        name=row.name,
        subdomain=row.subdomain,
        status=TenantStatus(row.status),
        schema_name=row.schema_name,
        role_name=row.role_name,
        plan_type=row.plan_type,
    )
