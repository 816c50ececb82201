"""When to remind of a booking: arithmetic on a shop's own clock, without clock or database of its own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from libs.common.contracts.reminders import ReminderWishes

# What is found so late after its time is still sent; later than that, the night has begun.
_JUST_BEFORE = timedelta(minutes=10)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """A shop's wishes in its own time zone."""

    wishes: ReminderWishes
    zone: ZoneInfo

    @property
    def minimum_notice(self) -> timedelta:
        return timedelta(minutes=self.wishes.minimum_notice)

    @property
    def minutes_before(self) -> tuple[int, ...]:
        """None while the shop reminds nobody."""
        return tuple(self.wishes.minutes_before) if self.wishes.enabled else ()

    def is_quiet(self, at: datetime) -> bool:
        """Whether nobody may be disturbed then: from `quiet_from` until before `quiet_to`."""
        begins, ends = self._quiet_hours()
        local = at.astimezone(self.zone).time()
        if begins <= ends:
            return begins <= local < ends
        return local >= begins or local < ends

    def out_of_quiet(self, at: datetime, inicio: datetime, now: datetime) -> datetime | None:
        """The nearest moment that disturbs nobody: later if that is early enough, else before, else None."""
        if not self.is_quiet(at):
            return at
        later, before = self._quiet_end(at), self._quiet_begin(at) - _JUST_BEFORE
        if later <= inicio.astimezone(UTC) - self.minimum_notice and not self.is_quiet(later):
            return later
        return before if before > now and not self.is_quiet(before) else None

    def _quiet_hours(self) -> tuple[time, time]:
        return time.fromisoformat(self.wishes.quiet_from), time.fromisoformat(self.wishes.quiet_to)

    def _quiet_end(self, at: datetime) -> datetime:
        """Of the quiet time around `at`. Of an hour that the clock shows twice it is the second."""
        _, ends = self._quiet_hours()
        local = at.astimezone(self.zone)
        return max(self._instants(local.date() if local.time() < ends else local.date() + _A_DAY, ends))

    def _quiet_begin(self, at: datetime) -> datetime:
        begins, _ = self._quiet_hours()
        local = at.astimezone(self.zone)
        return min(self._instants(local.date() if local.time() >= begins else local.date() - _A_DAY, begins))

    def _instants(self, day: date, clock: time) -> tuple[datetime, datetime]:
        """What the wall clock may mean: twice the same on all days but those of a change of time."""
        local = datetime.combine(day, clock, self.zone)
        return local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)


def plan(inicio: datetime, policy: Policy, now: datetime) -> list[tuple[int, datetime]]:
    """(minutes_before, due_at) of each reminder that still lies ahead; of those that meet, the last alone."""
    # In other zones a difference is one of wall clocks.
    inicio, now = inicio.astimezone(UTC), now.astimezone(UTC)
    latest = inicio - policy.minimum_notice
    found: dict[datetime, int] = {}
    for minutes in sorted(policy.minutes_before, reverse=True):
        due = policy.out_of_quiet(inicio - timedelta(minutes=minutes), inicio, now)
        if due is not None and now < due <= latest:
            found[due] = minutes
    return sorted(((minutes, due) for due, minutes in found.items()), key=lambda each: each[1])
