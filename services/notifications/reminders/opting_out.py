"""Who does not want a shop's reminders any more, and who wants them again. A closed shop's customers may, too."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError
from libs.common.logging import get_logger
from libs.common.tenancy.tenant import TenantMismatchError, TenantStatus
from services.notifications.reminders import repository
from services.notifications.reminders.leaving import Leaving
from services.notifications.reminders.schemas import OptOutOut
from services.notifications.repository import find_shop

log = get_logger(__name__)

_GONE = (TenantStatus.DELETED, TenantStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a customer came with: the letter's key, if we know it, and the shop whose address he came to."""

    leaving: Leaving | None
    subdomain: str | None


async def show(session: AsyncSession, visit: Visit) -> OptOutOut:
    """Raises NotFoundError, TenantMismatchError."""
    leaving, shop = await _checked(session, visit)
    recipient = leaving.recipient.lower()
    is_out = recipient in await repository.opted_out(session, leaving.tenant_id, [recipient])
    return OptOutOut(shop=shop, recipient=masked(leaving.recipient), opted_out=is_out)


async def opt_out(session: AsyncSession, visit: Visit) -> OptOutOut:
    """Repeating it changes nothing. Raises NotFoundError, TenantMismatchError."""
    leaving, _ = await _checked(session, visit)
    await repository.opt_out(session, leaving.tenant_id, leaving.recipient.lower())
    log.info("opted out of reminders", tenant_id=str(leaving.tenant_id))
    return await show(session, visit)


async def opt_in(session: AsyncSession, visit: Visit) -> OptOutOut:
    """Takes an opt-out back. Raises NotFoundError, TenantMismatchError."""
    leaving, _ = await _checked(session, visit)
    await repository.opt_in(session, leaving.tenant_id, leaving.recipient.lower())
    log.info("opted in to reminders", tenant_id=str(leaving.tenant_id))
    return await show(session, visit)


def masked(recipient: str) -> str:
    """Enough for its owner: `j***@example.com`, or the last four digits of a phone."""
    name, at, domain = recipient.rpartition("@")
    return f"{name[:1]}***@{domain}" if at else f"***{recipient[-4:]}"


async def _checked(session: AsyncSession, visit: Visit) -> tuple[Leaving, str]:
    shop = await find_shop(session, visit.leaving.tenant_id) if visit.leaving else None
    if visit.leaving is None or shop is None or shop.status in _GONE:
        raise NotFoundError("This link is not one of ours.")
    if visit.subdomain is not None and visit.subdomain != shop.subdomain:
        raise TenantMismatchError
    return visit.leaving, shop.name
