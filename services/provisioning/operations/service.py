"""What operators see of sagas and tenants, and the three things they may do to a saga."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError, StaleVersionError, WrongStateError
from libs.common.pagination import decode_cursor, decode_id_cursor, encode_cursor, encode_id_cursor
from services.provisioning import audit
from services.provisioning import repository as sagas
from services.provisioning.cause import Cause
from services.provisioning.engine import SagaEngine
from services.provisioning.models import Saga
from services.provisioning.operations import repository
from services.provisioning.operations.errors import RealityDisagreesError
from services.provisioning.operations.schemas import (
    AuditList,
    AuditOut,
    SagaDetail,
    SagaList,
    SagaSummary,
    TenantList,
    TenantOut,
)
from services.provisioning.operations.views import detail_of, summary_of
from services.provisioning.saga import PUBLIC_STATES, TERMINAL, State, Trigger, actions

# Two operators who press at once press once.
JUST_ASKED = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class SagaQuery:
    """Filters of the list; None does not filter. `tenant` is an id or a subdomain, `states` the contract's."""

    states: list[str] | None = None
    kind: str | None = None
    tenant: str | None = None
    q: str | None = None
    older_than: timedelta | None = None
    cursor: str | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Press:
    """Who presses, why, and at which version of the saga he looked."""

    actor: str
    reason: str | None = None
    version: int | None = None


async def list_sagas(session: AsyncSession, query: SagaQuery, *, now: datetime) -> SagaList:
    """Newest first, with the number of sagas in each state whatever the filters say."""
    rows = await repository.list_sagas(
        session,
        limit=query.limit,
        states=_internal(query.states),
        kind=query.kind,
        q=query.q,
        started_before=None if query.older_than is None else now - query.older_than,
        after=decode_id_cursor(query.cursor),
        **_tenant_filter(query.tenant),
    )
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return SagaList(
        items=[summary_of(row, now) for row in page],
        next_cursor=encode_id_cursor(page[-1].saga_id) if more else None,
        counts=await _counts(session),
    )


async def show_saga(session: AsyncSession, saga_id: UUID, *, now: datetime) -> SagaDetail:
    """One saga with its steps beside their history, its timeline and what remains. Raises NotFoundError."""
    saga = await sagas.find_saga(session, saga_id)
    if saga is None:
        raise NotFoundError("There is no such saga.")
    history = await repository.step_history(session, saga.row.kind)
    return detail_of(saga, await repository.timeline(session, saga_id), history, now)


async def changed_summaries(
    session: AsyncSession, saga_ids: list[UUID], *, now: datetime
) -> list[tuple[int, SagaSummary]]:
    """Each saga as it stands, with the sequence number of its last move, in that order."""
    rows = await repository.summaries(session, saga_ids)
    return [(row.sequence or 0, summary_of(row, now)) for row in rows]


async def retry(session: AsyncSession, engine: SagaEngine, saga_id: UUID, press: Press) -> SagaSummary:
    """Asks again at once for what the saga waits for, or takes up an undoing that failed.

    Raises NotFoundError, StaleVersionError, or WrongStateError: at an end, and just after the last time.
    """
    saga = await _pressed(session, engine, saga_id, press, Trigger.RETRY)
    if await repository.asked_lately(session, saga_id, within=JUST_ASKED):
        raise WrongStateError("This saga was asked again a moment ago; its answer is awaited.")
    cause = Cause(actor=press.actor, reason=press.reason)
    if saga.row.current in TERMINAL:
        await engine.apply(session, saga, Trigger.RETRY, cause=cause)
    else:
        await engine.ask_again(session, saga, trigger=Trigger.RETRY.value, cause=cause)
    return await _done(session, engine, saga, press, "saga.retry")


