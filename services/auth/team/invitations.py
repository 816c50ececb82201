"""Invitations: who is asked to join a shop gets a letter, and by its link makes his own account.

The token is in clear only in the letter: its event carries it sealed, the table its SHA-256. It works once. An
address with an account in another shop is answered like any other, and gets no letter: inviting tells of nobody.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import UserInvited
from libs.common.errors import ForbiddenError, NotFoundError
from libs.common.logging import get_logger
from libs.common.passwords import hash_password, require_strong
from libs.common.sealing import TokenSealer
from libs.common.tenancy.tenant import Tenant
from services.auth import repository as users
from services.auth import trail
from services.auth.errors import EmailNotVerifiedError, EmailTakenError, InvitationInvalidError
from services.auth.models import Account, Device, User
from services.auth.outbox import outbox
from services.auth.service import OpenTransaction, SignedIn, open_session
from services.auth.team import repository
from services.auth.team.models import Invitation, Person
from services.auth.team.repository import AnyRow, PageRows
from services.auth.team.rules import may_change
from services.auth.team.service import hold_actor, require_seat
from services.auth.team.usage import tell_usage
from services.auth.tokens import TokenIssuer, hash_token, new_link_token

log = get_logger(__name__)

INVITATION_TTL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the page of an invitation says before it is accepted."""

    shop: str
    email: str
    role: str


async def list_invitations(session: AsyncSession, shop: Tenant, *, cursor: str | None, limit: int) -> PageRows:
    """The open ones of the shop."""
    return await repository.list_invitations(session, shop.id, utc_now(), cursor=cursor, limit=limit)


async def invite(
    session: AsyncSession, principal: Principal, shop: Tenant, sealer: TokenSealer, *, email: str, role: str
) -> AnyRow:
    """Invites, or invites anew: a second letter's link takes the place of the first's.

    Raises ForbiddenError, EmailNotVerifiedError, PlanLimitReachedError, or EmailTakenError for who works here.
    """
    actor = await hold_actor(session, principal)
    _require_may_change(actor, role, role)
    if actor.email_verified_at is None:
        raise EmailNotVerifiedError
    known = await repository.find_invitation_to(session, shop.id, email, utc_now())
    if known is not None:
        _require_may_change(actor, known.role, role)
    holder = await users.find_credentials(session, email)
    if holder is not None and holder.tenant_id == shop.id:
        raise EmailTakenError
    if known is None:
        await require_seat(session, shop.id)
    token = new_link_token()
    invited = await _put(session, shop, actor, email=email, role=role, token=token)
    event = await _letter(session, shop, actor, sealer, invited, token)
    if holder is None:
        await outbox.emit(session, event)
    await trail.invited(session, invited.id, email=email, role=role)
    log.info("user invited", invitation_id=str(invited.id), role=role, by=str(actor.id), is_new=known is None)
    return invited


async def withdraw(session: AsyncSession, principal: Principal, shop: Tenant, invitation_id: UUID) -> None:
    """Raises NotFoundError, or ForbiddenError for who could not have invited to that role."""
    actor = await hold_actor(session, principal)
    found = await repository.find_invitation(session, shop.id, invitation_id, utc_now())
    if found is None:
        raise NotFoundError
    _require_may_change(actor, found.role, found.role)
    await repository.delete_invitation(session, found.id)
    await trail.invitation_withdrawn(session, found.id, email=found.email, role=found.role)


async def preview(session: AsyncSession, shop: Tenant | None, *, token: str) -> Greeting:
    """Raises InvitationInvalidError."""
    if shop is None:
        raise InvitationInvalidError
    found = await _open(session, shop, hash_token(token))
    return Greeting(shop.name, found.email, found.role)


async def accept(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    *,
    token: str,
    shop: Tenant | None,
    password: str,
    names: tuple[str, str],
    session_ttl: timedelta,
    device: Device,
) -> SignedIn:
    """Spends the invitation for an account, with `names` first and last, and signs in there.

    Raises InvitationInvalidError; EmailTakenError, PlanLimitReachedError, or ValidationError for a weak password,
    which leave the invitation as it was.
    """
    if shop is None:
        raise InvitationInvalidError
    token_hash = hash_token(token)
    async with transaction(shop.id) as session:
        invited = await _open(session, shop, token_hash)
    # Between two transactions: it takes long. Only for who has a token, or anybody could keep us busy.
    await require_strong(password, field="password", about=[invited.email, *names, shop.name, shop.subdomain])
    password_hash = await hash_password(password)
    async with transaction(shop.id) as session:
        held = await repository.hold_people(session, invited.invited_by)
        found = await _open(session, shop, token_hash)
        _require_still_good(found, held.get(found.invited_by))
        await repository.delete_invitation(session, found.id)
        await require_seat(session, shop.id)
        user = User(found.user_id, shop.id, found.email, *names, role=found.role, is_active=True)
        # The letter came to this address, so it is proven.
        if not await repository.add_person(session, user, password_hash, verified_at=utc_now()):
            raise EmailTakenError
        await tell_usage(session, shop.id)
        expires_at = utc_now() + session_ttl
        account = Account(user, shop)
        return await open_session(
            session, issuer, account, expires_at=expires_at, device=device, by="auth.invitation_accepted"
        )


def _require_still_good(invitation: Invitation, inviter: Person | None) -> None:
    """An invitation is worth what who wrote it may do now. Raises InvitationInvalidError."""
    role = invitation.role
    if inviter is None or not inviter.is_active or not may_change(inviter.role, role, role):
        raise InvitationInvalidError


async def _open(session: AsyncSession, shop: Tenant, token_hash: bytes) -> Invitation:
    found = await repository.find_invitation_of(session, shop.id, token_hash, utc_now())
    if found is None:
        raise InvitationInvalidError
    return found


async def _put(session: AsyncSession, shop: Tenant, actor: Person, *, email: str, role: str, token: str) -> AnyRow:
    now = utc_now()
    values = {
        "tenant_id": shop.id,
        "email": email,
        "role": role,
        "user_id": new_id(),
        "token_hash": hash_token(token),
        "invited_by": actor.id,
        "created_at": now,
        "expires_at": now + INVITATION_TTL,
    }
    return await repository.put_invitation(session, new_id(), values)


async def _letter(
    session: AsyncSession, shop: Tenant, actor: Person, sealer: TokenSealer, invited: AnyRow, token: str
) -> UserInvited:
    return UserInvited(
        tenant_id=shop.id,
        user_id=invited.user_id,
        email=invited.email,
        # Nobody told us; he says it himself when he accepts.
        first_name="",
        locale=await repository.locale_of_shop(session, shop.id),
        sealed_token=sealer.seal(token, purpose=UserInvited.routing_key, subject=invited.user_id),
        expires_at=invited.expires_at,
        role=invited.role,
        invited_by=actor.name,
    )


def _require_may_change(actor: Person, role: str, new_role: str) -> None:
    if not may_change(actor.role, role, new_role):
        raise ForbiddenError
