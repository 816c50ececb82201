"""`python -m services.<name>`: one uvicorn process that ends its open streams when it is asked to stop."""

import argparse
import asyncio
import gc
import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar
from uuid import uuid4

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from libs.common.errors import BadRequestError, problem_body
from libs.common.runtime import Part, Runtime
from libs.common.settings import ServiceSettings

AnySettings = TypeVar("AnySettings", bound=ServiceSettings)

GRACE_S = 8
# New containers between two collections. A request makes some hundred, nearly all gone with their last reference;
# Python's own 700 would walk through all that live several times a request.
_COLLECT_AFTER = 20_000


class _Protocol(HttpToolsProtocol):
    """Refuses what is not HTTP in the form of every other refusal."""

    def send_400_response(self, msg: str) -> None:
        request_id = str(uuid4())
        body = json.dumps(problem_body(BadRequestError(msg), instance="", request_id=request_id)).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nX-Request-ID: {request_id}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


class _Server(uvicorn.Server):
    """Tells the runtime to close its event streams: uvicorn would wait for them."""

    def __init__(self, config: uvicorn.Config, runtime: Runtime, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(config)
        self._runtime, self._loop = runtime, loop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._runtime.stopping.set)
        super().handle_exit(sig, frame)


def serve(create: Callable[[AnySettings, Part], FastAPI], settings: AnySettings) -> None:
    """Runs the service until SIGTERM. `--only api` or `--only worker` split it in two processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=("api", "worker"), default="all")
    part: Part = parser.parse_args(sys.argv[1:]).only
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(create, settings, part))


async def _serve(create: Callable[[AnySettings, Part], FastAPI], settings: AnySettings, part: Part) -> None:
    app = create(settings, part)
    _settle_memory()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=_Protocol,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=75,
    )
    await _Server(config, app.state.runtime, asyncio.get_running_loop()).serve()


def _settle_memory() -> None:
    """What was loaded stays until the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 10, 10)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    import uvloop

    return uvloop.new_event_loop
