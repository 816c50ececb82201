"""`/api/v1/ops/parking`: messages that exhausted their retries, for platform operators."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from libs.common.auth import PlatformPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.pagination import CursorParam, Limit, SearchParam
from libs.common.tenancy.middleware import PLATFORM
from libs.common.types import PathId
from services.provisioning.parking import service
from services.provisioning.parking.replays import service as replays
from services.provisioning.parking.schemas import (
    AffectedSet,
    DiscardIn,
    GroupList,
    GroupReplayIn,
    Label,
    MessageDetail,
    MessageList,
    MessageOut,
    MessageStatus,
    ReplayIn,
    ReplayList,
    ReplayOut,
    ReplayStatus,
)
from services.provisioning.parking.service import MessageQuery

PATH = "/api/v1/ops/parking"
router = APIRouter(prefix=PATH, tags=["parking"])

Answers = dict[int | str, dict[str, Any]]
_NOT_FOUND: Answers = {404: {"model": Problem, "description": "There is no such record."}}
_WRONG_STATE: Answers = {409: {"model": Problem, "description": "`WRONG_STATE`, or `STALE_VERSION` of a set."}}
_ACCEPTED: Answers = {202: {"model": ReplayOut, "description": "The replay, begun."}}


@router.get("", openapi_extra=PLATFORM, summary="Parked messages, newest first, with counts")
async def list_messages(
    session: RegistrySession,
    _: PlatformPrincipal,
    status: Annotated[MessageStatus | None, Query()] = None,
    service_name: Annotated[Label | None, Query(alias="service")] = None,
    queue: Annotated[Label | None, Query()] = None,
    fingerprint: Annotated[Label | None, Query()] = None,
    q: SearchParam = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> MessageList:
    query = MessageQuery(status, service_name, queue, fingerprint, q, cursor, limit)
    return await service.list_messages(session, query)


@router.get("/groups", openapi_extra=PLATFORM, summary="What is parked, by failure and place")
async def list_groups(session: RegistrySession, _: PlatformPrincipal) -> GroupList:
    return await service.list_groups(session)


@router.get("/replays", openapi_extra=PLATFORM, summary="Replays, newest first")
async def list_replays(
    session: RegistrySession,
    _: PlatformPrincipal,
    status: Annotated[ReplayStatus | None, Query()] = None,
    limit: Limit = 20,
    cursor: CursorParam = None,
) -> ReplayList:
    return await replays.list_replays(session, status=status, cursor=cursor, limit=limit)


@router.post(
    "/replays",
    openapi_extra=PLATFORM,
    response_model=None,
    responses={200: {"model": AffectedSet, "description": "A dry run: the set."}} | _ACCEPTED | _WRONG_STATE,
    summary="Replay a group, few first",
    description="`dry_run` answers the exact set; the real call carries the `set_digest` it answered.",
)
async def replay_group(
    body: GroupReplayIn, session: RegistrySession, principal: PlatformPrincipal, response: Response
) -> AffectedSet | ReplayOut:
    if body.dry_run:
        return await replays.show_affected(session, body)
    replay = await replays.replay_group(session, body, actor=str(principal.user_id))
    return _accepted(replay, response)


@router.get("/replays/{replay_id}", openapi_extra=PLATFORM, responses=_NOT_FOUND, summary="How a replay stands")
async def show_replay(replay_id: UUID, session: RegistrySession, _: PlatformPrincipal) -> ReplayOut:
    return await replays.show_replay(session, replay_id)


@router.get("/{message}", openapi_extra=PLATFORM, responses=_NOT_FOUND, summary="One message; secrets are masked")
async def show_message(message: PathId, session: RegistrySession, _: PlatformPrincipal) -> MessageDetail:
    return await service.show_message(session, message)


@router.post(
    "/{message}/replay",
    status_code=202,
    openapi_extra=PLATFORM,
    responses=_NOT_FOUND | _WRONG_STATE,
    summary="Replay one message",
)
async def replay_message(
    message: PathId,
    session: RegistrySession,
    principal: PlatformPrincipal,
    response: Response,
    body: ReplayIn | None = None,
) -> ReplayOut:
    reason = body.reason if body is not None else None
    replay = await replays.replay_message(session, message, actor=str(principal.user_id), reason=reason)
    return _accepted(replay, response)


@router.post(
    "/{message}/discard",
    openapi_extra=PLATFORM,
    responses=_NOT_FOUND | _WRONG_STATE,
    summary="Settle one message without replaying it",
)
async def discard_message(
    message: PathId, body: DiscardIn, session: RegistrySession, principal: PlatformPrincipal
) -> MessageOut:
    return await service.discard(session, message, actor=str(principal.user_id), reason=body.reason)


def _accepted(replay: ReplayOut, response: Response) -> ReplayOut:
    response.status_code = 202
    response.headers["Location"] = f"{PATH}/replays/{replay.id}"
    return replay
