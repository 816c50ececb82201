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
from libs.common.passwords import upgraded_hash, verify_password
from libs.common.tenancy.tenant import Tenant, require_active
from services.auth import (
    handoff_repository,
    password_repository,
    repository,
    revocation_repository,
    revocations,
    trail,
)
from services.auth import refresh_repository as refreshing
from services.auth.errors import (
    InvalidCredentialsError,
    RefreshTokenInvalidError,
    SessionRevokedError,
)
from services.auth.impersonation import repository as impersonation_repository
from services.auth.mfa.errors import MfaInvalidError
from services.auth.mfa.factor import SecondFactor
from services.auth.models import Account, Device, Session
from services.auth.repository import Credentials
from services.auth.team import repository as team_repository
from services.auth.throttle import service as throttling
from services.auth.throttle.service import Client, Throttle
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


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """What somebody signs in with, and from where; `otp` is a second factor's code, if there is one."""

    email: str
    password: str = field(repr=False)
    otp: str | None = field(repr=False)
    device: Device


def normalise_email(email: str) -> str:
    """The form in which an address is stored and looked up."""
    return email.strip().lower()


async def log_in(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    second_factor: SecondFactor,
    attempt: LoginAttempt,
    *,
    shop: Tenant | None,
    session_ttl: timedelta,
    throttle: Throttle,
    client: Client,
) -> SignedIn:
    """Signs in at a shop's host (its own users only) or at the apex (`shop` None, everybody).

    Raises RateLimitedError before any work, InvalidCredentialsError after the same work in every case; once the
    password was right also MfaRequiredError, MfaInvalidError, or the refusal of a closed shop.
    """
    async with throttle.turns:
        async with transaction(shop.id if shop else None) as session:
            charged = await throttling.admit(session, throttle.sign_in(attempt.email, client))
            found = await repository.find_credentials(session, attempt.email)
        eligible = found if found is not None and _may_sign_in(found, shop) else None
        matches = await verify_password(eligible.password_hash if eligible else None, attempt.password)
        if eligible is None or not matches:
            async with transaction(None) as session:
                await throttling.charge(session, charged)
            await _tell_refusal(transaction, found, shop)
            raise InvalidCredentialsError
        upgraded = await upgraded_hash(eligible.password_hash, attempt.password)
        try:
            return await _let_in(transaction, issuer, second_factor, attempt, eligible, upgraded, session_ttl)
        except MfaInvalidError:
            # A code is guessed as a password is; and that the password was known is what she must hear of.
            async with transaction(None) as session:
                await throttling.charge(session, charged)
            await _tell_refusal(transaction, found, shop)
            raise


async def _let_in(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    second_factor: SecondFactor,
    attempt: LoginAttempt,
    eligible: Credentials,
    upgraded: str | None,
    session_ttl: timedelta,
) -> SignedIn:
    """A session for who knew the password, if that and the user are still as they were when it was verified."""
    async with transaction(eligible.tenant_id) as session:
        if not await password_repository.lock_password(session, eligible.user_id, eligible.password_hash):
            raise InvalidCredentialsError
        account = await repository.lock_account(session, eligible.user_id)
        if account is None or not account.user.is_active:
            raise InvalidCredentialsError
        await second_factor.require(session, account.user.id, attempt.otp, utc_now())
        if upgraded is not None:
            await password_repository.set_password_hash(session, eligible.user_id, upgraded)
        expires_at = utc_now() + session_ttl
        return await open_session(
            session, issuer, account, expires_at=expires_at, device=attempt.device, by="auth.signed_in"
        )


async def open_session(
    session: AsyncSession,
    issuer: TokenIssuer,
    account: Account,
    *,
    expires_at: datetime,
    device: Device,
    by: str,
) -> SignedIn:
    """A new session of an active user, with its first tokens; `by` is what the audit calls the deed.

    Raises the refusal of a shop that is not open.
    """
    if account.tenant is not None:
        require_active(account.tenant)
    user, now = account.user, utc_now()
    opened = Session(new_id(), user.id, user.tenant_id, expires_at=expires_at, revoked_at=None)
    await repository.add_session(session, opened, device, now)
    await repository.record_login(session, user.id, now)
    await trail.signed_in(session, user, opened.id, by=by)
    return await issue(session, issuer, account, opened.id)


