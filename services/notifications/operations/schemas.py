"""HTTP in and out of the operations on deliveries and suppressed addresses."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from libs.common.types import Line, RequestModel, ResponseModel, Text
from services.notifications.models import Channel, Kind, State

# As routes name them.
StateName = State
KindName = Kind
ChannelName = Channel
Action = Literal["resend"]
Reason = Annotated[Text, Field(min_length=3, max_length=500)]
Target = Annotated[Line, Field(max_length=200)]


class ReasonIn(RequestModel):
    reason: Reason


class ResendIn(ReasonIn):
    """Why, and at which version of the letter the operator looked."""

    version: Annotated[
        int | None, Field(default=None, ge=0, description="Refused when the letter has moved on since.")
    ] = None


class DeliverySummary(ResponseModel):
    """A letter in a list. `round` grows, and with it the Message-ID, when what was sent is sent again."""

    id: UUID
    tenant_id: UUID
    shop: str | None
    subdomain: str | None
    kind: Kind
    channel: Channel
    recipient: str
    recipient_name: str = Field(description="Empty for a shop's customers: who they are is the shop's.")
    locale: str
    state: State
    round: int
    attempts: int
    next_attempt_at: datetime
    expires_at: datetime
    error_code: str | None
    error: str | None
    version: int
    created_at: datetime
    finished_at: datetime | None


class HistoryOut(ResponseModel):
    """What became of one try, or what an operator did and why."""

    at: datetime
    state: State
    code: str | None
    detail: str | None
    actor: str | None
    reason: str | None


class DeliveryDetail(DeliverySummary):
    """With all that happened to it. `link`: by this a person sends it; `why_not`: why it cannot be sent again."""

    message_id: str | None
    link: str | None
    leased_until: datetime | None
    actions: list[Action]
    why_not: str | None
    history: list[HistoryOut]


class DeliveryList(ResponseModel):
    """One page; `counts` are of all letters whatever the filters say, up to 10,000 of each state and kind."""

    items: list[DeliverySummary]
    next_cursor: str | None
    counts: dict[State, int]
    by_kind: dict[Kind, int]


class SuppressionOut(ResponseModel):
    """An address that does not exist, as its server said of the letter `delivery_id`."""

    id: int
    address: str
    code: str
    detail: str
    delivery_id: UUID | None
    created_at: datetime
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None


class SuppressionList(ResponseModel):
    items: list[SuppressionOut]
    next_cursor: str | None
