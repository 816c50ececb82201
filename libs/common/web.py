"""Everything every service's HTTP side has in common, in one call: `create_app`."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from prometheus_client import Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from libs.common.errors import DependencyUnavailableError, Problem, UnsupportedMediaTypeError, problem_response
from libs.common.languages import in_language, preferred
from libs.common.logging import get_logger
from libs.common.openapi import DescribedApp
from libs.common.problems import to_app_error
from libs.common.telemetry import continue_trace

log = get_logger("http")
_DURATION = Histogram(
    "http_request_duration_seconds",
    "Time from the request's arrival to the end of its answer.",
    ("route", "method", "status"),
)
_QUIET_PATHS = frozenset({"/health/live", "/health/ready", "/metrics"})
# As the gateway checks it; the client finds its own spelling again.
_UUID = re.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})

# Of every answer that does not say otherwise itself. Around the gateway they are all there is.
_DEFAULT_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

# How a route says that a form's body does it no harm: mail programs post one (RFC 8058).
TAKES_FORMS: dict[str, object] = {"x-takes-forms": True}
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
# How a route says that its body is a file of one of these media types, up to so many bytes.
_FILES = "x-takes-files"

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def takes_files(media_types: Sequence[str], *, max_bytes: int) -> dict[str, Any]:
    """`openapi_extra` of a route whose body is such a file; what it really is only its content says."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {
        _FILES: {"media_types": list(media_types), "max_bytes": max_bytes},
        "requestBody": {"required": True, "content": content},
    }


def create_app(
    *, title: str, routers: Sequence[APIRouter], lifespan: Lifespan | None = None, version: str = "0.1.0"
) -> FastAPI:
    """A FastAPI app with our errors; middleware that needs settings comes with `add_edge`."""
    app = DescribedApp(
        title=title,
        version=version,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        # RequestContext traces and measures; FastAPI would look for providers with each request.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        responses={422: {"model": Problem, "description": "Some fields are not valid."}},
        exception_handlers={
            RequestValidationError: _render,
            HTTPException: _render,
        },
    )
    # Not `include_router`: it wraps them in routers that look for the route twice more with each request.
    app.state.api_routes = [route for router in routers for route in router.routes]
    app.router.routes.extend(app.state.api_routes)
    app.described = routers
    return app


def add_edge(app: FastAPI, *, max_body_bytes: int, cors_origins: Iterable[str]) -> None:
    """The outermost layers, from the inside out: body limits, request context, CORS."""
    app.add_middleware(BodyGuard, max_bytes=max_body_bytes, routes=app.state.api_routes)
    app.add_middleware(RequestContext)
    origins = list(cors_origins)
    if origins:
        # Outermost, so that refusals carry its headers too.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Tenant-ID", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Idempotency-Replayed", "Location", "Retry-After"],
        )


def render_error(request_scope: Scope, error: BaseException) -> Response:
    """The problem+json answer of any exception; what fields say is in the reader's language."""
    refusal = to_app_error(error)
    if refusal.errors:
        refusal.errors = in_language(
            refusal.errors, preferred(Headers(scope=request_scope).get("accept-language"))
        )
    return problem_response(
        refusal,
        instance=request_scope["path"],
        request_id=request_scope.get("state", {}).get("request_id", ""),
    )


async def _render(request: Request, error: Exception) -> Response:
    return render_error(request.scope, error)


def valid_request_id(value: str | None) -> str:
    """The client's id if it is a UUID, else a new one."""
    return value if value and _UUID.fullmatch(value) else str(uuid4())


