"""Public holidays of Brazil and of its states, by the `holidays` library."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache


@lru_cache(64)
def holidays_of(calendar: str, year: int) -> Mapping[date, str]:
    """Those of `BR`, or of `BR-SP` with the state's, by date, named in Portuguese."""
    # Not before a shop keeps them: few of the processes that import this ever ask.
    from holidays import country_holidays

    country, _, state = calendar.partition("-")
    found = country_holidays(country, subdiv=state or None, years=year, language="pt_BR")
    return {day: name for day, name in found.items() if day.year == year}
