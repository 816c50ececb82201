"""HTTP in and out of the operations on sagas, tenants and the audit."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from libs.common.types import Line, RequestModel, ResponseModel, Text
from services.provisioning.schemas import StepOut

SagaState = Literal[
    "REQUESTED",
    "SCHEMA_CREATED",
    "ADMIN_CREATED",
    "COMPLETED",
    "COMPENSATING",
    "ROLLED_BACK",
    "COMPENSATION_FAILED",
]
TenantStatusName = Literal["provisioning", "active", "suspended", "deleting", "deleted", "failed"]
Outcome = Literal["COMPLETED", "ROLLED_BACK"]

_OLDEST_S = 10 * 366 * 86_400
_UNITS_S = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}


def _age(value: Any) -> Any:
    match = re.fullmatch(r"([0-9]{1,9})([smhd]?)", str(value))
    if match is None:
        raise PydanticCustomError("age_invalid", "Write an age as 90, 90s, 15m, 2h or 7d.")
    seconds = int(match[1]) * _UNITS_S[match[2]]
    if seconds > _OLDEST_S:
        raise PydanticCustomError("age_too_large", "No saga is older than ten years.")
    return timedelta(seconds=seconds)


Age = Annotated[timedelta, BeforeValidator(_age, json_schema_input_type=str)]
Reason = Annotated[Text, Field(min_length=3, max_length=500)]
Version = Annotated[int | None, Field(default=None, ge=0, description="Refused when the saga has moved on since.")]


class ActionIn(RequestModel):
    """Why, and at which version of the saga the operator looked."""

    reason: Reason
    version: Version = None


class RetryIn(RequestModel):
    """As ActionIn; asking again needs no reason."""

    reason: Reason | None = None
    version: Version = None


class ResolveIn(ActionIn):
    """Which end the saga is to be given; it must be true already."""

    outcome: Outcome


class SagaSummary(ResponseModel):
    """A saga in a list. `phase` is the state inside; `state` the contract's name for it."""

    saga_id: UUID
    kind: str
    tenant_id: UUID
    name: str
    subdomain: str
    state: str
    phase: str
    failure_code: str | None
    version: int
    attempts: int
    started_at: datetime
    finished_at: datetime | None
    next_attempt_at: datetime | None
    deadline_at: datetime
    duration_ms: int
    actions: list[str]


class EventOut(ResponseModel):
    routing_key: str
    event_id: UUID | None


class TransitionOut(ResponseModel):
    """One line of the timeline. `moved` is false for a trigger that came late or twice and changed nothing."""

    id: int
    at: datetime
    trigger: str
    state_before: str | None
    state_after: str
    moved: bool
    event_in: UUID | None
    events_out: list[EventOut]
    actor: str | None
    reason: str | None
    error: str | None


class TimedStepOut(StepOut):
    """A step beside the history of its kind, in milliseconds over the last 1,000 completed sagas."""

    duration_ms: int | None
    p50_ms: int | None
    p95_ms: int | None


class SagaDetail(SagaSummary):
    """One saga with all that happened to it, and what is still to do."""

    owner_email: str | None
    schema_name: str
    role_name: str
    schema_version: str | None
    steps: list[TimedStepOut]
    remaining: list[str]
    timeline: list[TransitionOut]


class SagaList(ResponseModel):
    items: list[SagaSummary]
    next_cursor: str | None
    counts: Mapping[str, int]


class TenantOut(ResponseModel):
    id: UUID
    name: str
    subdomain: str
    status: str
    plan_type: str
    schema_name: str
    role_name: str
    schema_version: str | None
    saga_id: UUID
    saga_state: str | None
    failure_code: str | None
    created_at: datetime
    updated_at: datetime


class TenantList(ResponseModel):
    items: list[TenantOut]
    next_cursor: str | None
    counts: Mapping[str, int]


class AuditOut(ResponseModel):
    id: int
    at: datetime
    actor: str
    action: str
    target: str
    reason: str | None
    details: dict[str, Any]
    request_id: str | None


class AuditList(ResponseModel):
    items: list[AuditOut]
    next_cursor: str | None


Target = Annotated[Line, Field(max_length=200)]
