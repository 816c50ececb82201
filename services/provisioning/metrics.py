"""What sagas count: moves and retries once they are committed, and how the sagas stand at each scrape."""

from collections.abc import Callable

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database
from services.provisioning import repository
from services.provisioning.models import Saga
from services.provisioning.saga import PUBLIC_STATES, TERMINAL, WAITING_STEP, Change, Move, State, Trigger
from services.provisioning.stock.metrics import PROVIDED

KINDS = ("create_tenant",)
_WAITING = tuple(dict.fromkeys(state.public for state in State if state not in TERMINAL))
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900)

SAGAS = Gauge("sagas", "Sagas by kind and state, the same on every replica.", ("kind", "state"))
OLDEST = Gauge("saga_oldest_seconds", "Age of the oldest saga in a state that waits.", ("kind", "state"))
_MOVES = Counter("saga_transitions_total", "Moves of sagas.", ("kind", "trigger", "to"))
_RETRIES = Counter("saga_retries_total", "Steps asked for again, by timer or operator.", ("step",))
_STEP = Histogram("saga_step_duration_seconds", "Time a step took.", ("step",), buckets=_SECONDS)
_SAGA = Histogram(
    "saga_duration_seconds", "Time from sign-up picked up to its end.", ("kind", "outcome"), buckets=_SECONDS
)

# From the start: a rate does not see a counter's first step out of nothing.
for _step in (*(step.value for step in WAITING_STEP.values()), "compensate", "release"):
    _RETRIES.labels(_step)
for _kind in KINDS:
    _MOVES.labels(_kind, Trigger.TENANT_ACTIVATED.value, State.COMPLETED.public)
    _MOVES.labels(_kind, Trigger.TENANT_RELEASED.value, State.ROLLED_BACK.public)
    _MOVES.labels(_kind, Trigger.GAVE_UP.value, State.COMPENSATION_FAILED.public)


def count_move(session: AsyncSession, saga: Saga, trigger: Trigger, move: Move) -> None:
    """Counts a move when, and only when, its transaction commits."""
    kind, to = saga.row.kind, move.to.public
    finished = [saga.step(name) for name, change in move.steps.items() if change is Change.FINISH]
    took = {
        step.name: (step.finished_at - step.started_at).total_seconds()
        for step in finished
        if step.finished_at and step.started_at
    }
    end, start = saga.row.finished_at, saga.row.started_at

    def count() -> None:
        _MOVES.labels(kind, trigger.value, to).inc()
        for name, seconds in took.items():
            _STEP.labels(name).observe(seconds)
        if end is not None and move.to in TERMINAL:
            _SAGA.labels(kind, to).observe((end - start).total_seconds())

    _after_commit(session, count)


def count_provided(session: AsyncSession, *, from_stock: bool) -> None:
    """Counts where a shop's schema came from, when its transaction commits."""
    _after_commit(session, PROVIDED.labels("stock" if from_stock else "built").inc)


def count_retry(session: AsyncSession, state: State) -> None:
    """Counts that a waiting saga's step was asked for again."""
    undoing = "release" if state is State.RELEASING else "compensate"
    step = WAITING_STEP[state].value if state in WAITING_STEP else undoing
    _after_commit(session, _RETRIES.labels(step).inc)


async def sample_sagas(database: Database) -> None:
    """Sets the gauges from the table; every state is always present."""
    async with database.transaction() as session:
        found = {(row.kind, State(row.state)): row for row in await repository.saga_counts(session)}
    for kind in KINDS:
        for state in PUBLIC_STATES:
            rows = [row for (k, s), row in found.items() if k == kind and s.public == state]
            SAGAS.labels(kind, state).set(sum(row.sagas for row in rows))
            if state in _WAITING:
                OLDEST.labels(kind, state).set(max((row.oldest_s for row in rows), default=0.0))


def _after_commit(session: AsyncSession, action: Callable[[], None]) -> None:
    event.listen(session.sync_session, "after_commit", lambda _: action(), once=True)
