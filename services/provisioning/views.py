"""What the public sees of a saga: to who holds the id, without secrets."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from libs.common.clock import utc_now
from libs.common.database import Database
from libs.common.errors import NotFoundError
from libs.common.query import Row
from services.provisioning import repository
from services.provisioning.saga import TERMINAL, State, Step
from services.provisioning.schemas import SagaOut, StepOut, StepStatus

_STEPS = TypeAdapter(list[StepOut])
_WITHOUT_SAGA: dict[str, tuple[State, StepStatus]] = {
    "provisioning": (State.REQUESTED, "pending"),
    "failed": (State.ROLLED_BACK, "skipped"),
}


@dataclass(frozen=True)
class SagaView:
    """A saga as it stands; `version` grows with every change, from 0 for one not yet picked up."""

    version: int
    is_terminal: bool
    body: SagaOut

    @cached_property
    def text(self) -> str:
        """The body as JSON, written once for all who are told."""
        return self.body.model_dump_json()


async def read_saga(database: Database, saga_id: UUID) -> SagaView:
    """Raises NotFoundError for an id that nobody issued."""
    async with database.work() as work:
        saga = await repository.find_view(work, saga_id)
        if saga is not None:
            return _of_saga(saga)
        issued = await repository.find_issued(work, saga_id)
    if issued is None:
        raise NotFoundError("Nobody issued this saga id.")
    return _of_issued(saga_id, issued)


def _of_issued(saga_id: UUID, issued: Any) -> SagaView:
    """A sign-up without a saga: not yet picked up, or so old that its saga was deleted."""
    state, status = _WITHOUT_SAGA.get(issued.status, (State.COMPLETED, "done"))
    finished_at = None if state is State.REQUESTED else issued.updated_at
    body = SagaOut(
        saga_id=saga_id,
        kind="create_tenant",
        tenant_id=issued.tenant_id,
        subdomain=issued.subdomain,
        state=state.public,
        failure_code=issued.failure_code,
        steps=[StepOut(name=step.value, status=status) for step in Step],
        started_at=issued.created_at,
        finished_at=finished_at,
        duration_ms=_milliseconds(issued.created_at, finished_at),
    )
    return SagaView(0, state in TERMINAL, body)


def _of_saga(row: Row) -> SagaView:
    state = State(row.state)
    body = SagaOut(
        saga_id=row.saga_id,
        kind=row.kind,
        tenant_id=row.tenant_id,
        subdomain=row.subdomain,
        state=state.public,
        failure_code=row.failure_code,
        steps=_STEPS.validate_json(row.steps or "[]"),
        started_at=row.started_at,
        finished_at=row.finished_at,
        duration_ms=_milliseconds(row.started_at, row.finished_at),
    )
    return SagaView(row.version, state in TERMINAL, body)


def _milliseconds(start: datetime, end: datetime | None) -> int:
    return max(0, round(((end or utc_now()) - start).total_seconds() * 1000))
