"""Composition of the business service."""

from fastapi import FastAPI

from libs.common.files import FileStore
from libs.common.messaging.inbox import Inbox
from libs.common.messaging.outbox import Outbox
from libs.common.runtime import Job, Part, Runtime
from libs.common.web import create_app
from services.business.agenda.routes import router as agenda
from services.business.animais.fotos.routes import router as fotos
from services.business.animais.fotos.uploads import Darkroom
from services.business.animais.historico.routes import router as historico
from services.business.animais.pesos.routes import router as pesos
from services.business.animais.routes import router as animais
from services.business.busca.routes import router as busca
from services.business.clientes.routes import router as clientes
from services.business.espera.routes import router as espera
from services.business.handlers import build_handlers
from services.business.profissionais.routes import router as profissionais
from services.business.recorrencias.routes import router as recorrencias
from services.business.servicos.routes import router as servicos
from services.business.settings import Settings
from services.business.taxi.routes import router as taxi
from services.business.vacinas.routes import router as vacinas


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    routers = [clientes, animais, pesos, fotos, historico, servicos, profissionais, agenda]
    routers += [recorrencias, espera, taxi, vacinas, busca]
    return create_app(title="business", routers=routers)


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("business", settings, idempotency_table="idempotency_keys")
    files = FileStore(settings.files_dir)
    if part != "api":
        runtime.work(outbox=Outbox("business"), handlers=build_handlers(files), jobs=[_forgetting(runtime)])
    app = create_app(title="business", routers=[]) if part == "worker" else create_api()
    app.state.files, app.state.darkroom = files, Darkroom()
    return runtime.mount(app)


def _forgetting(runtime: Runtime) -> Job:
    inbox = Inbox("business")

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)

    return Job("forget old rows", 600, forget)
