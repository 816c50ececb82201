"""Field types that refuse what PostgreSQL or a log could not take, before anything else sees it."""

from decimal import Decimal
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

MAX_ID = 2**63 - 1


def _no_control(value: str) -> str:
    if any(ord(char) < 32 and char not in "\t\n\r" for char in value):
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


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


# Text of any kind: no NUL or other control characters; lengths are set where it is used, in characters.
Text = Annotated[str, AfterValidator(_no_control)]
Line = Annotated[Text, AfterValidator(_single_line)]
Name = Annotated[Line, Field(min_length=1, max_length=255)]
ShortName = Annotated[Line, Field(min_length=1, max_length=100)]
Email = Annotated[Line, BeforeValidator(_lower), Field(max_length=254), AfterValidator(_address)]
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
