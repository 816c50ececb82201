"""Errors that carry their status and code, and the one way they become an answer.

Body: RFC 9457 problem details plus the seed's two members, `error` and `code`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NotRequired

from starlette.responses import JSONResponse
from typing_extensions import TypedDict


class FieldProblem(TypedDict):
    """One offending field of a request, dotted as `admin.email`; `limit` is the bound that it broke, if any."""

    field: str
    message: str
    code: str
    limit: NotRequired[float]


class Problem(TypedDict):
    """Every refusal's body (application/problem+json); `errors` stands only on 422."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    error: str
    code: str
    request_id: str
    errors: NotRequired[list[FieldProblem]]


class AppError(Exception):
    """An expected refusal. Subclasses stand beside the code that raises them."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    title: ClassVar[str] = "Internal error"
    # A refusal whose changes must survive it (a revoked session) commits instead of rolling back.
    commits: ClassVar[bool] = False

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.members = members


class BadRequestError(AppError):
    status, code, title = 400, "BAD_REQUEST", "Bad request"


class PlanLimitReachedError(AppError):
    """Members of the answer: `limit`, `used` and `plan_type`."""

    status, code, title = 402, "PLAN_LIMIT_REACHED", "The shop's plan has no place for more"


class ForbiddenError(AppError):
    status, code, title = 403, "FORBIDDEN", "Forbidden"


class NotFoundError(AppError):
    status, code, title = 404, "NOT_FOUND", "Not found"


class MethodNotAllowedError(AppError):
    status, code, title = 405, "METHOD_NOT_ALLOWED", "Method not allowed"


class RequestInProgressError(AppError):
    status, code, title = 409, "REQUEST_IN_PROGRESS", "The same request is still running"


class StaleVersionError(AppError):
    status, code, title = 409, "STALE_VERSION", "Somebody else changed this first"


class InUseError(AppError):
    status, code, title = 409, "IN_USE", "Still in use"


class WrongStateError(AppError):
    status, code, title = 409, "WRONG_STATE", "Not possible in this state"


class PayloadTooLargeError(AppError):
    status, code, title = 413, "PAYLOAD_TOO_LARGE", "Payload too large"


class UnsupportedMediaTypeError(AppError):
    status, code, title = 415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type"


class ValidationError(AppError):
    status, code, title = 422, "VALIDATION_ERROR", "Some fields are not valid"

    @classmethod
    def at(cls, field: str, message: str, code: str) -> "ValidationError":
        """The error of a single field."""
        return cls(message, errors=[{"field": field, "message": message, "code": code}])


class ReferenceNotFoundError(AppError):
    """A body names a row that does not exist."""

    status, code, title = 422, "NOT_FOUND", "A referenced record does not exist"

    @classmethod
    def at(cls, field: str, value: object) -> "ReferenceNotFoundError":
        """The error of the field that holds the unknown id."""
        message = f"There is no record {value}."
        return cls(message, errors=[{"field": field, "message": message, "code": cls.code}])


class IdempotencyKeyReusedError(AppError):
    status, code, title = 422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key came with another body"


class InternalError(AppError):
    """The answer to a defect of ours: it says nothing about the inside."""


class DependencyUnavailableError(AppError):
    status, code, title = 503, "DEPENDENCY_UNAVAILABLE", "A part of the system is away for a moment"

    def __init__(self, detail: str | None = None, *, retry_after_s: int = 2) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after_s)})


def printable(text: str) -> str:
    """The text with lone surrogates escaped, so that it can always be encoded as UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def problem_body(error: AppError, *, instance: str, request_id: str) -> dict[str, Any]:
    """The problem+json members of an error."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "detail": printable(error.detail),
        "instance": printable(instance),
        "error": error.title,
        "code": error.code,
        "request_id": request_id,
    }
    if error.status == 422:
        body["errors"] = error.errors
    return body | error.members


def problem_response(error: AppError, *, instance: str, request_id: str) -> JSONResponse:
    """The HTTP answer of an error."""
    return JSONResponse(
        problem_body(error, instance=instance, request_id=request_id),
        status_code=error.status,
        headers=error.headers,
        media_type="application/problem+json",
    )
