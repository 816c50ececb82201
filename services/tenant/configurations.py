"""The keys a shop can configure, each with its type; unknown keys are refused."""

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

import pydantic

from libs.common.contracts.reminders import REMINDERS_KEY, TIMEZONE_KEY, ReminderWishes
from libs.common.errors import NotFoundError, ValidationError

MAX_SPANS = 8
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if "/" in zone)


def _timezone(value: str) -> str:
    if value not in _zones():
        raise ValueError("an IANA time zone, as America/Sao_Paulo")
    return value


def _locale(value: str) -> str:
    if value not in ("pt-BR", "en"):
        raise ValueError("pt-BR or en")
    return value


def _slot_minutes(value: str) -> str:
    if value not in ("5", "10", "15", "20", "30", "60"):
        raise ValueError("5, 10, 15, 20, 30 or 60")
    return value


def _business_hours(value: str) -> str:
    """JSON: a list of ["HH:MM", "HH:MM"] per day; a missing day is closed."""
    message = 'JSON as {"mon": [["08:00", "12:00"], ["13:00", "18:00"]]}'
    try:
        days = json.loads(value)
    except (ValueError, RecursionError):
        raise ValueError(message) from None
    if not isinstance(days, dict) or not set(days) <= set(_DAYS):
        raise ValueError(message)
    if not all(_is_day(spans) for spans in days.values()):
        raise ValueError(message)
    return json.dumps(days, sort_keys=True)


def _is_day(spans: object) -> bool:
    """A few spans, in order and apart."""
    if not isinstance(spans, list) or len(spans) > MAX_SPANS or not all(_is_span(span) for span in spans):
        return False
    return all(before[1] <= after[0] for before, after in pairwise(spans))


def _is_span(span: object) -> bool:
    if not isinstance(span, list) or len(span) != 2:
        return False
    return all(_is_clock(at) for at in span) and span[0] < span[1]


def _is_clock(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 5 or value[2] != ":" or not value.isascii():
        return False
    hour, minute = value[:2], value[3:]
    return hour.isdigit() and minute.isdigit() and ((int(hour) < 24 and int(minute) < 60) or value == "24:00")


def _reminders(value: str) -> str:
    """JSON, written down whole: what is left out is the default of today, not of tomorrow."""
    try:
        return ReminderWishes.model_validate_json(value).model_dump_json()
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        example = ReminderWishes(enabled=True, minutes_before=[1440, 120]).model_dump_json()
        raise ValueError(f"JSON as {example}; at {where}: {first['msg']}") from None


KNOWN: dict[str, Callable[[str], str]] = {
    TIMEZONE_KEY: _timezone,
    "locale": _locale,
    "slot_minutes": _slot_minutes,
    "business_hours": _business_hours,
    REMINDERS_KEY: _reminders,
}


def known_key(key: str) -> str:
    """Raises NotFoundError for a key nobody knows."""
    if key not in KNOWN:
        raise NotFoundError("There is no such configuration.")
    return key


def checked_value(key: str, value: str) -> str:
    """The value as stored. Raises NotFoundError or ValidationError."""
    try:
        return KNOWN[known_key(key)](value)
    except ValueError as error:
        raise ValidationError.at("config_value", f"Expected {error}.", "config_value_invalid") from None
