"""Rows of sagas as operators see them; pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from services.provisioning.models import Saga, StepRow
from services.provisioning.operations.schemas import (
    EventOut,
    SagaDetail,
    SagaSummary,
    TimedStepOut,
    TransitionOut,
)
from services.provisioning.saga import State, actions, remaining


def summary_of(row: Any, now: datetime) -> SagaSummary:
    """A row of the list, or a whole saga, in one line."""
    state = State(row.state)
    return SagaSummary(
        saga_id=row.saga_id,
        kind=row.kind,
        tenant_id=row.tenant_id,
        name=row.name,
        subdomain=row.subdomain,
        state=state.public,
        phase=state.value,
        failure_code=row.failure_code,
        version=row.version,
        attempts=row.attempts,
        started_at=row.started_at,
        finished_at=row.finished_at,
        next_attempt_at=row.next_attempt_at,
        deadline_at=row.deadline_at,
        duration_ms=_milliseconds(row.started_at, row.finished_at or now),
        actions=[action.value for action in actions(state)],
    )


def detail_of(saga: Saga, timeline: Sequence[Any], history: Mapping[str, Any], now: datetime) -> SagaDetail:
    """One saga with everything known about it, without its secret."""
    row = saga.row
    return SagaDetail(
        **summary_of(row, now).model_dump(),
        owner_email=(row.admin or {}).get("email"),
        schema_name=row.schema_name,
        role_name=row.role_name,
        schema_version=row.schema_version,
        steps=[_timed(step, history.get(step.name), now) for step in saga.steps],
        remaining=list(remaining(row.current)),
        timeline=[_transition(entry) for entry in timeline],
    )


def _timed(step: StepRow, history: Any, now: datetime) -> TimedStepOut:
    end = step.finished_at or (now if step.status == "running" else None)
    return TimedStepOut(
        name=step.name,
        status=step.status,
        started_at=step.started_at,
        finished_at=step.finished_at,
        attempts=step.attempts,
        error_code=step.error_code,
        duration_ms=_milliseconds(step.started_at, end) if step.started_at and end else None,
        p50_ms=round(history.p50) if history else None,
        p95_ms=round(history.p95) if history else None,
    )


def _transition(entry: Any) -> TransitionOut:
    # Lines written before events had their ids here have none.
    pairs = zip_longest(entry.events_out, entry.event_ids_out)
    return TransitionOut(
        id=entry.id,
        at=entry.at,
        trigger=entry.trigger,
        state_before=entry.state_before,
        state_after=entry.state_after,
        moved=entry.moved,
        event_in=entry.event_in,
        events_out=[EventOut(routing_key=key, event_id=event_id) for key, event_id in pairs],
        actor=entry.actor,
        reason=entry.reason,
        error=entry.error,
    )


def _milliseconds(start: datetime, end: datetime) -> int:
    return max(0, round((end - start).total_seconds() * 1000))
