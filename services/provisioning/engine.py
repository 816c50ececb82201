"""Moves one locked saga by the table: state, steps, timers, events and timeline change together, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.base import Event
from libs.common.logging import get_logger
from libs.common.messaging.outbox import Outbox
from services.provisioning import metrics, repository
from services.provisioning.cause import NO_CAUSE, Cause
from services.provisioning.events import build_event
from services.provisioning.models import Saga, SagaRow
from services.provisioning.parking import repository as parking
from services.provisioning.saga import (
    FAILED,
    REPEATS,
    TERMINAL,
    WAITING_STEP,
    Change,
    Effect,
    Move,
    State,
    Trigger,
    next_move,
)
from services.provisioning.tenant_manager import TenantManager, TenantNames

log = get_logger(__name__)

outbox = Outbox("provisioning")

MAX_RETRY_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a saga may take, and how patiently it asks again."""

    deadline: timedelta
    compensation_deadline: timedelta
    retry_after: timedelta


class SagaEngine:
    """The one place where sagas move, whoever triggers it: an answer, a timer or an operator."""

    def __init__(self, *, manager: TenantManager, timing: Timing, now: Callable[[], datetime] = utc_now) -> None:
        self.manager, self.timing, self.now = manager, timing, now

    async def lock(self, session: AsyncSession, saga_id: UUID) -> Saga:
        """The saga, locked until the transaction ends. Raises LookupError."""
        saga = await repository.lock_saga(session, saga_id)
        if saga is None:
            raise LookupError(f"no saga {saga_id}")
        return saga

    async def apply(
        self,
        session: AsyncSession,
        saga: Saga,
        trigger: Trigger,
        *,
        cause: Cause = NO_CAUSE,
        failure_code: str | None = None,
    ) -> bool:
        """Moves the saga by the table; False when the trigger is late or repeated, which the timeline shows."""
        before = saga.row.current
        move = next_move(before, trigger)
        if move is None:
            log.info("trigger ignored", trigger=trigger, state=before, saga_id=str(saga.row.saga_id))
            await self.record(session, saga, trigger, before=before, cause=cause, moved=False)
            return False
        if failure_code is not None:
            saga.row.failure_code = failure_code
        if move.effect is Effect.DROP_SCHEMA:
            await self._drop(session, saga.row)
        self._enter(saga, before, move)
        if "password_hash" not in (saga.row.admin or {}):
            # Nor may it rest in a parked message.
            await parking.forget_secrets(session, saga.row.saga_id)
        emitted = await self._emit(session, saga.row, move.emits)
        await self.record(session, saga, trigger, before=before, cause=cause, emitted=emitted, error=failure_code)
        metrics.count_move(session, saga, trigger, move)
        log.info("saga moved", saga_id=str(saga.row.saga_id), trigger=trigger, before=before, after=move.to)
        return True

    async def ask_again(
        self, session: AsyncSession, saga: Saga, *, trigger: str = "no_answer", cause: Cause = NO_CAUSE
    ) -> None:
        """Repeats what the saga waits for, with a new event id; in REQUESTED the step itself becomes due."""
        state = saga.row.current
        repeat = REPEATS.get(state)
        self.postpone(saga)
        if repeat is None:
            saga.row.next_attempt_at = self.now()
        elif state in WAITING_STEP:
            saga.step(WAITING_STEP[state]).attempts += 1
        emitted = await self._emit(session, saga.row, (repeat,) if repeat else ())
        saga.row.version += 1
        await self.record(session, saga, trigger, before=state, cause=cause, emitted=emitted)
        metrics.count_retry(session, state)

    async def record(
        self,
        session: AsyncSession,
        saga: Saga,
        trigger: str,
        *,
        before: State | None,
        cause: Cause = NO_CAUSE,
        emitted: Sequence[tuple[str, UUID]] = (),
        moved: bool = True,
        error: str | None = None,
    ) -> None:
        """A line of the timeline."""
        await repository.record_transition(
            session,
            saga.row,
            trigger=str(trigger),
            before=None if before is None else before.value,
            cause=cause,
            emitted=emitted,
            moved=moved,
            error=error,
        )

    def postpone(self, saga: Saga) -> None:
        """Sets the next attempt; the pause doubles up to 30 s."""
        pause = min(self.timing.retry_after * 2 ** min(saga.row.attempts, 6), MAX_RETRY_PAUSE)
        saga.row.attempts += 1
        saga.row.next_attempt_at = self.now() + pause

    def _enter(self, saga: Saga, before: State, move: Move) -> None:
        now, row = self.now(), saga.row
        for name, change in move.steps.items():
            step = saga.step(name)
            step.change(change, at=now, error_code=row.failure_code)
            if name in saga.times and change is Change.FINISH:
                times = saga.times[name]
                step.started_at, step.finished_at = times.started_at, times.finished_at
                step.attempts = max(step.attempts, 1)
        row.version += 1
        row.state = move.to.value
        if move.to is before:
            return
        row.attempts = 0
        row.next_attempt_at = now + self.timing.retry_after
        if move.to is State.COMPENSATING or before in FAILED:
            row.scrub_password()
            row.deadline_at, row.finished_at = now + self.timing.compensation_deadline, None
        if move.to in TERMINAL:
            row.scrub_password()
            row.next_attempt_at, row.finished_at = None, now

    async def _drop(self, session: AsyncSession, row: SagaRow) -> None:
        await self.manager.drop_schema(session, TenantNames(row.schema_name, row.role_name))
        await repository.unregister_schema(session, row.tenant_id)

    async def _emit(
        self, session: AsyncSession, row: SagaRow, events: Sequence[type[Event]]
    ) -> list[tuple[str, UUID]]:
        """Routing key and id of each event, in order."""
        return [(event.routing_key, await outbox.emit(session, build_event(event, row))) for event in events]
