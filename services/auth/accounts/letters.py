"""What auth asks notifications to write: a link with a one-time token, in the transaction that stores its hash.

The clear token is in the sealed event and in nobody's database. A new one outdates the older, so who may ask for
letters in somebody else's name must not do it for ever: there is a most within a token's life, and then the last
letter stays good.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.events import AccountLetter, EmailVerificationRequested, PasswordResetRequested
from libs.common.sealing import TokenSealer
from services.auth.accounts import repository
from services.auth.accounts.models import TOKEN_LIFE, OneTimeToken, Purpose, Recipient
from services.auth.outbox import outbox
from services.auth.tokens import hash_token, new_link_token

LETTERS_WINDOW = timedelta(hours=1)
MOST_LETTERS = 5


class Letters:
    """Writes to shops' users; `sealer` closes tokens for notifications alone."""

    def __init__(self, sealer: TokenSealer) -> None:
        self._sealer = sealer

    async def prove_email(self, session: AsyncSession, to: Recipient) -> None:
        """Asks for a letter by which `to` proves that he reads mail at his address."""
        letter = await self._issue(session, to, Purpose.EMAIL_VERIFICATION, EmailVerificationRequested)
        await outbox.emit(session, EmailVerificationRequested(**letter))

    async def reset_password(self, session: AsyncSession, to: Recipient) -> None:
        """Asks for a letter by which `to` gives himself a new password."""
        letter = await self._issue(session, to, Purpose.PASSWORD_RESET, PasswordResetRequested)
        await outbox.emit(session, PasswordResetRequested(**letter))

    async def _issue(
        self, session: AsyncSession, to: Recipient, purpose: Purpose, event: type[AccountLetter]
    ) -> dict[str, object]:
        token, now = new_link_token(), utc_now()
        until = now + TOKEN_LIFE[purpose]
        whose = OneTimeToken(to.user_id, to.tenant_id, to.email)
        await repository.add_token(session, hash_token(token), purpose, whose, now=now, until=until)
        return {
            "tenant_id": to.tenant_id,
            "user_id": to.user_id,
            "email": to.email,
            "first_name": to.first_name,
            "locale": to.locale,
            "sealed_token": self._sealer.seal(token, purpose=event.routing_key, subject=to.user_id),
            "expires_at": until,
        }


async def pause_before_next(session: AsyncSession, to: Recipient, purpose: Purpose) -> timedelta | None:
    """How long to wait until another letter may go; None when it may go now."""
    now = utc_now()
    times = await repository.times_of_tokens(session, to.user_id, purpose, now - LETTERS_WINDOW)
    return None if len(times) < MOST_LETTERS else times[-MOST_LETTERS] + LETTERS_WINDOW - now
