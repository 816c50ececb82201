"""Deliveries and suppressed addresses, for platform operators."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from libs.common.auth import PlatformPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, SearchParam
from libs.common.tenancy.middleware import PLATFORM
from libs.common.types import PathId
from services.notifications.operations import service
from services.notifications.operations.schemas import (
    ChannelName,
    DeliveryDetail,
    DeliveryList,
    KindName,
    ReasonIn,
    ResendIn,
    StateName,
    SuppressionList,
    SuppressionOut,
    Target,
)
from services.notifications.operations.service import DeliveryQuery, Press

router = APIRouter(prefix="/api/v1/ops/notifications", tags=["operations"])

Answers = dict[int | str, dict[str, Any]]
_NOT_FOUND: Answers = {404: {"model": Problem, "description": "There is no such record."}}
_WRONG_STATE: Answers = {409: {"model": Problem, "description": "`WRONG_STATE` or `STALE_VERSION`."}}


@router.get("/deliveries", openapi_extra=PLATFORM, summary="Letters, newest first, with counts per state and kind")
async def list_deliveries(
    session: RegistrySession,
    _: PlatformPrincipal,
    state: Annotated[list[StateName] | None, Query(description="One or more states.")] = None,
    kind: Annotated[KindName | None, Query()] = None,
    channel: Annotated[ChannelName | None, Query()] = None,
    tenant: Annotated[Target | None, Query(description="A tenant's id or subdomain.")] = None,
    q: SearchParam = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> DeliveryList:
    return await service.list_deliveries(session, DeliveryQuery(state, kind, channel, tenant, q, cursor, limit))


@router.get(
    "/deliveries/{delivery_id}",
    openapi_extra=PLATFORM,
    responses=_NOT_FOUND,
    summary="One letter with its history; never what it says",
)
async def show_delivery(delivery_id: UUID, session: RegistrySession, _: PlatformPrincipal) -> DeliveryDetail:
    return await service.show_delivery(session, delivery_id)


@router.post(
    "/deliveries/{delivery_id}/resend",
    status_code=202,
    openapi_extra=PLATFORM,
    responses=_NOT_FOUND | _WRONG_STATE,
    summary="Send it again, or now instead of later",
)
async def resend_delivery(
    delivery_id: UUID, body: ResendIn, session: RegistrySession, principal: PlatformPrincipal
) -> DeliveryDetail:
    press = Press(str(principal.user_id), body.reason, body.version)
    return await service.resend(session, delivery_id, press)


@router.get("/suppressions", openapi_extra=PLATFORM, summary="Addresses that nothing is sent to, newest first")
async def list_suppressions(
    session: RegistrySession,
    _: PlatformPrincipal,
    lifted: Annotated[bool, Query(description="Those that were lifted, instead of those that stand.")] = False,
    q: SearchParam = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> SuppressionList:
    return await service.list_suppressions(session, lifted=lifted, q=q, cursor=cursor, limit=limit)


@router.post(
    "/suppressions/{suppression}/lift",
    openapi_extra=PLATFORM,
    responses=_NOT_FOUND | _WRONG_STATE,
    summary="Send to this address again",
)
async def lift_suppression(
    suppression: PathId, body: ReasonIn, session: RegistrySession, principal: PlatformPrincipal
) -> SuppressionOut:
    return await service.lift(session, suppression, Press(str(principal.user_id), body.reason))
