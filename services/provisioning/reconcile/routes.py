"""`/api/v1/ops/reconcile`, for platform operators."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from libs.common.auth import PlatformPrincipal
from libs.common.edge import RegistrySession, runtime_of
from libs.common.errors import Problem, ValidationError
from libs.common.pagination import CursorParam, Limit
from libs.common.tenancy.middleware import PLATFORM
from services.provisioning.reconcile import views
from services.provisioning.reconcile.copies import decompressed
from services.provisioning.reconcile.schemas import (
    CopyDetail,
    CopyList,
    KindName,
    PlanOut,
    ReconcileIn,
    RepairOut,
    ReportOut,
    RunList,
)
from services.provisioning.reconcile.service import Reconciler

router = APIRouter(prefix="/api/v1/ops/reconcile", tags=["operations"])

_REFUSALS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "`NOT_FOUND`: a finding is no longer open."},
    409: {"model": Problem, "description": "`STALE_VERSION`: not what the dry run said. `WRONG_STATE`: busy."},
}


def _reconciler(request: Request) -> Reconciler:
    reconciler: Reconciler = request.app.state.reconciler
    return reconciler


ReconcilerOf = Annotated[Reconciler, Depends(_reconciler)]


@router.get("", openapi_extra=PLATFORM, summary="What does not fit, as the last scan saw it")
async def show_report(
    session: RegistrySession,
    _: PlatformPrincipal,
    reconciler: ReconcilerOf,
    kind: Annotated[KindName | None, Query()] = None,
    limit: Limit = 200,
    cursor: CursorParam = None,
) -> ReportOut:
    return await views.show_report(session, grace=reconciler.limits.grace, kind=kind, cursor=cursor, limit=limit)


@router.post(
    "",
    openapi_extra=PLATFORM,
    responses=_REFUSALS,
    summary="Scan now; or repair findings, with a dry run first",
    description="`{}` scans. `{findings}` is the dry run: what would be done, and a `set_digest`."
    " `{findings, dry_run: false, set_digest, reason}` does it.",
)
async def reconcile(
    request: Request,
    principal: PlatformPrincipal,
    reconciler: ReconcilerOf,
    body: ReconcileIn | None = None,
) -> ReportOut | PlanOut | RepairOut:
    wish, actor = body or ReconcileIn(), str(principal.user_id)
    if wish.findings is not None:
        return await _repair(reconciler, wish, wish.findings, actor)
    await reconciler.scan(actor=actor)
    async with runtime_of(request).database.transaction() as session:
        return await views.show_report(session, grace=reconciler.limits.grace, limit=200)


@router.get("/runs", openapi_extra=PLATFORM, summary="Scans, newest first")
async def list_runs(session: RegistrySession, _: PlatformPrincipal, limit: Limit = 50) -> RunList:
    return await views.list_runs(session, limit=limit)


@router.get("/copies", openapi_extra=PLATFORM, summary="Copies of what was dropped, newest first")
async def list_copies(session: RegistrySession, _: PlatformPrincipal, limit: Limit = 50) -> CopyList:
    return await views.list_copies(session, limit=limit)


@router.get("/copies/{copy_id}", openapi_extra=PLATFORM, summary="One copy with its tables")
async def show_copy(copy_id: UUID, session: RegistrySession, _: PlatformPrincipal) -> CopyDetail:
    return await views.show_copy(session, copy_id)


@router.get(
    "/copies/{copy_id}/tables/{table}",
    openapi_extra=PLATFORM,
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}},
    summary="The rows of one copied table, as CSV",
)
async def read_copied_table(
    copy_id: UUID, table: str, session: RegistrySession, principal: PlatformPrincipal
) -> StreamingResponse:
    content = await views.read_copied_table(session, copy_id, table, actor=str(principal.user_id))
    return StreamingResponse(decompressed(content), media_type="text/csv")


async def _repair(
    reconciler: Reconciler, wish: ReconcileIn, finding_ids: list[UUID], actor: str
) -> PlanOut | RepairOut:
    if wish.dry_run:
        return await reconciler.plan(finding_ids)
    if wish.set_digest is None:
        raise ValidationError.at("set_digest", "Make the dry run first; it answers the digest.", "missing")
    if wish.reason is None:
        raise ValidationError.at("reason", "Say why.", "missing")
    return await reconciler.repair(finding_ids, digest=wish.set_digest, actor=actor, reason=wish.reason)
