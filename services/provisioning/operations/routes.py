"""Sagas, tenants and the audit, for platform operators."""

import re
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from libs.common.auth import PlatformPrincipal
from libs.common.clock import utc_now
from libs.common.edge import RegistrySession, runtime_of
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, SearchParam
from libs.common.tenancy.middleware import PLATFORM
from services.provisioning.engine import SagaEngine
from services.provisioning.operations import service, stream
from services.provisioning.operations.schemas import (
    ActionIn,
    Age,
    AuditList,
    ResolveIn,
    RetryIn,
    SagaDetail,
    SagaList,
    SagaState,
    SagaSummary,
    Target,
    TenantList,
    TenantStatusName,
)
from services.provisioning.operations.service import Press, SagaQuery
from services.provisioning.saga import State

router = APIRouter(prefix="/api/v1/ops", tags=["operations"])

_WRONG_STATE: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "`WRONG_STATE` or `STALE_VERSION`."}
}


def _engine(request: Request) -> SagaEngine:
    engine: SagaEngine = request.app.state.engine
    return engine


Engine = Annotated[SagaEngine, Depends(_engine)]


@router.get("/sagas", openapi_extra=PLATFORM, summary="Sagas, newest first, with counts per state")
async def list_sagas(
    session: RegistrySession,
    _: PlatformPrincipal,
    state: Annotated[list[SagaState] | None, Query(description="One or more states.")] = None,
    kind: Annotated[Literal["create_tenant"] | None, Query()] = None,
    tenant: Annotated[Target | None, Query(description="A tenant's id or subdomain.")] = None,
    q: SearchParam = None,
    older_than: Annotated[Age | None, Query(description="Begun longer ago than this: `90s`, `15m`, `2h`.")] = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> SagaList:
    states = [str(name) for name in state] if state else None
    query = SagaQuery(states, kind, tenant, q, older_than, cursor, limit)
    return await service.list_sagas(session, query, now=utc_now())


@router.get(
    "/sagas/stream",
    openapi_extra=PLATFORM,
    response_class=EventSourceResponse,
    summary="Every change of every saga, live",
    description="Server-Sent Events: `event: saga`, `id:` the move's sequence number; ends with token or session.",
)
async def stream_sagas(
    request: Request, principal: PlatformPrincipal, last_event_id: Annotated[str | None, Header()] = None
) -> AsyncIterator[ServerSentEvent]:
    seen = int(last_event_id) if last_event_id and re.fullmatch(r"[0-9]{1,18}", last_event_id) else None
    async for event in stream.follow_sagas(runtime_of(request), request.app.state.watcher, principal, seen):
        yield event


@router.get("/sagas/{saga_id}", openapi_extra=PLATFORM, summary="One saga with its timeline")
async def show_saga(saga_id: UUID, session: RegistrySession, _: PlatformPrincipal) -> SagaDetail:
    return await service.show_saga(session, saga_id, now=utc_now())


@router.post(
    "/sagas/{saga_id}/retry",
    status_code=202,
    openapi_extra=PLATFORM,
    responses=_WRONG_STATE,
    summary="Ask again at once",
)
async def retry_saga(
    saga_id: UUID,
    session: RegistrySession,
    principal: PlatformPrincipal,
    engine: Engine,
    body: RetryIn | None = None,
) -> SagaSummary:
    wish = body or RetryIn()
    press = Press(str(principal.user_id), wish.reason, wish.version)
    return await service.retry(session, engine, saga_id, press)


@router.post(
    "/sagas/{saga_id}/compensate",
    status_code=202,
    openapi_extra=PLATFORM,
    responses=_WRONG_STATE,
    summary="Undo the sign-up",
)
async def compensate_saga(
    saga_id: UUID, body: ActionIn, session: RegistrySession, principal: PlatformPrincipal, engine: Engine
) -> SagaSummary:
    press = Press(str(principal.user_id), body.reason, body.version)
    return await service.compensate(session, engine, saga_id, press)


@router.post(
    "/sagas/{saga_id}/resolve",
    status_code=202,
    openapi_extra=PLATFORM,
    responses=_WRONG_STATE,
    summary="Call it finished, where it is",
)
async def resolve_saga(
    saga_id: UUID, body: ResolveIn, session: RegistrySession, principal: PlatformPrincipal, engine: Engine
) -> SagaSummary:
    press = Press(str(principal.user_id), body.reason, body.version)
    return await service.resolve(session, engine, saga_id, press, State(body.outcome))


@router.get("/tenants", openapi_extra=PLATFORM, summary="Tenants, newest first, with counts per status")
async def list_tenants(
    session: RegistrySession,
    _: PlatformPrincipal,
    status: Annotated[TenantStatusName | None, Query()] = None,
    q: SearchParam = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> TenantList:
    return await service.list_tenants(session, status=status, q=q, cursor=cursor, limit=limit)


@router.get("/audit", openapi_extra=PLATFORM, summary="What operators did, and why")
async def list_audit(
    session: RegistrySession,
    _: PlatformPrincipal,
    target: Annotated[Target | None, Query(description="As `saga:<id>`.")] = None,
    actor: Annotated[Target | None, Query()] = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> AuditList:
    return await service.list_audit(session, target=target, actor=actor, cursor=cursor, limit=limit)