class RequestContext:
    """Outermost: request id, trace, log line, duration, and the last resort for every exception."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = valid_request_id(headers.get("x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        recorder = _Recorder(send, request_id)
        with (
            # None: requests pipelined on one connection inherit the context of the one before.
            structlog.contextvars.bound_contextvars(request_id=request_id, tenant_id=None),
            continue_trace(headers, f"{scope['method']} {scope['path']}"),
        ):
            try:
                await self.app(scope, receive, recorder)
            except Exception as error:  # noqa: BLE001 - the last resort must catch all
                await self._refuse(error, scope, receive, recorder)
            finally:
                recorder.finish(scope)

    async def _refuse(self, error: Exception, scope: Scope, receive: Receive, recorder: "_Recorder") -> None:
        response = render_error(scope, error)
        if to_app_error(error).code == DependencyUnavailableError.code:
            log.warning("dependency away", path=scope["path"], status=response.status_code, error=repr(error)[:99])
        elif response.status_code >= 500:
            log.error("request failed", path=scope["path"], status=response.status_code, exc_info=error)
        if recorder.status is not None:
            raise error
        await response(scope, receive, recorder)


class _Recorder:
    """Passes the answer on with X-Request-ID and the default headers, and remembers status and time."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self._started = time.perf_counter()
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._request_id
            for name, value in _DEFAULT_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    def finish(self, scope: Scope) -> None:
        if scope["path"] in _QUIET_PATHS:
            return
        elapsed = time.perf_counter() - self._started
        # Templates and known words only: what a client chooses would make a series for each of its whims.
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        _DURATION.labels(route, method, str(self.status)).observe(elapsed)
        log.info(
            "request",
            method=scope["method"],
            path=scope["path"],
            status=self.status,
            duration_ms=round(elapsed * 1000, 1),
        )


class BodyGuard:
    """413 for a body over the limit, however it is sent; 415 for one neither JSON nor invited by its route."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, routes: Iterable[BaseRoute]) -> None:
        self.app, self._max_bytes, self._routes = app, max_bytes, list(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _WITH_BODY:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        length, content_type = headers.get("content-length", ""), headers.get("content-type", "")
        extra = {} if _is_json(content_type) else self._extra(scope)
        invited = _file_invited(extra, content_type)
        max_bytes = self._max_bytes if invited is None else invited
        if length.isascii() and length.isdigit() and int(length) > max_bytes:
            raise HTTPException(413)
        has_body = "transfer-encoding" in headers or length not in ("", "0")
        if has_body and not _is_invited(content_type, extra):
            raise UnsupportedMediaTypeError(f"Send {' or '.join(_media_types(extra)) or 'application/json'}.")
        received, head = 0, b""

        async def limited() -> Message:
            nonlocal received, head
            message = await receive()
            received += len(message.get("body", b""))
            if received > max_bytes:
                raise HTTPException(413)
            if invited is not None:
                return message
            head = (head + message.get("body", b"")[:4])[:4]
            if b"\0" in head:
                # Python's parser would read UTF-16 and UTF-32 too; JSON between programs is UTF-8 (RFC 8259, 8.1).
                raise HTTPException(400)
            return message

        await self.app(scope, limited, send)

    def _extra(self, scope: Scope) -> Mapping[str, Any]:
        """What the route that will answer says of itself."""
        answering = (route for route in self._routes if route.matches(scope)[0] is Match.FULL)
        return getattr(next(answering, None), "openapi_extra", None) or {}


def _is_invited(content_type: str, extra: Mapping[str, Any]) -> bool:
    media_type = _media_type(content_type)
    if media_type in _FORMS:
        return TAKES_FORMS.keys() <= extra.keys()
    return _is_json(content_type) or media_type in _media_types(extra)


def _file_invited(extra: Mapping[str, Any], content_type: str) -> int | None:
    """How many bytes it may have; None where no such file is awaited."""
    return extra[_FILES]["max_bytes"] if _media_type(content_type) in _media_types(extra) else None


def _media_types(extra: Mapping[str, Any]) -> list[str]:
    media_types: list[str] = extra.get(_FILES, {}).get("media_types", [])
    return media_types


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _is_json(content_type: str) -> bool:
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    return media_type.strip().lower() == "application/json" and charset in ("", "utf-8", "utf8")
