"""Any exception to the refusal it means: the one table from defects and outages to problem+json."""

from decimal import Decimal
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from libs.common.database import LOCK_NOT_AVAILABLE, is_database_error, is_unavailable, sqlstate_of
from libs.common.errors import (
    AppError,
    BadRequestError,
    DependencyUnavailableError,
    FieldProblem,
    InternalError,
    MethodNotAllowedError,
    NotFoundError,
    PayloadTooLargeError,
    ValidationError,
    printable,
)

_BY_STATUS: dict[int, type[AppError]] = {
    404: NotFoundError,
    405: MethodNotAllowedError,
    413: PayloadTooLargeError,
}
# Serialization failure, deadlock, lock and statement time-outs: the same request can succeed in a moment.
_PASSING = frozenset({"40001", "40P01", LOCK_NOT_AVAILABLE, "57014"})
# Where pydantic keeps the bound that a value broke.
_BOUNDS = (
    *("ge", "gt", "le", "lt", "min_length", "max_length"),
    *("max_digits", "decimal_places", "whole_digits", "multiple_of"),
)
_LOCATIONS = frozenset({"body", "query", "path", "header", "cookie"})


def to_app_error(error: BaseException) -> AppError:
    """The refusal behind an exception; InternalError for what nobody expected."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, RequestValidationError):
        return _from_validation(error)
    if isinstance(error, HTTPException):
        return _from_http(error)
    if sqlstate_of(error) in _PASSING:
        return DependencyUnavailableError()
    if (is_database_error(error) or isinstance(error, OSError)) and is_unavailable(error):
        return DependencyUnavailableError()
    return InternalError("Something went wrong on our side. It was recorded.")


def _from_http(error: HTTPException) -> AppError:
    kind = _BY_STATUS.get(error.status_code, BadRequestError)
    return kind(headers=dict(error.headers or {}))


def _from_validation(error: RequestValidationError) -> AppError:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return BadRequestError("The body is not valid JSON.")
    return ValidationError(errors=[_field_problem(item) for item in found])


def _field_problem(item: dict[str, Any]) -> FieldProblem:
    location = list(item["loc"])
    code, message = _described(item)
    # What several fields must agree on is told at the one to mend: its model says which.
    context = item.get("ctx", {})
    location += [context["field"]] if "field" in context and location != [context["field"]] else []
    if len(location) > 1 and location[0] in _LOCATIONS:
        location = location[1:]
    problem: FieldProblem = {
        "field": printable(".".join(str(part) for part in location))[:200],
        "message": printable(message)[:300],
        "code": code,
    }
    bound = next((context[name] for name in _BOUNDS if name in context), None)
    return problem | {"limit": _plain(bound)} if isinstance(bound, int | float | Decimal) else problem


def _plain(bound: float | Decimal) -> float:
    """A bound as it stands in the rule: whole where it is whole."""
    value = float(bound)
    return int(value) if value.is_integer() else value


def _described(item: dict[str, Any]) -> tuple[str, str]:
    """Code and message; pydantic speaks of items where a text went through a validator first."""
    code, context = str(item["type"]), item.get("ctx", {})
    if code == "too_long" and isinstance(item.get("input"), str):
        return "string_too_long", f"String should have at most {context['max_length']} characters"
    if code == "too_short" and isinstance(item.get("input"), str):
        return "string_too_short", f"String should have at least {context['min_length']} characters"
    return code, str(item["msg"])
