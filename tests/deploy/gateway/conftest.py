"""A real nginx before stubs: services that answer with what they were asked, and a front end of two instances."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.gateway.config import SERVICES, WEB, GatewayConfig, RateLimit
from deploy.local import paths, process
from deploy.local.servers import nginx
from tests.deploy.gateway.instance import Page

BASE_DOMAIN = "shops.test"
AWAY = "business"


class Echo(BaseHTTPRequestHandler):
    """Answers its own name and the request; `X-Answer` asks for a status of the service's own."""

    protocol_version = "HTTP/1.1"
    service = ""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): self.headers.get_all(name) for name in self.headers}
        document = {"service": self.service, "path": self.path, "headers": headers, "length": len(body)}
        payload = json.dumps(document).encode()
        self.send_response(int(self.headers.get("X-Answer") or 200))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        for name in ("X-Request-ID", "X-Frame-Options", "X-Content-Type-Options"):
            self.send_header(name, "the-service's-own")
        self.end_headers()
        self.wfile.write(payload)

    def do_GET(self) -> None:
        if self.path.endswith("/stream"):
            self._stream()
        else:
            self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _stream(self) -> None:
        """One event, and the end only when the client lets go."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"event: saga\ndata: {}\n\n")
        self.wfile.flush()
        self.connection.recv(1)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        return


def serve(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """A stub that answers in a thread of its own, at a port that the system chose."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def upstreams() -> Iterator[dict[str, list[str]]]:
    servers = {
        name: [serve(type(f"Echo_{name}", (Echo,), {"service": name}))] for name in SERVICES if name != AWAY
    }
    servers[WEB] = [serve(Page), serve(Page)]
    addresses = {name: [f"127.0.0.1:{each.server_port}" for each in found] for name, found in servers.items()}
    # Nobody listens for this one: that is the gateway's 502.
    yield addresses | {AWAY: [f"127.0.0.1:{free_port()}"]}
    for each in (server for found in servers.values() for server in found):
        each.shutdown()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that nginx's workers can enter."""
    directory = paths.scratch_dir("gateway")
    yield directory
    shutil.rmtree(directory)


@contextmanager
def running(config: GatewayConfig) -> Iterator[GatewayConfig]:
    """nginx with this configuration."""
    prepared = nginx.prepare(config.work_dir, config)
    child = process.start(prepared)
    yield config
    process.stop(prepared, child)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with scratch() as directory:
        yield directory


@pytest.fixture(scope="module")
def gateway(upstreams: dict[str, list[str]], folder: Path) -> Iterator[GatewayConfig]:
    config = GatewayConfig(
        port=free_port(),
        base_domain=BASE_DOMAIN,
        upstreams=upstreams,
        static_dir=folder / "static",
        work_dir=folder / "gateway",
        login=RateLimit(1, 2),
    )
    with running(config):
        (config.static_dir / "openapi.json").write_text('{"openapi": "3.1.0"}')
        yield config


@pytest.fixture(scope="module")
def client(gateway: GatewayConfig) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{gateway.port}", trust_env=False) as opened:
        yield opened
