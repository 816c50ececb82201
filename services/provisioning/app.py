"""Composition of the provisioning service."""

from datetime import timedelta
from functools import partial

from fastapi import FastAPI
from starlette.routing import Route

from libs.common.messaging.inbox import Inbox
from libs.common.runtime import Job, Part, Runtime
from libs.common.web import create_app
from services.provisioning import metrics, routes
from services.provisioning.engine import SagaEngine, Timing, outbox
from services.provisioning.handlers import build_handlers
from services.provisioning.health import HealthAggregator
from services.provisioning.operations import routes as operations
from services.provisioning.service import ProvisioningService
from services.provisioning.settings import Settings
from services.provisioning.tenant_manager import TenantManager
from services.provisioning.watcher import SagaWatcher


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="provisioning", routers=[routes.router, operations.router])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("provisioning", settings)
    watcher = SagaWatcher(runtime.database.dsn)
    runtime.background(watcher.run)
    sample_sagas = partial(metrics.sample_sagas, runtime.database)
    runtime.sample("sagas", sample_sagas, metrics.SAGAS, metrics.OLDEST)
    engine = SagaEngine(manager=TenantManager(), timing=_timing(settings))
    if part != "api":
        service = ProvisioningService(database=runtime.database, engine=engine)
        runtime.work(outbox=outbox, handlers=build_handlers(service), jobs=_jobs(runtime, service, settings))
    app = create_app(title="provisioning", routers=[]) if part == "worker" else create_api()
    app.state.watcher, app.state.engine = watcher, engine
    app.router.routes.append(Route("/health/all", HealthAggregator(settings.health_targets).answer))
    return runtime.mount(app)


def _timing(settings: Settings) -> Timing:
    return Timing(
        deadline=settings.saga_deadline,
        compensation_deadline=timedelta(seconds=settings.compensation_deadline_s),
        retry_after=settings.step_retry_after,
    )


def _jobs(runtime: Runtime, service: ProvisioningService, settings: Settings) -> list[Job]:
    inbox = Inbox("provisioning")

    async def sweep() -> None:
        await service.sweep()

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)
        await service.forget_history(kept=settings.history_kept)

    return [Job("sweep sagas", settings.sweep_interval_s, sweep), Job("forget old rows", 600, forget)]
