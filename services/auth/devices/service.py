"""Where a user is signed in, and how he ends it from afar."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import utc_now
from libs.common.errors import NotFoundError
from libs.common.pagination import decode_id_cursor, encode_id_cursor
from services.auth import repository as auth_repository
from services.auth import revocations, trail
from services.auth import service as auth_service
from services.auth.devices import repository
from services.auth.devices.models import DeviceSession


async def list_sessions(
    session: AsyncSession, principal: Principal, *, cursor: str | None, limit: int
) -> tuple[list[DeviceSession], str | None]:
    """A page of the user's live sessions, newest sign-in first, and the next page's cursor.

    Raises SessionRevokedError, or ValidationError for a cursor that is none of ours.
    """
    before = decode_id_cursor(cursor)
    await auth_service.show_account(session, principal)
    found = await repository.list_live(session, principal.user_id, utc_now(), before=before, limit=limit + 1)
    page = found[:limit]
    return page, encode_id_cursor(page[-1].id) if len(found) > limit else None


async def end_session(session: AsyncSession, principal: Principal, session_id: UUID) -> None:
    """Ends one of the user's own live sessions.

    Raises SessionRevokedError, or NotFoundError for anybody else's, for one that has ended, and for none at all.
    """
    await auth_service.show_account(session, principal)
    # Held: a hand-off under way would else open a session in its place, and the user believe it ended.
    found = await auth_repository.lock_session(session, session_id)
    if found is None or found.user_id != principal.user_id or not found.is_live(utc_now()):
        raise NotFoundError("There is no such session.")
    await revocations.end_session(session, found)
    await trail.device_ended(session, found.id)
