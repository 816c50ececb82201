"""HTTP in and out of the reconciler."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, computed_field

from libs.common.clock import utc_now
from libs.common.types import Line, RequestModel, ResponseModel, Text

KindName = Annotated[Line, Field(max_length=50, pattern=r"^[a-z_]+$")]
Reason = Annotated[Text, Field(min_length=3, max_length=500)]


class ReconcileIn(RequestModel):
    """Without `findings` a scan; with them a repair, of which the dry run comes first."""

    scan: Literal[True] | None = None
    findings: Annotated[list[UUID], Field(min_length=1, max_length=100)] | None = None
    dry_run: bool = True
    set_digest: Annotated[Line, Field(max_length=64)] | None = None
    reason: Reason | None = None


class RunOut(ResponseModel):
    """A scan; `compared` says how much of each list there was, `counts` the findings by kind."""

    id: UUID
    actor: str
    started_at: datetime
    finished_at: datetime | None
    compared: Mapping[str, int]
    counts: Mapping[str, int]
    error: str | None


class RunList(ResponseModel):
    items: list[RunOut]


class FindingOut(ResponseModel):
    """One thing that does not fit. `settling`: not yet seen for longer than the grace period."""

    id: UUID
    kind: str
    subject: str
    tenant_id: UUID | None
    saga_id: UUID | None
    state: str
    settling: bool
    since: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    action: str
    will: str
    risk: str
    detail: str | None
    tables: int | None
    rows: int | None
    size_bytes: int | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def age_s(self) -> int:
        """Seconds since it began, or since it was first seen where nothing knows."""
        return max(0, int((utc_now() - (self.since or self.first_seen_at)).total_seconds()))


class ReportOut(ResponseModel):
    """The last scan and what is open of it; `counts` has every kind, whatever the filter."""

    run: RunOut | None
    running: bool
    counts: Mapping[str, int]
    findings: list[FindingOut]
    next_cursor: str | None


class PlannedOut(ResponseModel):
    """What one repair would do now; `why_not` where it would do nothing."""

    id: UUID
    kind: str
    subject: str
    action: str
    possible: bool
    why_not: str | None
    settling: bool
    steps: list[str]
    tables: int
    rows: int
    size_bytes: int


class PlanOut(ResponseModel):
    """The dry run. The real run carries `set_digest` and does exactly this set, or nothing."""

    dry_run: Literal[True] = True
    set_digest: str
    findings: list[PlannedOut]


class RepairedOut(ResponseModel):
    """`done`; `requested` of another service, see the next scan; `skipped` for the reason given."""

    id: UUID
    kind: str
    subject: str
    outcome: Literal["done", "requested", "skipped"]
    reason: str | None
    copy_id: UUID | None
    rows_copied: int


class RepairOut(ResponseModel):
    dry_run: Literal[False] = False
    findings: list[RepairedOut]


class CopyOut(ResponseModel):
    """Rows of something that was removed; without `finished_at` the removal broke off before its end."""

    id: UUID
    kind: str
    subject: str
    tenant_id: UUID | None
    actor: str
    reason: str
    created_at: datetime
    finished_at: datetime | None
    tables: int
    rows: int
    csv_bytes: int
    stored_bytes: int


class CopyList(ResponseModel):
    items: list[CopyOut]


class CopiedTableOut(ResponseModel):
    name: str
    columns: list[dict[str, Any]]
    rows: int
    csv_bytes: int
    stored_bytes: int


class CopyDetail(ResponseModel):
    copied: CopyOut
    tables: list[CopiedTableOut]
