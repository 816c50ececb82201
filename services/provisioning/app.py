"""Composition of the provisioning service."""

from datetime import timedelta

from fastapi import FastAPI
from starlette.routing import Route

from libs.common.messaging.inbox import Inbox
from libs.common.runtime import Job, Part, Runtime
from libs.common.web import create_app
from services.provisioning import routes
from services.provisioning.engine import SagaEngine, Timing, outbox
from services.provisioning.handlers import build_handlers
from services.provisioning.health import HealthAggregator
from services.provisioning.service import ProvisioningService
from services.provisioning.settings import Settings
from services.provisioning.tenant_manager import TenantManager
from services.provisioning.watcher import SagaWatcher


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="provisioning", routers=[routes.router])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("provisioning", settings)
    watcher = SagaWatcher(runtime.database.dsn)
    runtime.background(watcher.run)
    if part != "api":
        service = _provisioning_service(runtime, settings)
        runtime.work(outbox=outbox, handlers=build_handlers(service), jobs=_jobs(runtime, service, settings))
    app = create_app(title="provisioning", routers=[]) if part == "worker" else create_api()
    app.state.watcher = watcher
    app.router.routes.append(Route("/health/all", HealthAggregator(settings.health_targets).answer))
    return runtime.mount(app)


def _provisioning_service(runtime: Runtime, settings: Settings) -> ProvisioningService:
    timing = Timing(
        deadline=settings.saga_deadline,
        compensation_deadline=timedelta(seconds=settings.compensation_deadline_s),
        retry_after=settings.step_retry_after,
    )
    engine = SagaEngine(manager=TenantManager(), timing=timing)
    return ProvisioningService(database=runtime.database, engine=engine)


def _jobs(runtime: Runtime, service: ProvisioningService, settings: Settings) -> list[Job]:
    inbox = Inbox("provisioning")

    async def sweep() -> None:
        await service.sweep()

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)
        await service.forget_history(kept=settings.history_kept)

    return [Job("sweep sagas", settings.sweep_interval_s, sweep), Job("forget old rows", 600, forget)]
