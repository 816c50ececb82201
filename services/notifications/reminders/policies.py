"""What a shop wishes about reminders, as its configurations have it now."""

from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.reminders import DEFAULT_TIMEZONE, REMINDERS_KEY, TIMEZONE_KEY, ReminderWishes
from libs.common.logging import get_logger
from services.notifications.reminders import repository
from services.notifications.reminders.planning import Policy

log = get_logger(__name__)

KEYS = (REMINDERS_KEY, TIMEZONE_KEY)


async def find_policy(session: AsyncSession, tenant_id: UUID, proposed: ReminderWishes | None = None) -> Policy:
    """The shop's, or what it proposes in its own zone; the session's scope must be the shop's."""
    stored = await repository.find_configurations(session, tenant_id, KEYS)
    return Policy(proposed or _wishes(stored.get(REMINDERS_KEY)), _zone(stored.get(TIMEZONE_KEY)))


def _wishes(stored: str | None) -> ReminderWishes:
    if stored is None:
        return ReminderWishes()
    try:
        return ReminderWishes.model_validate_json(stored)
    except ValidationError as error:
        # Nobody is written to on a guess.
        log.error("reminder settings not understood", exc_info=error)
        return ReminderWishes()


def _zone(stored: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(stored or DEFAULT_TIMEZONE)
    except (ZoneInfoNotFoundError, ValueError):
        log.error("time zone not known here", timezone=stored)
        return ZoneInfo(DEFAULT_TIMEZONE)
