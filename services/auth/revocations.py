"""Ends sessions and access tokens before their time: an event for who runs now, a row for who starts later.

`before` is read once this transaction holds what issues tokens (the sessions, or the user whose role changed), so
that every earlier token is older and every later one is not.
"""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.events import PLATFORM_ID, SessionRevoked
from services.auth import repository, revocation_repository
from services.auth.impersonation import repository as impersonation_repository
from services.auth.models import Session
from services.auth.outbox import outbox


async def end_session(session: AsyncSession, ended: Session) -> None:
    """Ends one device's session with its tokens, and those an operator opened from it in shops.

    One that has ended already is no error.
    """
    now = utc_now()
    if await repository.revoke_session(session, ended.id, now):
        await _announce(session, ended.tenant_id, sid=ended.id)
    for sid, tenant_id in await impersonation_repository.revoke_opened_from(session, ended.id, now):
        await _announce(session, tenant_id, sid=sid)


async def end_sessions_of_user(
    session: AsyncSession, user_id: UUID, tenant_id: UUID | None, *, keep: UUID | None = None
) -> None:
    """Ends every session of the user, but for the one to `keep`: the device he is at."""
    ended = await repository.revoke_sessions_of_user(session, user_id, utc_now(), keep=keep)
    if keep is None:
        await _announce(session, tenant_id, user_id=user_id)
        return
    for sid in ended:
        await _announce(session, tenant_id, sid=sid)


async def outdate_tokens_of_user(session: AsyncSession, user_id: UUID, tenant_id: UUID | None) -> None:
    """His devices stay signed in and fetch new access tokens, with what is true of him now: call it after the
    statement that changed it (his role), which holds his row.
    """
    await _announce(session, tenant_id, user_id=user_id, ends_sessions=False)


async def _announce(
    session: AsyncSession,
    tenant_id: UUID | None,
    *,
    user_id: UUID | None = None,
    sid: UUID | None = None,
    ends_sessions: bool = True,
) -> None:
    event = SessionRevoked(
        tenant_id=tenant_id or PLATFORM_ID,
        user_id=user_id,
        sid=sid,
        before=utc_now(),
        ends_sessions=ends_sessions,
    )
    await revocation_repository.add_revocation(session, event)
    await outbox.emit(session, event)
