"""What contracts.md §2 promises of every refusal, as a check that names each broken promise."""

import json
from typing import Any

import httpx

MEMBERS = frozenset({"type", "title", "status", "detail", "instance", "error", "code", "request_id"})
CODES: dict[int, frozenset[str]] = {
    400: frozenset({"TENANT_REQUIRED", "BAD_REQUEST"}),
    401: frozenset({"INVALID_CREDENTIALS", "TOKEN_MISSING", "TOKEN_EXPIRED", "TOKEN_INVALID", "SESSION_REVOKED"}),
    402: frozenset({"PLAN_LIMIT_REACHED"}),
    403: frozenset({"FORBIDDEN", "TENANT_MISMATCH", "TENANT_SUSPENDED", "EMAIL_NOT_VERIFIED"}),
    404: frozenset({"TENANT_NOT_FOUND", "NOT_FOUND"}),
    405: frozenset({"METHOD_NOT_ALLOWED"}),
    409: frozenset(
        {
            "REQUEST_IN_PROGRESS",
            "SUBDOMAIN_TAKEN",
            "EMAIL_TAKEN",
            "SLOT_TAKEN",
            "STALE_VERSION",
            "IN_USE",
            "TENANT_NOT_READY",
            "WRONG_STATE",
        }
    ),
    410: frozenset({"TENANT_DELETED"}),
    413: frozenset({"PAYLOAD_TOO_LARGE"}),
    # The gateway's own, for what is not valid HTTP.
    414: frozenset({"BAD_REQUEST"}),
    415: frozenset({"UNSUPPORTED_MEDIA_TYPE"}),
    422: frozenset({"VALIDATION_ERROR", "NOT_FOUND", "IDEMPOTENCY_KEY_REUSED"}),
    429: frozenset({"RATE_LIMITED"}),
    431: frozenset({"BAD_REQUEST"}),
    502: frozenset({"DEPENDENCY_UNAVAILABLE"}),
    503: frozenset({"DEPENDENCY_UNAVAILABLE", "SCHEMA_UNAVAILABLE"}),
    504: frozenset({"DEPENDENCY_UNAVAILABLE"}),
}
# Words of the inside that an outsider must never read.
INSIDE = ("Traceback", "sqlalchemy", "asyncpg", "pydantic", "SELECT ", "INSERT ", "svc_", ".py")


def faults_of(answer: httpx.Response) -> list[str]:
    """Every way in which a refusal breaks the contract; empty for a good one."""
    found = [f"speaks of {word!r}" for word in INSIDE if word in answer.text]
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    if media_type != "application/problem+json":
        return [*found, f"content-type {media_type!r}, body {answer.text[:200]!r}"]
    try:
        body = json.loads(answer.content.decode("utf-8"))
    except ValueError as error:
        return [*found, f"not JSON: {error}"]
    return found + _faults_of_body(answer, body)


def _faults_of_body(answer: httpx.Response, body: dict[str, Any]) -> list[str]:
    status, found = answer.status_code, []
    if missing := MEMBERS - body.keys():
        return [f"lacks {sorted(missing)}"]
    if body["code"] not in CODES.get(status, ()):
        found.append(f"code {body['code']!r} with status {status}")
    if body["status"] != status:
        found.append(f"status {body['status']} inside {status}")
    if body["error"] != body["title"] or body["type"] != "about:blank":
        found.append("`error` or `type` differs")
    if body["request_id"] != answer.headers.get("x-request-id"):
        found.append(f"request_id {body['request_id']} but header {answer.headers.get('x-request-id')}")
    if ("errors" in body) != (status == 422):
        found.append("`errors` belongs to 422 and only there")
    if any(item.keys() - {"limit"} != {"field", "message", "code"} for item in body.get("errors", ())):
        found.append(f"errors {body['errors']}")
    if status in (429, 502, 503, 504) and "retry-after" not in answer.headers:
        found.append("no Retry-After")
    return found


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The body of a refusal that keeps every promise and is the expected one."""
    assert (answer.status_code, faults_of(answer)) == (status, []), answer.text
    body: dict[str, Any] = answer.json()
    assert body["code"] == code, body
    return body
