"""A saga by id: as it stands, and as it moves."""

import re
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from libs.common.edge import runtime_of
from libs.common.tenancy.middleware import PLATFORM_PUBLIC
from services.provisioning.live import LOOK_AGAIN_S, LiveSagas
from services.provisioning.schemas import SagaOut
from services.provisioning.views import SagaView, read_saga
from services.provisioning.watcher import first_of

router = APIRouter(prefix="/api/v1/provisioning", tags=["provisioning"])


async def _known_saga(saga_id: UUID, request: Request) -> SagaView:
    """Refused before the stream begins: a browser's EventSource never retries a 404."""
    return await read_saga(runtime_of(request).database, saga_id)


KnownSaga = Annotated[SagaView, Depends(_known_saga)]


@router.get(
    "/sagas/{saga_id}",
    response_model=SagaOut,
    openapi_extra=PLATFORM_PUBLIC,
    summary="How a sign-up stands",
)
async def show_saga(saga: KnownSaga) -> SagaOut:
    return saga.body


@router.get(
    "/sagas/{saga_id}/stream",
    response_class=EventSourceResponse,
    openapi_extra=PLATFORM_PUBLIC,
    summary="A sign-up, live",
    description="Server-Sent Events: `event: saga` with the saga at every change; ends at a terminal state.",
)
async def stream_saga(
    saga_id: UUID,
    saga: KnownSaga,
    request: Request,
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterator[ServerSentEvent]:
    runtime = runtime_of(request)
    live: LiveSagas = request.app.state.live
    sent = _version_seen(last_event_id, saga.version)
    with live.viewing(saga) as viewer:
        while not runtime.stopping.is_set():
            viewer.changed.clear()
            saga = viewer.saga
            if saga.version > sent or saga.is_terminal:
                yield ServerSentEvent(raw_data=saga.text, event="saga", id=str(saga.version))
                sent = saga.version
            if saga.is_terminal:
                return
            await first_of(viewer.changed, runtime.stopping, timeout_s=LOOK_AGAIN_S)


def _version_seen(last_event_id: str | None, current: int) -> int:
    """The version in a Last-Event-ID; -1 without one, or for an id that no stream of ours ever sent."""
    if last_event_id is None or not re.fullmatch(r"[0-9]{1,9}", last_event_id):
        return -1
    return int(last_event_id) if int(last_event_id) <= current else -1
