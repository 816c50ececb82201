"""The process manager: begins sagas, builds shops, takes the participants' answers, and sweeps up silence."""

from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.events import AdminCreated, AdminDraft, Owner, ProvisioningStarted, TenantRequested
from libs.common.database import Database, is_unavailable
from libs.common.logging import get_logger
from libs.common.messaging.consumer import SETTLED, Settled
from services.provisioning import metrics, repository
from services.provisioning.cause import NO_CAUSE, Cause
from services.provisioning.engine import SagaEngine, outbox
from services.provisioning.models import Saga, SagaRow, StepTimes
from services.provisioning.saga import EXPIRES, TERMINAL, Change, State, Step, Trigger
from services.provisioning.stock.service import Stock
from services.provisioning.tenant_manager import TenantNames

log = get_logger(__name__)

MAX_SCHEMA_ATTEMPTS = 5
SWEEP_BATCH = 50
PRUNE_BATCH = 5_000


class ProvisioningService:
    """The seed's ProvisioningService: its steps, each a transaction that the engine moves the saga in."""

    def __init__(self, *, database: Database, engine: SagaEngine, stock: Stock) -> None:
        self._database, self.engine, self._stock = database, engine, stock
        self._now = engine.now

    async def begin(
        self, session: AsyncSession, event: TenantRequested, cause: Cause = NO_CAUSE
    ) -> Settled | None:
        """Writes the saga in REQUESTED and says so, and moves it on where a schema stands ready.

        Settled: the first step is decided, nothing has to follow the commit. A repeat only says so again.
        """
        now, timing = self._now(), self.engine.timing
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
            "next_attempt_at": now + timing.retry_after,
            "deadline_at": now + timing.deadline,
        }
        saga = await repository.insert_saga(session, values)
        started = ProvisioningStarted(tenant_id=event.tenant_id, saga_id=event.saga_id)
        emitted = [(started.routing_key, await outbox.emit(session, started))]
        if saga is None:
            return None
        expired = event.expires_at <= now
        if not expired:
            saga.step(Step.CREATE_SCHEMA).change(Change.START, at=now, error_code=None)
        await self.engine.record(session, saga, event.routing_key, before=None, cause=cause, emitted=emitted)
        if expired:
            await self.engine.apply(session, saga, Trigger.TIMED_OUT, failure_code="TIMED_OUT")
            return SETTLED
        if await self._take_from_stock(session, saga):
            await self.engine.apply(session, saga, Trigger.SCHEMA_BUILT)
            return SETTLED
        return None

    async def setup_schema(self, saga_id: UUID) -> None:
        """Role, schema and tables from the stock or built, initial data, the saga's move: one transaction."""
        try:
            async with self._database.transaction() as session:
                saga = await repository.claim_saga(session, saga_id)
                if saga is None or saga.row.current is not State.REQUESTED:
                    return
                if not await self._take_from_stock(session, saga):
                    await self._build(session, saga)
                await self.engine.apply(session, saga, Trigger.SCHEMA_BUILT)
        # The script runs beneath SQLAlchemy, so the driver's own errors arrive too.
        except (SQLAlchemyError, asyncpg.PostgresError) as error:
            if is_unavailable(error):
                raise
            log.warning("schema not created", saga_id=str(saga_id), exc_info=error)
            await self._record_failure(saga_id, error)

    async def admin_created(self, session: AsyncSession, event: AdminCreated, cause: Cause = NO_CAUSE) -> None:
        """The point of no return, unless the saga is already being undone."""
        saga = await self.engine.lock(session, event.saga_id)
        if saga.row.current is State.SCHEMA_CREATED and saga.row.admin is not None:
            draft = AdminDraft.model_validate(saga.row.admin)
            owner = Owner(user_id=event.user_id, email=event.email, first_name=draft.first_name)
            saga.row.owner = owner.model_dump(mode="json")
            saga.row.scrub_password()
        await self.engine.apply(session, saga, Trigger.ADMIN_CREATED, cause=cause)

    async def answered(
        self,
        session: AsyncSession,
        saga_id: UUID,
        trigger: Trigger,
        *,
        cause: Cause = NO_CAUSE,
        failure_code: str | None = None,
    ) -> None:
        """A participant's answer; for `admin_removed` schema and role go in this transaction."""
        saga = await self.engine.lock(session, saga_id)
        await self.engine.apply(session, saga, trigger, cause=cause, failure_code=failure_code)

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

    async def forget_history(self, *, kept: timedelta) -> None:
        """Deletes rolled-back sagas and old timelines, a batch a transaction, until none is left."""
        before = self._now() - kept
        for prune in (repository.delete_rolled_back, repository.delete_old_history):
            while True:
                async with self._database.transaction() as session:
                    if await prune(session, before=before, limit=PRUNE_BATCH) < PRUNE_BATCH:
                        break

    async def _set_aside(self, saga_id: UUID) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is not None and saga.row.current not in TERMINAL:
                self.engine.postpone(saga)

    async def _attempt_again(self, saga_id: UUID) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is None or not self._is_due(saga.row):
                return
            expired = EXPIRES.get(saga.row.current) if self._now() >= saga.row.deadline_at else None
            if expired is not None:
                code = "TIMED_OUT" if expired is Trigger.TIMED_OUT else None
                await self.engine.apply(session, saga, expired, failure_code=code)
                return
            if saga.row.current is not State.REQUESTED:
                await self.engine.ask_again(session, saga)
                return
        await self.setup_schema(saga_id)

    async def _take_from_stock(self, session: AsyncSession, saga: Saga) -> bool:
        """False when nothing stands ready, and nothing was done."""
        names, began, taken = TenantNames(saga.row.schema_name, saga.row.role_name), self._now(), list[datetime]()

        async def fill(session: AsyncSession, names: TenantNames) -> None:
            taken.append(self._now())
            await self.engine.manager.initialize_data(session, names)

        if not await self._stock.take(session, names, fill):
            return False
        await self._provided(session, saga, began=began, created=taken[0])
        metrics.count_provided(session, from_stock=True)
        return True

    async def _build(self, session: AsyncSession, saga: Saga) -> None:
        names, manager = TenantNames(saga.row.schema_name, saga.row.role_name), self.engine.manager
        began = self._now()
        await manager.create_schema(session, names)
        created = self._now()
        await manager.initialize_data(session, names)
        await self._provided(session, saga, began=began, created=created)
        metrics.count_provided(session, from_stock=False)

    async def _provided(self, session: AsyncSession, saga: Saga, *, began: datetime, created: datetime) -> None:
        saga.times = {
            Step.CREATE_SCHEMA: StepTimes(began, created),
            Step.INITIALIZE_DATA: StepTimes(created, self._now()),
        }
        saga.row.schema_version = self.engine.manager.revision
        await repository.register_schema(session, saga.row, version=self.engine.manager.revision)

    async def _record_failure(self, saga_id: UUID, error: Exception) -> None:
        async with self._database.transaction() as session:
            saga = await repository.claim_saga(session, saga_id)
            if saga is None or saga.row.current is not State.REQUESTED:
                return
            step = saga.step(Step.CREATE_SCHEMA)
            step.error_code = "SCHEMA_FAILED"
            if step.attempts >= MAX_SCHEMA_ATTEMPTS:
                await self.engine.apply(session, saga, Trigger.SCHEMA_FAILED, failure_code="SCHEMA_FAILED")
                return
            step.attempts += 1
            self.engine.postpone(saga)
            saga.row.version += 1
            reason = type(error).__name__
            await self.engine.record(session, saga, "schema_attempt_failed", before=State.REQUESTED, error=reason)

    def _is_due(self, row: SagaRow) -> bool:
        return row.next_attempt_at is not None and row.next_attempt_at <= self._now()
