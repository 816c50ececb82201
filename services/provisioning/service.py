"""The process manager: begins sagas, moves them by the table, repeats what got no answer, undoes what failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.contracts.base import Event
from libs.common.contracts.events import AdminCreated, AdminDraft, Owner, ProvisioningStarted, TenantRequested
from libs.common.database import Database, is_unavailable
from libs.common.logging import get_logger
from libs.common.messaging.outbox import Outbox
from services.provisioning import repository
from services.provisioning.events import build_event
from services.provisioning.models import Saga, SagaRow, StepTimes
from services.provisioning.saga import (
    BEFORE_NO_RETURN,
    REPEATS,
    TERMINAL,
    WAITING_STEP,
    Change,
    Effect,
    Move,
    State,
    Step,
    Trigger,
    next_move,
)
from services.provisioning.tenant_manager import TenantManager, TenantNames

log = get_logger(__name__)

outbox = Outbox("provisioning")

MAX_RETRY_PAUSE = timedelta(seconds=30)
MAX_SCHEMA_ATTEMPTS = 5
SWEEP_BATCH = 50


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a saga may take, and how patiently it asks again."""

    deadline: timedelta
    compensation_deadline: timedelta
    retry_after: timedelta


class ProvisioningService:
    """The seed's ProvisioningService: its steps, and the one place where sagas move."""

    def __init__(
        self,
        *,
        database: Database,
        manager: TenantManager,
        timing: Timing,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database, self._manager, self._timing, self._now = database, manager, timing, now

    async def begin(self, session: AsyncSession, event: TenantRequested) -> None:
        """Writes the saga in REQUESTED and says so; a repeat only says so again."""
        now = self._now()
        values = {
            "saga_id": event.saga_id,
            "kind": "create_tenant",
            "tenant_id": event.tenant_id,
            "name": event.name,
            "subdomain": event.subdomain,
            "schema_name": event.schema_name,
            "role_name": event.schema_name,
            "state": State.REQUESTED.value,
            "admin": event.admin.model_dump(),
            "started_at": now,
            # The step follows at once; the sweeper takes over only if this process dies before it.
            "next_attempt_at": now + self._timing.retry_after,
            "deadline_at": now + self._timing.deadline,
        }
        created = await repository.insert_saga(session, values)
        started = ProvisioningStarted(tenant_id=event.tenant_id, saga_id=event.saga_id)
        await outbox.emit(session, started)
        if not created:
            return
        saga = await self._lock(session, event.saga_id)
        if event.expires_at <= now:
            await self._apply(session, saga, Trigger.TIMED_OUT, failure_code="TIMED_OUT")
            return
        saga.step(Step.CREATE_SCHEMA).change(Change.START, at=now, error_code=None)
        await repository.record_transition(
            session, saga.row, trigger=event.routing_key, before=None, events_out=[started.routing_key]
        )

    async def setup_schema(self, saga_id: UUID) -> None:
        """Builds role, schema, tables and initial data and moves the saga, all in one transaction."""
        try:
            async with self._database.transaction() as session:
                saga = await repository.claim_saga(session, saga_id)
                if saga is None or saga.row.current is not State.REQUESTED:
                    return
                await self._build(session, saga)
                await self._apply(session, saga, Trigger.SCHEMA_BUILT)
        # The script runs beneath SQLAlchemy, so the driver's own errors arrive too.
        except (SQLAlchemyError, asyncpg.PostgresError) as error:
            if is_unavailable(error):
                raise
            log.warning("schema not created", saga_id=str(saga_id), exc_info=error)
            await self._record_failure(saga_id, error)

    async def admin_created(self, session: AsyncSession, event: AdminCreated) -> None:
        """The point of no return, unless the saga is already being undone."""
        saga = await self._lock(session, event.saga_id)
        if saga.row.current is State.SCHEMA_CREATED and saga.row.admin is not None:
            draft = AdminDraft.model_validate(saga.row.admin)
            owner = Owner(user_id=event.user_id, email=event.email, first_name=draft.first_name)
            saga.row.owner = owner.model_dump(mode="json")
            saga.row.scrub_password()
        await self._apply(session, saga, Trigger.ADMIN_CREATED)

    async def admin_rejected(self, session: AsyncSession, saga_id: UUID, *, code: str) -> None:
        saga = await self._lock(session, saga_id)
        await self._apply(session, saga, Trigger.ADMIN_REJECTED, failure_code=code)

    async def admin_removed(self, session: AsyncSession, saga_id: UUID) -> None:
        """The admin is gone: schema and role follow, in this transaction."""
        await self._apply(session, await self._lock(session, saga_id), Trigger.ADMIN_REMOVED)

    async def tenant_activated(self, session: AsyncSession, saga_id: UUID) -> None:
        await self._apply(session, await self._lock(session, saga_id), Trigger.TENANT_ACTIVATED)

    async def tenant_released(self, session: AsyncSession, saga_id: UUID) -> None:
        await self._apply(session, await self._lock(session, saga_id), Trigger.TENANT_RELEASED)

    async def sweep(self) -> int:
        """Moves every saga whose next attempt is due; safe on any number of replicas at once."""
        async with self._database.transaction() as session:
            due = await repository.due_saga_ids(session, limit=SWEEP_BATCH)
        for saga_id in due:
            try:
                await self._attempt_again(saga_id)
            except Exception as error:
                if is_unavailable(error):
                    raise
                # One broken saga must not keep the others waiting behind it.
                log.error("saga cannot be attempted", saga_id=str(saga_id), exc_info=error)
                await self._set_aside(saga_id)
        return len(due)

    async def _set_aside(self, saga_id: UUID) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is not None and saga.row.current not in TERMINAL:
                self._postpone(saga)

    async def _attempt_again(self, saga_id: UUID) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is None or not self._is_due(saga.row):
                return
            late = self._now() >= saga.row.deadline_at
            if late and saga.row.current in BEFORE_NO_RETURN:
                await self._apply(session, saga, Trigger.TIMED_OUT, failure_code="TIMED_OUT")
                return
            if late and await self._apply(session, saga, Trigger.GAVE_UP):
                return
            if saga.row.current is not State.REQUESTED:
                await self._ask_again(session, saga)
                return
        await self.setup_schema(saga_id)

    async def _ask_again(self, session: AsyncSession, saga: Saga) -> None:
        event = REPEATS[saga.row.current]
        self._postpone(saga)
        if saga.row.current in WAITING_STEP:
            saga.step(WAITING_STEP[saga.row.current]).attempts += 1
        await self._emit(session, saga.row, (event,))
        saga.row.version += 1
        await repository.record_transition(
            session,
            saga.row,
            trigger="no_answer",
            before=saga.row.state,
            events_out=[event.routing_key],
        )

    async def _build(self, session: AsyncSession, saga: Saga) -> None:
        names = TenantNames(saga.row.schema_name, saga.row.role_name)
        began = self._now()
        await self._manager.create_schema(session, names)
        created = self._now()
        await self._manager.initialize_data(session, names)
        saga.times = {
            Step.CREATE_SCHEMA: StepTimes(began, created),
            Step.INITIALIZE_DATA: StepTimes(created, self._now()),
        }
        saga.row.schema_version = self._manager.revision
        await repository.register_schema(session, saga.row, version=self._manager.revision)

    async def _record_failure(self, saga_id: UUID, error: Exception) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is None or saga.row.current is not State.REQUESTED:
                return
            step = saga.step(Step.CREATE_SCHEMA)
            step.error_code = "SCHEMA_FAILED"
            if step.attempts >= MAX_SCHEMA_ATTEMPTS:
                await self._apply(session, saga, Trigger.SCHEMA_FAILED, failure_code="SCHEMA_FAILED")
                return
            step.attempts += 1
            self._postpone(saga)
            saga.row.version += 1
            await repository.record_transition(
                session,
                saga.row,
                trigger="schema_attempt_failed",
                before=saga.row.state,
                error=type(error).__name__,
            )

    async def _apply(
        self, session: AsyncSession, saga: Saga, trigger: Trigger, *, failure_code: str | None = None
    ) -> bool:
        """Moves the saga by the table; False when the trigger is late or repeated."""
        before = saga.row.current
        move = next_move(before, trigger)
        if move is None:
            log.info("trigger ignored", trigger=trigger, state=before, saga_id=str(saga.row.saga_id))
            return False
        if failure_code is not None:
            saga.row.failure_code = failure_code
        if move.effect is Effect.DROP_SCHEMA:
            await self._drop(session, saga.row)
        self._enter(saga, before, move)
        await self._emit(session, saga.row, move.emits)
        await repository.record_transition(
            session,
            saga.row,
            trigger=trigger.value,
            before=before.value,
            events_out=[event.routing_key for event in move.emits],
            error=failure_code,
        )
        log.info("saga moved", saga_id=str(saga.row.saga_id), trigger=trigger, before=before, after=move.to)
        return True

    def _enter(self, saga: Saga, before: State, move: Move) -> None:
        now, row = self._now(), saga.row
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
        row.next_attempt_at = now + self._timing.retry_after
        if move.to is State.COMPENSATING or before is State.COMPENSATION_FAILED:
            row.scrub_password()
            row.deadline_at, row.finished_at = now + self._timing.compensation_deadline, None
        if move.to in TERMINAL:
            row.scrub_password()
            row.next_attempt_at, row.finished_at = None, now

    async def _drop(self, session: AsyncSession, row: SagaRow) -> None:
        await self._manager.drop_schema(session, TenantNames(row.schema_name, row.role_name))
        await repository.unregister_schema(session, row.tenant_id)

    def _postpone(self, saga: Saga) -> None:
        pause = min(self._timing.retry_after * 2 ** min(saga.row.attempts, 6), MAX_RETRY_PAUSE)
        saga.row.attempts += 1
        saga.row.next_attempt_at = self._now() + pause

    def _is_due(self, row: SagaRow) -> bool:
        return row.next_attempt_at is not None and row.next_attempt_at <= self._now()

    async def _lock(self, session: AsyncSession, saga_id: UUID) -> Saga:
        saga = await repository.lock_saga(session, saga_id)
        if saga is None:
            raise LookupError(f"no saga {saga_id}")
        return saga

    async def _emit(self, session: AsyncSession, row: SagaRow, events: tuple[type[Event], ...]) -> None:
        for event in events:
            await outbox.emit(session, build_event(event, row))
