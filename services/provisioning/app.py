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
from services.provisioning.live import LiveSagas
from services.provisioning.operations import routes as operations
from services.provisioning.parking import routes as parking
from services.provisioning.parking.collector import ParkingCollector
from services.provisioning.parking.metrics import PARKED, sample_parked
from services.provisioning.parking.replays.runner import ReplayRunner
from services.provisioning.parking.sealing import Sealer
from services.provisioning.parking.service import forget as forget_parked
from services.provisioning.reconcile import metrics as reconcile_metrics
from services.provisioning.reconcile import routes as reconcile
from services.provisioning.reconcile.service import Limits, Reconciler
from services.provisioning.service import ProvisioningService
from services.provisioning.settings import Settings
from services.provisioning.stock.metrics import READY, sample_stock
from services.provisioning.stock.service import Stock
from services.provisioning.tenant_manager import TenantManager
from services.provisioning.watcher import SagaWatcher


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(
        title="provisioning", routers=[routes.router, operations.router, parking.router, reconcile.router]
    )


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("provisioning", settings)
    watcher = SagaWatcher(runtime.database.dsn)
    runtime.background(watcher.run)
    sample_sagas = partial(metrics.sample_sagas, runtime.database)
    runtime.sample("sagas", sample_sagas, metrics.SAGAS, metrics.OLDEST)
    runtime.sample("parking", partial(sample_parked, runtime.database), PARKED)
    engine = SagaEngine(manager=TenantManager(), timing=_timing(settings))
    stock = Stock(database=runtime.database, manager=engine.manager, wanted=settings.ready_schemas)
    runtime.sample("stock", partial(sample_stock, runtime.database, version=engine.manager.revision), READY)
    reconciler = _reconciler(runtime, engine.manager, settings)
    if part != "api":
        service = ProvisioningService(database=runtime.database, engine=engine, stock=stock)
        jobs = [*_jobs(runtime, service, settings), _collect_and_replay(runtime, settings)]
        jobs.append(Job("refill ready schemas", settings.refill_interval_s, stock.refill))
        jobs += _reconcile(reconciler)
        runtime.work(outbox=outbox, handlers=build_handlers(service), jobs=jobs)
    app = create_app(title="provisioning", routers=[]) if part == "worker" else create_api()
    app.state.live = LiveSagas(runtime.database, watcher)
    app.state.watcher, app.state.engine, app.state.reconciler = watcher, engine, reconciler
    app.router.routes.append(Route("/health/all", HealthAggregator(settings.health_targets).answer))
    return runtime.mount(app)


def _timing(settings: Settings) -> Timing:
    return Timing(
        deadline=settings.saga_deadline,
        compensation_deadline=timedelta(seconds=settings.compensation_deadline_s),
        retry_after=settings.step_retry_after,
    )


def _collect_and_replay(runtime: Runtime, settings: Settings) -> Job:
    """Empties the parking queues into the database; what operators replay goes back from there."""
    database, sealer = runtime.database, Sealer(settings.parking_key_file)
    ParkingCollector(database=database, sealer=sealer, stopping=runtime.stopping).attach(runtime.broker)
    timeout = timedelta(seconds=settings.replay_answer_timeout_s)
    runner = ReplayRunner(database=database, broker=runtime.broker, sealer=sealer, answer_timeout=timeout)
    return Job("replay parked messages", settings.replay_interval_s, runner.run)


def _reconciler(runtime: Runtime, manager: TenantManager, settings: Settings) -> Reconciler:
    sample = partial(reconcile_metrics.sample_reconcile, runtime.database, grace_s=settings.reconcile_grace_s)
    runtime.sample("reconcile", sample, reconcile_metrics.FINDINGS, reconcile_metrics.LAST_RUN)
    limits = Limits(
        grace=timedelta(seconds=settings.reconcile_grace_s),
        interval=timedelta(seconds=settings.reconcile_interval_s),
        copy_bytes=settings.reconcile_copy_limit_mb * 1024 * 1024,
        copies_kept=timedelta(days=settings.reconcile_copies_kept_days),
    )
    return Reconciler(database=runtime.database, manager=manager, limits=limits)


def _reconcile(reconciler: Reconciler) -> list[Job]:
    """Looks often whether a scan is due: a process that is restarted more often than it scans would never."""

    async def scan() -> None:
        await reconciler.scan_if_due()

    pause = min(reconciler.limits.interval.total_seconds(), 60)
    return [Job("reconcile", pause, scan), Job("forget old runs and copies", 600, reconciler.forget)]


def _jobs(runtime: Runtime, service: ProvisioningService, settings: Settings) -> list[Job]:
    inbox = Inbox("provisioning")

    async def sweep() -> None:
        await service.sweep()

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)
            await forget_parked(session)
        await service.forget_history(kept=settings.history_kept)

    return [Job("sweep sagas", settings.sweep_interval_s, sweep), Job("forget old rows", 600, forget)]
