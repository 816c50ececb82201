"""How a user gets a second factor, renews its recovery codes, and gives it up."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.errors import WrongStateError
from libs.common.logging import get_logger
from services.auth import revocations, trail
from services.auth import service as auth_service
from services.auth.errors import InvalidCredentialsError
from services.auth.mfa import recovery, repository, totp
from services.auth.mfa.errors import MfaInvalidError
from services.auth.mfa.factor import SecondFactor
from services.auth.mfa.models import TotpCredential
from services.auth.models import User
from services.auth.reauthentication import reauthenticated
from services.auth.service import OpenTransaction
from services.auth.throttle import service as throttling
from services.auth.throttle.service import Throttle

log = get_logger(__name__)

# How long a secret waits for its first code.
SETUP_LIFE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class TotpSetup:
    """What an authenticator app is told, once: the secret in base 32, and as the URI of a QR code."""

    secret: str = field(repr=False)
    otpauth_uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MfaStatus:
    """Whether a second factor is asked for, and how many recovery codes are left."""

    totp: bool
    recovery_codes_left: int


async def show_status(session: AsyncSession, principal: Principal) -> MfaStatus:
    """Raises SessionRevokedError."""
    await auth_service.show_account(session, principal)
    credential = await repository.find(session, principal.user_id)
    if credential is None or credential.confirmed_at is None:
        return MfaStatus(totp=False, recovery_codes_left=0)
    return MfaStatus(totp=True, recovery_codes_left=credential.recovery_codes_left)


async def set_up(
    transaction: OpenTransaction,
    factor: SecondFactor,
    throttle: Throttle,
    principal: Principal,
    *,
    password: str,
    now: datetime,
) -> TotpSetup:
    """A new secret, which replaces one that was never confirmed.

    Raises what `reauthenticated` does, or WrongStateError where a second factor is enabled.
    """
    secret = totp.new_secret()
    async with _confirmed(transaction, throttle, principal, password) as (session, user):
        if not await repository.put_unconfirmed(session, user, factor.seal(secret, user.id), now):
            raise WrongStateError("The second factor is enabled already.")
    return TotpSetup(base64.b32encode(secret).decode("ascii"), totp.provisioning_uri(secret, user.email))


async def enable(
    transaction: OpenTransaction,
    factor: SecondFactor,
    throttle: Throttle,
    principal: Principal,
    *,
    code: str,
    now: datetime,
) -> list[str]:
    """Confirms the secret by a code of the app, ends the user's other sessions, and answers the recovery codes.

    Raises SessionRevokedError, RateLimitedError, MfaInvalidError, or WrongStateError where nothing waits to be
    confirmed, or not any more.
    """
    async with transaction(principal.tenant_id) as session:
        await auth_service.show_account(session, principal)
        charged = await throttling.admit(session, throttle.confirm(principal.session_id))
        pending = await repository.find(session, principal.user_id)
    if pending is None or pending.confirmed_at is not None or now - pending.created_at > SETUP_LIFE:
        raise WrongStateError("There is no second factor to confirm.")
    step = factor.matching_step(pending, code, now)
    if step is None:
        async with transaction(None) as session:
            await throttling.charge(session, charged)
        raise MfaInvalidError
    codes = await recovery.new_codes()
    async with transaction(principal.tenant_id) as session:
        await auth_service.show_account(session, principal)
        if not await repository.confirm(session, pending, step, codes, now):
            raise WrongStateError("There is no second factor to confirm.")
        keep = principal.session_id
        await revocations.end_sessions_of_user(session, principal.user_id, principal.tenant_id, keep=keep)
        await trail.second_factor_changed(session, principal.user_id, by="auth.mfa_enabled")
    log.info("second factor enabled", security_event="MFA_ENABLED", user_id=str(principal.user_id))
    return codes.clear


async def disable(
    transaction: OpenTransaction,
    factor: SecondFactor,
    throttle: Throttle,
    principal: Principal,
    *,
    password: str,
    code: str,
    now: datetime,
) -> None:
    """Gives the second factor up, by the password and a code of the app or of the recovery set.

    Raises what `reauthenticated` does, MfaInvalidError, or WrongStateError where there is none.
    """
    async with _confirmed(transaction, throttle, principal, password) as (session, user):
        await factor.spend(session, await _lock_enabled(session, user), code, now)
        await repository.remove(session, user.id)
        await trail.second_factor_changed(session, user.id, by="auth.mfa_disabled")
    log.warning("second factor disabled", security_event="MFA_DISABLED", user_id=str(principal.user_id))


async def renew_recovery_codes(
    transaction: OpenTransaction,
    factor: SecondFactor,
    throttle: Throttle,
    principal: Principal,
    *,
    password: str,
    code: str,
    now: datetime,
) -> list[str]:
    """A new set; the codes of the old one are worth nothing any more. Raises as `disable` does."""
    async with _confirmed(transaction, throttle, principal, password) as (session, user):
        await factor.spend(session, await _lock_enabled(session, user), code, now)
        codes = await recovery.new_codes()
        await repository.replace_recovery_codes(session, user.id, codes)
        await trail.second_factor_changed(session, user.id, by="auth.recovery_codes_renewed")
    log.info("recovery codes renewed", security_event="RECOVERY_CODES_RENEWED", user_id=str(principal.user_id))
    return codes.clear


@asynccontextmanager
async def _confirmed(
    transaction: OpenTransaction, throttle: Throttle, principal: Principal, password: str
) -> AsyncIterator[tuple[AsyncSession, User]]:
    """A transaction of a user who gave his password again."""
    wrong = InvalidCredentialsError()
    async with (
        reauthenticated(transaction, throttle, principal, password, refusal=wrong),
        transaction(principal.tenant_id) as session,
    ):
        # Session and user may have ended meanwhile.
        account = await auth_service.show_account(session, principal)
        yield session, account.user


async def _lock_enabled(session: AsyncSession, user: User) -> TotpCredential:
    credential = await repository.lock(session, user.id)
    if credential is None or credential.confirmed_at is None:
        raise WrongStateError("There is no second factor.")
    return credential
