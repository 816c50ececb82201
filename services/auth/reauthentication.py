"""The password said once more, in a session: what a stolen access token alone must not be enough for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from libs.common.auth import Principal
from libs.common.errors import AppError
from libs.common.passwords import verify_password
from services.auth import password_repository, service
from services.auth.mfa.errors import MfaInvalidError
from services.auth.models import Account
from services.auth.service import OpenTransaction
from services.auth.throttle import service as throttling
from services.auth.throttle.service import Throttle


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
            raise refusal
    try:
        yield Reauthenticated(account, held)
    except MfaInvalidError:
        # A code is guessed as a password is.
        async with transaction(None) as session:
            await throttling.charge(session, charged)
        raise
