"""Field types that refuse what PostgreSQL or a log could not take, before anything else sees it."""

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

MAX_ID = 2**63 - 1


# Marks that turn a text's direction, and characters without a picture, which make an empty text look filled.
_UNSEEN = frozenset(
    "\u115f\u1160\u200b\u2028\u2029\u2060\u2800\u3164\ufeff\uffa0"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _is_control(char: str) -> bool:
    return char in _UNSEEN or (unicodedata.category(char) == "Cc" and char not in "\t\n\r")


def _no_control(value: str) -> str:
    if any(_is_control(char) for char in value):
        raise PydanticCustomError("control_character", "Control characters are not allowed.")
    return value


def _single_line(value: str) -> str:
    if any(char in "\t\n\r" for char in value):
        raise PydanticCustomError("line_break", "Line breaks are not allowed here.")
    return value


def _address(value: str) -> str:
    try:
        # Syntax only: company networks have names that the public DNS does not know.
        checked = validate_email(value, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise PydanticCustomError("email_invalid", "This is not an e-mail address.") from error
    if "." not in checked.domain:
        raise PydanticCustomError("email_invalid", "This is not an e-mail address.")
    return checked.normalized.lower()


def _utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("datetime_out_of_range", "This time lies outside of the calendar.") from error


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


# Text of any kind: no NUL or other control characters; lengths are set where it is used, in characters.
Text = Annotated[str, AfterValidator(_no_control)]
Line = Annotated[Text, AfterValidator(_single_line)]
Name = Annotated[Line, Field(min_length=1, max_length=255)]
ShortName = Annotated[Line, Field(min_length=1, max_length=100)]
Email = Annotated[Line, BeforeValidator(_lower), Field(max_length=254), AfterValidator(_address)]
# A time with its zone, as UTC: at the calendar's ends a zone leads out of it, and drivers fail there.
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
RowId = Annotated[int, Field(ge=1, le=MAX_ID, strict=True)]
PathId = Annotated[int, Field(ge=1, le=MAX_ID)]
# Money travels as a decimal string ("89.90"): NUMERIC(12,2), never a float.
Money = Annotated[
    Decimal,
    Field(ge=0, max_digits=12, decimal_places=2),
    PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json"),
]
# At least 8 (NIST SP 800-63B); above 128 only the hashing gets slower. Spaces at its ends belong to it.
NewPassword = Annotated[
    Text, StringConstraints(strip_whitespace=False, min_length=8, max_length=128), Field(repr=False)
]
SearchText = Annotated[Line, Field(max_length=100)]


class RequestModel(BaseModel):
    """A request's body: unknown fields are errors, strings are trimmed, NaN is not a number."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class ResponseModel(BaseModel):
    """An answer's body, read from rows."""

    model_config = ConfigDict(from_attributes=True)
