"""The hand-off to a shop's own host: a session moves there by a one-time code.

No cookie crosses hosts; a code crosses, within a minute and once. It opens nothing but the shop of the session it
comes from, which must still be live then and ends by it: who signs out at the shop leaves no other door open.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import utc_now
from libs.common.errors import ForbiddenError
from libs.common.tenancy.tenant import Tenant, require_active
from services.auth import handoff_repository, repository, revocations, service
from services.auth.errors import HandoffCodeInvalidError
from services.auth.models import Account, Device, Session
from services.auth.service import OpenTransaction, SignedIn
from services.auth.tokens import TokenIssuer, hash_token, new_handoff_code

CODE_TTL_S = 60


@dataclass(frozen=True, slots=True)
class HandedOff:
    """A code in clear, only until the answer is sent, and the shop whose host takes it."""

    code: str = field(repr=False)
    expires_in: int
    subdomain: str


async def hand_off(session: AsyncSession, principal: Principal) -> HandedOff:
    """A code for the host of the user's own shop.

    Raises SessionRevokedError, ForbiddenError for who has no shop of his own, or the refusal of one not open.
    """
    account = await service.show_account(session, principal)
    if account.tenant is None or account.impersonation is not None:
        raise ForbiddenError
    shop, code = require_active(account.tenant), new_handoff_code()
    expires_at = utc_now() + timedelta(seconds=CODE_TTL_S)
    await handoff_repository.add_code(session, hash_token(code), principal.session_id, expires_at)
    return HandedOff(code, CODE_TTL_S, shop.subdomain)


async def exchange(
    transaction: OpenTransaction, issuer: TokenIssuer, *, code: str, shop: Tenant | None, device: Device
) -> SignedIn:
    """Spends a code at its shop's host for a new session in the place of the one it comes from.

    Raises HandoffCodeInvalidError, which leaves the code as it was, or the refusal of a shop that is not open.
    """
    if shop is None:
        raise HandoffCodeInvalidError
    async with transaction(shop.id) as session:
        origin, account = await spend(session, hash_token(code), shop)
        await revocations.end_session(session, origin)
        # It ends when its origin would have: going from host to host prolongs no login.
        expires_at = origin.expires_at
        return await service.open_session(
            session, issuer, account, expires_at=expires_at, device=device, by="auth.handed_off"
        )


async def spend(session: AsyncSession, code_hash: bytes, shop: Tenant) -> tuple[Session, Account]:
    """The session the code comes from, held until the transaction ends, so that who ends it waits or is seen.

    Raises HandoffCodeInvalidError.
    """
    found = await handoff_repository.find_origin(session, code_hash, shop.id, utc_now())
    if found is None:
        raise HandoffCodeInvalidError
    origin_id, user_id = found
    account = await repository.lock_account(session, user_id)
    origin = await repository.lock_session(session, origin_id)
    if origin is None or not origin.is_live(utc_now()):
        raise HandoffCodeInvalidError
    if not await handoff_repository.spend_code(session, code_hash):
        raise HandoffCodeInvalidError
    if account is None or not account.user.is_active:
        raise HandoffCodeInvalidError
    return origin, account
