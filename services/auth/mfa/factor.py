"""The second factor as a login meets it: asked for where there is one, and each code good for one use."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.logging import get_logger
from libs.common.sealing import TokenSealer
from services.auth.mfa import recovery, repository, totp
from services.auth.mfa.errors import MfaInvalidError, MfaRequiredError
from services.auth.mfa.models import TotpCredential

log = get_logger(__name__)

_PURPOSE = "totp"


class SecondFactor:
    """Checks codes against what is stored; holds the key that opens the secrets."""

    def __init__(self, sealer: TokenSealer) -> None:
        self._sealer = sealer

    def seal(self, secret: bytes, user_id: UUID) -> str:
        """The secret as it is stored, bound to its user."""
        return self._sealer.seal(secret.hex(), purpose=_PURPOSE, subject=user_id)

    async def require(self, session: AsyncSession, user_id: UUID, otp: str | None, now: datetime) -> None:
        """Passes who has no second factor, or sent a good code, which is spent with the session's transaction.

        The row is held until that ends, so that a login and the enabling of a second factor see one another.
        Raises MfaRequiredError or MfaInvalidError; call it only once the password was right.
        """
        credential = await repository.lock(session, user_id)
        if credential is None or credential.confirmed_at is None:
            return
        if not otp:
            raise MfaRequiredError
        await self.spend(session, credential, otp, now)

    async def spend(self, session: AsyncSession, credential: TotpCredential, code: str, now: datetime) -> None:
        """Uses up a code, of the app or of the recovery set. Raises MfaInvalidError."""
        typed = "".join(char for char in code if char not in " -")
        if totp.is_code(typed):
            step = self.matching_step(credential, typed, now)
            is_good = step is not None and await repository.use_step(session, credential.user_id, step)
        else:
            is_good = await _use_recovery_code(session, credential, typed)
        if not is_good:
            log.warning("wrong second factor", security_event="MFA_FAILED", user_id=str(credential.user_id))
            raise MfaInvalidError

    def matching_step(self, credential: TotpCredential, code: str, now: datetime) -> int | None:
        """The time step of a code of the app, used or not; None for any other. Raises UnsealError."""
        typed = code.replace(" ", "")
        if not totp.is_code(typed):
            return None
        opened = self._sealer.unseal(credential.sealed_secret, purpose=_PURPOSE, subject=credential.user_id)
        return totp.matching_step(bytes.fromhex(opened), typed, now)


async def _use_recovery_code(session: AsyncSession, credential: TotpCredential, typed: str) -> bool:
    code = recovery.as_code(typed)
    if code is None or credential.recovery_salt is None:
        return False
    code_hash = await recovery.hash_code(code, credential.recovery_salt)
    is_good = await repository.use_recovery_code(session, credential.user_id, code_hash)
    if is_good:
        log.warning("recovery code used", security_event="RECOVERY_CODE_USED", user_id=str(credential.user_id))
    return is_good
