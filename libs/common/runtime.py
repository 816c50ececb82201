"""One service as one process: API, consumers, outbox relay and jobs, with one way to start and to stop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import structlog
from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from libs.common.auth import TokenVerifier
from libs.common.clock import new_id
from libs.common.contracts.events import SessionRevoked
from libs.common.database import POOL_TIMEOUT_S, Database
from libs.common.idempotency import IdempotencyStore
from libs.common.limits import ConnectionShares, RateLimiter
from libs.common.logging import configure_logging, get_logger
from libs.common.messaging.broker import create_broker, start_broker
from libs.common.messaging.consumer import EventHandlers, attach_broadcasts
from libs.common.messaging.outbox import Outbox
from libs.common.messaging.relay import OutboxRelay
from libs.common.metrics import Sample, Samplers, sample_outbox, sample_pool
from libs.common.revocations import RevocationList
from libs.common.settings import ServiceSettings
from libs.common.telemetry import configure_tracing
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.middleware import TenantMiddleware
from libs.common.web import add_edge

log = get_logger(__name__)

Part = Literal["all", "api", "worker"]
READY_TIMEOUT_S = 2.0
CANCEL_AGAIN_S = 0.5
BEGIN_AGAIN_S = 1.0
_BROKER_CONNECTED = Gauge("broker_connected", "Whether this process has a connection to RabbitMQ.")


@dataclass(frozen=True, slots=True)
class Job:
    """Work that any replica may do every `interval_s` seconds, also at the same time as another."""

    name: str
    interval_s: float
    run: Callable[[], Awaitable[None]]


class Runtime:
    """The parts of a running service; routes reach it as `request.app.state.runtime`."""

    def __init__(self, service: str, settings: ServiceSettings, *, idempotency_table: str | None = None) -> None:
        self.service, self.settings = service, settings
        configure_logging(service=service, level=settings.log_level)
        configure_tracing(service=service, endpoint=settings.otel_exporter_otlp_endpoint)
        self.database = Database(
            str(settings.database_url),
            pool_size=settings.database_pool_size,
            application_name=service,
            pooler_url=str(settings.database_pooler_url) if settings.database_pooler_url else None,
        )
        self.shares = ConnectionShares(
            settings.database_pool_size, share=settings.database_tenant_share, wait_s=POOL_TIMEOUT_S
        )
        self.limiter = RateLimiter(scale=settings.tenant_rate_scale)
        self.directory = TenantDirectory(self.database)
        self.revocations = RevocationList(self.database)
        self.verifier = TokenVerifier(
            settings.jwks_file,
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            check=self.revocations.check,
        )
        self.idempotency = (
            IdempotencyStore(idempotency_table, settings.idempotency_secret) if idempotency_table else None
        )
        self.broker = create_broker(settings.amqp_url, service=service, on_connected=self._on_connected)
        self.stopping = asyncio.Event()
        self._background: list[Callable[[], Awaitable[None]]] = [self.revocations.run]
        self._broker_started = False
        self._samplers = Samplers()
        sample_pool(self._samplers, self.database)
        self.sample("broker", self._sample_broker, _BROKER_CONNECTED)

    def work(self, *, outbox: Outbox, handlers: EventHandlers | None = None, jobs: Sequence[Job] = ()) -> None:
        """Adds what the worker side does: consume, relay, sweep."""
        if handlers is not None:
            handlers.attach(self.broker, self.database, prefetch_count=self.settings.prefetch_count)
        relay = OutboxRelay(
            dsn=self.database.dsn,
            outbox=outbox,
            broker=self.broker,
            holder=f"{socket.gethostname()}:{self.settings.port}",
        )
        self._background.append(relay.run)
        sample_outbox(self._samplers, self.database, outbox)
        self._background.extend(self._repeating(job) for job in jobs)

    def background(self, run: Callable[[], Awaitable[None]]) -> None:
        """Adds a task that runs as long as the process."""
        self._background.append(run)

    def sample(self, name: str, run: Sample, *gauges: Gauge) -> None:
        """Adds a look-up for each scrape: `run` sets `gauges`; when it fails or is late they say NaN."""
        self._samplers.add(name, run, *gauges)

    def mount(self, app: FastAPI) -> FastAPI:
        """Gives the app its edge, its health and metrics, and its life with this runtime."""
        attach_broadcasts(self.broker, f"{self.service}.process.{new_id()}", self._on_broadcast)
        app.state.runtime = self
        app.router.lifespan_context = self._lifespan
        app.router.routes.extend(
            [
                Route("/health/live", _live),
                Route("/health/ready", self._ready),
                Route("/metrics", self._metrics),
            ]
        )
        app.add_middleware(
            TenantMiddleware,
            directory=self.directory,
            verifier=self.verifier,
            limiter=self.limiter,
            base_domain=self.settings.base_domain,
            routes=app.state.api_routes,
        )
        add_edge(app, max_body_bytes=self.settings.max_body_bytes, cors_origins=self.settings.cors_origins)
        return app

    async def readiness(self) -> dict[str, bool]:
        """Whether each thing this process needs can be reached now."""
        return {"database": await self._database_ready(), "broker": await self._broker_ready()}

    async def _database_ready(self) -> bool:
        try:
            await asyncio.wait_for(self.database.check(), READY_TIMEOUT_S)
        except Exception as error:  # noqa: BLE001 - any failure means not ready
            log.warning("database not ready", error=repr(error))
            return False
        return self.revocations.is_filled

    async def _broker_ready(self) -> bool:
        if not self._broker_started:
            return False
        try:
            return await self.broker.ping(timeout=READY_TIMEOUT_S)
        except Exception:  # noqa: BLE001 - any failure means not ready
            return False

    async def _ready(self, _: Request) -> Response:
        state = await self.readiness()
        ready = all(state.values())
        return JSONResponse({"service": self.service, "ready": ready, **state}, status_code=200 if ready else 503)

    async def _metrics(self, _: Request) -> Response:
        await self._samplers.run()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    async def _sample_broker(self) -> None:
        is_connected = self._broker_started and await self.broker.ping(timeout=0.1)
        _BROKER_CONNECTED.set(1 if is_connected else 0)

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        # Before the port opens: without it every token would have to wait.
        await self.revocations.read()
        tasks = [asyncio.ensure_future(self._start_broker())]
        tasks += [asyncio.ensure_future(kept_running(run)) for run in self._background]
        log.info("started", port=self.settings.port)
        yield
        self.stopping.set()
        await end_tasks(tasks)
        with suppress(Exception):
            await asyncio.wait_for(self.broker.stop(), 12)
        await self.database.close()
        log.info("stopped")

    async def _start_broker(self) -> None:
        await start_broker(self.broker, self._on_connected)
        self._broker_started = True

    def _repeating(self, job: Job) -> Callable[[], Awaitable[None]]:
        async def repeat() -> None:
            structlog.contextvars.bind_contextvars(job=job.name)
            while True:
                await asyncio.sleep(job.interval_s)
                try:
                    await job.run()
                except Exception as error:  # noqa: BLE001 - a job outlives any outage
                    log.warning("job failed", error=repr(error))

        return repeat

    def _on_connected(self) -> None:
        """Broadcasts may have been missed."""
        self.directory.forget()
        self.revocations.read_again()

    def _on_broadcast(self, event_type: str, data: dict[str, Any]) -> None:
        if event_type == SessionRevoked.type_name():
            self.revocations.take(SessionRevoked.model_validate(data))
        if event_type.startswith("petshop.tenant."):
            self.directory.forget(UUID(data["tenant_id"]))


async def kept_running(run: Callable[[], Awaitable[None]]) -> None:
    """What runs as long as the process begins again when it fails, and says so."""
    while True:
        try:
            await run()
            return
        except Exception as error:
            log.error("background task failed, beginning it again", exc_info=error)
        await asyncio.sleep(BEGIN_AGAIN_S)


async def end_tasks(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancels until all have ended: a driver swallows a cancellation that meets the end of a call of its own."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=CANCEL_AGAIN_S)


async def _live(_: Request) -> Response:
    return JSONResponse({"status": "live"})
