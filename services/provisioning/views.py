"""What the public sees of a saga: to who holds the id, without secrets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from libs.common.clock import utc_now
from libs.common.database import Database
from libs.common.errors import NotFoundError
from services.provisioning import repository
from services.provisioning.models import Saga
from services.provisioning.saga import TERMINAL, State, Step
from services.provisioning.schemas import SagaOut, StepOut, StepStatus

_WITHOUT_SAGA: dict[str, tuple[State, StepStatus]] = {
    "provisioning": (State.REQUESTED, "pending"),
    "failed": (State.ROLLED_BACK, "skipped"),
}


@dataclass(frozen=True, slots=True)
class SagaView:
    """A saga as it stands; `version` grows with every change, from 0 for one not yet picked up."""

    version: int
    is_terminal: bool
    body: SagaOut


async def read_saga(database: Database, saga_id: UUID) -> SagaView:
    """Raises NotFoundError for an id that nobody issued."""
    async with database.transaction() as session:
        # Saga and steps of one moment: a stream must not show a step that its version does not know.
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        saga = await repository.find_saga(session, saga_id)
        if saga is not None:
            return _of_saga(saga)
        issued = await repository.find_issued(session, saga_id)
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


def _of_saga(saga: Saga) -> SagaView:
    row = saga.row
    body = SagaOut(
        saga_id=row.saga_id,
        kind=row.kind,
        tenant_id=row.tenant_id,
        subdomain=row.subdomain,
        state=row.current.public,
        failure_code=row.failure_code,
        steps=[StepOut.model_validate(step) for step in saga.steps],
        started_at=row.started_at,
        finished_at=row.finished_at,
        duration_ms=_milliseconds(row.started_at, row.finished_at),
    )
    return SagaView(row.version, row.current in TERMINAL, body)


def _milliseconds(start: datetime, end: datetime | None) -> int:
    return max(0, round(((end or utc_now()) - start).total_seconds() * 1000))
