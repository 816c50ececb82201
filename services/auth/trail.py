"""What people's coming and going leaves in the audit of their shop, or of the platform."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import Actor, record
from services.auth.models import Session, User


async def signed_in(session: AsyncSession, user: User, session_id: UUID, *, by: str) -> None:
    """`by` is the deed: `auth.signed_in`, `auth.handed_off`."""
    actor = Actor(id=user.id, kind="user" if user.tenant_id else "operator", session_id=session_id)
    await record(session, by, entity="session", entity_id=session_id, actor=actor)


async def sign_in_refused(session: AsyncSession, user_id: UUID | None) -> None:
    """`user_id` is a user of the scope's own shop, None for an address that nobody has there.

    The address itself is not kept: people type passwords into the wrong field.
    """
    await record(session, "auth.sign_in_refused", entity="user", entity_id=user_id)


async def session_ended(session: AsyncSession, ended: Session, *, by: str) -> None:
    """`by` is the deed: `auth.signed_out`, `auth.token_reused`."""
    actor = Actor(
        id=ended.user_id,
        kind="user" if ended.users_tenant_id else "operator",
        session_id=ended.id,
        impersonation=ended.impersonation,
    )
    await record(session, by, entity="session", entity_id=ended.id, actor=actor)


async def sessions_ended(session: AsyncSession, user_id: UUID) -> None:
    await record(session, "auth.signed_out_everywhere", entity="user", entity_id=user_id)


async def password_changed(session: AsyncSession, user_id: UUID) -> None:
    """By its owner, who knew the old one."""
    await record(session, "auth.password_changed", entity="user", entity_id=user_id)


async def password_reset(session: AsyncSession, user_id: UUID) -> None:
    """By whoever holds the letter: nobody is signed in, the user is known by it."""
    actor = Actor(id=user_id, kind="user")
    await record(session, "auth.password_reset", entity="user", entity_id=user_id, actor=actor)


async def second_factor_changed(session: AsyncSession, user_id: UUID, *, by: str) -> None:
    """`by` is the deed: `auth.mfa_enabled`, `auth.mfa_disabled`, `auth.recovery_codes_renewed`."""
    await record(session, by, entity="user", entity_id=user_id)


async def not_confirmed(session: AsyncSession, user_id: UUID) -> None:
    """Somebody in his session did not know his password."""
    await record(session, "auth.confirmation_refused", entity="user", entity_id=user_id)


async def invited(session: AsyncSession, invitation_id: UUID, *, email: str, role: str) -> None:
    told = {"email": email, "role": role}
    await record(session, "invitation.created", entity="invitation", entity_id=invitation_id, after=told)


async def invitation_withdrawn(session: AsyncSession, invitation_id: UUID, *, email: str, role: str) -> None:
    told = {"email": email, "role": role}
    await record(session, "invitation.deleted", entity="invitation", entity_id=invitation_id, before=told)


async def device_ended(session: AsyncSession, session_id: UUID) -> None:
    """By its user, from another device."""
    await record(session, "auth.device_ended", entity="session", entity_id=session_id)
