"""When customers are reminded of their bookings: planned as the shop tells of them, and as it changes its mind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.events import AgendamentoEvent, TenantConfigurationChanged
from libs.common.logging import get_logger
from services.notifications.models import NO_LONGER_TRUE, State
from services.notifications.reminders import repository
from services.notifications.reminders.models import Booking, News, Planned
from services.notifications.reminders.planning import Policy, plan
from services.notifications.reminders.policies import KEYS, find_policy
from services.notifications.reminders.sweeper import sweep
from services.notifications.repository import add_history

__all__ = ["follow", "follow_settings", "forget", "sweep"]

log = get_logger(__name__)

Clock = Callable[[], datetime]


async def follow(
    session: AsyncSession, event: AgendamentoEvent, *, is_cancelled: bool, now: Clock = utc_now
) -> News | None:
    """Takes over the booking as it now stands, and when to remind of it; None for what is no news."""
    before = await repository.find_booking(session, event.tenant_id, event.agendamento_id, lock=True)
    if not await repository.keep_booking(session, event, is_cancelled=is_cancelled):
        return None
    booking = Booking.of(event, is_cancelled=is_cancelled)
    await _replan(session, event.tenant_id, [booking], await find_policy(session, event.tenant_id), now())
    await _withdraw(session, event.tenant_id, booking)
    return News(before)


async def _withdraw(session: AsyncSession, tenant_id: UUID, booking: Booking) -> None:
    """A reminder that waits for server or person is withdrawn at once; other letters look before they go."""
    untrue = await repository.queued_for_another_time(session, tenant_id, booking)
    keys = [reminder.dedupe_key(tenant_id) for reminder in untrue]
    for delivery_id in await repository.withdraw(session, keys) if keys else ():
        log.info("reminder withdrawn", delivery_id=str(delivery_id))
        await add_history(session, delivery_id, state=State.SUPPRESSED, code=NO_LONGER_TRUE)


async def follow_settings(
    session: AsyncSession, event: TenantConfigurationChanged, *, now: Clock = utc_now
) -> None:
    """Plans all that lies ahead anew; what is past already is not made up for."""
    if event.config_key not in KEYS:
        return
    policy, at = await find_policy(session, event.tenant_id), now()
    async for batch in repository.future_bookings(session, event.tenant_id, at, lock=True):
        await _replan(session, event.tenant_id, batch, policy, at)


async def forget(session: AsyncSession, *, kept: timedelta) -> None:
    """Deletes bookings whose day was longer ago."""
    await repository.forget_bookings(session, kept=kept)


async def _replan(
    session: AsyncSession, tenant_id: UUID, batch: Sequence[Booking], policy: Policy, now: datetime
) -> None:
    await repository.replan(
        session,
        tenant_id,
        of=[booking.agendamento_id for booking in batch],
        planned=[each for booking in batch for each in planned_for(booking, policy, now)],
        wanted=policy.minutes_before,
        now=now,
    )


def planned_for(booking: Booking, policy: Policy, now: datetime) -> list[Planned]:
    """The reminders of a booking that lie ahead; none of one that was cancelled."""
    if booking.is_cancelled:
        return []
    times = plan(booking.inicio, policy, now)
    return [Planned(booking.agendamento_id, minutes, booking.inicio, due) for minutes, due in times]
