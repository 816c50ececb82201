"""Composition of the business service."""

from fastapi import FastAPI

from libs.common.messaging.outbox import Outbox
from libs.common.runtime import Part, Runtime
from libs.common.settings import ServiceSettings
from libs.common.web import create_app
from services.business.agenda.routes import router as agenda
from services.business.animais.routes import router as animais
from services.business.clientes.routes import router as clientes
from services.business.profissionais.routes import router as profissionais
from services.business.servicos.routes import router as servicos


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="business", routers=[clientes, animais, servicos, profissionais, agenda])


def create_service(settings: ServiceSettings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("business", settings, idempotency_table="idempotency_keys")
    if part != "api":
        runtime.work(outbox=Outbox("business"))
    return runtime.mount(create_app(title="business", routers=[]) if part == "worker" else create_api())
