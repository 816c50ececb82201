"""A shop's WhatsApp links: which wait to be pressed, and which were."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter

from libs.common.auth import ShopPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.tenancy.tenant import current_tenant
from services.notifications.handover import service
from services.notifications.handover.schemas import LinkOut

router = APIRouter(prefix="/api/v1/notifications/links", tags=["notifications"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "There is no such message."},
    409: {"model": Problem, "description": "It neither waits to be sent nor was it."},
}


@router.get("", summary="Messages to send by hand, newest first")
async def list_links(
    session: RegistrySession, _: ShopPrincipal, limit: Limit = 50, cursor: CursorParam = None
) -> Page[LinkOut]:
    return await service.list_links(session, current_tenant().id, cursor=cursor, limit=limit)


@router.post("/{delivery_id}/done", status_code=204, responses=_ANSWERS, summary="This one was sent")
async def hand_over(delivery_id: UUID, session: RegistrySession, principal: ShopPrincipal) -> None:
    await service.hand_over(session, current_tenant().id, delivery_id, actor=str(principal.user_id))
