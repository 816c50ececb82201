"""Ages in whole years."""

from datetime import date, timedelta, timezone

from libs.common.clock import utc_now

# Brazil has had no daylight saving time since 2019.
BRASILIA = timezone(timedelta(hours=-3))


def today() -> date:
    """The calendar day in Brasília."""
    return utc_now().astimezone(BRASILIA).date()


def age_in_years(birth: date, on: date) -> int:
    """Birthdays passed by that day; who was born on 29 February has theirs on 1 March in other years."""
    had_birthday = (on.month, on.day) >= (birth.month, birth.day)
    return on.year - birth.year - (0 if had_birthday else 1)