async def compensate(session: AsyncSession, engine: SagaEngine, saga_id: UUID, press: Press) -> SagaSummary:
    """Undoes the sign-up from the beginning. Raises as `retry`; past the point of no return always."""
    saga = await _pressed(session, engine, saga_id, press, Trigger.COMPENSATE)
    cause = Cause(actor=press.actor, reason=press.reason)
    code = saga.row.failure_code or "CANCELLED"
    await engine.apply(session, saga, Trigger.COMPENSATE, cause=cause, failure_code=code)
    return await _done(session, engine, saga, press, "saga.compensate")


async def resolve(
    session: AsyncSession, engine: SagaEngine, saga_id: UUID, press: Press, outcome: State
) -> SagaSummary:
    """Calls the saga finished where it is. Raises as `retry`, and RealityDisagreesError where it is not."""
    trigger = Trigger.RESOLVE_COMPLETED if outcome is State.COMPLETED else Trigger.RESOLVE_ROLLED_BACK
    saga = await _pressed(session, engine, saga_id, press, trigger)
    reality = await repository.read_reality(session, saga_id)
    contradictions = reality.contradictions(outcome)
    if contradictions:
        raise RealityDisagreesError(
            f"Not {outcome.value}: {'; '.join(contradictions)}.", contradictions=contradictions
        )
    await engine.apply(session, saga, trigger, cause=Cause(actor=press.actor, reason=press.reason))
    return await _done(session, engine, saga, press, f"saga.{trigger.value}")


async def list_tenants(
    session: AsyncSession, *, status: str | None, q: str | None, cursor: str | None, limit: int
) -> TenantList:
    """The registry, newest first, with the number of tenants in each status."""
    rows = await repository.list_tenants(session, limit=limit, status=status, q=q, after=decode_id_cursor(cursor))
    page = rows[:limit]
    return TenantList(
        items=[TenantOut.model_validate(row) for row in page],
        next_cursor=encode_id_cursor(page[-1].id) if len(rows) > limit else None,
        counts=await repository.tenant_counts(session),
    )


async def list_audit(
    session: AsyncSession, *, target: str | None, actor: str | None, cursor: str | None, limit: int
) -> AuditList:
    """What operators did, newest first."""
    after = None if cursor is None else decode_cursor(cursor)[1]
    rows = await repository.list_audit(session, limit=limit, target=target, actor=actor, after=after)
    page = rows[:limit]
    return AuditList(
        items=[AuditOut.model_validate(row) for row in page],
        next_cursor=encode_cursor("", page[-1].id) if len(rows) > limit else None,
    )


async def _pressed(
    session: AsyncSession, engine: SagaEngine, saga_id: UUID, press: Press, trigger: Trigger
) -> Saga:
    """The saga, locked, in a state where this may be pressed, as the operator saw it."""
    saga = await sagas.lock_saga(session, saga_id)
    if saga is None:
        raise NotFoundError("There is no such saga.")
    if press.version is not None and press.version != saga.row.version:
        raise StaleVersionError("The saga has moved on since; look again.")
    if trigger not in actions(saga.row.current):
        allowed = ", ".join(actions(saga.row.current)) or "nothing"
        raise WrongStateError(f"The saga is {saga.row.current.public}: it allows {allowed}.")
    return saga


async def _done(session: AsyncSession, engine: SagaEngine, saga: Saga, press: Press, action: str) -> SagaSummary:
    details = {"state": saga.row.current.public, "version": saga.row.version}
    target = f"saga:{saga.row.saga_id}"
    await audit.record(
        session, actor=press.actor, action=action, target=target, reason=press.reason, details=details
    )
    return summary_of(saga.row, engine.now())


async def _counts(session: AsyncSession) -> Mapping[str, int]:
    counts = dict.fromkeys(PUBLIC_STATES, 0)
    for row in await sagas.saga_counts(session):
        counts[State(row.state).public] += row.sagas
    return counts


def _internal(states: list[str] | None) -> list[str] | None:
    """The states behind the contract's names."""
    return [state.value for state in State if state.public in states] if states else None


def _tenant_filter(tenant: str | None) -> dict[str, object]:
    if tenant is None:
        return {}
    try:
        return {"tenant_id": UUID(tenant)}
    except ValueError:
        return {"subdomain": tenant.lower()}
