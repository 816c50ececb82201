"""Queries of a refresh, which every device asks for every quarter of an hour."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.query import Query
from libs.common.transaction import rows_of
from services.auth.models import Device, Session, refresh_tokens, sessions

_s, _t = sessions.c, refresh_tokens.c
_OF_TOKEN = select(_s.id, _s.user_id, _s.tenant_id, _s.expires_at, _s.revoked_at, _s.origin_id, _s.impersonation)
_FIND = Query(
    _OF_TOKEN.join(refresh_tokens, _t.session_id == _s.id).where(_t.token_hash == bindparam("token_hash"))
)
# Both rows are locked, so that both are read as they are once the lock is had, whoever rotated meanwhile.
_LOCK = Query(
    _OF_TOKEN.add_columns(_t.used_at)
    .join(refresh_tokens, _t.session_id == _s.id)
    .where(_s.id == bindparam("session_id"), _t.token_hash == bindparam("token_hash"))
    .with_for_update(of=(sessions, refresh_tokens))
)
# The parts of one statement do not see each other: what is added is not spent.
_ROTATE = Query(
    text(
        "WITH spent AS (UPDATE svc_auth.refresh_tokens SET used_at = :now"
        " WHERE session_id = :session_id AND used_at IS NULL),"
        " seen AS (UPDATE svc_auth.sessions SET last_used_at = :now, user_agent = :user_agent, address = :address"
        " WHERE id = :session_id)"
        " INSERT INTO svc_auth.refresh_tokens (token_hash, session_id, created_at)"
        " VALUES (:token_hash, :session_id, :now) RETURNING session_id"
    )
)


@dataclass(frozen=True, slots=True)
class LockedToken:
    """A session and one of its refresh tokens, held until the transaction ends; `used_at` is None while fresh."""

    session: Session
    used_at: datetime | None


async def find_session(session: AsyncSession, token_hash: bytes) -> Session | None:
    """The session a refresh token was issued for, spent or not."""
    rows = await rows_of(session, _FIND, token_hash=token_hash)
    return Session(*rows[0]) if rows else None


async def lock_token(session: AsyncSession, session_id: UUID, token_hash: bytes) -> LockedToken | None:
    """Rotations of a session queue here; None when it is gone."""
    rows = await rows_of(session, _LOCK, session_id=session_id, token_hash=token_hash)
    if not rows:
        return None
    *parts, used_at = rows[0]
    return LockedToken(Session(*parts), used_at)


async def rotate(
    session: AsyncSession, session_id: UUID, token_hash: bytes, device: Device, now: datetime
) -> None:
    """Spends every fresh token of the session, adds the next, and remembers where it is used from now."""
    await rows_of(
        session,
        _ROTATE,
        session_id=session_id,
        token_hash=token_hash,
        user_agent=device.user_agent,
        address=device.address,
        now=now,
    )