async def refresh(
    transaction: OpenTransaction,
    issuer: TokenIssuer,
    *,
    token: str,
    shop: Tenant | None,
    reuse_grace: timedelta,
    device: Device,
) -> SignedIn:
    """Spends a refresh token for the next pair; a token spent longer than `reuse_grace` ago ends its session.

    Raises RefreshTokenInvalidError, SessionRevokedError, or the refusal of a shop that is not open.
    """
    token_hash, here = hash_token(token), shop.id if shop else None
    async with transaction(here) as session:
        found = await refreshing.find_session(session, token_hash)
        if found is None or (shop is not None and found.tenant_id != shop.id):
            raise RefreshTokenInvalidError
        if found.users_tenant_id == here:
            return await _rotate(session, issuer, found, token_hash, reuse_grace, device)
    # At the apex, or a visiting operator's: the user stands behind another wall than the host.
    async with transaction(found.users_tenant_id) as session:
        return await _rotate(session, issuer, found, token_hash, reuse_grace, device)


async def log_out(transaction: OpenTransaction, token: str, *, shop: Tenant | None) -> None:
    """Ends the session of a refresh token, spent or not; an unknown one is no error."""
    async with transaction(shop.id if shop else None) as session:
        found = await refreshing.find_session(session, hash_token(token))
    if found is None:
        return
    # In its own shop's scope, wherever it ends: the deed belongs in that shop's audit.
    async with transaction(found.tenant_id) as session:
        await revocations.end_session(session, found)
        await trail.session_ended(session, found, by="auth.signed_out")


async def log_out_everywhere(session: AsyncSession, principal: Principal) -> None:
    """Ends every session of the user. Raises SessionRevokedError when this one has ended already."""
    await _require_live(session, principal)
    await revocations.end_sessions_of_user(session, principal.user_id, principal.tenant_id)
    await trail.sessions_ended(session, principal.user_id)


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


async def prune(session: AsyncSession) -> None:
    """Forgets sessions, one-time codes and invitations that expired, and revocations older than any token."""
    await repository.prune_sessions(session, utc_now())
    await handoff_repository.prune_codes(session, utc_now())
    await team_repository.prune_invitations(session, utc_now())
    await revocation_repository.prune_revocations(session, utc_now() - MAX_TOKEN_LIFE)


def _may_sign_in(found: Credentials, shop: Tenant | None) -> bool:
    return found.is_active and (shop is None or found.tenant_id == shop.id)


async def _tell_refusal(transaction: OpenTransaction, found: Credentials | None, shop: Tenant | None) -> None:
    """In the host's shop, else in the user's own; the same work whether or not there is such a user."""
    own = found.tenant_id if found else None
    place = shop.id if shop else own
    async with transaction(place) as session:
        await trail.sign_in_refused(session, found.user_id if found and own == place else None)


async def _rotate(
    session: AsyncSession,
    issuer: TokenIssuer,
    found: Session,
    token_hash: bytes,
    grace: timedelta,
    device: Device,
) -> SignedIn:
    account = await repository.lock_account(session, found.user_id)
    locked, now = await refreshing.lock_token(session, found.id, token_hash), utc_now()
    if locked is None or locked.session.expires_at <= now:
        raise RefreshTokenInvalidError
    stored, used_at = locked.session, locked.used_at
    if stored.revoked_at is not None:
        raise SessionRevokedError
    if used_at is not None and now - used_at > grace:
        log.warning("spent refresh token came again", security_event="REFRESH_TOKEN_REUSED", sid=str(found.id))
        await revocations.end_session(session, stored)
        await trail.session_ended(session, stored, by="auth.token_reused")
        raise SessionRevokedError
    if account is not None and stored.impersonation is not None:
        account = await impersonation_repository.find_support(session, stored, account)
    if account is None or not account.user.is_active:
        await revocations.end_session(session, stored)
        raise SessionRevokedError
    if account.tenant is not None:
        require_active(account.tenant)
    if used_at is not None:
        # A repeat within the grace forks the session; the branch used first spends the other one below,
        # so a thief who raced the owner is found out at the next refresh.
        return await issue(session, issuer, account, found.id)
    next_token = new_refresh_token()
    await refreshing.rotate(session, found.id, hash_token(next_token), device, now)
    return _signed_in(issuer, account, found.id, next_token, now)


async def issue(session: AsyncSession, issuer: TokenIssuer, account: Account, session_id: UUID) -> SignedIn:
    """One more pair of tokens of a session that is known to be live."""
    token, now = new_refresh_token(), utc_now()
    await repository.add_token(session, session_id, hash_token(token), now)
    return _signed_in(issuer, account, session_id, token, now)


def _signed_in(issuer: TokenIssuer, account: Account, session_id: UUID, token: str, now: datetime) -> SignedIn:
    access_token = issuer.issue(account.user, session_id=session_id, now=now, impersonation=account.impersonation)
    return SignedIn(account, access_token, issuer.life_s(account.impersonation, now), token)


async def _require_live(session: AsyncSession, principal: Principal) -> Session:
    found = await repository.find_session(session, principal.session_id)
    if found is None or found.user_id != principal.user_id or not found.is_live(utc_now()):
        raise SessionRevokedError
    return found
