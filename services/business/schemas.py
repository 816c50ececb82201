"""Field types and the partial update that all aggregates share."""

import json
import re
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from libs.common.types import Moment, RequestModel, Text

MAX_INTEGER = 2**31 - 1

Version = Annotated[int, Field(ge=1, le=MAX_INTEGER, strict=True, description="The version last read.")]
Notes = Annotated[Text, Field(min_length=1, max_length=5000)]


def unset() -> Any:
    """Default of a PATCH field that may be left out but not cleared: an explicit null fails its type."""
    return None


def is_iso_date(value: Any) -> Any:
    """Only "2020-05-31": a number would be taken for seconds since 1970."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_format", "A date is written as 2020-05-31.")
    return value


# A look around them stays inside the calendar, in every zone.
_FIRST, _LAST = date(1970, 1, 1), date(2999, 12, 31)


def _day_in_the_calendar(value: date) -> date:
    if not _FIRST <= value <= _LAST:
        raise PydanticCustomError("datetime_out_of_range", "This day lies outside of the calendar.")
    return value


def _in_the_calendar(value: datetime) -> datetime:
    _day_in_the_calendar(value.date())
    return value


Day = Annotated[
    date, BeforeValidator(is_iso_date, json_schema_input_type=date), AfterValidator(_day_in_the_calendar)
]
CalendarTime = Annotated[Moment, AfterValidator(_in_the_calendar)]
DateParam = Annotated[Day, Query(description="A day in the shop's time zone, as 2026-11-30.")]


def from_json(value: Any) -> Any:
    """What a jsonb column holds: the driver gives it as text."""
    return json.loads(value) if isinstance(value, str) else value


class Patch(RequestModel):
    """A partial update: what is left out stays, null clears."""

    version: Version

    def changes(self) -> dict[str, Any]:
        """The fields the client named, by column."""
        # Not `exclude_unset`: that reaches into what stands in the fields.
        return self.model_dump(include=self.model_fields_set - {"version"})
