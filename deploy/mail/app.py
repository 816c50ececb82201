"""The catcher's page and API over HTTP, with SMTP beside them on one loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deploy.mail import api, pages
from deploy.mail.smtp import listen
from deploy.mail.store import Store

STYLE = Path(__file__).parent / "templates" / "style.css"
# A page elsewhere that takes our address for its own name must not read the mail.
HOSTS = ["127.0.0.1", "localhost"]
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_app(store: Store, *, smtp: tuple[str, int] | None = None) -> Starlette:
    """`smtp` is where letters are taken while the app lives."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        server = await listen(store, *smtp) if smtp else None
        yield
        if server:
            server.close()

    routes = [Route("/readyz", _ready), Route("/style.css", _style), *pages.routes(store), *api.routes(store)]
    middleware = [Middleware(_Headers), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


class _Headers:
    """Adds what every answer carries unless it says otherwise itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(each for each in added if each[0] not in said)]
            await send(message)

        await self._app(scope, receive, with_headers)


async def _ready(_: Request) -> Response:
    return PlainTextResponse("ok")


async def _style(_: Request) -> Response:
    return Response(STYLE.read_bytes(), media_type="text/css")
