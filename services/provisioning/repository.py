"""Every query of the provisioning service, except the DDL of the TenantManager."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.query import Query
from libs.common.query import Row as DriverRow
from libs.common.transaction import Transaction
from services.provisioning.cause import Cause
from services.provisioning.models import Saga, SagaRow, StepRow
from services.provisioning.saga import Step

CHANGED_CHANNEL = "saga_changed"

_ISSUED = Query(
    text(
        "SELECT id AS tenant_id, subdomain, status, failure_code, created_at, updated_at FROM shared.tenants"
        " WHERE saga_id = :saga_id"
    )
)
# One round trip writes the line and wakes the streams at commit.
_RECORD = text(
    "WITH added AS (INSERT INTO svc_provisioning.saga_transitions (saga_id, trigger, state_before, state_after,"  # noqa: S608 - constant channel
    " event_in, events_out, event_ids_out, moved, actor, reason, error) VALUES (:saga_id, :trigger, :before,"
    " :after, :event_in, :events_out, :event_ids_out, :moved, :actor, :reason, :error) RETURNING saga_id, moved)"
    f" SELECT pg_notify('{CHANGED_CHANNEL}', saga_id::text) FROM added WHERE moved"
)
# Saga and steps of one moment: a stream must not show a step that its version does not know.
_VIEW = Query(
    text(
        "SELECT s.saga_id, s.kind, s.tenant_id, s.subdomain, s.state, s.failure_code, s.version, s.started_at,"
        " s.finished_at, (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.position) FROM svc_provisioning.saga_steps p"
        " WHERE p.saga_id = s.saga_id)::text AS steps FROM svc_provisioning.sagas s WHERE s.saga_id = :saga_id"
    )
)
_UPSERT_SCHEMA = text(
    "INSERT INTO svc_provisioning.tenant_schemas (tenant_id, schema_name, role_name, version)"
    " VALUES (:tenant_id, :schema_name, :role_name, :version)"
)
_DELETE_SCHEMA = text("DELETE FROM svc_provisioning.tenant_schemas WHERE tenant_id = :tenant_id")


async def insert_saga(session: AsyncSession, values: Mapping[str, Any]) -> Saga | None:
    """The new saga, its transaction's own; None when it exists: a repeated request."""
    statement = upsert(SagaRow).values(**values).on_conflict_do_nothing().returning(SagaRow)
    row = await session.scalar(statement)
    if row is None:
        return None
    steps = [
        StepRow(saga_id=row.saga_id, position=position, name=step.value, status="pending", attempts=0)
        for position, step in enumerate(Step, start=1)
    ]
    session.add_all(steps)
    return Saga(row, steps)


async def lock_saga(session: AsyncSession, saga_id: UUID) -> Saga | None:
    """The saga, locked until the transaction ends; waits for who holds it."""
    row = await session.scalar(select(SagaRow).where(SagaRow.saga_id == saga_id).with_for_update())
    return None if row is None else Saga(row, await _steps(session, saga_id))


async def claim_saga(session: AsyncSession, saga_id: UUID) -> Saga | None:
    """The saga, locked; None when it is gone or somebody else works on it."""
    statement = select(SagaRow).where(SagaRow.saga_id == saga_id).with_for_update(skip_locked=True)
    row = await session.scalar(statement)
    return None if row is None else Saga(row, await _steps(session, saga_id))


async def due_saga_ids(session: AsyncSession, *, limit: int) -> Sequence[UUID]:
    """Sagas whose next attempt is due."""
    statement = (
        select(SagaRow.saga_id)
        .where(SagaRow.next_attempt_at <= func.now())
        .order_by(SagaRow.next_attempt_at)
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def record_transition(
    session: AsyncSession,
    saga: SagaRow,
    *,
    trigger: str,
    before: str | None,
    cause: Cause,
    emitted: Sequence[tuple[str, UUID]],
    moved: bool,
    error: str | None,
) -> None:
    """Adds a line to the timeline and tells the streams; both take effect at commit."""
    values = {
        "saga_id": saga.saga_id,
        "trigger": trigger,
        "before": before,
        "after": saga.state,
        "event_in": cause.event_in,
        "events_out": [routing_key for routing_key, _ in emitted],
        "event_ids_out": [event_id for _, event_id in emitted],
        "moved": moved,
        "actor": cause.actor,
        "reason": cause.reason,
        "error": error,
    }
    await session.flush()
    await session.execute(_RECORD, values)


async def register_schema(session: AsyncSession, saga: SagaRow, *, version: str) -> None:
    values = {"tenant_id": saga.tenant_id, "schema_name": saga.schema_name, "role_name": saga.role_name}
    await session.execute(_UPSERT_SCHEMA, {**values, "version": version})


async def unregister_schema(session: AsyncSession, tenant_id: UUID) -> None:
    await session.execute(_DELETE_SCHEMA, {"tenant_id": tenant_id})


async def find_saga(session: AsyncSession, saga_id: UUID) -> Saga | None:
    row = await session.get(SagaRow, saga_id)
    return None if row is None else Saga(row, await _steps(session, saga_id))


async def saga_counts(session: AsyncSession) -> Sequence[Row[Any]]:
    """Per kind and state: how many sagas, and the age of the oldest in seconds."""
    statement = text(
        "SELECT kind, state, count(*) AS sagas,"
        " extract(epoch FROM now() - min(started_at))::double precision AS oldest_s"
        " FROM svc_provisioning.sagas GROUP BY kind, state"
    )
    return (await session.execute(statement)).all()


async def find_view(work: Transaction, saga_id: UUID) -> DriverRow | None:
    """What the public sees of a saga, its steps as one JSON text."""
    return await work.row(_VIEW, saga_id=saga_id)


async def find_issued(work: Transaction, saga_id: UUID) -> DriverRow | None:
    """The sign-up that was given this saga id, picked up or not."""
    return await work.row(_ISSUED, saga_id=saga_id)


async def delete_rolled_back(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """Rolled-back sagas hold a person's e-mail: they are not kept for ever. Answers how many went."""
    statement = text(
        "DELETE FROM svc_provisioning.sagas WHERE saga_id IN (SELECT saga_id FROM svc_provisioning.sagas"
        " WHERE state = 'ROLLED_BACK' AND finished_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)"
        " RETURNING 1"
    )
    return len((await session.execute(statement, {"before": before, "limit": limit})).all())


async def delete_old_history(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """The timeline of finished sagas; the saga itself, with its steps, lives as long as its shop."""
    statement = text(
        "DELETE FROM svc_provisioning.saga_transitions WHERE id IN (SELECT t.id"
        " FROM svc_provisioning.saga_transitions t JOIN svc_provisioning.sagas s USING (saga_id)"
        " WHERE t.at < :before AND s.finished_at < :before AND s.state IN ('COMPLETED', 'ROLLED_BACK')"
        " LIMIT :limit) RETURNING 1"
    )
    return len((await session.execute(statement, {"before": before, "limit": limit})).all())


async def _steps(session: AsyncSession, saga_id: UUID) -> Sequence[StepRow]:
    statement = select(StepRow).where(StepRow.saga_id == saga_id).order_by(StepRow.position)
    return (await session.scalars(statement)).all()
