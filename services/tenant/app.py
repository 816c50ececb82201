"""Composition of the tenant service."""

from fastapi import FastAPI

from libs.common.messaging.inbox import Inbox
from libs.common.runtime import Job, Part, Runtime
from libs.common.web import create_app
from services.tenant import routes, service
from services.tenant.handlers import build_handlers
from services.tenant.settings import Settings


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="tenant", routers=[routes.router])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("tenant", settings, idempotency_table="svc_tenant.idempotency_keys")
    if part != "api":
        runtime.work(outbox=service.outbox, handlers=build_handlers(), jobs=_jobs(runtime, settings))
    return runtime.mount(create_app(title="tenant", routers=[]) if part == "worker" else create_api())


def _jobs(runtime: Runtime, settings: Settings) -> list[Job]:
    inbox = Inbox("tenant")

    async def ask_again() -> None:
        async with runtime.database.transaction() as session:
            await service.ask_again(session, retry_after=settings.signup_retry_after)

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)
            await service.forget_contacts(session)

    return [
        Job("ask again for sign-ups", settings.sweep_interval_s, ask_again),
        Job("forget old rows", 600, forget),
    ]
