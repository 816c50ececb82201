"""Every query of the tenant service."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.tenancy.tenant import TenantStatus
from services.tenant.models import TRANSITIONS, configurations, signups, tenants, usage

_NAMED = func.jsonb_build_object("animals", usage.c.animals, "users", usage.c.users)
_COUNTED = func.jsonb_strip_nulls(_NAMED, type_=JSONB)
TENANT_COLUMNS = (
    tenants.c.id,
    tenants.c.saga_id,
    tenants.c.name,
    tenants.c.subdomain,
    tenants.c.status,
    tenants.c.plan_type,
    tenants.c.max_users,
    tenants.c.max_animals,
    tenants.c.locale,
    tenants.c.created_at,
    tenants.c.updated_at,
    tenants.c.version,
    select(_COUNTED).where(usage.c.tenant_id == tenants.c.id).scalar_subquery().label("usage"),
)
# Rows are read by column name.
AnyRow = Row[*tuple[Any, ...]]
_NOT_LIVING = (TenantStatus.FAILED.value, TenantStatus.DELETED.value)


async def insert_tenant(session: AsyncSession, values: Mapping[str, Any]) -> bool:
    """False when a living shop holds the subdomain."""
    statement = upsert(tenants).values(**values).on_conflict_do_nothing().returning(tenants.c.id)
    return (await session.execute(statement)).first() is not None


async def insert_signup(session: AsyncSession, values: Mapping[str, Any]) -> None:
    await session.execute(insert(signups).values(**values))


async def taken_subdomains(session: AsyncSession, names: Sequence[str]) -> set[str]:
    """Those of the names that a living shop holds."""
    statement = select(tenants.c.subdomain).where(
        tenants.c.subdomain.in_(names), tenants.c.status.not_in(_NOT_LIVING)
    )
    return set((await session.execute(statement)).scalars())


async def find_tenant(session: AsyncSession, tenant_id: UUID) -> AnyRow:
    return (await session.execute(select(*TENANT_COLUMNS).where(tenants.c.id == tenant_id))).one()


async def put_usage(
    session: AsyncSession, tenant_id: UUID, counted: Literal["animals", "users"], number: int, *, sequence: int
) -> None:
    """Unless something newer is known: each of the two is counted by a service of its own."""
    of_it = "sequence" if counted == "animals" else "users_sequence"
    known, said = usage.c[of_it], {counted: number, of_it: sequence}
    statement = upsert(usage).values(tenant_id=tenant_id, **said)
    newer = or_(known.is_(None), known < sequence)
    await session.execute(statement.on_conflict_do_update(index_elements=["tenant_id"], set_=said, where=newer))


async def rename_tenant(
    session: AsyncSession, tenant_id: UUID, *, version: int, values: Mapping[str, Any]
) -> AnyRow | None:
    """The shop after the change; None when `version` is stale."""
    statement = (
        update(tenants)
        .where(tenants.c.id == tenant_id, tenants.c.version == version)
        .values(**values, version=tenants.c.version + 1, updated_at=func.now())
        .returning(*TENANT_COLUMNS)
    )
    return (await session.execute(statement)).one_or_none()


async def move_status(
    session: AsyncSession,
    tenant_id: UUID,
    *,
    source: TenantStatus,
    to: TenantStatus,
    failure_code: str | None = None,
) -> bool:
    """Moves the shop; False when it is in another status than `source`. Raises ValueError for no such move."""
    if to not in TRANSITIONS[source]:
        raise ValueError(f"no shop goes from {source} to {to}")
    statement = (
        update(tenants)
        .where(tenants.c.id == tenant_id, tenants.c.status == source.value)
        .values(
            status=to.value,
            failure_code=failure_code,
            version=tenants.c.version + 1,
            updated_at=func.now(),
        )
        .returning(tenants.c.id)
    )
    return (await session.execute(statement)).first() is not None


async def find_signup(session: AsyncSession, saga_id: UUID) -> AnyRow | None:
    return (await session.execute(select(signups).where(signups.c.saga_id == saga_id))).one_or_none()


async def settle_signup(session: AsyncSession, saga_id: UUID) -> None:
    """Provisioning has taken over: forgets the hash and stops asking."""
    statement = update(signups).where(signups.c.saga_id == saga_id)
    await session.execute(statement.values(password_hash=None, next_attempt_at=None))


async def delete_signup(session: AsyncSession, saga_id: UUID) -> None:
    await session.execute(delete(signups).where(signups.c.saga_id == saga_id))


async def claim_due_signups(session: AsyncSession, *, limit: int) -> Sequence[AnyRow]:
    """Sign-ups that nobody picked up in time, locked for this transaction."""
    statement = (
        select(signups, tenants.c.name, tenants.c.subdomain, tenants.c.schema_name, tenants.c.plan_type)
        .join(tenants, tenants.c.id == signups.c.tenant_id)
        .where(signups.c.next_attempt_at <= func.now())
        .order_by(signups.c.next_attempt_at)
        .limit(limit)
        .with_for_update(skip_locked=True, of=signups)
    )
    return (await session.execute(statement)).all()


async def postpone_signup(session: AsyncSession, saga_id: UUID, *, until: datetime) -> None:
    statement = update(signups).where(signups.c.saga_id == saga_id)
    await session.execute(statement.values(next_attempt_at=until, attempts=signups.c.attempts + 1))


async def forget_settled_signups(session: AsyncSession, *, older_than: timedelta) -> None:
    """Contacts of sign-ups that came to nothing are not kept for ever; one still asked for stays."""
    settled = signups.c.next_attempt_at.is_(None)
    await session.execute(delete(signups).where(settled, signups.c.created_at < func.now() - older_than))


async def list_configurations(session: AsyncSession, tenant_id: UUID) -> Sequence[AnyRow]:
    columns = (configurations.c.config_key, configurations.c.config_value, configurations.c.updated_at)
    statement = select(*columns).where(configurations.c.tenant_id == tenant_id)
    return (await session.execute(statement.order_by(configurations.c.config_key))).all()


async def put_configuration(session: AsyncSession, tenant_id: UUID, key: str, value: str) -> AnyRow:
    statement = upsert(configurations).values(tenant_id=tenant_id, config_key=key, config_value=value)
    statement = statement.on_conflict_do_update(
        index_elements=["tenant_id", "config_key"],
        set_={"config_value": statement.excluded.config_value, "updated_at": text("now()")},
    )
    columns = (configurations.c.config_key, configurations.c.config_value, configurations.c.updated_at)
    return (await session.execute(statement.returning(*columns))).one()


async def delete_configuration(session: AsyncSession, key: str) -> bool:
    statement = delete(configurations).where(configurations.c.config_key == key)
    return (await session.execute(statement.returning(configurations.c.id))).first() is not None
