"""Ages in whole years."""

from datetime import date


def age_in_years(birth: date, on: date) -> int:
    """Birthdays passed by that day; who was born on 29 February has theirs on 1 March in other years."""
    had_birthday = (on.month, on.day) >= (birth.month, birth.day)
    return on.year - birth.year - (0 if had_birthday else 1)
