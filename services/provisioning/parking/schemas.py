"""HTTP in and out of parking."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from libs.common.types import Line, RequestModel, ResponseModel, Text

MessageStatus = Literal["parked", "replaying", "replayed", "discarded"]
ReplayStatus = Literal["running", "finished", "stopped"]
Reason = Annotated[Text, Field(min_length=3, max_length=500)]
Label = Annotated[Line, Field(min_length=1, max_length=500)]


class MessageOut(ResponseModel):
    """A parked message in a list. `secret_gone`: what it held was forgotten, so it cannot be replayed."""

    id: int
    message_id: UUID
    service: str
    queue: str
    routing_key: str
    type: str | None
    correlation_id: str | None
    saga_id: UUID | None
    tenant_id: UUID | None
    attempts: int
    reason: str
    error: str | None
    fingerprint: str
    times_parked: int
    first_parked_at: datetime
    parked_at: datetime
    status: MessageStatus
    secret_gone: bool
    replay_id: UUID | None
    settled_at: datetime | None
    settled_by: str | None
    settle_reason: str | None


class MessageDetail(MessageOut):
    """With headers and payload, secrets masked: parsed where it is JSON, else as text."""

    headers: dict[str, Any]
    payload: Any


class MessageList(ResponseModel):
    """One page; `counts` are of all messages, by service and status."""

    items: list[MessageOut]
    next_cursor: str | None
    counts: dict[str, dict[MessageStatus, int]]


class GroupOut(ResponseModel):
    """Messages that failed in the same way at the same place."""

    fingerprint: str
    service: str
    queue: str
    count: int
    oldest: datetime
    newest: datetime
    error: str | None


class GroupList(ResponseModel):
    items: list[GroupOut]


class DiscardIn(RequestModel):
    reason: Reason


class ReplayIn(RequestModel):
    """Why; may be left out for a single message."""

    reason: Reason | None = None


class GroupReplayIn(RequestModel):
    """Which messages. `dry_run` shows them; the real call carries the digest that it answered."""

    fingerprint: Label
    service: Label | None = None
    queue: Label | None = None
    dry_run: bool = False
    set_digest: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")] = None
    reason: Reason | None = None


class AffectedSet(ResponseModel):
    """Exactly what would be replayed, in order. `left_out`: over one replay's limit, or without their secret."""

    ids: list[int]
    count: int
    ramp: list[int]
    set_digest: str
    left_out: int


class ReplayOut(ResponseModel):
    """A replay as it stands; `message` for a single one, else the filter of its group."""

    id: UUID
    message: int | None
    fingerprint: str | None
    service: str | None
    queue: str | None
    status: ReplayStatus
    total: int
    done: int
    failed: int
    remaining: int
    batch: int
    ramp: list[int]
    actor: str
    reason: str | None
    stopped_reason: str | None
    started_at: datetime
    finished_at: datetime | None


class ReplayList(ResponseModel):
    items: list[ReplayOut]
    next_cursor: str | None
