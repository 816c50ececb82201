"""Moves running replays: a batch is sent when all of the one before took effect; one failure stops the rest.

Any replica may do the next step, under the lock of the replay's row; all it needs to know stands in the database.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from aiormq.exceptions import DeliveryError
from faststream.rabbit import RabbitBroker
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, is_unavailable
from libs.common.faults import CrashPoint, crash_point
from libs.common.logging import get_logger
from libs.common.messaging.broker import is_cancelled
from libs.common.messaging.consumer import ATTEMPT_HEADER, own_headers
from libs.common.messaging.failure import describe
from libs.common.messaging.topology import BY_KEY, PATIENT_DELAYS_S, events_exchange, queue_name
from libs.common.sealing import UnsealError
from services.provisioning.parking.intake import NO_SERVICE, REPLAY_HEADER, STORY
from services.provisioning.parking.replays import ramp, repository
from services.provisioning.parking.replays.repository import AnyRow
from services.provisioning.parking.sealing import Original, Sealer

log = get_logger(__name__)

POLL_S = 0.1
PUBLISH_TIMEOUT_S = 5.0
# The services that keep an inbox; whether another one took an event cannot be asked.
WITH_INBOX = frozenset({"tenant", "auth", "provisioning", "business", "notifications"})


class BrokerAwayError(Exception):
    """Nothing of the step counts; the next one sends again."""


class ReplayStoppedError(Exception):
    """This replay cannot go on; the message says why."""


class ReplayRunner:
    """The worker's job. `answer_timeout`: how long a batch may take to be handled or parked again."""

    def __init__(
        self, *, database: Database, broker: RabbitBroker, sealer: Sealer, answer_timeout: timedelta
    ) -> None:
        self._database, self._broker, self._sealer = database, broker, sealer
        self._timeout_s = answer_timeout.total_seconds()

    async def run(self) -> None:
        """Returns when no replay is running any more. Raises when database or broker are away."""
        while await self._step_all():  # noqa: ASYNC110
            # Answers come from other services' inboxes, which tell nobody.
            await asyncio.sleep(POLL_S)

    async def _step_all(self) -> bool:
        async with self._database.transaction() as session:
            running = await repository.running_ids(session)
        for replay in running:
            try:
                await self._step(replay)
            except Exception as error:
                if isinstance(error, BrokerAwayError) or is_unavailable(error):
                    raise
                if not isinstance(error, ReplayStoppedError):
                    log.error("replay cannot go on", replay=str(replay), exc_info=error)
                await self._stop(replay, str(error) if isinstance(error, ReplayStoppedError) else describe(error))
        return bool(running)

    async def _step(self, replay_id: UUID) -> None:
        async with self._database.transaction() as session:
            replay = await repository.claim(session, replay_id)
            if replay is None or await self._must_wait(session, replay):
                return
            batch = await repository.next_batch(session, replay.id, limit=ramp.batch_size(replay.position))
            if batch:
                await self._send(session, replay, batch)
            else:
                await repository.close(session, replay.id)
                log.info("replay finished", replay=str(replay.id))

    async def _must_wait(self, session: AsyncSession, replay: AnyRow) -> bool:
        """Takes the outcomes of what is on its way; True when some are missing, or when it ended here."""
        sent = await repository.on_the_way(session, replay.id)
        failed = [row for row in sent if row.status == "parked"]
        waiting = [row for row in sent if row.status == "replaying"]
        handled = await self._handled(session, waiting)
        await repository.settle(session, replay.id, [row.id for row in handled])
        silent = [row for row in waiting if row not in handled]
        overdue = [row for row in silent if row.waited_s > self._timeout_s]
        if silent and not overdue:
            return True
        if failed or overdue:
            await repository.close(session, replay.id, failed=len(failed), stopped=self._why(failed, overdue))
            log.warning("replay stopped", replay=str(replay.id), failed=len(failed), overdue=len(overdue))
        return bool(failed or overdue)

    def _why(self, failed: Sequence[AnyRow], overdue: Sequence[AnyRow]) -> str:
        if failed:
            reason = f"message {failed[0].id} failed again: {failed[0].error}"
        else:
            reason = f"message {overdue[0].id} gave no answer within {self._timeout_s:g} s"
        more = len(failed) + len(overdue) - 1
        return f"{reason} (and {more} more)" if more else reason

    async def _send(self, session: AsyncSession, replay: AnyRow, batch: Sequence[AnyRow]) -> None:
        done = await self._handled(session, [row for row in batch if _targets(row)])
        rest = [row for row in batch if row not in done]
        await repository.settle(session, replay.id, [row.id for row in done], batches=1)
        if not rest:
            return
        originals = [self._original(row) for row in rest]
        # Marked first: the rows' locks keep their answers waiting until this is committed.
        await repository.mark_sent(session, [row.id for row in rest])
        await self._publish_all(replay.id, list(zip(rest, originals, strict=True)))
        crash_point(CrashPoint.REPLAY_PUBLISHED)

    async def _publish_all(self, replay: UUID, batch: Sequence[tuple[AnyRow, Original]]) -> None:
        # The first alone, as the relay does: afterwards they leave in the order of their ids.
        first, *others = batch
        results = list(await asyncio.gather(self._publish(replay, *first), return_exceptions=True))
        results += await asyncio.gather(*(self._publish(replay, *one) for one in others), return_exceptions=True)
        if is_cancelled():
            raise asyncio.CancelledError
        for (row, _), result in zip(batch, results, strict=True):
            if isinstance(result, DeliveryError):
                raise ReplayStoppedError(f"the broker refused message {row.id}") from result
            if isinstance(result, BaseException):
                raise BrokerAwayError(f"message {row.id} was not confirmed: {result!r}") from result

    async def _publish(self, replay: UUID, row: AnyRow, original: Original) -> None:
        unroutable = row.service == NO_SERVICE
        await self._broker.publish(
            original.body,
            exchange=events_exchange() if unroutable else None,
            routing_key=row.routing_key if unroutable else row.queue,
            persist=True,
            message_id=str(row.message_id),
            correlation_id=row.correlation_id,
            message_type=row.type,
            content_type="application/json",
            headers=_headers(original.headers, row, replay),
            timeout=PUBLISH_TIMEOUT_S,
        )

    def _original(self, row: AnyRow) -> Original:
        if row.sealed is not None:
            try:
                return self._sealer.unseal(row.sealed)
            except UnsealError as error:
                raise ReplayStoppedError(f"message {row.id}: {error}") from error
        if row.had_secrets:
            raise ReplayStoppedError(f"message {row.id} held a secret that was forgotten with its saga")
        return Original(row.body, row.headers)

    async def _handled(self, session: AsyncSession, rows: Sequence[AnyRow]) -> list[AnyRow]:
        """Those that took effect at every consumer that can be asked."""
        wanted: dict[tuple[str, str], set[UUID]] = {}
        for row in rows:
            for target in _targets(row):
                wanted.setdefault(target, set()).add(row.message_id)
        found = {target: await repository.handled(session, *target, ids) for target, ids in wanted.items()}
        return [row for row in rows if all(row.message_id in found[target] for target in _targets(row))]

    async def _stop(self, replay_id: UUID, reason: str) -> None:
        async with self._database.transaction() as session:
            if await repository.claim(session, replay_id) is not None:
                await repository.close(session, replay_id, stopped=reason)
                log.warning("replay stopped", replay=str(replay_id), reason=reason)


def _targets(row: AnyRow) -> list[tuple[str, str]]:
    """Service and queue of everyone who must handle it; an unroutable event goes to all that are bound by now."""
    if row.service != NO_SERVICE:
        return [(row.service, row.queue)]
    consumers = BY_KEY[row.routing_key].consumers
    return [(name, queue_name(name, row.routing_key)) for name in consumers if name in WITH_INBOX]


def _headers(original: Mapping[str, Any], row: AnyRow, replay: UUID) -> dict[str, Any]:
    """As they were, at the last level of delay: what fails again is parked at once."""
    route = BY_KEY.get(row.routing_key)
    last = len(route.delays_s if route is not None else PATIENT_DELAYS_S)
    kept = {name: value for name, value in own_headers(original).items() if name not in STORY}
    return kept | {ATTEMPT_HEADER: last, REPLAY_HEADER: str(replay)}
