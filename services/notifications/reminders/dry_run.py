"""How many people a shop's wishes would write to: the sweep's own arithmetic, and nothing written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.reminders import ReminderWishes
from services.notifications.models import Channel
from services.notifications.reminders import repository
from services.notifications.reminders.models import Planned
from services.notifications.reminders.policies import find_policy
from services.notifications.reminders.service import planned_for
from services.notifications.reminders.sweeper import reach


@dataclass(slots=True)
class Preview:
    """What would be sent, counted as one goes through the bookings."""

    recipients: set[str] = field(default_factory=set)
    channels: Counter[Channel] = field(default_factory=Counter)
    first_at: datetime | None = None
    last_at: datetime | None = None
    without_contact: int = 0

    @property
    def would_send(self) -> int:
        return self.channels.total()

    @property
    def people(self) -> int:
        return len(self.recipients)

    @property
    def by_channel(self) -> dict[Channel, int]:
        return {channel: self.channels[channel] for channel in Channel}

    def add(self, planned: list[Planned], channel: Channel, recipient: str) -> None:
        """One booking's reminders."""
        self.recipients.add(recipient.lower())
        self.channels[channel] += len(planned)
        times = [each.due_at for each in planned]
        self.first_at = min(times if self.first_at is None else [*times, self.first_at])
        self.last_at = max(times if self.last_at is None else [*times, self.last_at])


async def preview(
    session: AsyncSession,
    tenant_id: UUID,
    proposed: ReminderWishes | None,
    *,
    now: Callable[[], datetime] = utc_now,
) -> Preview:
    """Of the proposed wishes, or of the shop's own."""
    policy, at, found = await find_policy(session, tenant_id, proposed), now(), Preview()
    gone = await repository.queued_already(session, tenant_id, at)
    unwilling = await repository.opted_out(session, tenant_id)
    async for batch in repository.future_bookings(session, tenant_id, at):
        for booking in batch:
            planned = [each for each in planned_for(booking, policy, at) if each.reason not in gone]
            reached = reach(booking)
            if planned and reached is None:
                found.without_contact += 1
            elif planned and reached and reached[1].lower() not in unwilling:
                found.add(planned, *reached)
    return found
