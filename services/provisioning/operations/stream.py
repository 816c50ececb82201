"""Every change of every saga, live: as it stands now, in the order of the moves, until token or session ends."""

import time
from collections.abc import AsyncIterator
from uuid import UUID

from fastapi.sse import ServerSentEvent
from sqlalchemy.exc import SQLAlchemyError

from libs.common.auth import Principal
from libs.common.clock import utc_now
from libs.common.database import is_unavailable, registry_scope
from libs.common.runtime import Runtime
from services.provisioning.operations import repository, service
from services.provisioning.operations.schemas import SagaSummary
from services.provisioning.watcher import Follower, SagaWatcher, first_of

# Safety net under NOTIFY, in seconds; also how long an expired token may still listen.
LOOK_AGAIN_S = 5.0


async def follow_sagas(
    runtime: Runtime, watcher: SagaWatcher, principal: Principal, last_seen: int | None
) -> AsyncIterator[ServerSentEvent]:
    """`id:` is the sequence number of a saga's last move. A resumed stream repeats rather than misses."""
    with watcher.following() as follower, runtime.revocations.watching(principal) as refused:
        last = await _latest(runtime) if last_seen is None else last_seen
        follower.missed = last_seen is not None
        # The headers leave with the first bytes. The number lets a client that breaks off before the first event
        # resume from here.
        yield ServerSentEvent(comment="connected", id=str(last))
        while not (runtime.stopping.is_set() or refused.is_set()) and time.time() < principal.expires_at:
            for sequence, saga in await _news(runtime, follower, last):
                last = max(last, sequence)
                yield ServerSentEvent(data=saga, event="saga", id=str(sequence))
            left = principal.expires_at - time.time()
            pause = max(0.0, min(LOOK_AGAIN_S, left))
            await first_of(follower.woken, runtime.stopping, refused, timeout_s=pause)


async def _latest(runtime: Runtime) -> int:
    async with runtime.database.transaction(registry_scope(None)) as session:
        return await repository.latest_transition(session)


async def _news(runtime: Runtime, follower: Follower, last: int) -> list[tuple[int, SagaSummary]]:
    changed, missed = follower.take()
    if not changed and not missed:
        return []
    try:
        return await _read(runtime, changed, last if missed else None)
    except (SQLAlchemyError, OSError) as error:
        if not is_unavailable(error):
            raise
        # After a refusal no stream would come back by itself: it waits for the database instead.
        follower.changed |= changed
        follower.missed |= missed
        return []


async def _read(runtime: Runtime, changed: set[UUID], since: int | None) -> list[tuple[int, SagaSummary]]:
    async with runtime.database.transaction(registry_scope(None)) as session:
        ids = set(changed)
        if since is not None:
            ids |= set(await repository.changed_since(session, since))
        return await service.changed_summaries(session, list(ids), now=utc_now())
