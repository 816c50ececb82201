"""The queries of accounts; users are seen through the row-level security of the session's scope."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.accounts.models import (
    OneTimeToken,
    OwnSettings,
    Purpose,
    Recipient,
    ResetRequest,
    one_time_tokens,
    reset_requests,
)
from services.auth.models import tenant_users, tenants


async def lock_recipient(session: AsyncSession, user_id: UUID) -> Recipient | None:
    """A shop's user, held until the transaction ends: his letters queue here."""
    u, t = tenant_users.c, tenants.c
    statement = (
        select(
            u.id,
            u.tenant_id,
            u.email,
            func.coalesce(u.first_name, ""),
            func.coalesce(u.locale, t.locale),
            u.is_active,
            u.email_verified_at.is_not(None),
        )
        .join_from(tenant_users, tenants, t.id == u.tenant_id)
        .where(u.id == user_id)
        .with_for_update(of=tenant_users, key_share=True)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Recipient(*row)


async def find_settings(session: AsyncSession, user_id: UUID) -> OwnSettings:
    """Raises NoResultFound for a user out of the session's scope."""
    u = tenant_users.c
    statement = select(u.email_verified_at.is_not(None), u.locale).where(u.id == user_id)
    return OwnSettings(*(await session.execute(statement)).one())


async def change_user(session: AsyncSession, user_id: UUID, values: Mapping[str, str]) -> None:
    await session.execute(update(tenant_users).where(tenant_users.c.id == user_id).values(**values))


async def mark_verified(session: AsyncSession, user_id: UUID, email: str, now: datetime) -> bool:
    """Whether an active user of the scope still has this address; the first proof counts."""
    u = tenant_users.c
    statement = (
        update(tenant_users)
        .where(u.id == user_id, u.email == email, u.is_active)
        .values(email_verified_at=func.coalesce(u.email_verified_at, now))
    )
    return (await session.execute(statement.returning(u.id))).first() is not None


async def add_token(
    session: AsyncSession, token_hash: bytes, purpose: Purpose, of: OneTimeToken, *, now: datetime, until: datetime
) -> None:
    """Ends the older one of the same purpose."""
    await end_tokens(session, of.user_id, purpose, now)
    values = {"user_id": of.user_id, "tenant_id": of.tenant_id, "email": of.email}
    await session.execute(
        insert(one_time_tokens).values(
            token_hash=token_hash, purpose=purpose, created_at=now, expires_at=until, **values
        )
    )


async def end_tokens(session: AsyncSession, user_id: UUID, purpose: Purpose, now: datetime) -> None:
    """Outdates what was sent and not used."""
    c = one_time_tokens.c
    await session.execute(
        update(one_time_tokens)
        .where(c.user_id == user_id, c.purpose == purpose, c.ended_at.is_(None))
        .values(ended_at=now)
    )


async def find_token(
    session: AsyncSession, token_hash: bytes, purpose: Purpose, now: datetime
) -> OneTimeToken | None:
    """A token that is still good."""
    c = one_time_tokens.c
    statement = select(c.user_id, c.tenant_id, c.email).where(
        c.token_hash == token_hash, c.purpose == purpose, c.ended_at.is_(None), c.expires_at > now
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else OneTimeToken(*row)


async def spend_token(session: AsyncSession, token_hash: bytes, now: datetime) -> bool:
    """Whether this transaction is the one that uses it."""
    c = one_time_tokens.c
    statement = (
        update(one_time_tokens)
        .where(c.token_hash == token_hash, c.ended_at.is_(None), c.expires_at > now)
        .values(ended_at=now)
    )
    return (await session.execute(statement.returning(c.token_hash))).first() is not None


async def has_token(session: AsyncSession, user_id: UUID, purpose: Purpose) -> bool:
    """Whether one was sent that has neither been used nor outdated."""
    c = one_time_tokens.c
    statement = select(c.token_hash).where(c.user_id == user_id, c.purpose == purpose, c.ended_at.is_(None))
    return (await session.execute(statement)).first() is not None


async def times_of_tokens(
    session: AsyncSession, user_id: UUID, purpose: Purpose, since: datetime
) -> list[datetime]:
    """When the user was sent one, the oldest first."""
    c = one_time_tokens.c
    statement = select(c.created_at).where(c.user_id == user_id, c.purpose == purpose, c.created_at > since)
    return list((await session.scalars(statement.order_by(c.created_at))).all())


async def add_request(session: AsyncSession, request: ResetRequest, now: datetime) -> None:
    values = {"id": request.id, "email": request.email, "tenant_id": request.tenant_id, "created_at": now}
    await session.execute(insert(reset_requests).values(values))


async def waiting_requests(session: AsyncSession, *, limit: int) -> list[ResetRequest]:
    """The oldest that nobody has answered."""
    c = reset_requests.c
    statement = select(c.id, c.email, c.tenant_id).order_by(c.created_at).limit(limit)
    return [ResetRequest(*row) for row in (await session.execute(statement)).all()]


async def take_request(session: AsyncSession, request_id: UUID) -> bool:
    """Whether this transaction is the one that answers it."""
    statement = delete(reset_requests).where(reset_requests.c.id == request_id)
    return (await session.execute(statement.returning(reset_requests.c.id))).first() is not None


async def prune(session: AsyncSession, *, tokens_before: datetime, requests_before: datetime) -> None:
    """Forgets tokens that expired and requests that came before then."""
    await session.execute(delete(one_time_tokens).where(one_time_tokens.c.expires_at < tokens_before))
    await session.execute(delete(reset_requests).where(reset_requests.c.created_at < requests_before))
