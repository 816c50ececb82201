"""The gateway's own refusals as problem documents (RFC 9457), with the members of contracts.md §2."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`raised_by` is the status nginx uses inside where that is another than the client's `status`."""

    status: int
    code: str
    title: str
    detail: str
    raised_by: int | None = None


PROBLEMS = (
    Problem(400, "BAD_REQUEST", "Bad request", "The request is not valid HTTP."),
    Problem(404, "NOT_FOUND", "Not found", "Nothing answers at this address."),
    Problem(405, "METHOD_NOT_ALLOWED", "Method not allowed", "This address does not take this method."),
    Problem(408, "BAD_REQUEST", "Request timeout", "The request took too long to arrive."),
    Problem(413, "PAYLOAD_TOO_LARGE", "Payload too large", "The body is larger than this server accepts."),
    Problem(414, "BAD_REQUEST", "URI too long", "The address is longer than this server accepts."),
    Problem(429, "RATE_LIMITED", "Too many requests", "Too many requests; try again in a moment."),
    Problem(431, "BAD_REQUEST", "Header too large", "The headers exceed what this server accepts.", 494),
    Problem(500, "INTERNAL_ERROR", "Internal error", "The gateway could not handle the request."),
    Problem(502, "DEPENDENCY_UNAVAILABLE", "Bad gateway", "A service does not answer; try again shortly."),
    Problem(503, "DEPENDENCY_UNAVAILABLE", "Service unavailable", "The service is away; try again shortly."),
    Problem(504, "DEPENDENCY_UNAVAILABLE", "Gateway timeout", "A service took too long; try again shortly."),
)


def document(problem: Problem) -> str:
    """The body, with nginx variables in it whose maps allow only characters that JSON takes as they are."""
    members = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": "$instance",
        "error": problem.title,
        "code": problem.code,
        "request_id": "$correlation_id",
    }
    return json.dumps(members, separators=(",", ":"))


def render_problems() -> str:
    """The error_page and location directives of all refusals."""
    return "\n".join(_directives(problem) for problem in PROBLEMS)


def _directives(problem: Problem) -> str:
    raised_by = f"{problem.raised_by} ={problem.status}" if problem.raised_by else str(problem.status)
    return (
        f"        error_page {raised_by} /_problem/{problem.status};\n"
        f"        location = /_problem/{problem.status} {{\n"
        "            internal;\n"
        # Who got here was measured already; a photo that found nobody is larger than others may be.
        "            client_max_body_size 0;\n"
        "            default_type application/problem+json;\n"
        "            charset off;\n"
        f"            return {problem.status} '{document(problem)}';\n"
        "        }"
    )
