"""Reminders whose time has come: asked once more whether they still make sense, and queued. Any replica may."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.database import Database, registry_scope
from libs.common.logging import get_logger
from services.notifications.bookings import booking_content, reach_of
from services.notifications.models import Channel, Kind, Letter, Shop
from services.notifications.reminders import repository
from services.notifications.reminders.models import Booking, Due, Reason
from services.notifications.reminders.planning import Policy
from services.notifications.reminders.policies import find_policy
from services.notifications.repository import find_shop
from services.notifications.service import OPEN, queue

log = get_logger(__name__)

BATCH = 200


async def sweep(database: Database, *, now: Callable[[], datetime] = utc_now) -> None:
    """Queues what is due, shop by shop; what another replica holds is left to it."""
    async with database.transaction() as session:
        tenant_ids = await repository.tenants_with_due(session, now())
    for tenant_id in tenant_ids:
        try:
            while await _sweep_batch(database, tenant_id, now()) == BATCH:
                log.info("more reminders are due", tenant_id=str(tenant_id))
        except Exception as error:
            # One shop's trouble is not the others'.
            log.error("reminders not swept", tenant_id=str(tenant_id), exc_info=error)


async def _sweep_batch(database: Database, tenant_id: UUID, now: datetime) -> int:
    async with database.transaction(registry_scope(tenant_id)) as session:
        taken = await repository.take_due(session, tenant_id, now, limit=BATCH)
        if not taken:
            return 0
        judge = await _judge(session, tenant_id, taken, now)
        for due in taken:
            await _settle(session, judge, due)
        return len(taken)


async def _judge(session: AsyncSession, tenant_id: UUID, taken: Collection[Due], now: datetime) -> "_Judge":
    recipients = {reached[1] for due in taken if (reached := reach(due.booking))}
    policy = await find_policy(session, tenant_id)
    return _Judge(
        shop=await find_shop(session, tenant_id),
        policy=policy,
        opted_out=await repository.opted_out(session, tenant_id, {address.lower() for address in recipients}),
        nearest=_nearest(taken, policy.minutes_before),
        now=now,
    )


def _nearest(taken: Iterable[Due], wanted: Collection[int]) -> dict[int, int]:
    """Of each booking the one reminder that goes, of all that are due at once."""
    found: dict[int, int] = {}
    for due in taken:
        minutes = due.reminder.minutes_before
        if due.reminder.inicio == due.booking.inicio and minutes in wanted:
            found[due.reminder.agendamento_id] = min(minutes, found.get(due.reminder.agendamento_id, minutes))
    return found


def reach(booking: Booking) -> tuple[Channel, str] | None:
    """How a booking's customer is written to."""
    return reach_of(booking.cliente_email, booking.cliente_telefone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """What decides on the reminders of one batch."""

    shop: Shop | None
    policy: Policy
    opted_out: Collection[str]
    nearest: dict[int, int]
    now: datetime

    def why_not(self, due: Due) -> Reason | None:
        booking, reminder = due.booking, due.reminder
        reached = reach(booking)
        refusals = {
            Reason.CANCELLED: booking.is_cancelled,
            Reason.MOVED: booking.inicio != reminder.inicio,
            Reason.SHOP_CLOSED: self.shop is None or self.shop.status != OPEN,
            Reason.NOT_WANTED: reminder.minutes_before not in self.policy.minutes_before,
            Reason.TOO_LATE: self.now > booking.inicio - self.policy.minimum_notice or self.now >= booking.inicio,
            Reason.NO_CONTACT: reached is None,
            Reason.OPTED_OUT: reached is not None and reached[1].lower() in self.opted_out,
            Reason.SUPERSEDED: reminder.minutes_before != self.nearest.get(booking.agendamento_id),
        }
        return next((reason for reason, applies in refusals.items() if applies), None)


async def _settle(session: AsyncSession, judge: _Judge, due: Due) -> None:
    reason = judge.why_not(due)
    reached = reach(due.booking)
    if reason is not None or judge.shop is None or reached is None:
        log.info("reminder dropped", agendamento_id=due.booking.agendamento_id, reason=reason)
        await repository.settle(session, due, reason or Reason.NO_CONTACT)
        return
    # Found late, in the middle of the night: the same rule as when it was planned.
    goes_at = judge.policy.out_of_quiet(judge.now, due.booking.inicio, judge.now)
    if goes_at is None:
        await repository.settle(session, due, Reason.TOO_LATE)
    elif goes_at > judge.now:
        await repository.postpone(session, due, goes_at)
    else:
        await queue(session, _letter(due, judge.shop, *reached))
        await repository.settle(session, due, None)


def _letter(due: Due, shop: Shop, channel: Channel, recipient: str) -> Letter:
    booking = due.booking
    return Letter(
        tenant_id=due.tenant_id,
        kind=Kind.BOOKING_REMINDER,
        channel=channel,
        dedupe_key=due.reminder.dedupe_key(due.tenant_id),
        recipient=recipient,
        recipient_name=booking.cliente_nome,
        locale=shop.locale,
        content=booking_content(
            shop,
            agendamento_id=due.reminder.agendamento_id,
            cliente=booking.cliente_nome,
            animal=booking.animal,
            servicos=list(booking.servicos),
            inicio=booking.inicio,
            timezone=booking.timezone,
        ),
        ends_at=booking.inicio,
    )
