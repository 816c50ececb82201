"""The days and moments of "every so many weeks, at this hour of the shop's wall". Pure, no I/O."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Rule:
    """From `inicio` on every so many `semanas`, until `ate` where there is one."""

    inicio: date
    semanas: int
    hora: time
    ate: date | None = None

    def days(self, after: date | None, until: date) -> Iterator[date]:
        """Its days in order: those later than `after`, to `until` and its own end."""
        step, end = timedelta(weeks=self.semanas), min(until, self.ate or until)
        skipped = 0 if after is None or after < self.inicio else (after - self.inicio) // step + 1
        on = self.inicio + skipped * step
        while on <= end:
            yield on
            on += step

    def moment(self, on: date, zone: ZoneInfo) -> datetime:
        """When it begins that day, in UTC.

        An hour that the clocks leave out is counted with the offset before it, one that comes twice is its first
        (RFC 5545, 3.3.5).
        """
        return datetime.combine(on, self.hora, zone).astimezone(UTC)


def last_of(inicio: date, semanas: int, vezes: int) -> date:
    """The day of the last one of so many."""
    return inicio + timedelta(weeks=semanas * (vezes - 1))
