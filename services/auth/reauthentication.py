"""What a stolen access token alone must not be enough for: the password said once more, or the refresh cookie."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import utc_now
from libs.common.errors import AppError
from libs.common.passwords import verify_password
from services.auth import password_repository, refresh_repository, repository, service, trail
from services.auth.errors import RefreshTokenInvalidError, RefreshTokenMissingError
from services.auth.mfa.errors import MfaInvalidError
from services.auth.models import Account
from services.auth.service import OpenTransaction
from services.auth.throttle import service as throttling
from services.auth.throttle.service import Throttle
from services.auth.tokens import hash_token


@dataclass(frozen=True, slots=True)
class Reauthenticated:
    """Whose password was right, and its hash of that moment."""

    account: Account
    password_hash: str | None = field(repr=False)


@asynccontextmanager
async def reauthenticated(
    transaction: OpenTransaction, throttle: Throttle, principal: Principal, password: str, *, refusal: AppError
) -> AsyncIterator[Reauthenticated]:
    """Lets in who gave his password again; a wrong one, and a wrong code inside, are charged to the session.

    No connection is held while the password is verified, nor handed in: session and user may have ended since.
    Raises SessionRevokedError, RateLimitedError before any work, or `refusal` for a wrong password.
    """
    async with throttle.turns:
        async with transaction(principal.tenant_id) as session:
            account = await service.show_account(session, principal)
            charged = await throttling.admit(session, throttle.confirm(principal.session_id))
            held = await password_repository.find_password_hash(session, principal.user_id)
        if not await verify_password(held, password):
            async with transaction(None) as session:
                await throttling.charge(session, charged)
            async with transaction(principal.tenant_id) as session:
                await trail.not_confirmed(session, principal.user_id)
            raise refusal
    try:
        yield Reauthenticated(account, held)
    except MfaInvalidError:
        # A code is guessed as a password is.
        async with transaction(None) as session:
            await throttling.charge(session, charged)
        raise


async def require_refresh_token(
    session: AsyncSession, principal: Principal, token: str | None, *, grace: timedelta
) -> None:
    """Demands the session's refresh token as well; `grace` as in `service.refresh`, for a page that just renewed.

    Raises RefreshTokenMissingError, or RefreshTokenInvalidError for another session's, or one spent before.
    """
    if token is None:
        raise RefreshTokenMissingError
    token_hash = hash_token(token)
    found = await refresh_repository.find_session(session, token_hash)
    if found is None or found.id != principal.session_id:
        raise RefreshTokenInvalidError
    used_at = await repository.used_at(session, token_hash)
    if used_at is not None and utc_now() - used_at > grace:
        raise RefreshTokenInvalidError
