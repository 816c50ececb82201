"""The rules of who may sign in, and for how long."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import MAX_TOKEN_LIFE, Principal
from libs.common.clock import new_id, utc_now
from libs.common.logging import get_logger
from libs.common.passwords import verify_password
from libs.common.tenancy.tenant import Tenant, require_active
from services.auth import handoff_repository, impersonation_repository, repository, revocations
from services.auth.errors import (
    EmailTakenError,
    InvalidCredentialsError,
    RefreshTokenInvalidError,
    SessionRevokedError,
)
from services.auth.models import Account, Session, User
from services.auth.repository import Credentials
from services.auth.tokens import TokenIssuer, hash_token, new_refresh_token

log = get_logger(__name__)

# Opens one committed transaction under the row-level security of a shop, or of the platform (None).
OpenTransaction = Callable[[UUID | None], AbstractAsyncContextManager[AsyncSession]]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's next pair of tokens, in clear only until the answer is sent."""

    account: Account
    access_token: str = field(repr=False)
    expires_in: int
    refresh_token: str = field(repr=False)


def normalise_email(email: str) -> str:
    """The form in which an address is stored and looked up."""
    return email.strip().lower()


async def log_in(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    *,
    email: str,
    password: str,
    shop: Tenant | None,
    session_ttl: timedelta,
) -> SignedIn:
    """Signs in at a shop's host (its own users only) or at the apex (`shop` None, everybody).

    Raises InvalidCredentialsError after the same work in every case, or the refusal of a closed shop.
    """
    async with transaction(shop.id if shop else None) as session:
        found = await repository.find_credentials(session, email)
    eligible = found if found is not None and _may_sign_in(found, shop) else None
    matches = await verify_password(eligible.password_hash if eligible else None, password)
    if eligible is None or not matches:
        raise InvalidCredentialsError
    async with transaction(eligible.tenant_id) as session:
        account = await repository.find_account(session, eligible.user_id)
        # Both may have changed while the password was being verified.
        if account is None or not account.user.is_active:
            raise InvalidCredentialsError
        return await open_session(session, issuer, account, expires_at=utc_now() + session_ttl)


async def open_session(
    session: AsyncSession, issuer: TokenIssuer, account: Account, *, expires_at: datetime
) -> SignedIn:
    """A new session of an active user, with its first tokens. Raises the refusal of a shop that is not open."""
    if account.tenant is not None:
        require_active(account.tenant)
    user, now = account.user, utc_now()
    opened = Session(new_id(), user.id, user.tenant_id, expires_at=expires_at, revoked_at=None)
    await repository.add_session(session, opened, now)
    await repository.record_login(session, user.id, now)
    return await issue(session, issuer, account, opened.id)


async def refresh(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    *,
    token: str,
    shop: Tenant | None,
    reuse_grace: timedelta,
) -> SignedIn:
    """Spends a refresh token for the next pair; a token spent longer than `reuse_grace` ago ends its session.

    Raises RefreshTokenInvalidError, SessionRevokedError, or the refusal of a shop that is not open.
    """
    token_hash = hash_token(token)
    async with transaction(shop.id if shop else None) as session:
        found = await repository.find_session_of_token(session, token_hash)
    if found is None or (shop is not None and found.tenant_id != shop.id):
        raise RefreshTokenInvalidError
    async with transaction(found.users_tenant_id) as session:
        return await _rotate(session, issuer, found.id, token_hash, reuse_grace)


async def log_out(session: AsyncSession, token: str) -> None:
    """Ends the session of a refresh token, spent or not; an unknown one is no error."""
    found = await repository.find_session_of_token(session, hash_token(token))
    if found is not None:
        await revocations.end_session(session, found)


async def log_out_everywhere(session: AsyncSession, principal: Principal) -> None:
    """Ends every session of the user. Raises SessionRevokedError when this one has ended already."""
    await _require_live(session, principal)
    await revocations.end_sessions_of_user(session, principal.user_id, principal.tenant_id)


async def show_account(session: AsyncSession, principal: Principal) -> Account:
    """Who the token speaks for. Raises SessionRevokedError when the session or the user is no more."""
    stored = await _require_live(session, principal)
    if stored.impersonation is not None:
        account = await impersonation_repository.find_visitor(session, stored.id)
    else:
        account = await repository.find_account(session, principal.user_id)
    if account is None or not account.user.is_active:
        raise SessionRevokedError
    return account


async def create_operator(session: AsyncSession, *, email: str, password_hash: str) -> bool:
    """Adds a platform operator; False when he exists. Raises EmailTakenError for a shop's user."""
    operator = User(
        id=new_id(),
        tenant_id=None,
        email=normalise_email(email),
        first_name="Platform",
        last_name="Operator",
        role="operator",
        is_active=True,
    )
    if await repository.add_user(session, operator, password_hash):
        return True
    if await repository.is_operator(session, operator.email):
        return False
    raise EmailTakenError


async def prune(session: AsyncSession) -> None:
    """Forgets sessions and one-time codes that have expired, and revocations older than any token."""
    await repository.prune_sessions(session, utc_now())
    await handoff_repository.prune_codes(session, utc_now())
    await repository.prune_revocations(session, utc_now() - MAX_TOKEN_LIFE)


def _may_sign_in(found: Credentials, shop: Tenant | None) -> bool:
    return found.is_active and (shop is None or found.tenant_id == shop.id)


async def _rotate(
    session: AsyncSession, issuer: TokenIssuer, session_id: UUID, token_hash: bytes, grace: timedelta
) -> SignedIn:
    stored = await repository.lock_session(session, session_id)
    now = utc_now()
    if stored is None or stored.expires_at <= now:
        raise RefreshTokenInvalidError
    if stored.revoked_at is not None:
        raise SessionRevokedError
    used_at = await repository.used_at(session, token_hash)
    if used_at is not None and now - used_at > grace:
        log.warning("spent refresh token came again", security_event="REFRESH_TOKEN_REUSED", sid=str(session_id))
        await revocations.end_session(session, stored)
        raise SessionRevokedError
    account = await account_of(session, stored)
    if account is None or not account.user.is_active:
        await revocations.end_session(session, stored)
        raise SessionRevokedError
    if account.tenant is not None:
        require_active(account.tenant)
    if used_at is None:
        # A repeat within the grace forks the session; the branch used first spends the other one here,
        # so a thief who raced the owner is found out at the next refresh.
        await repository.spend_tokens(session, session_id, now)
    return await issue(session, issuer, account, session_id)


async def account_of(session: AsyncSession, stored: Session) -> Account | None:
    """Whose session it is, in the scope of `stored.users_tenant_id`."""
    if stored.impersonation is None:
        return await repository.find_account(session, stored.user_id)
    return await impersonation_repository.find_support(session, stored)


async def issue(session: AsyncSession, issuer: TokenIssuer, account: Account, session_id: UUID) -> SignedIn:
    """The next pair of tokens of a session that is known to be live."""
    token, now = new_refresh_token(), utc_now()
    await repository.add_token(session, session_id, hash_token(token), now)
    access_token = issuer.issue(account.user, session_id=session_id, now=now, impersonation=account.impersonation)
    return SignedIn(account, access_token, issuer.life_s(account.impersonation, now), token)


async def _require_live(session: AsyncSession, principal: Principal) -> Session:
    found = await repository.find_session(session, principal.session_id)
    if found is None or found.user_id != principal.user_id or not found.is_live(utc_now()):
        raise SessionRevokedError
    return found
