"""HTTP out of the provisioning service."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from libs.common.types import ResponseModel

StepStatus = Literal["pending", "running", "done", "failed", "compensated", "skipped"]


class StepOut(ResponseModel):
    name: str
    status: StepStatus
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    error_code: str | None = None


class SagaOut(ResponseModel):
    saga_id: UUID
    kind: str
    tenant_id: UUID
    subdomain: str
    state: str
    failure_code: str | None
    steps: list[StepOut]
    started_at: datetime
    finished_at: datetime | None
    duration_ms: int
