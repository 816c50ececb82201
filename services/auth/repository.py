"""Every query of the auth service; users are seen through the row-level security of the session's scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.query import Query
from libs.common.tenancy.tenant import Tenant, TenantStatus
from libs.common.transaction import rows_of
from services.auth.models import (
    Account,
    Device,
    Outcome,
    SagaAdmin,
    Session,
    User,
    refresh_tokens,
    saga_admins,
    sessions,
    tenant_users,
    tenants,
)

_PRUNE_BATCH = 5_000
_SESSION = select(
    sessions.c.id,
    sessions.c.user_id,
    sessions.c.tenant_id,
    sessions.c.expires_at,
    sessions.c.revoked_at,
    sessions.c.origin_id,
    sessions.c.impersonation,
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a login is checked against, found by e-mail across all shops."""

    user_id: UUID
    tenant_id: UUID | None
    password_hash: str
    is_active: bool

    def __repr__(self) -> str:
        return f"Credentials(user_id={self.user_id})"


async def claim_saga(session: AsyncSession, *, saga_id: UUID, tenant_id: UUID, outcome: Outcome) -> bool:
    """Whether this transaction is the saga's first; else its row exists. Waits for one that is under way."""
    values = {"saga_id": saga_id, "tenant_id": tenant_id, "outcome": outcome}
    statement = upsert(saga_admins).values(values).on_conflict_do_nothing(index_elements=["saga_id"])
    return (await session.execute(statement.returning(saga_admins.c.saga_id))).first() is not None


async def lock_saga(session: AsyncSession, saga_id: UUID) -> SagaAdmin:
    """The stored outcome, held until the transaction ends."""
    c = saga_admins.c
    statement = select(c.outcome, c.user_id, c.email, c.code).where(c.saga_id == saga_id).with_for_update()
    row = (await session.execute(statement)).one()
    return SagaAdmin(Outcome(row.outcome), row.user_id, row.email, row.code)


async def store_saga(session: AsyncSession, saga_id: UUID, admin: SagaAdmin) -> None:
    """Replaces the outcome of a saga that this transaction holds."""
    await session.execute(
        update(saga_admins)
        .where(saga_admins.c.saga_id == saga_id)
        .values(
            outcome=admin.outcome,
            user_id=admin.user_id,
            email=admin.email,
            code=admin.code,
            updated_at=func.now(),
        )
    )


async def abort_sagas_of_user(session: AsyncSession, user_id: UUID) -> None:
    """Forgets the user in the outcome of his saga, and keeps a late message from making him again."""
    await session.execute(
        update(saga_admins)
        .where(saga_admins.c.user_id == user_id)
        .values(outcome=Outcome.ABORTED, user_id=None, email=None, code=None, updated_at=func.now())
    )


async def tenant_status(session: AsyncSession, tenant_id: UUID) -> TenantStatus | None:
    """None for a tenant that the registry does not know."""
    found = await session.scalar(select(tenants.c.status).where(tenants.c.id == tenant_id))
    return None if found is None else TenantStatus(found)


async def add_user(session: AsyncSession, user: User, password_hash: str) -> bool:
    """Whether the user was added; False when the e-mail is held, by anybody."""
    statement = (
        upsert(tenant_users)
        .values(
            id=user.id,
            tenant_id=user.tenant_id,
            email=user.email,
            password_hash=password_hash,
            first_name=user.first_name,
            last_name=user.last_name,
            role=user.role,
            is_active=user.is_active,
        )
        .on_conflict_do_nothing(index_elements=["email"])
        .returning(tenant_users.c.id)
    )
    return (await session.execute(statement)).first() is not None


async def delete_user(session: AsyncSession, user_id: UUID) -> bool:
    """Whether the session's scope had this user."""
    statement = delete(tenant_users).where(tenant_users.c.id == user_id).returning(tenant_users.c.id)
    return (await session.execute(statement)).first() is not None


async def find_credentials(session: AsyncSession, email: str) -> Credentials | None:
    """By e-mail, whichever shop it belongs to: the one look past row-level security."""
    found = func.auth_api.find_user_for_login(email).table_valued("id", "tenant_id", "password_hash", "is_active")
    row = (await session.execute(select(found))).one_or_none()
    return None if row is None else Credentials(*row)


async def find_account(session: AsyncSession, user_id: UUID) -> Account | None:
    """A user of the session's scope, with his shop."""
    row = (await session.execute(_account_query().where(tenant_users.c.id == user_id))).one_or_none()
    return None if row is None else _account(row)


