"""HTTP in and out of operators' visits to shops."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from libs.common.types import Line, RequestModel, ResponseModel


class ImpersonationIn(RequestModel):
    tenant_id: UUID
    reason: Annotated[Line, Field(min_length=10, max_length=500, description="Read by the shop's owner.")]


class VisitOut(ResponseModel):
    """One entry of an operator into a shop; without `ended_at` it ended, or will, at `expires_at`."""

    id: UUID
    operator_id: UUID
    operator_email: str
    tenant_id: UUID
    tenant_name: str
    subdomain: str
    reason: str
    entered_at: datetime
    expires_at: datetime
    ended_at: datetime | None
