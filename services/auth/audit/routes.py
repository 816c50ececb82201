"""`/api/v1/audit`: the shop's audit for its owner, the platform's for its operators."""

from typing import Any

from fastapi import APIRouter, Response

from libs.common.auth import AuditPrincipal, PlatformPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.tenancy.middleware import PLATFORM
from services.auth.audit import service
from services.auth.audit.schemas import AuditEntryOut, FiltersParam

_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Not signed in."},
    403: {"model": Problem, "description": "Not the owner of this shop."},
}

router = APIRouter(prefix="/api/v1/audit", tags=["audit"], responses=_REFUSED)


@router.get("", response_model=Page[AuditEntryOut], summary="What happened in the shop, newest first")
async def list_entries(
    _: AuditPrincipal,
    filters: FiltersParam,
    session: RegistrySession,
    response: Response,
    cursor: CursorParam = None,
    limit: Limit = 50,
) -> service.EntriesPage:
    response.headers["Cache-Control"] = "no-store"
    return await service.list_entries(session, filters, cursor=cursor, limit=limit)


@router.get(
    "/platform",
    response_model=Page[AuditEntryOut],
    openapi_extra=PLATFORM,
    summary="What happened on the platform, newest first",
)
async def list_platform_entries(
    _: PlatformPrincipal,
    filters: FiltersParam,
    session: RegistrySession,
    response: Response,
    cursor: CursorParam = None,
    limit: Limit = 50,
) -> service.EntriesPage:
    response.headers["Cache-Control"] = "no-store"
    return await service.list_entries(session, filters, cursor=cursor, limit=limit)