async def lock_account(session: AsyncSession, user_id: UUID) -> Account | None:
    """As `find_account`, and held until the transaction ends: tokens say what is true of the user when they are
    issued, so who changes it waits. Taken before his sessions, by everybody.
    """
    rows = await rows_of(session, _LOCK_ACCOUNT, user_id=user_id)
    return _account(rows[0]) if rows else None


async def record_login(session: AsyncSession, user_id: UUID, now: datetime) -> None:
    await session.execute(update(tenant_users).where(tenant_users.c.id == user_id).values(last_login=now))


async def add_session(session: AsyncSession, opened: Session, device: Device, now: datetime) -> None:
    await session.execute(
        insert(sessions).values(
            id=opened.id,
            user_id=opened.user_id,
            tenant_id=opened.tenant_id,
            created_at=now,
            last_used_at=now,
            expires_at=opened.expires_at,
            user_agent=device.user_agent,
            address=device.address,
            origin_id=opened.origin_id,
            impersonation=opened.impersonation,
        )
    )


async def find_session(session: AsyncSession, session_id: UUID) -> Session | None:
    row = (await session.execute(_SESSION.where(sessions.c.id == session_id))).one_or_none()
    return None if row is None else Session(*row)


async def lock_session(session: AsyncSession, session_id: UUID) -> Session | None:
    """The session, held until the transaction ends: its rotations queue here."""
    statement = _SESSION.where(sessions.c.id == session_id).with_for_update()
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Session(*row)


async def used_at(session: AsyncSession, token_hash: bytes) -> datetime | None:
    """When the token was spent; None while it is fresh."""
    statement = select(refresh_tokens.c.used_at).where(refresh_tokens.c.token_hash == token_hash)
    found: datetime | None = (await session.execute(statement)).scalar_one()
    return found


async def add_token(session: AsyncSession, session_id: UUID, token_hash: bytes, now: datetime) -> None:
    await session.execute(
        insert(refresh_tokens).values(token_hash=token_hash, session_id=session_id, created_at=now)
    )


async def revoke_session(session: AsyncSession, session_id: UUID, now: datetime) -> bool:
    """Whether it was live until now."""
    statement = (
        update(sessions).where(sessions.c.id == session_id, sessions.c.revoked_at.is_(None)).values(revoked_at=now)
    )
    return (await session.execute(statement.returning(sessions.c.id))).first() is not None


async def revoke_sessions_of_user(
    session: AsyncSession, user_id: UUID, now: datetime, *, keep: UUID | None = None
) -> list[UUID]:
    """Those that were live until now, all but the one to keep."""
    live = [sessions.c.user_id == user_id, sessions.c.revoked_at.is_(None)]
    if keep is not None:
        live.append(sessions.c.id != keep)
    # A hand-off under way holds the session it comes from; only a statement after it sees the one it opens.
    await session.execute(select(sessions.c.id).where(*live).order_by(sessions.c.id).with_for_update())
    revoked = update(sessions).where(*live).values(revoked_at=now).returning(sessions.c.id)
    return list((await session.scalars(revoked)).all())


async def prune_sessions(session: AsyncSession, before: datetime) -> None:
    """Forgets sessions that expired before then, with their tokens, a batch at a time.

    Not an operator's in a shop: it goes on telling when it ended.
    """
    expired = (
        select(sessions.c.id)
        .where(sessions.c.expires_at < before, sessions.c.impersonation.is_(None))
        .limit(_PRUNE_BATCH)
        .with_for_update(skip_locked=True)
    )
    await session.execute(delete(sessions).where(sessions.c.id.in_(expired)))


def _account_query() -> Select[Any]:
    u, t = tenant_users.c, tenants.c
    return select(
        u.id,
        u.tenant_id,
        u.email,
        func.coalesce(u.first_name, "").label("first_name"),
        func.coalesce(u.last_name, "").label("last_name"),
        u.role,
        u.is_active,
        t.name,
        t.subdomain,
        t.status,
        t.schema_name,
        t.role_name,
        t.plan_type,
    ).join_from(tenant_users, tenants, t.id == u.tenant_id, isouter=True)


_LOCK_ACCOUNT = Query(
    _account_query()
    .where(tenant_users.c.id == bindparam("user_id"))
    .with_for_update(of=tenant_users, key_share=True)
)


def _account(row: Row[Any]) -> Account:
    user = User(
        id=row.id,
        tenant_id=row.tenant_id,
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        role=row.role,
        is_active=row.is_active,
    )
    if user.tenant_id is None:
        return Account(user, None)
    tenant = Tenant(
        id=user.tenant_id,
        name=row.name,
        subdomain=row.subdomain,
        status=TenantStatus(row.status),
        schema_name=row.schema_name,
        role_name=row.role_name,
        plan_type=row.plan_type,
    )
    return Account(user, tenant)
