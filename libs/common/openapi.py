"""What every route's description says, in one place: who may call, what a repeat does, which refusals can come."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from libs.common.guards import is_public, roles_of

Document = dict[str, Any]

PROBLEM = "application/problem+json"
RESPONSE_REF = "#/components/responses/"
_SCHEMA_REF = "#/components/schemas/Problem"
_REFUSALS = {
    400: "`BAD_REQUEST`, or `TENANT_REQUIRED` at an address that belongs to no shop.",
    401: "No access token, or none that is valid any more.",
    403: "The token is for another shop, or may not do this; or the shop is suspended.",
    404: "There is no such record, or no such shop.",
    409: "Not now: the shop is not ready, the record changed, or the same request is still running.",
    410: "The shop is gone.",
    413: "The body is too large.",
    414: "The address is too long.",
    415: "The body is not JSON.",
    429: "Too many requests; `Retry-After` says when again.",
    503: "A part of the system is away for a moment; `Retry-After` says when again.",
}


class DescribedApp(FastAPI):
    """FastAPI, whose description of each operation names the refusals that any operation of its kind may meet."""

    described: Sequence[APIRouter] = ()

    def openapi(self) -> Document:
        """The document, built once, from an app of its own: this one has the routers' routes, not the routers."""
        if self.openapi_schema is None:
            twin = FastAPI(title=self.title, version=self.version, responses=self.router.responses)
            for router in self.described:
                twin.include_router(router)
            self.openapi_schema = twin.openapi()
            for router in self.described:
                _describe_calls(
                    self.openapi_schema, (each for each in router.routes if isinstance(each, APIRoute))
                )
            _describe_refusals(self.openapi_schema)
        return self.openapi_schema


def _describe_calls(document: Document, routes: Iterable[APIRoute]) -> None:
    """Who may call, and how; below what the route says of itself."""
    for route in routes:
        for method in (route.methods or ()) if route.include_in_schema else ():
            operation = document["paths"][route.path][method.lower()]
            said = (operation.get("description") or f"{operation['summary']}.").strip()
            operation["description"] = "\n\n".join([said, " ".join(_manners(route, operation, method))])


def _manners(route: APIRoute, operation: Document, method: str) -> Iterator[str]:
    if is_public(route):
        yield "Needs no token."
    else:
        yield f"For the roles {', '.join(roles_of(route))}."
    if method in getattr(route, "repeatable", ()):
        yield "A repeat with the same `Idempotency-Key` and body gets the first one's answer, for 24 hours."
    names = {each["name"] for each in operation.get("parameters", ())}
    if "cursor" in names:
        yield "Page by page: send `next_cursor` as `cursor` until it is null."


def _describe_refusals(document: Document) -> None:
    found: set[int] = set()
    for path in document.get("paths", {}).values():
        for operation in path.values():
            _as_problems(operation["responses"])
            for status in _refusals_of(operation):
                operation["responses"].setdefault(str(status), {"$ref": f"{RESPONSE_REF}Refusal{status}"})
                found.add(status)
    components = document.setdefault("components", {})
    components["responses"] = {f"Refusal{status}": _refusal(status) for status in sorted(found)}


def _as_problems(responses: Document) -> None:
    """FastAPI takes for granted that a refusal is of the same media type as the answer."""
    for status, answer in responses.items():
        if status >= "400" and "content" in answer:
            (schema,) = answer["content"].values()
            answer["content"] = {PROBLEM: schema}


def _refusal(status: int) -> Document:
    return {"description": _REFUSALS[status], "content": {PROBLEM: {"schema": {"$ref": _SCHEMA_REF}}}}


def _refusals_of(operation: Document) -> Iterator[int]:
    yield from (429, 503)
    is_public, is_platform = operation.get("security") == [], bool(operation.get("x-platform"))
    places = {each["in"] for each in operation.get("parameters", ())}
    if not is_public:
        yield from (401, 403)
    if not is_platform:
        yield from (400, 403, 404, 409, 410)
    if "path" in places:
        # A path that the gateway cannot read is a bad request to it.
        yield from (400, 404, 414)
    if "query" in places:
        yield from (400, 414)
    if "requestBody" in operation:
        yield from (400, 409, 413, 415)
