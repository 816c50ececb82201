"""The keys a shop can configure, each with its type; unknown keys are refused."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

import pydantic

from libs.common.contracts.agenda import AGENDA_KEY, AgendaRules
from libs.common.contracts.establishment import ESTABLISHMENT_KEY, Establishment
from libs.common.contracts.hours import CLOSED_KEY, HOURS, HOURS_KEY, SLOT_KEY, ClosedDates
from libs.common.contracts.reminders import REMINDERS_KEY, TIMEZONE_KEY, ReminderWishes
from libs.common.contracts.taxi import TAXI_KEY, TaxiRules, Zone
from libs.common.errors import NotFoundError, ValidationError


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
    try:
        days = HOURS.validate_json(value, strict=False)
    except pydantic.ValidationError:
        raise ValueError('JSON as {"mon": [["08:00", "12:00"], ["13:00", "18:00"]]}') from None
    return json.dumps(days, sort_keys=True)


def _written_whole(model: type[pydantic.BaseModel], example: pydantic.BaseModel) -> Callable[[str], str]:
    """JSON, written down whole: what is left out is the default of today, not of tomorrow."""

    def checked(value: str) -> str:
        try:
            return model.model_validate_json(value).model_dump_json()
        except pydantic.ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"]) or "the whole"
            raise ValueError(f"JSON as {example.model_dump_json()}; at {where}: {first['msg']}") from None

    return checked


KNOWN: dict[str, Callable[[str], str]] = {
    TIMEZONE_KEY: _timezone,
    "locale": _locale,
    SLOT_KEY: _slot_minutes,
    HOURS_KEY: _business_hours,
    CLOSED_KEY: _written_whole(ClosedDates, ClosedDates(holidays="BR-SP", closed=[date(2026, 12, 24)])),
    AGENDA_KEY: _written_whole(AgendaRules, AgendaRules()),
    ESTABLISHMENT_KEY: _written_whole(Establishment, Establishment(cnpj="12ABC34501DE35", crmv="SP 12345")),
    TAXI_KEY: _written_whole(
        TaxiRules, TaxiRules(taxa=Decimal("15.00"), zonas=[Zone(nome="Centro", taxa=Decimal(10))])
    ),
    REMINDERS_KEY: _written_whole(ReminderWishes, ReminderWishes(enabled=True, minutes_before=[1440, 120])),
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
