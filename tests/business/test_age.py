from datetime import UTC, date, datetime

import pytest

from services.business.animais.age import age_in_years
from services.business.shop import settings


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2020, 5, 31), date(2026, 5, 30), 5),
        (date(2020, 5, 31), date(2026, 5, 31), 6),
        (date(2020, 5, 31), date(2026, 6, 1), 6),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
        (date(2020, 2, 29), date(2023, 2, 28), 2),
        (date(2020, 2, 29), date(2023, 3, 1), 3),
        (date(2020, 2, 29), date(2024, 2, 28), 3),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
    ],
)
def test_age_counts_the_birthdays_passed(birth: date, on: date, years: int) -> None:
    assert age_in_years(birth, on) == years


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [(None, 2, 22), (None, 3, 23), ("America/Rio_Branco", 4, 22), ("America/Noronha", 2, 23)],
)
def test_today_turns_at_the_shops_midnight(
    monkeypatch: pytest.MonkeyPatch, zone: str | None, hour: int, day: int
) -> None:
    monkeypatch.setattr(settings, "utc_now", lambda: datetime(2026, 11, 23, hour, tzinfo=UTC))
    assert settings.today_in(zone) == date(2026, 11, day)
