"""An operator's way into a shop, and who came that way."""

from typing import Any

from fastapi import APIRouter, Request, Response

from libs.common.auth import OversightPrincipal, PlatformPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page, decode_id_cursor, encode_id_cursor
from libs.common.tenancy.middleware import PLATFORM
from services.auth import handoff
from services.auth.edge import Parts, RequestDevice
from services.auth.impersonation import service
from services.auth.impersonation.schemas import ImpersonationIn, VisitOut
from services.auth.origin import FromOwnOrigin
from services.auth.reauthentication import require_refresh_token
from services.auth.schemas import HandoffOut

router = APIRouter(prefix="/api/v1/auth/impersonations", tags=["auth"])

_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Not signed in."},
    403: {"model": Problem, "description": "No operator, a page of another origin, or the shop is not open."},
}


@router.post(
    "",
    status_code=201,
    response_model=HandoffOut,
    responses=_REFUSED,
    openapi_extra=PLATFORM,
    summary="A one-time code that lets an operator into a shop for 30 minutes; takes his refresh cookie as well",
)
async def request_impersonation(
    body: ImpersonationIn,
    operator: PlatformPrincipal,
    _: FromOwnOrigin,
    request: Request,
    response: Response,
    parts: Parts,
    session: RegistrySession,
    device: RequestDevice,
) -> handoff.HandedOff:
    response.headers["Cache-Control"] = "no-store"
    await require_refresh_token(session, operator, parts.cookie.read(request), grace=parts.reuse_grace)
    return await service.request(session, operator, tenant_id=body.tenant_id, reason=body.reason, device=device)


@router.get(
    "",
    response_model=Page[VisitOut],
    responses=_REFUSED,
    summary="Operators who entered shops: all to the platform, an owner's to her",
)
async def list_impersonations(
    _: OversightPrincipal, session: RegistrySession, limit: Limit = 20, cursor: CursorParam = None
) -> Page[VisitOut]:
    visits = await service.list_visits(session, before=decode_id_cursor(cursor), limit=limit + 1)
    items = [VisitOut.model_validate(visit) for visit in visits[:limit]]
    more = len(visits) > limit
    return Page(items=items, next_cursor=encode_id_cursor(items[-1].id) if more else None)
