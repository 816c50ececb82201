"""A saga by id: as it stands, and as it moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from libs.common.edge import runtime_of
from libs.common.tenancy.middleware import PLATFORM_PUBLIC
from services.provisioning.schemas import SagaOut
from services.provisioning.views import SagaView, read_saga
from services.provisioning.watcher import SagaWatcher

router = APIRouter(prefix="/api/v1/provisioning", tags=["provisioning"])

# Safety net under NOTIFY: a stream looks for itself this often, in seconds.
LOOK_AGAIN_S = 5.0


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
    watcher: SagaWatcher = request.app.state.watcher
    sent = int(last_event_id) if last_event_id and last_event_id.isascii() and last_event_id.isdigit() else -1
    with watcher.watching(saga_id) as changed:
        while not runtime.stopping.is_set():
            if saga.version > sent or saga.is_terminal:
                yield ServerSentEvent(data=saga.body, event="saga", id=str(saga.version))
                sent = saga.version
            if saga.is_terminal:
                return
            await _either(changed, runtime.stopping)
            changed.clear()
            saga = await read_saga(runtime.database, saga_id)


async def _either(changed: asyncio.Event, stopping: asyncio.Event) -> None:
    """Returns at a change, at the end of the process, or when it is time to look again."""
    waits = [asyncio.ensure_future(event.wait()) for event in (changed, stopping)]
    try:
        with suppress(TimeoutError):
            await asyncio.wait(waits, timeout=LOOK_AGAIN_S, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
