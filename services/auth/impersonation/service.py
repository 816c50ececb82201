"""An operator inside a shop: asked for with a reason, for half an hour, and read by the shop's owner.

His session there is made when he asks and entered by a one-time code at the shop's host, as by a hand-off; the
half hour begins when he asks. It ends with his own session, never outlives it, and nothing prolongs it.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.auth import Principal
from libs.common.clock import new_id, utc_now
from libs.common.errors import ReferenceNotFoundError
from libs.common.logging import get_logger
from libs.common.tenancy.tenant import Tenant, require_active
from services.auth import handoff, handoff_repository, service
from services.auth import repository as auth_repository
from services.auth.errors import HandoffCodeInvalidError, SessionRevokedError
from services.auth.handoff import CODE_TTL_S, HandedOff
from services.auth.impersonation import repository
from services.auth.impersonation.repository import Visit
from services.auth.models import Account, Device, Session
from services.auth.service import OpenTransaction, SignedIn
from services.auth.tokens import TokenIssuer, hash_token, is_support_code, new_support_code

log = get_logger(__name__)

LIFE = timedelta(minutes=30)


async def request(
    session: AsyncSession, operator: Principal, *, tenant_id: UUID, reason: str, device: Device
) -> HandedOff:
    """A code for the shop's host; needs the platform's scope.

    Raises SessionRevokedError, ReferenceNotFoundError, or the refusal of a shop that is not open.
    """
    await service.show_account(session, operator)
    shop = await repository.find_tenant(session, tenant_id)
    if shop is None:
        raise ReferenceNotFoundError.at("tenant_id", tenant_id)
    require_active(shop)
    # Held, so that who ends it waits and then sees what is opened from it here.
    origin, now = await auth_repository.lock_session(session, operator.session_id), utc_now()
    if origin is None or not origin.is_live(now):
        raise SessionRevokedError
    opened = Session(
        id=new_id(),
        user_id=operator.user_id,
        tenant_id=shop.id,
        expires_at=min(now + LIFE, origin.expires_at),
        revoked_at=None,
        origin_id=origin.id,
        impersonation=reason,
    )
    await auth_repository.add_session(session, opened, device, now)
    code = new_support_code()
    await handoff_repository.add_code(session, hash_token(code), opened.id, now + timedelta(seconds=CODE_TTL_S))
    return HandedOff(code, CODE_TTL_S, shop.subdomain)


async def exchange(
    transaction: OpenTransaction, issuer: TokenIssuer, *, code: str, shop: Tenant | None, device: Device
) -> SignedIn:
    """Spends a code of either kind at its shop's host, an operator's or a hand-off's.

    Raises HandoffCodeInvalidError, which leaves the code as it was, or the refusal of a shop that is not open.
    """
    if shop is None or not is_support_code(code):
        return await handoff.exchange(transaction, issuer, code=code, shop=shop, device=device)
    # The operator's row belongs to the platform: no shop's scope shows it.
    async with transaction(None) as session:
        stored, operator = await handoff.spend(session, hash_token(code), shop)
        account = await repository.find_support(session, stored, operator)
        if account is None or account.tenant is None:
            raise HandoffCodeInvalidError
        require_active(account.tenant)
        await record_impersonation(session, stored, account)
        return await service.issue(session, issuer, account, stored.id)


async def record_impersonation(session: AsyncSession, entered: Session, operator: Account) -> None:
    """What is kept of an entry: a row that the shop's owner reads and nobody changes, which its trigger tells to
    both audits, the shop's and the platform's; and the security log.
    """
    await repository.add_visit(session, entered, operator, utc_now())
    log.warning(
        "operator entered a shop",
        security_event="IMPERSONATION",
        operator_id=str(entered.user_id),
        reason=entered.impersonation,
        sid=str(entered.id),
    )


async def list_visits(session: AsyncSession, *, before: UUID | None, limit: int) -> Sequence[Visit]:
    """The latest first: a shop's in its own scope, every shop's in the platform's."""
    return await repository.list_visits(session, before=before, limit=limit)
