"""Signed-in devices, for the user whose they are."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from libs.common.auth import AccountPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page
from services.auth.devices import service
from services.auth.devices.schemas import SessionOut
from services.auth.edge import Parts

router = APIRouter(prefix="/api/v1/auth/sessions", tags=["auth"])

_REFUSED: dict[int | str, dict[str, Any]] = {401: {"model": Problem, "description": "Not signed in."}}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "The user has no such live session."}
}


@router.get("", responses=_REFUSED, summary="Where the user is signed in, newest first")
async def list_sessions(
    principal: AccountPrincipal,
    session: RegistrySession,
    response: Response,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> Page[SessionOut]:
    response.headers["Cache-Control"] = "no-store"
    found, following = await service.list_sessions(session, principal, cursor=cursor, limit=limit)
    items = [SessionOut.of(each, current=principal.session_id) for each in found]
    return Page[SessionOut](items=items, next_cursor=following)


@router.delete("/{session_id}", status_code=204, responses=_REFUSED | _NOT_FOUND, summary="End one of them")
async def end_session(
    session_id: UUID, principal: AccountPrincipal, session: RegistrySession, response: Response, parts: Parts
) -> None:
    await service.end_session(session, principal, session_id)
    if session_id == principal.session_id:
        parts.cookie.clear(response)
